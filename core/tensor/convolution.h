#pragma once

#include <array>
#include <span>

#include "core/tensor/shape.h"

namespace core {

/// The sizes of a convolution over two axes (one axis is one of height 1): input batch × channels × height ×
/// width, weight outChannels × channels/groups × kernel, output batch × outChannels × height × width. The
/// output entry (n, o, y) meets the input at y·stride − padding + k·dilation for each place k of the kernel.
struct Convolution {
  using Pair = std::array<Index, 2>;

  Index batch = 1;
  Index channels = 1;
  Index outChannels = 1;
  Index groups = 1;
  Pair input = {1, 1};
  Pair kernel = {1, 1};
  Pair output = {1, 1};
  Pair stride = {1, 1};
  Pair padding = {0, 0};
  Pair dilation = {1, 1};

  Index inputPlane() const { return input[0] * input[1]; }
  Index outputPlane() const { return output[0] * output[1]; }
  Index groupChannels() const { return channels / groups; }
  Index groupOutputs() const { return outChannels / groups; }
  /// How many entries of the weight make one output channel.
  Index patchSize() const { return groupChannels() * kernel[0] * kernel[1]; }
  Index inputSize() const { return batch * channels * inputPlane(); }
  Index outputSize() const { return batch * outChannels * outputPlane(); }

  /// Where the place k of the kernel meets the input for the output place y, along an axis; outside in the
  /// padding.
  Index meets(std::size_t axis, Index y, Index k) const {
    return y * stride[axis] - padding[axis] + k * dilation[axis];
  }
  bool isInside(std::size_t axis, Index at) const { return at >= 0 && at < input[axis]; }
  /// For which output places, from the first up to before the second, the place k of the kernel meets the input inside.
  Pair insideAt(std::size_t axis, Index k) const;
  /// How many pairs (output place, kernel place) along an axis meet the input inside.
  Index meetings(std::size_t axis) const;
};

/// output += the convolution of `input` with `weight`.
void convolve(const Convolution& c, const double* input, const double* weight, double* output);

/// inputGradient += the transposed convolution: what an upstream gradient sends to the input.
void convolveTransposed(const Convolution& c, const double* upstream, const double* weight,
                        double* inputGradient);

/// weightGradient += what an upstream gradient sends to the weight.
void convolveByWeight(const Convolution& c, const double* upstream, const double* input,
                      double* weightGradient);

}  // namespace core
