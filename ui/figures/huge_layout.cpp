#include "ui/figures/huge_layout.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/scale_legend.h"

namespace ui {
namespace {

using core::Index;

constexpr double side = 18;  ///< beside everything
constexpr double top = 10;   ///< of the headers
constexpr double titleHeight = 44;
constexpr double cellHeight = 22;
constexpr double labelHeight = 17;
constexpr double legendHeight = 30;
constexpr double minimapSide = 92;
constexpr double rowFieldWidth = 92;

/// What stands where depends on these alone.
struct Frame {
  double overview = 0;  ///< side
  double cellWidth = 50;
  double left = 0;  ///< widths of the outer columns; 0 without one
  double right = 0;
  double gapLeft = 0, gapMiddle = 0, gapRight = 0;
  double margin = side;
  bool large = false;         ///< the sentence under the right half, computed under downstream
  bool wideSentence = false;  ///< along the lower edge
  double bottom = 0;          ///< where the columns end
  int numberRows = 10;

  double middle() const { return cellWidth * 5; }
};

double overviewSide(QSizeF size) {
  if (size.height() < heightOfSmallOverview || size.width() < 620) return 0;
  if (size.height() < heightOfOverview) return 192;
  const bool wide = size.width() >= 1180;
  return size.height() >= heightOfLargeOverview && wide ? 512 : 256;
}

double sentenceHeight(QSizeF size) { return size.height() >= heightOfOverview ? 46 : 34; }

Frame frameOf(QSizeF size) {
  Frame f;
  f.overview = overviewSide(size);
  f.large = f.overview > 256;
  f.wideSentence = !f.large;
  f.gapLeft = f.overview > 0 ? (f.large ? 44 : 30) : 46;
  f.gapMiddle = f.overview > 0 ? 46 : 0;
  f.gapRight = f.large ? 36 : 30;
  f.bottom = f.wideSentence ? size.height() - sentenceHeight(size) - 16 : size.height() - 12;
  double free = size.width() - 2 * side - f.overview - f.gapLeft - f.gapMiddle - f.gapRight;
  // Numbers keep their 50 px as long as the columns beside them keep theirs.
  f.cellWidth = free - 250 >= 340 || f.large ? 50 : 44;
  free -= f.middle();
  if (free >= 300) {
    f.left = std::round(std::clamp(free * 0.56, 176.0, 256.0));
    f.right = std::floor(std::clamp(free - f.left, 124.0, 224.0));
  } else {
    // Downstream goes where there is no room for both.
    f.gapRight = 0;
    f.left = std::floor(std::clamp(free + 30, 0.0, 240.0));
    if (f.left < 150) f.left = 0;
  }
  const double used = f.left + f.gapLeft + f.overview + f.gapMiddle + f.middle() + f.gapRight + f.right;
  f.margin = std::max(side, std::floor((size.width() - used) / 2));
  const double above = top + titleHeight + (f.large ? 128 + 52 : f.overview >= 256 ? 64 + 36 : 0);
  const double room = f.bottom - above - labelHeight - legendHeight;
  f.numberRows = std::clamp(static_cast<int>(room / cellHeight), 2, 10);
  return f;
}

/// A matrix of rows × columns drawn into a box, stretched as little as `most` times its proportions and never
/// over `largest` px an entry.
QRectF fitted(QPointF topLeft, double rows, double columns, QSizeF box, double largest, double most = 6) {
  constexpr double least = 14;
  if (rows <= 0 || columns <= 0) return {topLeft, QSizeF(box.width(), least)};
  const double across = std::min(box.width() / columns, largest);
  const double down = std::min(box.height() / rows, largest);
  const double width = columns * std::min(across, most * down);
  const double height = rows * std::min(down, most * across);
  return {topLeft, QSizeF(std::round(std::clamp(width, least, box.width())),
                          std::round(std::clamp(height, least, box.height())))};
}

void placeGradient(std::pair<Index, Index> extent, bool stacked, QPointF corner, double width, double height,
                   QRectF& image, QPointF& legend, double& bar) {
  // Rows of a stack can be told apart however long they are.
  image = fitted(corner, static_cast<double>(extent.first), static_cast<double>(extent.second),
                 {width, height}, 20, stacked ? 1e9 : 6);
  legend = {image.left(), image.bottom() + 9};
  bar = std::min(width, std::max(image.width(), 140.0));
}

}  // namespace

std::pair<Index, Index> gradientExtent(const core::Tensor& gradient, const core::Shape& stack) {
  if (stack.rank() > 0 && stack.size() > 0) return {stack.size(), gradient.size() / stack.size()};
  // Twice as wide as high is what the panels are.
  constexpr double wanted = 2;
  const core::Shape& shape = gradient.shape();
  std::pair<Index, Index> best{1, gradient.size()};
  double least = HUGE_VAL;
  Index rows = 1;
  for (Index axis = 0; axis < std::max<Index>(shape.rank(), 1) && gradient.size() > 0; ++axis) {
    const Index columns = gradient.size() / rows;
    const double off = std::abs(std::log(static_cast<double>(columns) / static_cast<double>(rows) / wanted));
    if (off < least) {
      least = off;
      best = {rows, columns};
    }
    if (axis < shape.rank()) rows *= shape[axis];
  }
  return best;
}

CellRange numbersShown(QSizeF size) { return {0, 0, frameOf(size).numberRows, 5}; }

HugeLayout layoutHuge(const EquationContent& content, const HugePicture& picture, QSizeF size) {
  const Frame f = frameOf(size);
  const Equation& equation = content.equation;
  const EquationScales scales = hugeScales(picture);
  HugeLayout layout;
  layout.size = size;
  layout.stacked = equation.upstreamRows() > 1;
  layout.upstreamExtent = gradientExtent(equation.upstream, equation.stack);
  layout.downstreamExtent = gradientExtent(equation.downstream, equation.stack);
  // Keys of marks need a row of their own below a legend.
  const auto keysBelow = [&](PanelRole role) {
    const auto k = static_cast<std::size_t>(role);
    const ColourScale scale = ColourScale::diverging(DivergingMap::Vik, scales.limits[k]);
    return scaleKeysWidth(scale, scales.keys[k], false, false) > 0 && !f.large ? 22.0 : 0.0;
  };
  const double body = top + titleHeight + 3;
  const double gradientHeight = f.large ? 128 : f.bottom - body > 380 ? 112 : 56;
  const bool hasGradients = f.overview >= 256 && f.right > 0;
  double x = f.margin;

  if (f.left > 0) {
    double y = body;
    if (hasGradients) {
      layout.upstreamHeader = {x, top, f.left + f.gapLeft - 12, titleHeight};
      placeGradient(layout.upstreamExtent, layout.stacked, {x, y}, f.left, gradientHeight, layout.upstream,
                    layout.upstreamLegend, layout.upstreamBar);
      layout.times = {x + f.left + f.gapLeft / 2, y + gradientHeight / 2};
      y = layout.upstreamLegend.y() + legendHeight + (f.large ? 22 : 4) + keysBelow(PanelRole::Upstream);
    } else {
      y = top + 2;
    }
    layout.card = {x, y, f.left, std::min(f.bottom - y, 330.0)};
    if (f.large) layout.card.setBottom(f.bottom);
    x += f.left + f.gapLeft;
  } else if (f.overview == 0) {
    x += f.gapLeft;
  }
  if (f.overview > 0) {
    layout.localHeader = {x, top, f.overview + f.gapMiddle - 10, titleHeight};
    layout.overview = {x, body, f.overview, f.overview};
    if (picture.isZoomed()) {
      const double s = f.large ? minimapSide : 64;
      layout.minimap = {x + 8, layout.overview.bottom() - s - 8, s, s};
    }
    layout.state = {x + 8, body + 8, f.overview - 16, 26};
    x += f.overview + f.gapMiddle;
  }
  // One block above the window of numbers.
  const double middle = f.middle();
  const core::Window shown = shownWindow(picture.grid, picture.block());
  layout.blockHeader = {x, top, middle, titleHeight};
  const bool hasBlock = f.overview >= 256;
  double y = body;
  if (hasBlock) {
    layout.block = fitted({x, y}, static_cast<double>(shown.rowCount), static_cast<double>(shown.columnCount),
                          {middle, f.large ? 128.0 : 64.0}, 2);
    y += f.large ? 128 + 34 : 64 + 18;
  }
  if (picture.grid.count() > 1) layout.field = {x + middle - 74, top - 3, 74, 24};
  const int rows = static_cast<int>(std::min<Index>(picture.place.numbers.rowCount, f.numberRows));
  const int columns = static_cast<int>(std::min<Index>(picture.place.numbers.columnCount, 5));
  layout.columnLabels = {x, y, middle, labelHeight};
  layout.rowLabels = {x - 46, y + labelHeight, 40, rows * cellHeight};
  layout.numbers = {{x, y + labelHeight}, rows, columns, f.cellWidth, cellHeight};
  layout.localLegend = {x, layout.numbers.bounds().bottom() + 9};
  layout.localBar = std::max(layout.numbers.size().width(), 100.0);
  const double afterMiddle = x + middle;
  x = afterMiddle + f.gapRight;
  if (f.right > 0) {
    double below = top + 2;
    if (hasGradients) {
      layout.downstreamHeader = {x, top, size.width() - x - 8, titleHeight};
      placeGradient(layout.downstreamExtent, layout.stacked, {x, body}, f.right, gradientHeight,
                    layout.downstream, layout.downstreamLegend, layout.downstreamBar);
      layout.equals = {afterMiddle + f.gapRight / 2, body + (f.large ? 64 : 28)};
      below =
          layout.downstreamLegend.y() + legendHeight + (f.large ? 22 : 4) + keysBelow(PanelRole::Downstream);
    }
    layout.computed = {x, below, f.right, f.bottom - below};
  }
  if (layout.stacked) {
    const QRectF& header = hasGradients     ? layout.upstreamHeader
                           : f.overview > 0 ? layout.localHeader
                                            : layout.blockHeader;
    const double right = hasGradients ? layout.upstreamHeader.left() + f.left
                                      : header.right() - (header == layout.blockHeader ? 80 : 0);
    layout.rowField = {right - rowFieldWidth, top - 3, rowFieldWidth, 24};
  }
  if (f.wideSentence) {
    const double height = sentenceHeight(size);
    layout.sentence = {side - 4, size.height() - height - 8, size.width() - 2 * side + 8, height};
  } else {
    layout.sentence = {layout.numbers.origin.x(), f.bottom - 62,
                       (f.right > 0 ? x + f.right : afterMiddle) - layout.numbers.origin.x(), 62};
    layout.computed.setBottom(layout.sentence.top() - 8);
  }
  // Half as high an overview leaves the room below it to what explains the product.
  if (!f.large && f.overview == 256 && f.bottom - layout.overview.bottom() > 190) {
    layout.computed = {layout.overview.left(), layout.overview.bottom() + 22, f.overview,
                       f.bottom - layout.overview.bottom() - 22};
  }
  return layout;
}

QRectF rectIn(const QRectF& area, const core::Window& seen, const core::Window& part) {
  if (seen.rowCount == 0 || seen.columnCount == 0) return {};
  const double across = area.width() / static_cast<double>(seen.columnCount);
  const double down = area.height() / static_cast<double>(seen.rowCount);
  const QRectF rect(area.left() + static_cast<double>(part.column - seen.column) * across,
                    area.top() + static_cast<double>(part.row - seen.row) * down,
                    static_cast<double>(part.columnCount) * across,
                    static_cast<double>(part.rowCount) * down);
  return rect.intersected(area);
}

QRectF frameIn(const QRectF& area, const core::Window& seen, const core::Window& part, double least) {
  QRectF rect = rectIn(area, seen, part);
  if (part.row >= seen.rowEnd() || part.rowEnd() <= seen.row || part.column >= seen.columnEnd() ||
      part.columnEnd() <= seen.column)
    return {};
  const double across = std::max(0.0, least - rect.width()) / 2;
  const double down = std::max(0.0, least - rect.height()) / 2;
  rect.adjust(-across, -down, across, down);
  return rect;
}

std::optional<HugeEntry> HugeLayout::overviewEntry(const HugePlace& place, QPointF point) const {
  if (!overview.contains(point)) return std::nullopt;
  return entryAt(place.seen, overviewCells(), (point.y() - overview.top()) / overview.height(),
                 (point.x() - overview.left()) / overview.width());
}

std::optional<HugeEntry> HugeLayout::blockEntry(const core::Window& shown, QPointF point) const {
  if (!block.contains(point)) return std::nullopt;
  const double down = (point.y() - block.top()) / block.height();
  const double across = (point.x() - block.left()) / block.width();
  return HugeEntry{shown.row + stepsTo(down, shown.rowCount, shown.rowCount),
                   shown.column + stepsTo(across, shown.columnCount, shown.columnCount)};
}

std::optional<EquationEntry> HugeLayout::gradientEntry(const EquationContent& content, QPointF point) const {
  for (const PanelRole role : {PanelRole::Upstream, PanelRole::Downstream}) {
    const bool up = role == PanelRole::Upstream;
    const QRectF& area = up ? upstream : downstream;
    const auto [rows, columns] = up ? upstreamExtent : downstreamExtent;
    if (!area.contains(point) || rows == 0 || columns == 0) continue;
    const Index row = stepsTo((point.y() - area.top()) / area.height(), rows, rows);
    const Index column = stepsTo((point.x() - area.left()) / area.width(), columns, columns);
    const Index flat = row * columns + column;
    const Index entries = up ? content.rows() : content.columns();
    return EquationEntry{role, flat / entries, flat % entries};
  }
  return std::nullopt;
}

QRectF HugeLayout::rectOfGradient(const EquationContent& content, const EquationEntry& entry) const {
  const bool up = entry.panel == PanelRole::Upstream;
  const QRectF& area = up ? upstream : downstream;
  const auto [rows, columns] = up ? upstreamExtent : downstreamExtent;
  if (area.isEmpty() || columns == 0) return {};
  const Index flat = entry.row * (up ? content.rows() : content.columns()) + entry.column;
  return rectIn(area, {0, 0, rows, columns}, {flat / columns, flat % columns, 1, 1});
}

QRectF HugeLayout::rectOfRow(PanelRole role, Index row) const {
  const bool up = role == PanelRole::Upstream;
  const QRectF& area = up ? upstream : downstream;
  const auto [rows, columns] = up ? upstreamExtent : downstreamExtent;
  return area.isEmpty() ? QRectF() : rectIn(area, {0, 0, rows, columns}, {row, 0, 1, columns});
}

std::optional<HugeEntry> HugeLayout::numbersEntry(const HugePlace& place, QPointF point) const {
  const std::optional<Cell> cell = numbers.cellAt(point);
  if (!cell) return std::nullopt;
  return HugeEntry{place.numbers.row + cell->row, place.numbers.column + cell->col};
}

}  // namespace ui
