#include "ui/model/huge_part.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace ui {
namespace {

using core::Index;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds pace(80);

HugePart partOf(const core::Overview& overview, Index done, Index total) {
  HugePart part;
  part.window = overview.window();
  part.rows = static_cast<int>(overview.rows().cells());
  part.columns = static_cast<int>(overview.columns().cells());
  part.done = done;
  part.total = total;
  part.numbers.reserve(static_cast<std::size_t>(part.rows) * static_cast<std::size_t>(part.columns));
  for (Index r = 0; r < part.rows; ++r) {
    for (Index c = 0; c < part.columns; ++c) part.numbers.push_back(overview.value(r, c));
  }
  return part;
}

}  // namespace

double HugePart::largestFinite() const {
  double largest = 0;
  for (const double v : numbers) {
    if (std::isfinite(v)) largest = std::max(largest, std::abs(v));
  }
  return largest;
}

HugePart readPart(const core::LinearMap& map, const core::Window& window, Index rows, Index columns,
                  std::stop_token stop, const std::function<void(HugePart)>& progress) {
  if (window.rowCount <= rows && window.columnCount <= columns) {
    HugePart part{
        .window = window,
        .rows = static_cast<int>(window.rowCount),
        .columns = static_cast<int>(window.columnCount),
        .numbers = std::vector<double>(static_cast<std::size_t>(window.rowCount * window.columnCount))};
    map.readBlock(window, part.numbers, {std::move(stop), {}});
    return part;
  }
  core::Overview overview(window, rows, columns);
  core::Watch watch{std::move(stop), {}};
  if (progress) {
    watch.progress = [&, last = Clock::now()](Index done, Index total) mutable {
      if (done >= total || Clock::now() - last < pace) return;
      last = Clock::now();
      progress(partOf(overview, done, total));
    };
  }
  map.overview(overview, watch);
  return partOf(overview, 0, 0);
}

}  // namespace ui
