#pragma once

#include <cstdint>
#include <string_view>

#include "core/tensor/tensor.h"

namespace core {

/// How a leaf's entries are made where a file gives a rule and not the numbers.
enum class InitialiserKind { Zeros, Ones, Normal, Uniform };

/// A rule for entries, the same on every machine. u_k is the k-th output of SplitMix64 started at `seed`, its top 53 bits
/// divided by 2^53; elements take them in row-major order; uniform = low + (high − low)·u,
/// normal = mean + std·(u_1 + … + u_12 − 6) with twelve of them an element.
struct Initialiser {
  InitialiserKind kind = InitialiserKind::Zeros;
  std::uint64_t seed = 0;
  double mean = 0;
  double std = 1;
  double low = -1;
  double high = 1;

  bool operator==(const Initialiser&) const = default;
};

/// The name in a graph file: "zeros", "ones", "normal", "uniform".
std::string_view name(InitialiserKind kind);

/// A tensor of `shape` filled by `rule`.
Tensor initialised(const Shape& shape, const Initialiser& rule);

}  // namespace core
