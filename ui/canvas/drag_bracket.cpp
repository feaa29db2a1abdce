#include "ui/canvas/drag_bracket.h"

#include "ui/figures/graph_marks.h"

namespace ui {

void DragBracket::moved(QPointF point, Qt::KeyboardModifiers) {
  if (const auto node = bracketBorderAt(scene_.drawing(), scene_.marks(), point.x())) report_(*node);
}

}  // namespace ui
