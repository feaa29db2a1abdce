#pragma once

#include <string>
#include <vector>

#include "core/functions/function.h"

namespace core {

/// An Einstein sum at given shapes: letter l runs over sizes[l] entries and moves steps[k][l] entries in
/// operand k and outputSteps[l] in the output, 0 where it does not stand there.
struct EinsumPlan {
  std::vector<Index> sizes = {};
  std::vector<std::string> names = {};  ///< of the letters; an axis of the ellipsis is "…"
  std::vector<std::vector<Index>> steps = {};
  std::vector<Index> outputSteps = {};
  Shape output = {};
};

/// `equation` as NumPy reads it ("ij,jk->ik", "...ij", "ii"): a letter that stands twice in an operand is its
/// diagonal; without an arrow the output has the axes of the ellipsis, then the letters that stand once, in
/// alphabetical order. Axes of size 1 are repeated. Throws `Error` that says where the equation does not
/// parse, or which shapes do not fit.
EinsumPlan einsumPlan(const std::string& equation, InputShapes inputs);

}  // namespace core
