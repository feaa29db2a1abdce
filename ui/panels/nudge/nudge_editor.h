#pragma once

#include <QWidget>

#include <optional>
#include <vector>

#include "ui/model/theme.h"
#include "ui/panels/nudge/entry_names.h"

class QDoubleSpinBox;
class QLabel;
class QGridLayout;
class QSlider;

namespace ui {

class NudgeStrip;
class RichLine;

/// Where the change Δx is set: a slider and a number for each of up to six entries; of more, a strip of all of them with a number
/// for the chosen one, and the length of all. Division, multiplication and chance keep to the entries that are there.
class NudgeEditor : public QWidget {
  Q_OBJECT

 public:
  static constexpr std::size_t mostSliders = 6;

  explicit NudgeEditor(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// New entries; nothing is told.
  void setEntries(std::vector<double> dx, EntryNames names);
  const std::vector<double>& dx() const { return dx_; }
  /// Keeps the direction.
  void scale(double factor);
  /// A new direction of the same length (of 0.1 where there is none).
  void randomise();
  /// Another length in the same direction; in the first one where there is none.
  void setLength(double length);
  /// The entry that is pointed at elsewhere.
  void setLit(std::optional<std::size_t> entry);
  /// What shows more entries than there are sliders for.
  NudgeStrip& strip() { return *strip_; }

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 signals:
  void changed(const std::vector<double>& dx);
  void pointedAt(std::optional<std::size_t> entry);

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
  void showChosen();
  void writeNames();

  Theme theme_;
  std::vector<double> dx_;
  EntryNames names_;
  std::vector<Row> rows_;
  QWidget* many_;
  NudgeStrip* strip_;
  RichLine* name_;
  QDoubleSpinBox* number_;
  QDoubleSpinBox* length_;
  std::optional<std::size_t> lit_;
  unsigned draws_ = 0;
  bool showing_ = false;
  bool fromStrip_ = false;  ///< the number is being typed on the strip, which has the keyboard again afterwards
  std::optional<bool> compact_;
};

}  // namespace ui
