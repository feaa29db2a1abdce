#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "core/autodiff/trace.h"
#include "core/tensor/aligned_buffer.h"

namespace core {

/// Numbers side by side from a multiple of a cache line on, of no value at first. Memory is kept for later runs of at most that size.
class Slab {
 public:
  double* data() const { return memory_.get(); }
  /// Makes room for `count` numbers; what was there may be lost. Throws `std::bad_alloc`.
  void reserve(std::size_t count);

 private:
  AlignedBuffer memory_;
  std::size_t capacity_ = 0;
};

/// All numbers of one run. A workspace writes it while no trace holds it.
struct Trace::Arena {
  Slab values;
  Slab gradients;                                     ///< count rows a node: node p begins at count · offset(p)
  std::vector<Shape> gradientShapes;                  ///< empty where there is no stack: then a gradient has the node's shape
  std::unordered_map<std::size_t, Problem> problems;  ///< found while values were computed

  static constexpr std::int64_t unasked = -2;
  /// What `Trace::firstNotFinite` found: a position, −1 for none.
  mutable std::atomic<std::int64_t> firstNotFinite = unasked;

  // What the numbers are those of, so that the next run can go on from them.
  std::shared_ptr<const Plan> plan;                   ///< null while the values are not complete
  std::vector<std::size_t> given;                     ///< the leaves whose entries did not come from the plan's graph
  Seed chosen;                                        ///< what the seed was made of
  std::shared_ptr<const Tensor> seed;                 ///< null while the gradients are not complete
};

}  // namespace core
