#include "core/autodiff/reach.h"

namespace core {

std::vector<bool> reaches(const Plan& plan, std::size_t target) {
  std::vector<bool> result(plan.graph().size());
  result[target] = true;
  for (auto p = plan.order().rbegin(); p != plan.order().rend(); ++p) {
    if (!result[*p]) continue;
    const std::span<const std::int64_t> inputs = plan.inputsOf(*p);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (plan.isDifferentiated(*p, k)) result[static_cast<std::size_t>(inputs[k])] = true;
    }
  }
  return result;
}

std::vector<bool> dependsOn(const Plan& plan, std::vector<bool> sources) {
  for (const std::size_t p : plan.order()) {
    const std::span<const std::int64_t> inputs = plan.inputsOf(p);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (plan.isDifferentiated(p, k) && sources[static_cast<std::size_t>(inputs[k])]) sources[p] = true;
    }
  }
  return sources;
}

}  // namespace core
