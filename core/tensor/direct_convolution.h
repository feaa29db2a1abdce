#pragma once

#include "core/tensor/convolution.h"

namespace core {

// Convolutions of stride 1 without unfolded patches: what a place of the kernel meets along a row of the output stands side by side in
// the padded input, so that rows of it are the lines of a product. Kernels for vectors of `width` numbers (8 or 4) give the same bits.

/// Whether the calls below are there for these sizes, and quicker than a product with unfolded patches.
bool isDirect(const Convolution& c);

/// As `convolve`.
void convolveDirectly(int width, const Convolution& c, const double* input, const double* weight, double* output);

/// As `convolveTransposed`. All weights must be finite: those that meet nothing at the border are multiplied by 0.
void convolveTransposedDirectly(int width, const Convolution& c, const double* upstream, const double* weight, double* inputGradient);

/// As `convolveByWeight`.
void convolveByWeightDirectly(int width, const Convolution& c, const double* upstream, const double* input, double* weightGradient);

}  // namespace core
