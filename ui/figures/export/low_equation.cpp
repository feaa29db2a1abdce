#include "ui/figures/export/low_equation.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/equation_words.h"
#include "ui/figures/export/figure_request.h"
#include "ui/figures/export/low_scalars.h"
#include "ui/figures/export/low_structure.h"

namespace ui {
namespace {

constexpr double headerHeight = 40;  // two lines
constexpr double operatorRoom = 46;  // between two panels, brackets included
constexpr double betweenHeaders = 14;
constexpr double besideNumber = 7;
constexpr double widestCell = 62, highestCell = 34;
constexpr double beforeLegend = 6;
constexpr double below = bracketReachY + 2;     // of the panels
constexpr int mostRows = 40, mostColumns = 80;  // no page has room for the numbers of more

/// The numbers to try, the best first: with two decimals down to the smallest legible size, then with one.
std::vector<CellNumbers> numbersToTry() {
  // 8, 7 and 6.2 pt beside text of 8 pt.
  constexpr std::array sizes{bodyPixels, 11.4, 10.0};
  std::vector<CellNumbers> numbers;
  for (const int decimals : {2, 1}) {
    for (const double size : sizes)
      numbers.push_back({.pixelSize = size, .decimals = decimals, .zero = Zero::Bare});
  }
  return numbers;
}

double leastCellHeight(const CellNumbers& numbers) { return std::ceil(numbers.pixelSize * 1.2); }

HeatmapData dataOf(std::span<const double> numbers) { return {numbers, 1, static_cast<int>(numbers.size())}; }

double widestIn(const EquationContent& content, const CellNumbers& numbers) {
  const std::array panels{dataOf(content.equation.upstream.data()), dataOf(content.local),
                          dataOf(content.equation.downstream.data())};
  return widestNumber(panels, numbers);
}

/// Panels and headers from left to right; how wide they are together.
double placePanels(EquationLayout& layout, const std::array<double, 3>& headers, double top, double middle) {
  const std::array<PanelRole, 3> order = panelOrder(layout);
  double x = 0;
  for (std::size_t k = 0; k < 3; ++k) {
    const auto role = static_cast<std::size_t>(order[k]);
    PanelLayout& panel = layout.panels[role];
    const QSizeF size = panel.bounds().size();
    panel.first.origin = {x + bracketReachX, middle - size.height() / 2};
    layout.headers[role] = {x, top, std::max(size.width() + bracketReachX, headers[role]), headerHeight};
    const double end = x + size.width() + 2 * bracketReachX;
    if (k == 2) return std::max(end, x + headers[role]);
    const double next = std::max(end - 2 * bracketReachX + operatorRoom, x + headers[role] + betweenHeaders);
    (k == 0 ? layout.times : layout.equals) = {(end + next) / 2, middle};
    x = next;
  }
  return x;
}

/// The legend at the right of all, else below a panel under which there is room; a gradient of few rows may
/// have to stand a little higher for it. `above`: where panels begin at the highest.
bool placeLegend(EquationLayout& layout, double used, double above, double bar, QSizeF room) {
  const QSizeF legend = legendSize(layout, bar);
  if (layout.scales.ownScales()) return true;
  const QRectF last = layout.panels[2].bounds();
  if (used + 24 + legend.width() <= room.width()) {
    layout.legend = {QPointF(room.width() - legend.width(), last.center().y() - legend.height() / 2), legend};
    return layout.legend.bottom() <= room.height();
  }
  // The local gradient is the highest.
  const QRectF local =
      layout.panels[1].bounds().adjusted(-bracketReachX - 6, 0, bracketReachX + 6, bracketReachY);
  for (const std::size_t k : {std::size_t(2), std::size_t(0)}) {
    const QRectF panel = layout.panels[k].bounds();
    const double left = k == 2 ? panel.right() - legend.width() : panel.left();
    layout.legend = {QPointF(std::clamp(left, 0.0, std::max(0.0, room.width() - legend.width())),
                             panel.bottom() + bracketReachY + beforeLegend),
                     legend};
    const double missing = std::max(0.0, layout.legend.bottom() - room.height());
    layout.legend.translate(0, -missing);
    if (missing > panel.top() - above || layout.legend.intersects(local)) continue;
    for (const std::size_t other : {std::size_t(0), std::size_t(2)}) {
      PanelLayout& moved = layout.panels[other];
      moved.first.origin -= QPointF(0, std::min(missing, moved.bounds().top() - above));
    }
    layout.times -= QPointF(0, missing);
    layout.equals -= QPointF(0, missing);
    return true;
  }
  return false;
}

}  // namespace

std::array<double, 3> titleWidths(const EquationContent& content, const EquationLayout& layout) {
  std::array<double, 3> widths{};
  for (std::size_t k = 0; k < widths.size(); ++k) {
    const PanelHeader header =
        panelHeader(content, static_cast<PanelRole>(k), layout.reading, ProductSide::None, layout.columns);
    widths[k] = sentenceWidth(header.title, titleSize);
  }
  return widths;
}

std::optional<EquationLayout> lowEquation(const EquationContent& content, const EquationOptions& options,
                                          QSizeF room) {
  // Where there is room, to see what it would be.
  EquationLayout layout = layoutEquation(content, options, {std::max(700.0, room.width()), 400});
  if (layout.kind == EquationLayout::Kind::Scalars) return lowScalars(layout, content, room);
  if (layout.kind == EquationLayout::Kind::Structure) return lowStructure(layout, content, room);
  const bool heatmaps = layout.kind == EquationLayout::Kind::Heatmaps;
  const bool plain = std::ranges::all_of(layout.panels, [](const PanelLayout& panel) {
    return panel.arrangement.blocks() == 1 && panel.pages == 1;
  });
  if ((!heatmaps && (layout.kind != EquationLayout::Kind::Blocks || !plain)) || !options.numbers ||
      layout.scales.ownScales())
    return std::nullopt;
  layout.notes = BlockNotes::None;
  int rows = 1, columns = 0;
  for (const PanelLayout& panel : layout.panels) {
    rows = std::max(rows, panel.arrangement.rows() * panel.arrangement.outerRows());
    columns += panel.arrangement.cols() * panel.arrangement.outerCols();
  }
  if (rows > mostRows || columns > mostColumns) return std::nullopt;
  const std::array<double, 3> natural = headerWidths(content, layout.reading, 1e5, layout.columns);
  const std::array<double, 3> titles = titleWidths(content, layout);
  const bool names = heatmaps && content.equation.inputShape().rank() == 1;
  const double above = headerHeight + (names ? labelHeight : 2) + bracketReachY;
  for (const CellNumbers& numbers : numbersToTry()) {
    const double width = std::ceil(widestIn(content, numbers) * numbers.pixelSize) + besideNumber;
    const double least = leastCellHeight(numbers);
    if (above + rows * least + below > room.height()) continue;
    if (columns * width + 2 * operatorRoom + 2 * bracketReachX > room.width()) continue;
    const double wide = std::min(
        widestCell, std::floor((room.width() - 2 * operatorRoom - 2 * bracketReachX) / std::max(columns, 1)));
    for (double height = highestCell; height >= least; height -= 1) {
      if (above + rows * height + below > room.height()) continue;
      // What stands below the titles is cut before the cells lose numbers.
      for (const bool whole : {true, false}) {
        for (const double cell : {std::max(width, std::min(wide, height * 1.8)), width}) {
          EquationLayout tried = layout;
          for (PanelLayout& panel : tried.panels) {
            panel.setCells({cell, height});
            panel.numbers = numbers;
          }
          std::array<double, 3> headers{};
          for (std::size_t k = 0; k < 3; ++k)
            headers[k] = whole ? natural[k]
                               : std::clamp(tried.panels[k].bounds().width() + operatorRoom - betweenHeaders,
                                            titles[k], natural[k]);
          const double used = placePanels(tried, headers, 0, above + rows * height / 2);
          const auto hasLegend = [&](double bar) { return placeLegend(tried, used, above, bar, room); };
          if (used > room.width() + 0.5 || std::ranges::none_of(lowBars, hasLegend)) continue;
          CellNumbers tiny = numbers;
          tiny.tiny = true;
          if (std::ceil(widestIn(content, tiny) * numbers.pixelSize) + besideNumber <= cell)
            for (PanelLayout& panel : tried.panels) panel.numbers = tiny;
          tried.sentence = {};
          tried.size = room;
          return tried;
        }
      }
    }
  }
  return std::nullopt;
}

}  // namespace ui
