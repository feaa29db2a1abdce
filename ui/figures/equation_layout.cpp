#include "ui/figures/equation_layout.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/block_layout.h"
#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"

namespace ui {
namespace {

using core::Index;

constexpr std::array roles{PanelRole::Upstream, PanelRole::Local, PanelRole::Downstream};

HeatmapData dataOf(std::span<const double> numbers) { return {numbers, 1, static_cast<int>(numbers.size())}; }

/// A panel of images keeps at least this extent, so that a row of thousands can be seen at all.
void keepVisible(PanelLayout& panel) {
  constexpr double least = 14;
  HeatmapGeometry& g = panel.first;
  if (g.rows > 0 && g.rows * g.cellHeight < least) g.cellHeight = least / g.rows;
  if (g.cols > 0 && g.cols * g.cellWidth < least) g.cellWidth = least / g.cols;
}

void setCells(PanelLayout& panel, CellSize cell) {
  panel.first.rows = panel.arrangement.rows();
  panel.first.cols = panel.arrangement.cols();
  panel.first.cellWidth = cell.width;
  panel.first.cellHeight = cell.height;
  keepVisible(panel);
  panel.pitch = panel.first.size() + QSizeF(blockGapX, blockGapY);
}

/// Cells of all blocks one beside the other, for the common cell size.
PanelExtent extentOf(const PanelLayout& panel) {
  return {panel.arrangement.rows() * panel.arrangement.outerRows(),
          panel.arrangement.cols() * panel.arrangement.outerCols()};
}

QSizeF gapsOf(const PanelLayout& panel) {
  return {(panel.arrangement.outerCols() - 1) * blockGapX, (panel.arrangement.outerRows() - 1) * blockGapY};
}

void placeHeatmaps(EquationLayout& layout, const EquationContent& content) {
  const QSizeF size = layout.size;
  const std::array<double, 3> headers = headerWidths(content, layout.reading, size.width());
  const double gap = operatorGap(size.width());
  const double labels = content.equation.inputShape().rank() == 1 ? labelHeight : 0;
  layout.sentence = sentenceAtBottom(size);
  const double top = headerBottom + labels + bracketReachY;
  const double bottom = layout.sentence.top() - 8 - bracketReachY;
  // A first try with the legend under the downstream panel where that is free, a second one with room kept
  // for it.
  const QSizeF legend = legendSize(content);
  for (const double kept : {0.0, legend.height() + 14.0}) {
    double overflow = 0;
    double total = 0;
    for (int pass = 0; pass < 12; ++pass) {
      std::vector<PanelExtent> extents;
      QSizeF fixed(2 * sideMargin + 2 * gap + overflow, 0);
      for (const PanelLayout& panel : layout.panels) {
        extents.push_back(extentOf(panel));
        fixed += QSizeF(gapsOf(panel).width(), 0);
        fixed.setHeight(std::max(fixed.height(), gapsOf(panel).height()));
      }
      const QSizeF available(size.width(), std::max(bottom - kept - top, 8.0));
      const CellSize cell = commonCellSize(extents, available, fixed);
      for (PanelLayout& panel : layout.panels) setCells(panel, cell);
      total = 2 * sideMargin;
      for (std::size_t k = 0; k < 3; ++k)
        total += slotWidth(layout.panels[k].bounds().width(), headers[k], k < 2 ? gap : 0);
      if (total <= size.width() + 0.5) break;
      overflow += total - size.width();
    }
    const double centre = (top + bottom - kept) / 2;
    double x = std::round(sideMargin + std::max(0.0, (size.width() - total) / 2));
    for (std::size_t k = 0; k < 3; ++k) {
      PanelLayout& panel = layout.panels[k];
      const QSizeF extent = panel.bounds().size();
      panel.first.origin = {x, std::round(centre - extent.height() / 2)};
      layout.headers[k] = {x - bracketReachX, headerTop, std::max(extent.width(), headers[k]),
                           headerBottom - headerTop};
      const double next = x + slotWidth(extent.width(), headers[k], k < 2 ? gap : 0);
      const QPointF between((x + extent.width() + next) / 2, centre);
      if (k == 0) layout.times = between;
      if (k == 1) layout.equals = between;
      x = next;
    }
    const QRectF downstream = layout.panel(PanelRole::Downstream).bounds();
    layout.legend = legendUnder(downstream, legend, size);
    if (layout.legend.bottom() <= layout.sentence.top() - 4) return;
    layout.legend = legendBeside(downstream, legend, size);
    if (!layout.legend.isNull()) return;
    const QRectF& last = layout.headers[2];
    layout.legend = legendInCorner({last.topLeft(), QSizeF(headers[2], last.height())}, legend, size);
    if (!layout.legend.isNull() && layout.legend.bottom() < downstream.top() - labels - bracketReachY) return;
  }
  layout.legend = legendUnder(layout.panel(PanelRole::Downstream).bounds(), legend, size);
}

void placeScalars(EquationLayout& layout, const EquationContent& content) {
  const QSizeF size = layout.size;
  const std::array<double, 3> headers = headerWidths(content, layout.reading, size.width());
  // Large cells where there is room: 124 × 84 in a dock of the usual height.
  const double share =
      std::clamp(std::min((size.width() - 2 * sideMargin - 144) / 372, (size.height() - 175) / 84), 0.4, 1.0);
  const CellSize cell{std::round(124 * share), std::round(84 * share)};
  const double gap = 72 * std::max(share, 0.7);
  double total = 0;
  for (PanelLayout& panel : layout.panels) setCells(panel, cell);
  for (std::size_t k = 0; k < 3; ++k) total += slotWidth(cell.width, headers[k], k < 2 ? gap : 0);
  double x = std::round(std::max(sideMargin, (size.width() - total) / 2));
  const double left = x;
  const double y = headerBottom + 14;
  for (std::size_t k = 0; k < 3; ++k) {
    layout.panels[k].first.origin = {x, y};
    layout.headers[k] = {x, headerTop, std::max(cell.width, headers[k]), headerBottom - headerTop};
    const double next = x + slotWidth(cell.width, headers[k], k < 2 ? gap : 0);
    const QPointF between((x + cell.width + next) / 2, y + cell.height / 2);
    if (k == 0) layout.times = between;
    if (k == 1) layout.equals = between;
    x = next;
  }
  const QRectF last = layout.panel(PanelRole::Downstream).bounds();
  const double right = std::max(last.right(), layout.headers[2].right());
  layout.legend = legendUnder(last, legendSize(content), size);
  layout.legend.moveRight(std::max(last.right(), layout.legend.width() + 8));
  const double below = layout.legend.bottom() + 10;
  layout.sentence = {left, below, std::max(right - left, 300.0), std::min(46.0, size.height() - below - 6)};
}

void placeStructure(EquationLayout& layout, const EquationContent& content) {
  const QSizeF size = layout.size;
  const double gap = operatorGap(size.width());
  const double cardWidth = std::clamp(size.width() * 0.36, 240.0, 420.0);
  const double side = (size.width() - 2 * sideMargin - 2 * gap - cardWidth) / 2;
  layout.sentence = sentenceAtBottom(size);
  const double top = headerBottom + bracketReachY + 4;
  const QSizeF legend = legendSize(content);
  const double bottom = layout.sentence.top() - legend.height() - 24;
  const double height = std::max(bottom - top, 20.0);
  double x = sideMargin;
  for (const PanelRole role : {PanelRole::Upstream, PanelRole::Downstream}) {
    PanelLayout& panel = layout.panel(role);
    const PooledMatrix& image = role == PanelRole::Upstream ? content.upstream : content.downstream;
    if (role == PanelRole::Downstream) x += side + gap + cardWidth + gap;
    if (image.rows > 0) {
      // Pixels of a pooled image keep its proportions.
      const double scale = std::min({side / image.cols, height / image.rows, 1.0});
      panel.pooled = true;
      panel.first = {{x, top}, image.rows, image.cols, scale, scale};
      keepVisible(panel);
    } else {
      const std::array extents{extentOf(panel)};
      setCells(panel, commonCellSize(extents, {side, height}, gapsOf(panel)));
    }
    panel.first.origin = {std::round(x), std::round(top + (height - panel.bounds().height()) / 2)};
    layout.headers[static_cast<std::size_t>(role)] = {x - bracketReachX, headerTop, side,
                                                      headerBottom - headerTop};
  }
  layout.card = {sideMargin + side + gap, top, cardWidth, layout.sentence.top() - 12 - top};
  layout.headers[1] = {layout.card.left(), headerTop, cardWidth, headerBottom - headerTop};
  layout.times = {layout.card.left() - gap / 2, top + height / 2};
  layout.equals = {layout.card.right() + gap / 2, top + height / 2};
  layout.legend =
      legendUnder({layout.panel(PanelRole::Downstream).first.origin.x(), bottom - 10, side, 0}, legend, size);
}

/// Two panels of one cell size share the size of their numbers too.
void chooseNumbers(EquationLayout& layout, const EquationContent& content, bool wanted) {
  if (!wanted || layout.kind == EquationLayout::Kind::Structure) return;
  const HeatmapData upstream = dataOf(content.equation.upstream.data());
  const HeatmapData local = dataOf(content.local);
  const HeatmapData downstream = dataOf(content.equation.downstream.data());
  const HeatmapGeometry& cell = layout.panel(PanelRole::Upstream).first;
  if (layout.kind == EquationLayout::Kind::Blocks) {
    const CellNumbers gradients = numbersThatFit({upstream, downstream}, cell.cellWidth, cell.cellHeight);
    layout.panel(PanelRole::Upstream).numbers = layout.panel(PanelRole::Downstream).numbers = gradients;
    const HeatmapGeometry& small = layout.panel(PanelRole::Local).first;
    layout.panel(PanelRole::Local).numbers = numbersThatFit({local}, small.cellWidth, small.cellHeight);
    return;
  }
  const CellNumbers common = numbersThatFit({upstream, local, downstream}, cell.cellWidth, cell.cellHeight);
  for (PanelLayout& panel : layout.panels) panel.numbers = common;
}

void arrange(EquationLayout& layout, const EquationContent& content) {
  const Equation& e = content.equation;
  layout.panel(PanelRole::Upstream).arrangement =
      Arrangement::gradient(e.stack, e.outputShape(), layout.reading);
  layout.panel(PanelRole::Downstream).arrangement =
      Arrangement::gradient(e.stack, e.inputShape(), layout.reading);
  if (content.isFormed()) {
    layout.panel(PanelRole::Local).arrangement =
        Arrangement::local(e.outputShape(), e.inputShape(), layout.reading);
  }
  layout.panel(PanelRole::Upstream).columns = std::max<Index>(content.rows(), 1);
  layout.panel(PanelRole::Local).columns = layout.panel(PanelRole::Downstream).columns =
      std::max<Index>(content.columns(), 1);
}

}  // namespace

EquationLayout layoutEquation(const EquationContent& content, const EquationOptions& options, QSizeF size) {
  EquationLayout layout;
  layout.size = size;
  layout.reading = content.hasReadings() && !content.isScalar() ? options.reading : Reading::Flat;
  if (!content.isFormed()) {
    layout.kind = EquationLayout::Kind::Structure;
    layout.reading = Reading::VectorOfArrays;
    arrange(layout, content);
    placeStructure(layout, content);
  } else if (content.isScalar()) {
    layout.kind = EquationLayout::Kind::Scalars;
    arrange(layout, content);
    placeScalars(layout, content);
  } else {
    arrange(layout, content);
    layout.kind =
        layout.reading == Reading::Flat ? EquationLayout::Kind::Heatmaps : EquationLayout::Kind::Blocks;
    if (layout.kind == EquationLayout::Kind::Blocks && !placeBlocks(layout, content)) {
      layout.fellBack = true;
      layout.kind = EquationLayout::Kind::Heatmaps;
      layout.reading = Reading::Flat;
      arrange(layout, content);
    }
    if (layout.kind == EquationLayout::Kind::Heatmaps) placeHeatmaps(layout, content);
  }
  chooseNumbers(layout, content, options.numbers);
  return layout;
}

std::optional<EquationEntry> EquationLayout::entryAt(QPointF point) const {
  for (const PanelRole role : roles) {
    if (role == PanelRole::Local && kind == Kind::Structure) continue;
    if (const auto entry = panel(role).entryAt(point))
      return EquationEntry{role, entry->first, entry->second};
  }
  return std::nullopt;
}

EquationEntry neighbour(const EquationLayout& layout, const EquationEntry& entry, int rows, int columns) {
  const PanelLayout& panel = layout.panel(entry.panel);
  const Arrangement& arrangement = panel.arrangement;
  if (arrangement.entries() == 0) return entry;
  const BlockCell place = arrangement.placeOf(entry.row * panel.columns + entry.column);
  // The cells of all blocks, counted through.
  const Index row = place.block / arrangement.outerCols() * arrangement.rows() + place.cell.row + rows;
  const Index col = place.block % arrangement.outerCols() * arrangement.cols() + place.cell.col + columns;
  if (row < 0 || row >= Index(arrangement.rows()) * arrangement.outerRows()) return entry;
  if (col < 0 || col >= Index(arrangement.cols()) * arrangement.outerCols()) return entry;
  const Index block = row / arrangement.rows() * arrangement.outerCols() + col / arrangement.cols();
  const Cell cell{static_cast<int>(row % arrangement.rows()), static_cast<int>(col % arrangement.cols())};
  const std::optional<Index> found = arrangement.entryAt(block, cell);
  return found ? EquationEntry{entry.panel, *found / panel.columns, *found % panel.columns} : entry;
}

}  // namespace ui
