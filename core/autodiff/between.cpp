#include "core/autodiff/between.h"

#include "core/autodiff/reach.h"

namespace core {

Between nodesBetween(const Plan& plan, std::size_t from, std::size_t to) {
  std::vector<bool> source(plan.graph().size());
  source[from] = true;
  Between between{{}, dependsOn(plan, std::move(source))};
  const std::vector<bool> above = reaches(plan, to);
  for (const std::size_t p : plan.order()) {
    between.has[p] = between.has[p] && above[p];
    if (between.has[p]) between.nodes.push_back(p);
  }
  return between;
}

}  // namespace core
