#include "core/autodiff/not_finite.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

std::optional<Index> firstIn(std::span<const double> entries) {
  const auto found = std::ranges::find_if_not(entries, [](double entry) { return std::isfinite(entry); });
  return found == entries.end() ? std::nullopt : std::optional<Index>(found - entries.begin());
}

}  // namespace

std::optional<NotFinite> firstNotFiniteValue(const Trace& trace, const std::stop_token& stop) {
  for (const std::size_t p : trace.order()) {
    if (stop.stop_requested()) throw Stopped{};
    if (!trace.hasValue(p)) continue;
    if (const std::optional<Index> entry = firstIn(trace.value(p).data)) return NotFinite{p, *entry};
  }
  return std::nullopt;
}

std::optional<NotFinite> firstNotFiniteGradient(const Trace& trace, const std::stop_token& stop) {
  for (std::size_t k = trace.order().size(); k-- > 0;) {
    if (stop.stop_requested()) throw Stopped{};
    const std::size_t p = trace.order()[k];
    if (!trace.hasGradient(p)) continue;
    const std::optional<Index> entry = firstIn(trace.gradient(p).data);
    if (!entry) continue;
    NotFinite result{p, *entry};
    for (const Contribution& contribution : trace.contributions(p)) {
      const Tensor sent = trace.downstream(contribution.consumer, contribution.argument);
      if (!firstIn(sent.data())) continue;
      result.sender = contribution;
      break;
    }
    return result;
  }
  return std::nullopt;
}

}  // namespace core
