#pragma once

#include <QWidget>

#include <functional>
#include <vector>

#include "ui/export/export_settings.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace ui {

class Segments;

/// The left side of the export dialog: what, how large, how it looks, and its name.
class ExportForm : public QWidget {
  Q_OBJECT

 public:
  /// `last`: the last position of the timeline; `selected`: how many nodes are selected.
  ExportForm(const ExportSettings& settings, int last, int selected, QWidget* parent);

  const ExportSettings& settings() const { return settings_; }
  bool onlySelected() const;
  /// Why a style cannot be chosen; empty: it can.
  void setReason(FigureStyle style, const QString& reason);
  /// What the names become.
  void setWritten(const QString& text);
  void setTheme(const Theme& theme);
  /// The next wider size, where text is too small.
  void takeWider();

 signals:
  void changed();

 private:
  void buildWhat();
  void buildFormatOptions();
  void buildSize();
  void buildLook();
  void buildScale();
  void addRow(const QString& label, QWidget* field);
  QWidget* choice(const QString& name, const QStringList& texts, int chosen, const std::function<void(int)>& pick);
  QCheckBox* flag(const QString& text, bool on, const std::function<void(bool)>& set);
  void setSize(double width, std::optional<double> height);
  void reflect();

  ExportSettings settings_;
  int last_;
  int selected_;
  QGridLayout* grid_;
  std::vector<Segments*> segments_;
  Segments* style_ = nullptr;
  QWidget* steps_ = nullptr;
  QWidget* range_ = nullptr;
  QWidget* panel_ = nullptr;
  QWidget* dots_ = nullptr;
  QWidget* motion_ = nullptr;
  QWidget* poster_ = nullptr;
  QWidget* outlines_ = nullptr;
  QWidget* chart_ = nullptr;
  QWidget* scale_ = nullptr;
  QCheckBox* logarithmic_ = nullptr;
  bool canShow_[4] = {true, true, true, true};  // the graph, by style
  QSpinBox* plays_ = nullptr;
  QComboBox* preset_ = nullptr;
  QDoubleSpinBox* width_ = nullptr;
  QDoubleSpinBox* height_ = nullptr;
  QLabel* written_ = nullptr;
  QCheckBox* onlySelected_ = nullptr;
};

}  // namespace ui
