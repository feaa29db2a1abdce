#include "ui/dock_views.h"

#include "ui/panels/dock_view.h"

namespace ui {

std::vector<DockView*> makeDockViews(Document&, Timeline&, QWidget*) { return {}; }

}  // namespace ui
