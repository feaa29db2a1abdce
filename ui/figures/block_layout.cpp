#include "ui/figures/block_layout.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"

namespace ui {
namespace {

using core::Index;

constexpr double heightOfWidth = 40.0 / 52.0;
constexpr double widestGradient = 52;
constexpr double widestLocal = 44;
constexpr double leastCell = 4;
constexpr Index mostBlocks = 400;
constexpr Index mostEntries = Index(1) << 16;
/// The written inner product below the downstream panel.
constexpr double sentenceHeight = 62;
constexpr double sentenceGap = 14;

/// One way to divide the room, and how well it can be read.
struct Choice {
  double score = -1;
  CellSize gradient, local;
  int columns = 1;
  BlockNotes notes = BlockNotes::None;
  bool sentenceBelow = false;  ///< below the downstream panel, else along the lower edge
};

QSizeF panelSize(const Arrangement& a, CellSize cell) {
  return {a.outerCols() * a.cols() * cell.width + (a.outerCols() - 1) * blockGapX,
          a.outerRows() * a.rows() * cell.height + (a.outerRows() - 1) * blockGapY};
}

/// The cell with which a panel is at most so high, no higher than `cell`.
double heightThatFits(const Arrangement& a, CellSize cell, double height) {
  const double room = (height - (a.outerRows() - 1) * blockGapY) / (a.outerRows() * a.rows());
  return std::min(cell.height, std::floor(room));
}

class Chooser {
public:
  Chooser(const EquationLayout& layout, const EquationContent& content)
      : layout_(layout),
        headers_(headerWidths(content, layout.reading, layout.size.width())),
        legend_(legendSize(content).height()) {}

  Choice best() const {
    Choice best;
    for (const bool below : {true, false}) {
      for (double width = widestGradient; width >= leastCell; --width) tryGradient(width, below, best);
      if (best.score >= 0) break;
    }
    return best;
  }

  double top() const { return headerBottom + bracketReachY + 6; }
  double bottom(bool sentenceBelow) const {
    return sentenceBelow ? layout_.size.height() - 16
                         : sentenceAtBottom(layout_.size).top() - 8 - bracketReachY;
  }

private:
  void tryGradient(double width, bool below, Choice& best) const {
    const Arrangement& upstream = layout_.panel(PanelRole::Upstream).arrangement;
    const Arrangement& downstream = layout_.panel(PanelRole::Downstream).arrangement;
    const double height = bottom(below) - top();
    CellSize cell{width, std::max(1.0, std::floor(width * heightOfWidth))};
    cell.height = heightThatFits(upstream, cell, height - legend_ - 12 - labelHeight);
    cell.height =
        heightThatFits(downstream, cell, below ? height - sentenceHeight - sentenceGap + 8 : height);
    if (cell.height < leastCell || cell.height < cell.width / 2.5) return;
    const double gap = operatorGap(layout_.size.width());
    const double right = slotWidth(panelSize(downstream, cell).width(), headers_[2], 0);
    const double left = slotWidth(panelSize(upstream, cell).width(), headers_[0], gap);
    if (below && right + sideMargin - 14 < 255) return;
    const double room = layout_.size.width() - 2 * sideMargin - left - right - gap;
    if (room < headers_[1] * 0.6) return;
    const Arrangement& local = layout_.panel(PanelRole::Local).arrangement;
    const bool vector = layout_.reading == Reading::VectorOfArrays;
    const int rows = local.outerRows();
    const int mostColumns = vector && local.outerCols() == 1 ? std::min(rows, 8) : 1;
    for (int columns = 1; columns <= mostColumns; ++columns) {
      for (const BlockNotes notes : {BlockNotes::Beside, BlockNotes::Above, BlockNotes::None}) {
        if (notes == BlockNotes::Beside && !vector) continue;
        Choice choice{0, cell, {}, columns, notes, below};
        if (!fitLocal(local.wrapped(columns), room, height, choice)) continue;
        if (choice.score > best.score) best = choice;
      }
    }
  }

  static bool fitLocal(const Arrangement& local, double room, double height, Choice& choice) {
    const bool above = choice.notes == BlockNotes::Above;
    const bool beside = choice.notes == BlockNotes::Beside;
    const double noteWidth = beside ? local.outerCols() * blockNoteWidth : 0;
    const double noteHeight = above ? local.outerRows() * blockTitleHeight : 0;
    const double width = room - noteWidth - (local.outerCols() - 1) * blockGapX;
    const double rest = height - noteHeight - (local.outerRows() - 1) * blockGapY;
    CellSize cell{std::floor(width / (local.outerCols() * local.cols())),
                  std::floor(rest / (local.outerRows() * local.rows()))};
    cell.width = std::min({cell.width, widestLocal, std::floor(cell.height * 1.8)});
    cell.height = std::min(cell.height, std::ceil(cell.width * heightOfWidth));
    if (cell.width < leastCell || cell.height < leastCell) return false;
    if (beside && local.rows() * cell.height < 30) return false;
    if (above && local.cols() * cell.width < 36) return false;
    choice.local = cell;
    choice.score = 10 + std::log(choice.gradient.width) + std::log(std::min(cell.width, 34.0)) +
                   (beside  ? 0.6
                    : above ? 0.45
                            : 0.0);
    return true;
  }

  const EquationLayout& layout_;
  std::array<double, 3> headers_;
  double legend_;
};

void setCells(PanelLayout& panel, CellSize cell) {
  panel.first.rows = panel.arrangement.rows();
  panel.first.cols = panel.arrangement.cols();
  panel.first.cellWidth = cell.width;
  panel.first.cellHeight = cell.height;
  panel.pitch = panel.first.size() + QSizeF(blockGapX, blockGapY);
}

}  // namespace

bool placeBlocks(EquationLayout& layout, const EquationContent& content) {
  PanelLayout& upstream = layout.panel(PanelRole::Upstream);
  PanelLayout& local = layout.panel(PanelRole::Local);
  PanelLayout& downstream = layout.panel(PanelRole::Downstream);
  if (local.arrangement.blocks() > mostBlocks || local.arrangement.entries() > mostEntries) return false;
  const Chooser chooser(layout, content);
  const Choice choice = chooser.best();
  if (choice.score < 0) return false;

  if (layout.reading == Reading::VectorOfArrays)
    local.arrangement = local.arrangement.wrapped(choice.columns);
  setCells(upstream, choice.gradient);
  setCells(local, choice.local);
  setCells(downstream, choice.gradient);
  layout.notes = choice.notes;
  if (choice.notes == BlockNotes::Beside) local.pitch += QSizeF(blockNoteWidth, 0);
  if (choice.notes == BlockNotes::Above) local.pitch += QSizeF(0, blockTitleHeight);

  // From left to right; what is left over goes to both margins.
  const QSizeF size = layout.size;
  const double gap = operatorGap(size.width());
  const double notes = choice.notes == BlockNotes::Beside ? blockNoteWidth : 0;
  const std::array<double, 3> headers = headerWidths(content, layout.reading, size.width());
  const double localWidth = local.bounds().width() + notes;
  const double first = slotWidth(upstream.bounds().width(), headers[0], gap);
  const double second = slotWidth(localWidth, headers[1], gap);
  const double third = slotWidth(downstream.bounds().width(), headers[2], 0);
  double x =
      std::round(sideMargin + std::max(0.0, (size.width() - 2 * sideMargin - first - second - third) / 2));
  const double top = chooser.top();
  const double bottom = chooser.bottom(choice.sentenceBelow);
  const QSizeF legend = legendSize(content);

  const double noteTop = choice.notes == BlockNotes::Above ? blockTitleHeight : 0;
  const double localHeight = local.bounds().height();
  local.first.origin = {x + first, std::round(top + noteTop + (bottom - top - noteTop - localHeight) / 2)};
  double centre = local.bounds().center().y();

  const double downstreamHeight = downstream.bounds().height();
  const double lowest = choice.sentenceBelow ? size.height() - 10 - sentenceHeight - sentenceGap : bottom;
  centre = std::min(centre, lowest - downstreamHeight / 2);
  downstream.first.origin = {x + first + second, std::round(centre - downstreamHeight / 2)};
  const double legendTop = bottom - legend.height();
  const double upstreamHeight = upstream.bounds().height();
  upstream.first.origin = {
      x, std::round(std::min(centre - upstreamHeight / 2, legendTop - 16 - upstreamHeight))};
  layout.legend = {QPointF(x, legendTop), legend};

  const std::array lefts{x, x + first, x + first + second};
  const std::array widths{first, second, size.width() - 8 - lefts[2]};
  for (std::size_t k = 0; k < 3; ++k) {
    layout.headers[k] = {lefts[k] - bracketReachX, headerTop, widths[k] - 10, headerBottom - headerTop};
  }
  layout.times = {(upstream.bounds().right() + local.first.origin.x()) / 2, centre};
  layout.equals = {lefts[2] - gap / 2, centre};
  layout.sentence = sentenceAtBottom(size);
  if (choice.sentenceBelow) {
    const double y = downstream.bounds().bottom() + sentenceGap;
    const double left = lefts[2] - bracketReachX;
    layout.sentence = {left, y, size.width() - 14 - left, std::min(sentenceHeight, size.height() - 10 - y)};
  }
  return true;
}

}  // namespace ui
