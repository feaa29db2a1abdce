#include "core/tensor/convolution.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "core/tensor/direct_convolution.h"
#include "core/tensor/multiply.h"
#include "core/tensor/tiled_product.h"
#include "core/tensor/vectorised.h"

namespace core {
namespace {

// So many entries of unfolded patches at once that they stay in the cache.
constexpr Index tileEntries = Index(1) << 15;

Index ceilDivided(Index a, Index b) { return a >= 0 ? (a + b - 1) / b : -(-a / b); }

/// The output places of one image whose patches are unfolded at once: `count` from `first` on, in row-major
/// order.
struct Tile {
  Index first;
  Index count;
};

/// One stretch of a tile in one row of the output, at one place of the kernel: the places from `begin` to
/// `end` of the stretch meet the input, the first of them at `source`.
struct Stretch {
  Index position;  ///< of the stretch within the tile
  Index length;
  Index begin;
  Index end;
  Index source;  ///< within the input plane
};

/// Calls `use(k, stretch)` for every place k of the patch and every row of the output that the tile touches.
template <typename Use>
void forEachStretch(const Convolution& c, const Tile& tile, Use&& use) {
  Index k = 0;
  for (Index channel = 0; channel < c.groupChannels(); ++channel) {
    for (Index ky = 0; ky < c.kernel[0]; ++ky) {
      for (Index kx = 0; kx < c.kernel[1]; ++kx, ++k) {
        const auto [low, high] = c.insideAt(1, kx);
        for (Index position = 0; position < tile.count;) {
          const Index y = (tile.first + position) / c.output[1];
          const Index x = (tile.first + position) % c.output[1];
          const Index length = std::min(c.output[1] - x, tile.count - position);
          const Index iy = c.meets(0, y, ky);
          Stretch stretch{position, length, 0, 0, 0};
          if (c.isInside(0, iy)) {
            stretch.begin = std::clamp<Index>(low - x, 0, length);
            stretch.end = std::clamp<Index>(high - x, stretch.begin, length);
            stretch.source = channel * c.inputPlane() + iy * c.input[1] + c.meets(1, x + stretch.begin, kx);
          }
          use(k, stretch);
          position += length;
        }
      }
    }
  }
}

/// patches[k, p] = what the place k of the kernel meets at the output place p of the tile, 0 in the padding.
void unfold(const Convolution& c, const Tile& tile, const double* plane, double* patches) {
  const Index step = c.stride[1];
  vectorised([&] {
    forEachStretch(c, tile, [&](Index k, const Stretch& s) {
      double* const line = patches + k * tile.count + s.position;
      for (Index p = 0; p < s.begin; ++p) line[p] = 0;
      const double* const from = plane + s.source;
      if (step == 1) {
        // Lines are short: a loop is quicker than a call that copies.
        for (Index p = s.begin; p < s.end; ++p) line[p] = from[p - s.begin];
      } else {
        for (Index p = s.begin; p < s.end; ++p) line[p] = from[(p - s.begin) * step];
      }
      for (Index p = s.end; p < s.length; ++p) line[p] = 0;
    });
  });
}

/// The transpose of `unfold`: plane[…] += patches[k, p] where they met.
void foldAdd(const Convolution& c, const Tile& tile, const double* patches, double* plane) {
  const Index step = c.stride[1];
  vectorised([&] {
    forEachStretch(c, tile, [&](Index k, const Stretch& s) {
      const double* const line = patches + k * tile.count + s.position;
      double* const to = plane + s.source;
      if (step == 1) {
        for (Index p = s.begin; p < s.end; ++p) to[p - s.begin] += line[p];
      } else {
        for (Index p = s.begin; p < s.end; ++p) to[(p - s.begin) * step] += line[p];
      }
    });
  });
}

/// One image, one group and one tile of it.
struct Piece {
  Tile tile;
  Index input;   ///< where the group's planes begin
  Index weight;  ///< where the group's weights begin
  Index output;  ///< where the tile begins in the group's first output plane
};

template <typename Use>
void forEachPiece(const Convolution& c, Use&& use) {
  const Index perPlace = std::max<Index>(c.patchSize(), 1);
  const Index most = std::max<Index>(tileEntries / perPlace, 16);
  for (Index image = 0; image < c.batch; ++image) {
    for (Index group = 0; group < c.groups; ++group) {
      for (Index first = 0; first < c.outputPlane(); first += most) {
        use(Piece{{first, std::min(most, c.outputPlane() - first)},
                  (image * c.channels + group * c.groupChannels()) * c.inputPlane(),
                  group * c.groupOutputs() * c.patchSize(),
                  (image * c.outChannels + group * c.groupOutputs()) * c.outputPlane() + first});
      }
    }
  }
}

std::unique_ptr<double[]> patchBuffer(const Convolution& c) {
  const Index most = std::max<Index>(tileEntries / std::max<Index>(c.patchSize(), 1), 16);
  return std::make_unique_for_overwrite<double[]>(
      static_cast<std::size_t>(c.patchSize() * std::min(most, c.outputPlane())));
}

MatrixView<const double> weightView(const Convolution& c, const double* weight) {
  return {weight, c.groupOutputs(), c.patchSize(), c.patchSize(), 1};
}

template <typename Number>
MatrixView<Number> outputView(const Convolution& c, const Tile& tile, Number* output) {
  return {output, c.groupOutputs(), tile.count, c.outputPlane(), 1};
}

bool isEmpty(const Convolution& c) { return c.outputSize() == 0 || c.inputSize() == 0 || c.patchSize() == 0; }

}  // namespace

Convolution::Pair Convolution::insideAt(std::size_t axis, Index k) const {
  // Inside the input: 0 ≤ y·stride + shift < size.
  const Index shift = meets(axis, 0, k);
  if (stride[axis] == 1) return {std::max<Index>(-shift, 0), std::min(input[axis] - shift, output[axis])};
  return {std::max<Index>(ceilDivided(-shift, stride[axis]), 0),
          std::min(ceilDivided(input[axis] - shift, stride[axis]), output[axis])};
}

Index Convolution::meetings(std::size_t axis) const {
  Index count = 0;
  for (Index k = 0; k < kernel[axis]; ++k) {
    const auto [low, high] = insideAt(axis, k);
    count += std::max<Index>(high - low, 0);
  }
  return count;
}

void convolve(const Convolution& c, const double* input, const double* weight, double* output) {
  if (isEmpty(c)) return;
  if (isDirect(c)) return convolveDirectly(tiledWidth(), c, input, weight, output);
  const std::unique_ptr<double[]> patches = patchBuffer(c);
  forEachPiece(c, [&](const Piece& piece) {
    unfold(c, piece.tile, input + piece.input, patches.get());
    multiplyAdd(weightView(c, weight + piece.weight),
                {patches.get(), c.patchSize(), piece.tile.count, piece.tile.count, 1},
                outputView(c, piece.tile, output + piece.output));
  });
}

void convolveTransposed(const Convolution& c, const double* upstream, const double* weight,
                        double* inputGradient) {
  if (isEmpty(c)) return;
  const Index weights = c.outChannels * c.patchSize();
  if (isDirect(c) && std::all_of(weight, weight + weights, [](double w) { return std::isfinite(w); }))
    return convolveTransposedDirectly(tiledWidth(), c, upstream, weight, inputGradient);
  const std::unique_ptr<double[]> patches = patchBuffer(c);
  forEachPiece(c, [&](const Piece& piece) {
    multiply(weightView(c, weight + piece.weight).transposed(), outputView(c, piece.tile, upstream + piece.output),
             {patches.get(), c.patchSize(), piece.tile.count, piece.tile.count, 1});
    foldAdd(c, piece.tile, patches.get(), inputGradient + piece.input);
  });
}

void convolveByWeight(const Convolution& c, const double* upstream, const double* input,
                      double* weightGradient) {
  if (isEmpty(c)) return;
  if (isDirect(c)) return convolveByWeightDirectly(tiledWidth(), c, upstream, input, weightGradient);
  const std::unique_ptr<double[]> patches = patchBuffer(c);
  forEachPiece(c, [&](const Piece& piece) {
    unfold(c, piece.tile, input + piece.input, patches.get());
    multiplyAdd(outputView(c, piece.tile, upstream + piece.output),
                {patches.get(), piece.tile.count, c.patchSize(), 1, piece.tile.count},
                {weightGradient + piece.weight, c.groupOutputs(), c.patchSize(), c.patchSize(), 1});
  });
}

}  // namespace core
