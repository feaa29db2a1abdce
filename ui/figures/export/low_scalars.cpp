#include "ui/figures/export/low_scalars.h"

#include <algorithm>
#include <array>

#include "ui/figures/equation_metrics.h"
#include "ui/figures/equation_words.h"

namespace ui {
namespace {

constexpr double headerHeight = 40;  // two lines
constexpr CellSize cell{58, 30};
constexpr double belowHeader = 3;
constexpr double gap = 50, leastGap = 38;      // for an operator
constexpr double apart = 22, leastApart = 14;  // between titles
constexpr double beforeLegend = 18;

}  // namespace

std::optional<EquationLayout> lowScalars(const EquationLayout& usual, const EquationContent& content,
                                         QSizeF room) {
  const std::array<double, 3> natural = headerWidths(content, usual.reading, 1e5);
  for (const bool near : {false, true}) {
    for (const double bar : lowBars) {
      EquationLayout layout = usual;
      layout.curve = {};
      layout.remark = layout.sentence = {};
      const double middle = headerHeight + belowHeader + cell.height / 2;
      double x = 0, right = 0;
      for (std::size_t k = 0; k < 3; ++k) {
        PanelLayout& panel = layout.panels[k];
        panel.setCells(cell);
        panel.first.origin = {x, middle - cell.height / 2};
        layout.headers[k] = {x, 0, std::max(cell.width, natural[k]), headerHeight};
        right = x + layout.headers[k].width();
        const double next =
            std::max(x + cell.width + (near ? leastGap : gap), right + (near ? leastApart : apart));
        if (k < 2) (k == 0 ? layout.times : layout.equals) = {(x + cell.width + next) / 2, middle};
        x = next;
      }
      const double bottom = middle + cell.height / 2 + 2;
      if (layout.scales.ownScales()) {
        // Each below its own number; the sizes are those of the usual layout.
        if (right > room.width()) break;
        for (std::size_t k = 0; k < 3; ++k)
          layout.panelLegends[k].moveTo(layout.panels[k].bounds().left(), bottom + 8);
      } else {
        const QSizeF legend = legendSize(layout, bar);
        if (right + beforeLegend + legend.width() > room.width()) continue;
        layout.legend = {QPointF(room.width() - legend.width(),
                                 std::max(0.0, std::min(middle - 4, bottom - legend.height()))),
                         legend};
      }
      layout.size = room;
      return layout;
    }
  }
  return std::nullopt;
}

}  // namespace ui
