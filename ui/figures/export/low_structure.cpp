#include "ui/figures/export/low_structure.h"

#include <algorithm>
#include <array>

#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/equation_words.h"
#include "ui/figures/panel_legends.h"

namespace ui {
namespace {

constexpr double headerHeight = 40;  // two lines
constexpr double leastCard = 96;     // its title, the size of the matrix and its memory
constexpr double narrowestCard = 190, widestCard = 420;
constexpr double operatorRoom = 44;  // between two panels, brackets included
constexpr double beforeLegend = 10;
constexpr double mostImage = 44, leastImage = 14;
constexpr double leastShared = 96;
constexpr std::array bars{130.0, 104.0, 76.0};

/// The cells of a panel, or the pixels of its image, as large as fit into `size` in their proportions.
void scaleTo(PanelLayout& panel, QSizeF size) {
  const QSizeF before = panel.bounds().size();
  const double share = std::min(size.width() / before.width(), size.height() / before.height());
  const double least =
      leastImage /
      std::max(1, panel.pooled ? panel.first.rows : panel.arrangement.rows() * panel.arrangement.outerRows());
  const CellSize cell{size.width() / before.width() * panel.first.cellWidth,
                      std::max(panel.first.cellHeight * share, least)};
  if (!panel.pooled) return panel.setCells(cell);
  panel.first.cellWidth = cell.width;
  panel.first.cellHeight = cell.height;
}

}  // namespace

std::optional<EquationLayout> lowStructure(const EquationLayout& usual, const EquationContent& content,
                                           QSizeF room) {
  const double top = headerHeight + 4;
  if (room.height() < top + leastCard) return std::nullopt;
  const std::array<double, 3> natural = headerWidths(content, usual.reading, 1e5);
  const bool own = usual.scales.ownScales();
  for (const double bar : bars) {
    EquationLayout layout = usual;
    layout.sentence = {};
    std::array<double, 3> widths{};
    std::array<QSizeF, 3> legends{};
    const double height = room.height() - top - 2;
    for (const std::size_t k : {std::size_t(0), std::size_t(2)}) {
      scaleTo(layout.panels[k], {bar, mostImage});
      if (own || k == 2)
        legends[k] = own ? panelLegendSize(layout, k) : legendSize(layout, std::max(bar, leastShared));
      widths[k] = std::max({natural[k], legends[k].width() + bracketReachX, bar + 2 * bracketReachX});
    }
    const double rest = room.width() - widths[0] - widths[2] - 2 * operatorRoom;
    if (rest < narrowestCard) continue;
    widths[1] = std::min(rest, std::max(widestCard, natural[1]));
    double x = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      layout.headers[k] = {x, 0, widths[k], headerHeight};
      if (k == 1) {
        layout.card = {x, top, widths[k], height};
      } else {
        PanelLayout& panel = layout.panels[k];
        const double below = legends[k].isEmpty() ? 0 : beforeLegend + bracketReachY + legends[k].height();
        const double image = panel.bounds().height();
        if (image + bracketReachY + below > height) return std::nullopt;
        panel.first.origin = {
            x + bracketReachX,
            top + bracketReachY + std::max(0.0, (height - image - below) / 2 - bracketReachY)};
        const QPointF corner(x + bracketReachX, panel.bounds().bottom() + bracketReachY + beforeLegend);
        if (own)
          layout.panelLegends[k] = {corner, legends[k]};
        else if (k == 2)
          layout.legend = {corner, legends[k]};
      }
      const double end = x + widths[k];
      if (k < 2) {
        const double middle = layout.panels[0].bounds().center().y();
        (k == 0 ? layout.times : layout.equals) = {end + operatorRoom / 2, middle};
      }
      x = end + operatorRoom;
    }
    layout.equals.setY(layout.panels[2].bounds().center().y());
    layout.size = room;
    return layout;
  }
  return std::nullopt;
}

}  // namespace ui
