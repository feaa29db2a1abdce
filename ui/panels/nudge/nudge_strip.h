#pragma once

#include <QWidget>

#include <optional>
#include <vector>

#include "ui/model/theme.h"
#include "ui/panels/nudge/entry_names.h"

namespace ui {

/// Many entries of a change as bars up and down from a zero line, row-major. A stroke of the mouse paints all
/// bars that it passes; below the bars an entry is chosen without changing it. Of more entries than have room
/// for a bar a window is shown, and an overview below it in which the window is moved; each of its columns
/// keeps the entry of largest |v|.
class NudgeStrip : public QWidget {
  Q_OBJECT

public:
  explicit NudgeStrip(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// Of another change, with the first entry chosen again.
  void setNames(EntryNames names);
  /// Nothing is told.
  void setEntries(const std::vector<double>& entries);
  /// The entry that the keyboard changes; brings it into view.
  void choose(std::size_t entry);
  std::size_t chosen() const { return chosen_; }
  /// The entry that is pointed at elsewhere.
  void setLit(std::optional<std::size_t> entry);

  /// Half the height of the axis: 5, 0.5, 0.05 …, as the entries need.
  double reach() const { return reach_; }
  /// The first entry that has a bar, and how many have.
  std::size_t first() const { return first_; }
  std::size_t shown() const;
  /// Where an entry of the window is painted, from the upper to the lower end of the axis.
  QRectF column(std::size_t entry) const;
  /// Empty where all entries have a bar.
  QRectF overview() const;
  QString words(std::size_t entry) const;
  QSize minimumSizeHint() const override { return {120, 70}; }

signals:
  void painted(const std::vector<double>& entries);
  void chosenChanged(std::size_t entry);
  void pointedAt(std::optional<std::size_t> entry);
  /// A key with which a number begins, for the field beside the strip.
  void typed(QKeyEvent* event);

protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

private:
  enum class Stroke { None, Paint, Choose, Window };
  QRectF area() const;
  std::optional<std::size_t> entryAt(double x) const;
  std::size_t nearestEntry(double x) const;
  double valueAt(double y) const;
  /// All bars from the last point of the stroke to this one.
  void paintTo(QPointF point);
  void set(std::size_t entry, double value);
  void moveWindow(std::ptrdiff_t first);
  void point(std::optional<std::size_t> entry);
  void fitReach();
  void describe();
  void paintBars(QPainter& painter) const;
  void paintOverview(QPainter& painter) const;

  Theme theme_;
  EntryNames names_;
  std::vector<double> entries_;
  double reach_ = 0.5;
  std::size_t first_ = 0, chosen_ = 0;
  std::optional<std::size_t> lit_, hovered_;
  Stroke stroke_ = Stroke::None;
  QPointF last_;
};

}  // namespace ui
