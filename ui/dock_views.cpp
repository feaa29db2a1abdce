#include "ui/dock_views.h"

#include "ui/panels/chain/chain_view.h"
#include "ui/panels/charts/charts_view.h"
#include "ui/panels/check/check_view.h"
#include "ui/panels/cost/cost_view.h"
#include "ui/panels/exchange/exchange_view.h"
#include "ui/panels/nudge/nudge_view.h"
#include "ui/panels/paths/paths_view.h"
#include "ui/panels/problems/problems_view.h"

namespace ui {

std::vector<DockView*> makeDockViews(Document& document, Timeline& timeline, QWidget* parent) {
  return {
      new PathsView(timeline, parent),
      new ChainView(timeline, parent),
      new CostView(timeline, parent),
      new CheckView(timeline, parent),
      new ChartsView(document, timeline, parent),
      new ExchangeView(document, timeline, parent),
      new NudgeView(document, timeline, parent),
      new ProblemsView(document, timeline, parent),
  };
}

}  // namespace ui
