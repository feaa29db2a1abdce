#include "ui/figures/block_layout.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/block_fit.h"
#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/equation_words.h"
#include "ui/figures/heatmap_numbers.h"
#include "ui/figures/sentence.h"
#include "ui/figures/text_setting.h"

namespace ui {
namespace {

using core::Index;

constexpr double heightOfWidth = 40.0 / 52.0;
constexpr double widestGradient = 52;
constexpr double widestLocal = 44;
/// A gradient panel of several blocks gets this share of the width at most.
constexpr double gradientShare = 0.3;
/// Of gradients in several blocks.
constexpr double leastOverview = 2.5;
constexpr Index mostBlocks = 400;
constexpr Index mostCells = Index(1) << 16;
/// The written inner product below the downstream panel.
constexpr double sentenceHeight = 62;
constexpr double sentenceGap = 14;

/// How strict a search is: everything at once, pages of legible blocks, or whatever fits.
struct Tier {
  bool pages = false;
  double leastCell = 4;
};
constexpr std::array tiers{Tier{false, 4}, Tier{true, 5}, Tier{true, 0.02}};

/// A page of the local gradient's blocks, wrapped.
struct Candidate {
  BlockPage part;
  int columns = 1;
  QSizeF gap;
  double share = 1;  ///< of all blocks that are shown
};

/// One way to divide the room, and how well it can be read.
struct Choice {
  double score = -1;
  CellSize gradient, local;
  const Candidate* candidate = nullptr;
  BlockNotes notes = BlockNotes::None;
  bool sentenceBelow = false;  ///< below the downstream panel, else along the lower edge
};

/// The cell with which a panel is at most so high, no higher than `cell`.
double heightThatFits(const PanelLayout& panel, CellSize cell, double height) {
  const Arrangement& a = panel.arrangement;
  const double rows = std::max(1.0, double(a.outerRows()) * a.rows());
  const double room = (height - (a.outerRows() - 1) * panel.gap.height()) / rows;
  return std::min(cell.height, room < 1 ? room : std::floor(room));
}

class Chooser {
public:
  Chooser(const EquationLayout& layout, const EquationContent& content)
      : layout_(layout),
        headers_(headerWidths(content, layout.reading, layout.size.width(), layout.columns)),
        legend_(legendSize(layout).height()),
        legendWidth_(legendSize(layout).width()),
        // The last block's index vector has the longest digits.
        titleWidth_(sentenceWidth(blockTitle(content, content.rows() - 1, 0, false), textSizes().index)) {}

  double top() const { return headerBottom + bracketReachY + 6; }
  double bottom(bool sentenceBelow) const {
    return sentenceBelow ? layout_.size.height() - 16
                         : sentenceAtBottom(layout_.size).top() - 8 - bracketReachY;
  }
  double height() const { return bottom(false) - top(); }
  double legend() const { return legend_; }
  /// Room of the upstream panel, which stands above the legend.
  double firstSlot(double upstream) const {
    return std::max(slotWidth(upstream, headers_[0], operatorGap(layout_.size.width())), legendWidth_ + 24);
  }

  /// The best choice among `candidates`, which must live as long as it.
  Choice best(const std::vector<Candidate>& candidates, const Tier& tier) const {
    Choice best;
    for (const bool below : {true, false}) {
      for (double width = widestGradient; width >= tier.leastCell; width = narrower(width))
        tryGradient(width, below, candidates, tier, best);
      if (best.score >= 0) break;
    }
    return best;
  }

private:
  static double narrower(double width) { return width > 4 ? width - 1 : width * 0.8; }

  void tryGradient(double width, bool below, const std::vector<Candidate>& candidates, const Tier& tier,
                   Choice& best) const {
    const PanelLayout& upstream = layout_.panel(PanelRole::Upstream);
    const PanelLayout& downstream = layout_.panel(PanelRole::Downstream);
    const double height = bottom(below) - top();
    CellSize cell{width, width > 4 ? std::floor(width * heightOfWidth) : width * heightOfWidth};
    cell.height = heightThatFits(upstream, cell, height - legend_ - 12 - labelHeight);
    cell.height =
        heightThatFits(downstream, cell, below ? height - sentenceHeight - sentenceGap + 8 : height);
    if (cell.height < std::min(tier.leastCell, 4.0) || cell.height < cell.width / 2.5) return;
    const double gap = operatorGap(layout_.size.width());
    const auto size = [&](const PanelLayout& panel) {
      return blocksSize(panel.arrangement, cell, panel.gap).width();
    };
    const double right = slotWidth(size(downstream), headers_[2], 0);
    const double left = firstSlot(size(upstream));
    if (below && right + sideMargin - 14 < 255) return;
    const double room = layout_.size.width() - 2 * sideMargin - left - right - gap;
    if (room < headers_[1] * 0.6) return;
    const bool vector = layout_.reading == Reading::VectorOfArrays;
    for (const Candidate& candidate : candidates) {
      for (const BlockNotes notes : {BlockNotes::Beside, BlockNotes::Above, BlockNotes::None}) {
        if (notes == BlockNotes::Beside && !vector) continue;
        Choice choice{0, cell, {}, &candidate, notes, below};
        if (!fitLocal(candidate, room, height, tier, choice)) continue;
        if (choice.score > best.score) best = choice;
      }
    }
  }

  bool fitLocal(const Candidate& candidate, double room, double height, const Tier& tier, Choice& choice) const {
    const Arrangement& local = candidate.part.arrangement;
    const bool above = choice.notes == BlockNotes::Above;
    const bool beside = choice.notes == BlockNotes::Beside;
    const double noteWidth = beside ? local.outerCols() * blockNoteWidth : 0;
    const double noteHeight = above ? local.outerRows() * blockTitleHeight : 0;
    const double width = room - noteWidth - (local.outerCols() - 1) * candidate.gap.width();
    const double rest = height - noteHeight - (local.outerRows() - 1) * candidate.gap.height();
    const auto whole = [](double pixels) { return pixels < 1 ? pixels : std::floor(pixels); };
    CellSize cell{whole(width / (local.outerCols() * local.cols())),
                  whole(rest / (local.outerRows() * local.rows()))};
    cell.width = std::min({cell.width, widestLocal, std::max(std::floor(cell.height * 1.8), cell.height)});
    cell.height = std::min(cell.height, std::ceil(cell.width * heightOfWidth));
    if (cell.width < tier.leastCell || cell.height < std::min(tier.leastCell, 4.0)) return false;
    if (beside && local.rows() * cell.height < 30) return false;
    if (above && local.cols() * cell.width + candidate.gap.width() - 6 < titleWidth_) return false;
    choice.local = cell;
    choice.score = 10 + std::log(choice.gradient.width) + std::log(std::min(cell.width, 34.0)) +
                   0.6 * std::log(candidate.share) +
                   (beside  ? 0.6
                    : above ? 0.45
                            : 0.0) +
                   (cell.width >= leastNumberWidth && cell.height >= leastNumberHeight ? 0.5 : 0.0);
    return true;
  }

  const EquationLayout& layout_;
  std::array<double, 3> headers_;
  double legend_, legendWidth_;
  double titleWidth_;  ///< of the line above a block
};

std::vector<Candidate> candidatesOf(const Arrangement& local, bool pages, int page) {
  std::vector<Candidate> candidates;
  const auto all = static_cast<double>(std::max<Index>(local.blocks(), 1));
  const auto sizes = pages ? pageSizes(local) : std::vector{std::pair(local.outerRows(), local.outerCols())};
  for (const auto& [rows, cols] : sizes) {
    const BlockPage part = pageOf(local, rows, cols, page);
    const Arrangement& shown = part.arrangement;
    if (shown.blocks() > mostBlocks || shown.cells() > mostCells) continue;
    const int most = local.isList() ? std::clamp(shown.outerRows(), 1, mostMultiples) : 1;
    for (int columns = 1; columns <= most; ++columns) {
      Candidate candidate{{shown.wrapped(columns), part.pages, part.page}, columns, {}, 1};
      candidate.gap =
          blockGap(candidate.part.arrangement.outerRows(), candidate.part.arrangement.outerCols());
      candidate.share = std::min(1.0, static_cast<double>(shown.blocks()) / all);
      candidates.push_back(std::move(candidate));
    }
  }
  // One block is shown, however large.
  if (pages && candidates.empty()) {
    candidates.push_back({pageOf(local, 1, 1, page), 1, blockGap(1, 1), 1 / all});
  }
  return candidates;
}

/// Gradients of several blocks show a page of them.
void pageGradient(PanelLayout& panel, QSizeF room, int page) {
  const BlockFit fit = fitBlocks(panel.arrangement, room, widestGradient, leastOverview, page);
  panel.arrangement = fit.part.arrangement;
  panel.pages = fit.part.pages;
  panel.page = fit.part.page;
  panel.gap = fit.gap;
}

}  // namespace

bool placeBlocks(EquationLayout& layout, const EquationContent& content, const EquationOptions& options) {
  PanelLayout& upstream = layout.panel(PanelRole::Upstream);
  PanelLayout& local = layout.panel(PanelRole::Local);
  PanelLayout& downstream = layout.panel(PanelRole::Downstream);
  const Chooser chooser(layout, content);
  const double share = layout.size.width() * gradientShare;
  pageGradient(upstream, {share, chooser.height() - chooser.legend() - 12 - labelHeight}, options.page[0]);
  pageGradient(downstream, {share, chooser.height()}, options.page[2]);
  Choice choice;
  std::vector<Candidate> candidates;
  for (const Tier& tier : tiers) {
    candidates = candidatesOf(local.arrangement, tier.pages, options.page[1]);
    choice = chooser.best(candidates, tier);
    if (choice.score >= 0) break;
  }
  if (choice.score < 0) return false;

  local.arrangement = choice.candidate->part.arrangement;
  local.pages = choice.candidate->part.pages;
  local.page = choice.candidate->part.page;
  local.gap = choice.candidate->gap;
  upstream.setCells(choice.gradient);
  local.setCells(choice.local);
  downstream.setCells(choice.gradient);
  layout.notes = choice.notes;
  if (choice.notes == BlockNotes::Beside) local.pitch += QSizeF(blockNoteWidth, 0);
  if (choice.notes == BlockNotes::Above) local.pitch += QSizeF(0, blockTitleHeight);

  // From left to right; what is left over goes to both margins.
  const QSizeF size = layout.size;
  const double gap = operatorGap(size.width());
  const double notes = choice.notes == BlockNotes::Beside ? blockNoteWidth : 0;
  const std::array<double, 3> headers = headerWidths(content, layout.reading, size.width(), layout.columns);
  const double localWidth = local.bounds().width() + notes;
  const double first = chooser.firstSlot(upstream.bounds().width());
  const double third = slotWidth(downstream.bounds().width(), headers[2], 0);
  // A long header is cut before it pushes the downstream panel out.
  const double room = size.width() - 2 * sideMargin - first - third;
  const double second = std::max(localWidth + gap, std::min(slotWidth(localWidth, headers[1], gap), room));
  double x =
      std::round(sideMargin + std::max(0.0, (size.width() - 2 * sideMargin - first - second - third) / 2));
  const double top = chooser.top();
  const double bottom = chooser.bottom(choice.sentenceBelow);
  const QSizeF legend = legendSize(layout);

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
