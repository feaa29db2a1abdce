#pragma once

#include <memory>
#include <stop_token>

#include "core/autodiff/forward_mode.h"
#include "core/natural.h"

namespace ui {

/// Forward mode from one entry of one leaf, beside what other questions cost in multiplications; structural
/// zeros and ones cost nothing.
struct ModeRun {
  std::shared_ptr<const core::Trace> trace;
  std::size_t leaf = 0;
  core::Index entry = 0;
  core::ForwardTrace forward;
  core::Natural oneColumn;   ///< forward mode from this entry alone
  core::Natural allColumns;  ///< from every entry of this leaf
  core::Natural allLeaves;   ///< from every entry of every input and parameter
  core::Natural reverse;     ///< one backward pass, which gives all of them
  core::Index leafEntries = 0;
};

/// Throws `core::Error` where the leaf has no value, `core::Stopped`.
ModeRun modeRun(std::shared_ptr<const core::Trace> trace, std::size_t leaf, core::Index entry,
                const std::stop_token& stop = {});

/// The leaves from which forward mode can start: inputs and parameters that the output depends on, else all
/// of them.
std::vector<std::size_t> modeLeaves(const core::Trace& trace);

}  // namespace ui
