#pragma once

#include "core/tensor/multiply.h"

namespace core {

/// How many numbers the vectors of `multiplyTiled` can hold on this machine: 8, 4, or 0 where it has no fused
/// multiply-add.
int tiledWidth();

/// result = a · b, or result += a · b where `adds`, with kernels for vectors of `width` numbers (8 or 4).
/// `result` stands row by row; a and b may have any steps. Each entry is a chain of fused multiply-adds in
/// the order of the inner axis, cut at the same places for every width, so that all widths give the same
/// bits.
void multiplyTiled(int width, const MatrixView<const double>& a, const MatrixView<const double>& b, bool adds,
                   const MatrixView<double>& result);

}  // namespace core
