#pragma once

#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/autodiff/trace.h"

namespace core {

/// New entries of one leaf, for a run without a new graph.
struct LeafEntries {
  std::size_t position;
  std::span<const double> entries;  ///< as many as the leaf has
};

/// Runs plans again and again in memory that it keeps: a run writes into numbers that no trace holds any more, so that traces never
/// change. Where such numbers are those of an earlier run of the same plan, only what depends on leaves that changed is computed
/// again, with the same result. Not for several threads at once; the traces may go anywhere.
class Workspace {
 public:
  /// As `core::run`. Entries of `leaves` stand in place of those in the plan's graph; the trace's graph does not know them.
  Trace run(std::shared_ptr<const Plan> plan, const std::optional<Seed>& seed = {}, std::stop_token stop = {},
            std::span<const LeafEntries> leaves = {});

 private:
  std::shared_ptr<Trace::Arena> freeArena(const Plan& plan);

  std::vector<std::shared_ptr<Trace::Arena>> arenas_;
};

}  // namespace core
