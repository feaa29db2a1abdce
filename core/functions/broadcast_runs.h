#pragma once

#include <array>
#include <span>
#include <type_traits>

#include "core/tensor/broadcast.h"

namespace core {

/// Which of two operands stands still during a run.
enum class Standing { Neither, First, Second };

/// How two tensors are read along one broadcast output: in runs of `length` consecutive output entries,
/// during which each operand is either read entry by entry or stands still.
struct BroadcastRuns {
  Index length = 0;
  Standing standing = Standing::Neither;
  Shape outer;                         ///< one entry a run
  std::array<IndexVector, 2> strides;  ///< of the operands over `outer`
};

/// The longest runs that the last axes allow. `first` and `second` must broadcast to `output`.
BroadcastRuns broadcastRuns(const Shape& output, const Shape& first, const Shape& second);

/// Calls `body(standing, o, a, b, length)` for every run: its first flat positions in the output and in both
/// operands; `standing` is a `std::integral_constant`, so that the inner loop is compiled for each case.
template <typename Body>
void forEachRun(const Shape& output, const Shape& first, const Shape& second, Body&& body) {
  if (output.size() == 0) return;
  const BroadcastRuns runs = broadcastRuns(output, first, second);
  const auto walk = [&]<Standing standing>(std::integral_constant<Standing, standing> constant) {
    if (runs.outer.rank() == 0) {
      body(constant, Index(0), Index(0), Index(0), runs.length);
      return;
    }
    StridedWalk position(runs.outer, runs.strides);
    for (Index o = 0; o < output.size(); o += runs.length, position.next()) {
      body(constant, o, position.position(0), position.position(1), runs.length);
    }
  };
  switch (runs.standing) {
    case Standing::Neither: return walk(std::integral_constant<Standing, Standing::Neither>());
    case Standing::First: return walk(std::integral_constant<Standing, Standing::First>());
    case Standing::Second: return walk(std::integral_constant<Standing, Standing::Second>());
  }
}

}  // namespace core
