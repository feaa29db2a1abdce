#include "ui/figures/equation_layout.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "ui/figures/block_fit.h"
#include "ui/figures/block_layout.h"
#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/math_text.h"
#include "ui/figures/number_text.h"
#include "ui/figures/panel_legends.h"
#include "ui/figures/text_setting.h"

namespace ui {
namespace {

using core::Index;
using core::Shape;

constexpr std::array roles{PanelRole::Upstream, PanelRole::Local, PanelRole::Downstream};

/// Words of the equation, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Equation)
};

HeatmapData dataOf(std::span<const double> numbers) { return {numbers, 1, static_cast<int>(numbers.size())}; }

/// Panels of more cells are drawn as a pooled image.
constexpr Index mostCells = Index(1) << 16;

/// Cells of all blocks one beside the other, for the common cell size.
PanelExtent extentOf(const PanelLayout& panel) {
  return {panel.arrangement.rows() * panel.arrangement.outerRows(),
          panel.arrangement.cols() * panel.arrangement.outerCols()};
}

void placeHeatmaps(EquationLayout& layout, const EquationContent& content) {
  const QSizeF size = layout.size;
  const std::array<double, 3> headers = headerWidths(content, layout.reading, size.width(), layout.columns);
  const std::array<PanelRole, 3> order = panelOrder(layout);
  const auto at = [&order](std::size_t k) { return static_cast<std::size_t>(order[k]); };
  const double gap = operatorGap(size.width());
  const double labels = content.equation.inputShape().rank() == 1 ? labelHeight : 0;
  layout.sentence = sentenceAtBottom(size);
  const double top = headerBottom + labels + bracketReachY;
  const double bottom = layout.sentence.top() - 8 - bracketReachY;
  // A first try with the legend under the downstream panel where that is free, a second one with room kept
  // for it.
  const QSizeF legend = legendSize(layout);
  for (const double kept : {0.0, legend.height() + 14.0}) {
    double overflow = 0;
    double total = 0;
    for (int pass = 0; pass < 12; ++pass) {
      std::vector<PanelExtent> extents;
      QSizeF fixed(2 * sideMargin + 2 * gap + overflow, 0);
      for (const PanelLayout& panel : layout.panels) extents.push_back(extentOf(panel));
      const QSizeF available(size.width(), std::max(bottom - kept - top, 8.0));
      const CellSize cell = commonCellSize(extents, available, fixed);
      for (PanelLayout& panel : layout.panels) panel.setCells(cell);
      total = 2 * sideMargin;
      for (std::size_t k = 0; k < 3; ++k)
        total += slotWidth(layout.panels[at(k)].bounds().width(), headers[at(k)], k < 2 ? gap : 0);
      if (total <= size.width() + 0.5) break;
      overflow += total - size.width();
    }
    const double centre = (top + bottom - kept) / 2;
    double x = std::round(sideMargin + std::max(0.0, (size.width() - total) / 2));
    for (std::size_t k = 0; k < 3; ++k) {
      PanelLayout& panel = layout.panels[at(k)];
      const QSizeF extent = panel.bounds().size();
      panel.first.origin = {x, std::round(centre - extent.height() / 2)};
      layout.headers[at(k)] = {x - bracketReachX, headerTop, std::max(extent.width(), headers[at(k)]),
                               headerBottom - headerTop};
      const double next = x + slotWidth(extent.width(), headers[at(k)], k < 2 ? gap : 0);
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

constexpr double headerGap = 24;  ///< between headers

/// As wide as wished where the room is enough; else those that want more than the others get the same.
std::array<double, 3> sharedWidths(std::array<double, 3> wished, double room) {
  double most = *std::ranges::max_element(wished);
  const auto total = [&] {
    double sum = 0;
    for (const double width : wished) sum += std::min(width, most);
    return sum;
  };
  while (most > 20 && total() > room) most -= 1;
  for (double& width : wished) width = std::min(width, most);
  return wished;
}

void placeScalars(EquationLayout& layout, const EquationContent& content, const EquationOptions& options) {
  QSizeF size = layout.size;
  // The curve takes what the three cells at their full size and their whole headers leave, where these keep
  // enough room.
  const double clear = size.width() < 760 ? 34 : 48;
  constexpr double cellAndGap = 124 + 72;
  const std::array<double, 3> whole = headerWidths(content, layout.reading, HUGE_VAL);
  const double least =
      std::max(cellAndGap, whole[0] + 24) + std::max(cellAndGap, whole[1] + 24) + std::max(124.0, whole[2]);
  const double beside =
      std::clamp(size.width() - 2 * sideMargin - least - clear, size.width() < 760 ? 200.0 : 230.0, 480.0);
  const bool curve = options.curve && content.slice && size.width() - beside >= 430;
  if (curve) size.rwidth() -= beside + clear - sideMargin;
  const std::array<double, 3> headers = sharedWidths(whole, size.width() - 2 * sideMargin - 2 * headerGap);
  // Large cells where there is room: 124 × 84 in a dock of the usual height.
  const double share =
      std::clamp(std::min((size.width() - 2 * sideMargin - 144) / 372, (size.height() - 175) / 84), 0.4, textSetting().page ? 0.55 : 1.0);
  const CellSize cell{std::round(124 * share), std::round(84 * share)};
  const double gap = 72 * std::max(share, 0.7);
  double total = 0;
  for (PanelLayout& panel : layout.panels) panel.setCells(cell);
  for (std::size_t k = 0; k < 3; ++k) total += slotWidth(cell.width, headers[k], k < 2 ? gap : 0);
  double x = std::round(std::max(sideMargin, (size.width() - total) / (curve ? 3 : 2)));
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
  layout.legend = legendUnder(last, legendSize(layout), size);
  layout.legend.moveRight(std::max(last.right(), layout.legend.width() + 8));
  const double below = layout.legend.bottom() + 10;
  layout.sentence = {left, below, std::max(right - left, 300.0), std::min(46.0, size.height() - below - 6)};
  if (options.curve && layout.sentence.bottom() + 26 <= size.height()) {
    layout.remark = {left, layout.sentence.bottom() + 4, layout.sentence.width() + clear / 2, 20};
    if (!curve) layout.remark.setWidth(size.width() - left - 8);
  }
  if (!curve) return;
  const double start = std::max(right, layout.sentence.right()) + clear;
  const double end = std::min(layout.size.width() - 16, start + beside + 40);
  layout.curve = layoutCurve(*content.slice, {start, headerTop, end - start, size.height() - headerTop - 6}, options.window);
}

void placeStructure(EquationLayout& layout, const EquationContent& content, const EquationOptions& options) {
  const QSizeF size = layout.size;
  const double gap = operatorGap(size.width());
  const double cardWidth = std::clamp(size.width() * 0.36, 240.0, 420.0);
  const double side = (size.width() - 2 * sideMargin - 2 * gap - cardWidth) / 2;
  layout.sentence = sentenceAtBottom(size);
  const double top = headerBottom + bracketReachY + 4;
  const QSizeF legend = legendSize(layout);
  const double bottom = layout.sentence.top() - legend.height() - 24;
  const double height = std::max(bottom - top, 20.0);
  double x = sideMargin;
  for (const PanelRole role : {PanelRole::Upstream, PanelRole::Downstream}) {
    PanelLayout& panel = layout.panel(role);
    const PooledMatrix& image = role == PanelRole::Upstream ? content.upstream : content.downstream;
    if (role == PanelRole::Downstream) x += side + gap + cardWidth + gap;
    if (image.rows > 0 && panel.arrangement.cells() > mostCells) {
      // Pixels of a pooled image keep its proportions.
      const double scale = std::min({side / image.cols, height / image.rows, 1.0});
      panel.pooled = true;
      panel.first = {{x, top}, image.rows, image.cols, scale, scale};
      panel.first.cellWidth = std::max(scale, 14.0 / image.cols);
      panel.first.cellHeight = std::max(scale, 14.0 / image.rows);
    } else {
      const int page = options.page[static_cast<std::size_t>(role)];
      const BlockFit fit = fitBlocks(panel.arrangement, {side, height}, 62, 5, page);
      panel.arrangement = fit.part.arrangement;
      panel.pages = fit.part.pages;
      panel.page = fit.part.page;
      panel.gap = fit.gap;
      panel.setCells(fit.cell);
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

void arrange(EquationLayout& layout, const EquationContent& content, const EquationOptions& options) {
  const Equation& e = content.equation;
  const auto view = [&](std::size_t outer, std::size_t inner) {
    return TensorView{options.tensors, options.cut[outer], options.cut[inner], layout.columns};
  };
  layout.panel(PanelRole::Upstream).arrangement =
      Arrangement::gradient(e.stack, e.outputShape(), layout.reading, view(0, 1));
  layout.panel(PanelRole::Downstream).arrangement =
      Arrangement::gradient(e.stack, e.inputShape(), layout.reading, view(0, 2));
  if (content.isFormed()) {
    layout.panel(PanelRole::Local).arrangement =
        Arrangement::local(e.outputShape(), e.inputShape(), layout.reading, view(1, 2));
  }
  layout.panel(PanelRole::Upstream).columns = std::max<Index>(content.rows(), 1);
  layout.panel(PanelRole::Local).columns = layout.panel(PanelRole::Downstream).columns =
      std::max<Index>(content.columns(), 1);
}

void addSlices(EquationLayout& layout, const Shape& shape, ProductSide side, const QString& letter,
               const QString& name, const core::IndexVector& cut) {
  for (Index axis = 0; axis < leadingAxes(shape); ++axis) {
    if (shape[axis] < 2) continue;
    const auto k = static_cast<std::size_t>(axis);
    const Index at = k < cut.size() ? std::clamp<Index>(cut[k], 0, shape[axis] - 1) : 0;
    layout.sliders.push_back({AxisSlider::What::Slice, static_cast<int>(side), static_cast<int>(axis),
                              static_cast<int>(shape[axis]), static_cast<int>(at),
                              letter + subscriptText(axis + 1),
                              Words::tr("Axis %1 of %2").arg(axis + 1).arg(name)});
  }
}

/// What can be moved to: slices of tensors of three axes and more, pages of blocks.
void addSliders(EquationLayout& layout, const EquationContent& content, const EquationOptions& options) {
  if (layout.kind != EquationLayout::Kind::Blocks && layout.kind != EquationLayout::Kind::Structure) return;
  const Equation& e = content.equation;
  const bool stacked = e.outputShape().rank() > 1 || e.inputShape().rank() > 1;
  const Shape stack = stacked ? e.stack : Shape();
  for (const Shape& shape : {stack, e.outputShape(), e.inputShape()}) {
    layout.hasTensors = layout.hasTensors || leadingAxes(shape) > 0;
  }
  if (options.tensors == TensorReading::Slices) {
    const QString output = MathText::parse(e.nodeName).plain();
    const QString input = MathText::parse(e.inputName).plain();
    addSlices(layout, stack, ProductSide::K, QStringLiteral("k"), Words::tr("the seed"), options.cut[0]);
    addSlices(layout, e.outputShape(), ProductSide::M, QStringLiteral("j"), output, options.cut[1]);
    addSlices(layout, e.inputShape(), ProductSide::N, QStringLiteral("i"), input, options.cut[2]);
  }
  const std::array names{Words::tr("Upstream"), Words::tr("Local"), Words::tr("Downstream")};
  for (std::size_t role = 0; role < names.size(); ++role) {
    const PanelLayout& panel = layout.panels[role];
    if (panel.pages < 2) continue;
    layout.sliders.push_back({AxisSlider::What::Page, static_cast<int>(role), 0, panel.pages, panel.page,
                              names[role], Words::tr("Page of blocks")});
  }
}

}  // namespace

std::array<PanelRole, 3> panelOrder(const EquationLayout& layout) {
  if (layout.columns && layout.kind == EquationLayout::Kind::Heatmaps)
    return {PanelRole::Local, PanelRole::Upstream, PanelRole::Downstream};
  return roles;
}

EquationOptions moved(EquationOptions options, const AxisSlider& slider, int at) {
  const auto group = static_cast<std::size_t>(slider.group);
  if (slider.what == AxisSlider::What::Page) {
    options.page[group] = at;
    return options;
  }
  core::IndexVector& cut = options.cut[group - static_cast<std::size_t>(ProductSide::K)];
  cut = withPlace(cut, slider.axis, at);
  return options;
}

core::IndexVector withPlace(const core::IndexVector& index, int axis, int at) {
  const auto k = static_cast<std::size_t>(axis);
  core::IndexVector result(std::max(index.size(), k + 1));
  std::copy(index.begin(), index.end(), result.begin());
  result[k] = at;
  return result;
}

namespace {

EquationLayout layoutWithin(const EquationContent& content, const EquationOptions& options,
                            EquationScales scales, QSizeF size) {
  EquationLayout layout;
  layout.size = size;
  layout.columns = options.columns && !content.isScalar();
  layout.scales = std::move(scales);
  layout.map = options.map;
  layout.zeroDots = options.zeroDots;
  layout.reading = content.hasReadings() && !content.isScalar() ? options.reading : Reading::Flat;
  if (!content.isFormed()) {
    layout.kind = EquationLayout::Kind::Structure;
    layout.reading = Reading::VectorOfArrays;
    arrange(layout, content, options);
    placeStructure(layout, content, options);
  } else if (content.isScalar()) {
    layout.kind = EquationLayout::Kind::Scalars;
    arrange(layout, content, options);
    placeScalars(layout, content, options);
  } else {
    arrange(layout, content, options);
    layout.kind =
        layout.reading == Reading::Flat ? EquationLayout::Kind::Heatmaps : EquationLayout::Kind::Blocks;
    if (layout.kind == EquationLayout::Kind::Blocks && !placeBlocks(layout, content, options)) {
      layout.fellBack = true;
      layout.kind = EquationLayout::Kind::Heatmaps;
      layout.reading = Reading::Flat;
      for (PanelLayout& panel : layout.panels) panel = {};
      arrange(layout, content, options);
    }
    if (layout.kind == EquationLayout::Kind::Heatmaps) placeHeatmaps(layout, content);
  }
  addSliders(layout, content, options);
  chooseNumbers(layout, content, options.numbers);
  return layout;
}

}  // namespace

EquationLayout layoutEquation(const EquationContent& content, const EquationOptions& options, QSizeF size) {
  EquationScales scales = equationScales(content, options.scale, options.run);
  if (!scales.ownScales()) return layoutWithin(content, options, std::move(scales), size);
  const double strip = panelLegendHeight(scales, options) + 8;
  EquationLayout layout = layoutWithin(content, options, std::move(scales), size - QSizeF(0, strip));
  layout.size = size;
  placePanelLegends(layout, strip);
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
  const std::optional<BlockCell> shown = arrangement.placeOf(entry.row * panel.columns + entry.column);
  if (!shown) return entry;
  const BlockCell& place = *shown;
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
