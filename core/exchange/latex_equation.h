#pragma once

#include <span>
#include <string>

#include "core/tensor/shape.h"

namespace core {

/// One factor of an equation: its name and, where they are to be written, its numbers as a matrix.
struct LatexFactor {
  std::string name;  ///< LaTeX: \partial L/\partial s
  std::span<const double> numbers = {};
  Index columns = 1;
};

/// downstream = upstream · local as a displayed formula: names with their words below, then the matrices where all are small
/// enough to be read. Needs amsmath.
std::string latexEquation(const LatexFactor& upstream, const LatexFactor& local, const LatexFactor& downstream, int decimals = 2);

/// A matrix larger than this in entries is not written.
inline constexpr std::size_t largestLatexMatrix = 400;

}  // namespace core
