#pragma once

#include <vector>

#include "ui/model/equation.h"
#include "ui/model/huge_grid.h"

namespace ui {

/// The inner product that gives one downstream entry of a huge equation, read from the entries that can
/// differ from 0.
struct HugeProduct {
  core::Index row = 0;             ///< of the upstream stack
  core::Index entry = 0;           ///< flat index of the input's entry
  core::Index terms = 0;           ///< how many the structure lets differ from 0
  core::Index nonZero = 0;         ///< how many do
  std::vector<Term> largest = {};  ///< at most three, largest magnitude first
  core::Index otherCount = 0;      ///< how many that differ from 0 are not listed
  double otherSum = 0;
  double sum = 0;    ///< of all terms, in order of j
  double shown = 0;  ///< the downstream entry
};

/// Throws `core::Stopped`.
HugeProduct readProduct(const Equation& equation, const BlockGrid& grid, core::Index row, core::Index entry,
                        const core::Watch& watch = {});

}  // namespace ui
