#include "core/functions/accurate_sum.h"

#include <array>

namespace core {

double accurateSum(std::span<const double> entries) {
  constexpr std::size_t small = 128;
  constexpr std::size_t lanes = 8;
  if (entries.size() > small) {
    const std::size_t half = entries.size() / (2 * lanes) * lanes;
    return accurateSum(entries.first(half)) + accurateSum(entries.subspan(half));
  }
  std::size_t k = 0;
  double sum = 0;
  if (entries.size() >= lanes) {
    std::array<double, lanes> partial{};
    for (; k + lanes <= entries.size(); k += lanes) {
      for (std::size_t lane = 0; lane < lanes; ++lane) partial[lane] += entries[k + lane];
    }
    for (const double part : partial) sum += part;
  }
  for (; k < entries.size(); ++k) sum += entries[k];
  return sum;
}

}  // namespace core
