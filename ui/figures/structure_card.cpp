#include "ui/figures/structure_card.h"

#include <QPainter>

#include <algorithm>

#include "ui/figures/heatmap_painter.h"
#include "ui/figures/huge_card.h"
#include "ui/figures/scale_legend.h"

namespace ui {
namespace {

/// Narrower areas have no room for the overview beside the card.
constexpr double leastWidth = 330;
constexpr double leastSide = 64;
constexpr double mostSide = 256;
constexpr double legendHeight = 34;
constexpr double gap = 14;

/// All of the local gradient pooled, on its own scale.
void drawSmallOverview(QPainter& painter, const core::LinearMap& map, const QRectF& area,
                       const Theme& theme) {
  const auto side = static_cast<core::Index>(area.width());
  const HugePart part = readPart(map, {0, 0, map.rows(), map.columns()}, side, side);
  if (part.rows == 0 || part.columns == 0) return;
  const double limit = part.largestFinite();
  const ColourScale scale = ColourScale::diverging(theme.gradientMap, limit > 0 ? limit : 1);
  const HeatmapGeometry cells{area.topLeft(), part.rows, part.columns, area.width() / part.columns,
                              area.height() / part.rows};
  drawHeatmap(painter, cells, {part.numbers, part.rows, part.columns}, scale, {}, theme);
  drawScaleLegend(painter, area.bottomLeft() + QPointF(0, 9), area.width(), scale, {}, theme);
}

}  // namespace

void drawStructureCard(QPainter& painter, const EquationContent& content, const QRectF& area,
                       const Theme& theme) {
  HugePicture picture{.content = {std::shared_ptr<const EquationContent>(), &content}};
  picture.grid = blockGrid(content.equation.local);
  picture.place = firstPlace(picture.grid, 0, 0);
  QRectF card = area;
  const double side = std::floor(std::min({area.height() - legendHeight, area.width() * 0.4, mostSide}));
  if (area.width() >= leastWidth && side >= leastSide) {
    drawSmallOverview(painter, content.equation.local, {area.topLeft(), QSizeF(side, side)}, theme);
    card.setLeft(area.left() + side + gap);
  }
  drawHugeCard(painter, picture, card, theme);
}

}  // namespace ui
