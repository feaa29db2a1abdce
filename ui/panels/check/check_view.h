#pragma once

#include <QTimer>

#include <memory>

#include "ui/model/background.h"
#include "ui/panels/check/check_table_model.h"
#include "ui/panels/dock_view.h"

class QFrame;
class QLabel;
class QProgressBar;
class QTableView;
class QToolButton;

namespace ui {

class CheckDelegate;
class CheckDetail;
class Timeline;

/// "Is it right?": every gradient of an input or a parameter, or every function's local gradients, beside
/// central differences, computed in the background one node after the other.
class CheckView : public DockView {
  Q_OBJECT

public:
  explicit CheckView(Timeline& timeline, QWidget* parent = nullptr);
  ~CheckView() override;

  QString name() const override { return QStringLiteral("check"); }
  std::vector<Sentence> tabs() const override;
  int tab() const override { return ofFunctions_ ? 1 : 0; }
  void chooseTab(int tab) override;
  std::vector<QWidget*> chips() override;
  int wantedHeight() const override { return 350; }
  void setTheme(const Theme& theme) override;
  QString refusal() const override;
  void enter() override;
  void refresh() override;
  void leave() override;

  CheckTableModel& model() { return *model_; }
  QTableView& table() { return *table_; }
  const CheckDetail& detail() const { return *detail_; }
  bool isBusy() const { return progress_ != nullptr; }
  /// Every entry, or some of each node.
  void setEveryEntry(bool every);
  /// Nothing more is checked; what has arrived stays.
  void cancel();

protected:
  void resizeEvent(QResizeEvent* event) override;

private:
  struct Progress;
  /// Whether a question is open, or still to come, whose answer the numbers are.
  bool wouldTell() const;
  void start();
  void startNext(std::size_t row);
  void finish();
  void chooseRow(int row);
  std::optional<int> chosenRow() const;
  void showRow();
  void showState();
  void mark();
  void sizeColumns();
  core::Index most() const;
  QString summaryText() const;
  QString methodText() const;

  Timeline& timeline_;
  Theme theme_;
  bool isOpen_ = false;
  bool ofFunctions_ = false;
  bool everyEntry_ = true;
  bool reachChosen_ = false;  ///< by the user; else by the size of the graph
  bool wasCancelled_ = false;
  bool choosing_ = false;
  bool rowChosen_ = false;  ///< by the user; else the worst is shown
  std::vector<core::NodeId> lastSelection_;
  Background work_;
  QTimer restart_;
  QTimer watch_;
  std::shared_ptr<Progress> progress_;  ///< null while nothing is being checked

  CheckTableModel* model_;
  CheckDelegate* delegate_;
  QTableView* table_;
  QLabel* empty_;
  QFrame* rule_;
  CheckDetail* detail_;
  QProgressBar* bar_;
  QToolButton* reach_;
  QToolButton* action_;
};

}  // namespace ui
