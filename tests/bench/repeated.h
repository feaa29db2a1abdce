#pragma once

#include <vector>

#include "core/autodiff/workspace.h"

namespace bench {

/// One plan that runs again and again with new entries in every `input` and `parameter`: two sets of entries take turns.
class Repeated {
 public:
  explicit Repeated(const core::Graph& graph);

  core::Trace run() { return workspace_.run(plan_, {}, {}, leaves_[++runs_ % 2]); }
  const core::Plan& plan() const { return *plan_; }

 private:
  std::shared_ptr<const core::Plan> plan_;
  core::Workspace workspace_;
  std::vector<std::vector<double>> entries_;
  std::vector<core::LeafEntries> leaves_[2];
  std::size_t runs_ = 0;
};

}  // namespace bench
