#include "ui/model/histogram.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double kMostBars = 40;

}  // namespace

Histogram histogramOf(std::span<const double> numbers, bool logarithmic) {
  Histogram histogram;
  histogram.entries = static_cast<core::Index>(numbers.size());
  std::vector<double> shown;
  for (const double v : numbers) {
    if (std::isnan(v))
      ++histogram.nan;
    else if (std::isinf(v))
      ++histogram.infinite;
    else if (!logarithmic)
      shown.push_back(v);
    else if (v == 0)
      ++histogram.zero;
    else
      shown.push_back(std::log10(std::abs(v)));
  }
  if (shown.empty()) return histogram;
  auto [low, high] = std::ranges::minmax(shown);
  if (low == high) {
    low -= 0.5;
    high += 0.5;
  }
  const double bars = std::clamp(std::ceil(std::sqrt(static_cast<double>(shown.size()))), 1.0, kMostBars);
  const double width = (high - low) / bars;
  histogram.counts.assign(static_cast<std::size_t>(bars), 0);
  for (const double v : shown) {
    const auto bar = static_cast<std::size_t>(std::clamp((v - low) / width, 0.0, bars - 1));
    ++histogram.counts[bar];
  }
  for (int k = 0; k <= static_cast<int>(bars); ++k) {
    const double edge = k == static_cast<int>(bars) ? high : low + k * width;
    histogram.edges.push_back(logarithmic ? std::pow(10, edge) : edge);
  }
  return histogram;
}

}  // namespace ui
