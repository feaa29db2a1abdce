#pragma once

#include <QDialog>

#include <atomic>
#include <functional>
#include <memory>
#include <set>

#include "ui/export/export_work.h"
#include "ui/export/figure_clipboard.h"
#include "ui/model/background.h"

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace ui {

class ExportForm;
class FigurePreview;
class PageStrip;

/// What the window gives to the dialog.
struct ExportSubject {
  Sheet sheet;
  std::shared_ptr<const core::Trace> trace;  ///< null where the graph has not run as it is
  QString document;                          ///< path of its file, or empty
  QString name;                              ///< of the graph, for the names of files
  int cursor = 0;
  int last = 0;
  std::set<core::NodeId> selected = {};
  NudgeChoice nudge = {};                    ///< what the view of nudges changes, where it does
};

/// Figures at their final size: a form, a live preview, and the files. The settings are kept for each document.
class ExportDialog : public QDialog {
  Q_OBJECT

 public:
  ExportDialog(ExportSubject subject, const ExportSettings& settings, const Theme& theme, QWidget* parent);
  ~ExportDialog() override;

  /// Writes the figure's files to a folder in the background.
  void exportTo(const QString& folder);
  bool isBusy() const { return render_.isBusy() || writing_.isBusy(); }
  /// Asked once when files of these names are there already; true: they are replaced.
  std::function<bool(const QStringList& existing)> mayReplace;

 signals:
  void exported(const QStringList& files);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void done(int result) override;

 private:
  QWidget* buildRight();
  QWidget* buildFoot();
  void fitPreview();
  void refresh();
  void present(const RenderedFigure& figure);
  void showPage(int page);
  void showFacts();
  void showFiles();
  void askFolder();
  void copyPage();
  void setWriting(bool writing);
  void fail(const QString& message);
  FileWish fileWish(const QString& folder) const;
  /// The page as a file, for who drags it out of the preview: of the chosen format where that shows pages.
  CarriedFile carriedFile() const;
  QString defaultFolder() const;

  ExportSubject subject_;
  const Theme& theme_;
  RenderedFigure shown_;
  int page_ = 0;
  Background render_, pages_, writing_;
  std::shared_ptr<std::atomic<int>> progress_;

  ExportForm* form_;
  FigurePreview* preview_ = nullptr;
  PageStrip* strip_ = nullptr;
  QPlainTextEdit* snippet_ = nullptr;
  QWidget* snippetCard_ = nullptr;
  QLabel* place_ = nullptr;
  QToolButton* zoom_ = nullptr;
  QLabel* facts_ = nullptr;
  QPushButton* wider_ = nullptr;
  QPushButton* copySnippet_ = nullptr;
  QPushButton* copy_ = nullptr;
  QPushButton* cancel_ = nullptr;
  QPushButton* export_ = nullptr;
  QProgressBar* bar_ = nullptr;
};

}  // namespace ui
