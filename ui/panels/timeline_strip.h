#pragma once

#include <QWidget>

#include <optional>
#include <vector>

#include "ui/figures/sentence.h"
#include "ui/model/moment.h"
#include "ui/model/theme.h"
#include "ui/panels/strip_layout.h"

namespace ui {

class Timeline;

/// The whole run in one row: forward steps, the seed, backward steps. A click jumps, a drag scrubs, arrow
/// keys step; the dot in a chip's corner is its breakpoint.
class TimelineStrip : public QWidget {
  Q_OBJECT

public:
  explicit TimelineStrip(Timeline& timeline, QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// Outlines the step at which the dock shows this node.
  void setSelectedNode(const std::optional<core::NodeId>& id);

  /// Where the chip of a step (counted from 0) is drawn.
  QRectF chipRect(int step) const { return layout_.rectOf(step); }
  /// Where a click sets or takes away the breakpoint of a step; empty for the seed.
  QRectF dotRect(int step) const;
  const StripLayout& stripLayout() const { return layout_; }
  /// "Backward 4 of 6: Linear s".
  QString stepText(int step) const;

  QSize sizeHint() const override { return {760, height_}; }
  QSize minimumSizeHint() const override { return {240, height_}; }

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void customEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

private:
  enum class Look { Done, Active, Ahead };
  std::optional<core::NodeId> nodeOf(int step) const;
  /// The step whose dot lies under a point.
  std::optional<int> dotAt(QPointF point) const;
  void drawDot(QPainter& painter, int step) const;

  void onTraceChanged();
  void onChanged();
  void layOut();
  void arrange();
  void scrubTo(double x);
  bool isProblem(const Step& step) const;
  Sentence label(const Step& step) const;
  void drawChip(QPainter& painter, int step, Look look) const;
  QString counter() const;

  Timeline& timeline_;
  Theme theme_;
  std::optional<core::NodeId> selected_;
  bool brief_ = false;  ///< backward steps show the name alone, as there is no room for titles
  std::vector<bool> titleIsShared_;  ///< by node: another backward step has the same title
  StripLayout layout_;
  bool awaitsFormulas_ = false;  ///< it is laid out with formulas still to come
  int height_ = 40;
  bool scrubbing_ = false;
  int hovered_ = -1;  ///< the step under the pointer, whose dot can be clicked
  bool focusRing_ = false;  ///< only where the keyboard brought the focus here
};

}  // namespace ui
