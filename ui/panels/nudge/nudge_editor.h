#pragma once

#include <QWidget>

#include <optional>
#include <vector>

#include "ui/model/theme.h"

class QDoubleSpinBox;
class QLabel;
class QGridLayout;
class QSlider;

namespace ui {

class RichLine;

/// Where the change Δx is set: a slider and a number for each of up to six entries; of more, one entry after the other and the
/// length of all. Division, multiplication and chance keep to the entries that are there.
class NudgeEditor : public QWidget {
  Q_OBJECT

 public:
  static constexpr std::size_t mostSliders = 6;

  explicit NudgeEditor(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// New entries with their TeX names; nothing is told.
  void setEntries(std::vector<double> dx, const QStringList& names);
  const std::vector<double>& dx() const { return dx_; }
  /// Keeps the direction.
  void scale(double factor);
  /// A new direction of the same length (of 0.1 where there is none).
  void randomise();

protected:
  void resizeEvent(QResizeEvent* event) override;

signals:
  void changed(const std::vector<double>& dx);

 private:
  struct Row {
    QWidget* widget;
    RichLine* name;
    QSlider* slider;
    QDoubleSpinBox* number;
    QGridLayout* grid = nullptr;
  };
  Row makeRow();
  void showRows();
  /// Names and numbers above the sliders, beside them where there is little room.
  void placeRows();
  void set(std::size_t entry, double value);
  void take(std::vector<double> dx);
  /// The entry that a row shows: of many entries the one row shows the chosen one.
  std::size_t entryOf(std::size_t row) const { return dx_.size() <= mostSliders ? row : chosen_; }

  Theme theme_;
  std::vector<double> dx_;
  QStringList names_;
  std::vector<Row> rows_;
  QWidget* many_;
  QDoubleSpinBox* entry_;
  QDoubleSpinBox* length_;
  std::size_t chosen_ = 0;
  unsigned draws_ = 0;
  bool showing_ = false;
  std::optional<bool> compact_;
};

}  // namespace ui
