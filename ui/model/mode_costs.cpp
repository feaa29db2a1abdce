#include "ui/model/mode_costs.h"

#include "core/autodiff/cost.h"

namespace ui {

ModeRun modeRun(std::shared_ptr<const core::Trace> trace, std::size_t leaf, core::Index entry,
                const std::stop_token& stop) {
  if (const core::Problem* problem = trace->problem(leaf)) throw core::Error(problem->message);
  const core::Plan& plan = trace->plan();
  const core::Shape& shape = plan.node(leaf).shape;
  core::Tensor direction(shape);
  if (entry < direction.size()) direction[entry] = 1;
  const core::LeafTensor seed{leaf, direction};
  ModeRun run{.trace = trace,
              .leaf = leaf,
              .entry = entry,
              .forward = core::forwardMode(*trace, {&seed, 1}, {stop, {}}),
              .oneColumn = 0,
              .allColumns = 0,
              .allLeaves = 0,
              .reverse = 0,
              .leafEntries = shape.size()};
  for (const std::size_t p : run.forward.steps()) {
    for (std::size_t k = 0; k < plan.inputsOf(p).size(); ++k)
      if (run.forward.brings(p, k)) run.oneColumn += trace->local(p, k).multiplications();
  }
  run.allColumns = run.oneColumn * run.leafEntries;
  if (plan.output() && trace->hasValue(*plan.output())) {
    const core::GraphCost cost = core::graphCost(*trace, {stop, {}});
    run.allLeaves = cost.forward;
    run.reverse = cost.reverse;
  }
  return run;
}

std::vector<std::size_t> modeLeaves(const core::Trace& trace) {
  std::vector<std::size_t> reaching, all;
  for (const std::size_t p : trace.order()) {
    const core::Node& node = trace.graph().node(p);
    if (!node.isLeaf() || node.isConstant() || !trace.hasValue(p) || trace.plan().node(p).shape.size() == 0)
      continue;
    all.push_back(p);
    if (trace.hasGradient(p)) reaching.push_back(p);
  }
  return reaching.empty() ? all : reaching;
}

}  // namespace ui
