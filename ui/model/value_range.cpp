#include "ui/model/value_range.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <mutex>
#include <vector>

namespace ui {
namespace {

/// How far beyond all others values are set apart.
constexpr double farBeyond = 100;

using Numbers = std::span<const double>;

template <typename Use>
void forEachFinite(Numbers numbers, Use use) {
  for (const double v : numbers) {
    if (std::isfinite(v)) use(v);
  }
}

/// The range of the run that was asked for last, for all who draw it.
struct Kept {
  std::mutex mutex;
  std::weak_ptr<const core::Trace> trace;
  ValueRange range;
};

Kept& kept() {
  static Kept last;
  return last;
}

/// The binary exponent as it stands in a number: a magnitude twice as large has one more.
std::size_t exponentOf(double v) { return (std::bit_cast<std::uint64_t>(v) >> 52) & 0x7ff; }

ValueRange rangeOfAll(std::span<const Numbers> numbers) {
  ValueRange range{HUGE_VAL, -HUGE_VAL, 0, 0};
  std::array<std::size_t, 2048> counts{};
  std::size_t count = 0;  // of those that are not 0
  for (const Numbers some : numbers) {
    forEachFinite(some, [&](double v) {
      range.lo = std::min(range.lo, v);
      range.hi = std::max(range.hi, v);
      if (v == 0) return;
      ++counts[exponentOf(v)];
      ++count;
    });
  }
  if (range.lo > range.hi) return {};
  range.least = range.lo;
  range.greatest = range.hi;
  // From the middle upwards to the first step that is wider than what is set apart.
  std::size_t below = 0, at = 0;
  while (count > 0 && below + counts[at] <= count / 2) below += counts[at++];
  for (std::size_t next = at + 1; count > 0 && next < counts.size(); ++next) {
    if (counts[next] == 0) continue;
    constexpr std::size_t leastStep =
        6;  // 2⁷ > 100 lies between the least of one and the greatest of the other at best
    if (next - at >= leastStep) {
      double lo = HUGE_VAL, hi = -HUGE_VAL, largest = 0, smallestBeyond = HUGE_VAL;
      for (const Numbers some : numbers) {
        forEachFinite(some, [&](double v) {
          if (exponentOf(v) > at) {
            smallestBeyond = std::min(smallestBeyond, std::abs(v));
          } else {
            lo = std::min(lo, v);
            hi = std::max(hi, v);
            largest = std::max(largest, std::abs(v));
          }
        });
      }
      if (smallestBeyond > farBeyond * largest) {
        range.lo = lo;
        range.hi = hi;
        break;
      }
    }
    at = next;
  }
  return range;
}

}  // namespace

ValueRange ValueRange::covering(std::span<const double> values) const {
  ValueRange wider = *this;
  const double most = std::max(std::abs(lo), std::abs(hi));
  for (const double v : values) {
    if (!std::isfinite(v)) continue;
    wider.least = std::min(wider.least, v);
    wider.greatest = std::max(wider.greatest, v);
    if (most > 0 && std::abs(v) > farBeyond * most) continue;
    wider.lo = std::min(wider.lo, v);
    wider.hi = std::max(wider.hi, v);
  }
  return wider;
}

ValueRange rangeOf(std::span<const double> values) { return rangeOfAll(std::span(&values, 1)); }

ValueRange valueRange(const core::Trace& trace) {
  std::vector<Numbers> numbers;
  for (std::size_t p = 0; p < trace.graph().size(); ++p) {
    if (trace.hasValue(p) && !trace.graph().node(p).isConstant()) numbers.push_back(trace.value(p).data);
  }
  return rangeOfAll(numbers);
}

ValueRange valueRange(const std::shared_ptr<const core::Trace>& trace) {
  if (!trace) return {};
  Kept& last = kept();
  {
    const std::lock_guard lock(last.mutex);
    if (last.trace.lock() == trace) return last.range;
  }
  const ValueRange range = valueRange(*trace);
  const std::lock_guard lock(last.mutex);
  last.trace = trace;
  last.range = range;
  return range;
}

}  // namespace ui
