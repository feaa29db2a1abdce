#pragma once

#include <cstdlib>
#include <memory>
#include <unordered_map>
#include <vector>

#include "core/autodiff/trace.h"

namespace core {

struct FreeMemory {
  void operator()(double* memory) const { std::free(memory); }
};
using Slab = std::unique_ptr<double[], FreeMemory>;

/// `count` zeros; pages that nobody writes take no memory. Throws `std::bad_alloc`.
Slab zeroSlab(std::size_t count);

/// All numbers of one run.
struct Trace::Arena {
  Slab values;
  Slab gradients;                                     ///< count rows a node: node p begins at count · offset(p)
  std::vector<Shape> gradientShapes;                  ///< empty where there is no stack: then a gradient has the node's shape
  std::unordered_map<std::size_t, Problem> problems;  ///< found while values were computed
};

}  // namespace core
