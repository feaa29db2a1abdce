#include "ui/model/huge_check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/autodiff/calls.h"
#include "core/autodiff/central_differences.h"

namespace ui {
namespace {

using core::Index;

constexpr Index entriesChecked = 8;
/// Of a stretch that is summed again no more entries of the local gradient are read than this, so many at a
/// time.
constexpr Index mostRead = Index(1) << 24;
constexpr Index readAtOnce = Index(1) << 16;
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

void stopIfAsked(const std::stop_token& stop) {
  if (stop.stop_requested()) throw core::Stopped{};
}

/// Calls `use(row, entries)` with the rows of `window`, from the last to the first.
template <typename Use>
void forEachRowBackwards(const core::LinearMap& map, const core::Window& window, const std::stop_token& stop,
                         Use use) {
  const Index atOnce = std::max<Index>(1, readAtOnce / std::max<Index>(window.columnCount, 1));
  std::vector<double> rows;
  for (Index end = window.rowEnd(); end > window.row;) {
    const Index first = std::max(window.row, end - atOnce);
    const core::Window part{first, window.column, end - first, window.columnCount};
    rows.resize(static_cast<std::size_t>(part.rowCount * part.columnCount));
    map.readBlock(part, rows, {stop, {}});
    stopIfAsked(stop);
    for (Index j = end - 1; j >= first; --j) {
      use(j, std::span(rows).subspan(static_cast<std::size_t>((j - first) * part.columnCount),
                                     static_cast<std::size_t>(part.columnCount)));
    }
    end = first;
  }
}

struct Spot {
  Index row = 0;
  Index column = 0;
  double value = 0;
};

Spot largestOfColumn(const core::LinearMap& map, const core::Window& column, const std::stop_token& stop) {
  Spot spot{column.row, column.column, 0};
  forEachRowBackwards(map, column, stop, [&](Index j, std::span<const double> entry) {
    if (std::abs(entry[0]) >= std::abs(spot.value)) spot = {j, column.column, entry[0]};
  });
  return spot;
}

void checkEntries(HugeCheck& check, const core::Trace& trace, const Equation& equation, const BlockGrid& grid,
                  const std::stop_token& stop) {
  const core::Call call = trace.call(equation.node);
  const std::uint64_t absent = trace.plan().node(equation.node).absent;
  const bool hasCorner = !trace.corner(equation.node).empty();
  core::Tensor input = call.inputs()[equation.argument].copy();
  std::vector<core::TensorView> inputs(call.inputs().tensors.begin(), call.inputs().tensors.end());
  inputs[equation.argument] = input;
  std::vector<double> output(static_cast<std::size_t>(grid.rows));
  const Index count = std::min(entriesChecked, grid.columns);
  for (Index n = 0; n < count; ++n) {
    const Index i = (2 * n + 1) * grid.columns / (2 * count);
    const Spot spot = largestOfColumn(equation.local, columnWindow(grid, i), stop);
    const double x = input[i];
    const double there = call.output()[spot.row];
    const auto slopes =
        core::centralDifferences(x, std::span(&there, 1), [&](double at, std::span<double> results) {
          stopIfAsked(stop);
          input[i] = at;
          try {
            call.function().value({inputs, absent}, call.settings(), output);
            results[0] = output[static_cast<std::size_t>(spot.row)];
          } catch (const core::Error&) {
            results[0] = notANumber;
          }
          input[i] = x;
        });
    ++check.entries;
    const double deviation = std::abs(spot.value - slopes[0].slope) / std::max(1.0, std::abs(spot.value));
    if (slopes[0].isCorner || (hasCorner && !(deviation <= core::GradientCheck::tolerance))) {
      ++check.corners;
    } else {
      check.worst = std::isnan(deviation) ? HUGE_VAL : std::max(check.worst, deviation);
    }
  }
}

void checkSums(HugeCheck& check, const Equation& equation, const BlockGrid& grid, core::Window columns,
               const std::stop_token& stop) {
  const core::Window first = columnWindow(grid, columns.column);
  columns.row = first.row;
  columns.rowCount = first.rowCount;
  columns.columnCount =
      std::min(columns.columnCount, std::max<Index>(1, mostRead / std::max<Index>(columns.rowCount, 1)));
  std::vector<double> sums(static_cast<std::size_t>(columns.columnCount));
  forEachRowBackwards(equation.local, columns, stop, [&](Index j, std::span<const double> entries) {
    const double weight = equation.upstream[j];
    for (std::size_t n = 0; n < sums.size(); ++n) sums[n] += weight * entries[n];
  });
  double largest = 0;
  double worst = 0;
  for (std::size_t n = 0; n < sums.size(); ++n) {
    const double shown = equation.downstream[columns.column + static_cast<Index>(n)];
    if (!std::isfinite(shown) && !std::isfinite(sums[n])) continue;
    const double deviation = std::abs(sums[n] - shown);
    worst = std::isnan(deviation) ? HUGE_VAL : std::max(worst, deviation);
    largest = std::max(largest, std::abs(shown));
  }
  check.sums = columns.columnCount;
  check.worstSum = largest > 0 ? worst / largest : worst;
}

}  // namespace

HugeCheck checkHuge(const core::Trace& trace, const Equation& equation, const BlockGrid& grid,
                    const core::Window& columns, const std::stop_token& stop) {
  HugeCheck check;
  if (grid.rows == 0 || grid.columns == 0) return check;
  checkEntries(check, trace, equation, grid, stop);
  checkSums(check, equation, grid, columns, stop);
  return check;
}

}  // namespace ui
