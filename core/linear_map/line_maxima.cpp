#include "core/linear_map/line_maxima.h"

#include <algorithm>
#include <bit>

namespace core {

void LineMaxima::assign(const double* line, Index count, Index step) {
  count_ = count;
  const auto levels = static_cast<Index>(std::bit_width(static_cast<std::uint64_t>(count)));
  levels_.resize(static_cast<std::size_t>(levels * count));
  EntryKey* level = levels_.data();
  for (Index n = 0; n < count; ++n) level[n] = keyOf(line[n * step]);
  for (Index width = 1; 2 * width <= count; width *= 2, level += count) {
    EntryKey* const next = level + count;
    for (Index n = 0; n + 2 * width <= count; ++n) next[n] = std::max(level[n], level[n + width]);
  }
}

EntryKey LineMaxima::between(Index begin, Index end) const {
  const auto length = static_cast<std::uint64_t>(end - begin);
  const int level = std::bit_width(length) - 1;
  const EntryKey* const keys = levels_.data() + level * count_;
  return std::max(keys[begin], keys[end - (Index(1) << level)]);
}

}  // namespace core
