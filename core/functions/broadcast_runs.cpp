#include "core/functions/broadcast_runs.h"

#include <optional>

namespace core {

BroadcastRuns broadcastRuns(const Shape& output, const Shape& first, const Shape& second) {
  if (first == second) return {output.size(), Standing::Neither, {}, {}};
  const IndexVector a = broadcastStrides(first, output);
  const IndexVector b = broadcastStrides(second, output);
  BroadcastRuns runs;
  runs.length = 1;
  std::optional<Standing> standing;
  Index axis = output.rank();
  for (; axis > 0; --axis) {
    const Index size = output[axis - 1];
    if (size == 1) continue;
    const auto k = static_cast<std::size_t>(axis - 1);
    const Standing here = a[k] == 0 ? Standing::First : b[k] == 0 ? Standing::Second : Standing::Neither;
    if (standing && *standing != here) break;
    standing = here;
    runs.length *= size;
  }
  const auto outerRank = static_cast<std::size_t>(axis);
  runs.standing = standing.value_or(Standing::Neither);
  runs.outer = axesBetween(output, 0, axis);
  runs.strides = {IndexVector(std::span(a.data(), outerRank)), IndexVector(std::span(b.data(), outerRank))};
  return runs;
}

}  // namespace core
