#include "core/tensor/direct_convolution.h"

#include <algorithm>
#include <cassert>
#include <memory>
#include <vector>

#include "core/tensor/tiled_product.h"
#include "core/tensor/tiles.h"
#include "core/tensor/vectorised.h"

namespace core {

#ifdef __x86_64__
namespace {

/// Planes with a border of zeros around them.
class PaddedPlanes {
public:
  using Pair = Convolution::Pair;

  PaddedPlanes(Index count, const Pair& size, const Pair& border)
      : count_(count), size_(size), border_(border), numbers_(std::make_unique<double[]>(entries())) {}

  Index line() const { return size_[1] + 2 * border_[1]; }
  Index plane() const { return (size_[0] + 2 * border_[0]) * line(); }
  const double* data() const { return numbers_.get(); }

  /// Takes the numbers within the border from planes that stand one after the other.
  void fill(const double* planes) {
    for (Index plane = 0; plane < count_; ++plane) {
      for (Index y = 0; y < size_[0]; ++y)
        std::copy_n(planes + (plane * size_[0] + y) * size_[1], size_[1],
                    numbers_.get() + plane * this->plane() + (y + border_[0]) * line() + border_[1]);
    }
  }

private:
  // A vector may be read across the end.
  std::size_t entries() const { return static_cast<std::size_t>(count_ * plane() + Wide8::width); }

  Index count_;
  Pair size_;
  Pair border_;
  std::unique_ptr<double[]> numbers_;
};

/// Where in padded planes the places (plane, ky, kx) of a kernel meet the first output place.
std::vector<Index> placesOf(const Convolution& c, Index planes, const PaddedPlanes& padded) {
  std::vector<Index> places;
  places.reserve(static_cast<std::size_t>(planes * c.kernel[0] * c.kernel[1]));
  for (Index plane = 0; plane < planes; ++plane) {
    for (Index ky = 0; ky < c.kernel[0]; ++ky) {
      for (Index kx = 0; kx < c.kernel[1]; ++kx)
        places.push_back(plane * padded.plane() + ky * c.dilation[0] * padded.line() + kx * c.dilation[1]);
    }
  }
  return places;
}

/// planes[i] += Σ_k factors[i, k] · what the place k meets, for `count` planes of the size `size`. The factors are packed, `Tile::rows`
/// planes at a time.
template <typename Tile>
void slide(const Convolution::Pair& size, Index count, const std::vector<double>& factors, const std::vector<Index>& places,
           const PaddedPlanes& padded, double* planes) {
  const auto depth = static_cast<Index>(places.size());
  constexpr Index columns = Tile::width * Tile::vectors;
  for (Index y = 0; y < size[0]; ++y) {
    for (Index x = 0; x < size[1]; x += columns) {
      const ScatteredLines lines = {padded.data() + y * padded.line() + x, places.data()};
      for (Index first = 0; first < count; first += Tile::rows) {
        const TilePlace place = {planes + first * size[0] * size[1] + y * size[1] + x, size[0] * size[1],
                                 std::min(Tile::rows, count - first), std::min(columns, size[1] - x), true};
        multiplyTile<Tile>(depth, PackedFactors<Tile::rows>{factors.data() + first * depth}, lines, place);
      }
    }
  }
}

std::size_t packedSize(Index lines, Index rows, Index depth) { return static_cast<std::size_t>((lines + rows - 1) / rows * rows * depth); }

template <typename Tile>
void convolveWith(const Convolution& c, const double* input, const double* weight, double* output) {
  PaddedPlanes padded(c.groupChannels(), c.input, c.padding);
  const std::vector<Index> places = placesOf(c, c.groupChannels(), padded);
  std::vector<double> factors(packedSize(c.groupOutputs(), Tile::rows, c.patchSize()));
  for (Index group = 0; group < c.groups; ++group) {
    packAll<Tile, Tile::rows>(weight + group * c.groupOutputs() * c.patchSize(), c.groupOutputs(), c.patchSize(), c.patchSize(), 1,
                              factors.data());
    for (Index image = 0; image < c.batch; ++image) {
      padded.fill(input + (image * c.channels + group * c.groupChannels()) * c.inputPlane());
      slide<Tile>(c.output, c.groupOutputs(), factors, places, padded,
                  output + (image * c.outChannels + group * c.groupOutputs()) * c.outputPlane());
    }
  }
}

/// The border that an upstream gradient needs, so that every input place meets the kernel within it.
Convolution::Pair upstreamBorder(const Convolution& c) {
  return {c.dilation[0] * (c.kernel[0] - 1) - c.padding[0], c.dilation[1] * (c.kernel[1] - 1) - c.padding[1]};
}

template <typename Tile>
void convolveTransposedWith(const Convolution& c, const double* upstream, const double* weight, double* inputGradient) {
  PaddedPlanes padded(c.groupOutputs(), c.output, upstreamBorder(c));
  const std::vector<Index> places = placesOf(c, c.groupOutputs(), padded);
  const Index area = c.kernel[0] * c.kernel[1];
  const Index depth = c.groupOutputs() * area;
  std::vector<double> turned(static_cast<std::size_t>(c.groupChannels() * depth));
  std::vector<double> factors(packedSize(c.groupChannels(), Tile::rows, depth));
  for (Index group = 0; group < c.groups; ++group) {
    // Seen from the input, the kernel slides turned around.
    const double* const own = weight + group * c.groupOutputs() * c.patchSize();
    for (Index channel = 0; channel < c.groupChannels(); ++channel) {
      for (Index k = 0; k < depth; ++k)
        turned[static_cast<std::size_t>(channel * depth + k)] =
            own[k / area * c.patchSize() + channel * area + (area - 1 - k % area)];
    }
    packAll<Tile, Tile::rows>(turned.data(), c.groupChannels(), depth, depth, 1, factors.data());
    for (Index image = 0; image < c.batch; ++image) {
      padded.fill(upstream + (image * c.outChannels + group * c.groupOutputs()) * c.outputPlane());
      slide<Tile>(c.input, c.groupChannels(), factors, places, padded,
                  inputGradient + (image * c.channels + group * c.groupChannels()) * c.inputPlane());
    }
  }
}

/// The gradient by the weights of the outputs `first` … of one group. A sum is kept in eight lanes until all images are through; of so
/// many outputs at a time that all sums stay in the cache.
template <typename Tile>
class ByWeight {
public:
  ByWeight(const Convolution& c, const double* upstream, const double* input, double* gradient)
      : c_(c),
        upstream_(upstream),
        input_(input),
        gradient_(gradient),
        padded_(c.groupChannels(), c.input, c.padding),
        places_(placesOf(c, c.groupChannels(), padded_)),
        tiles_((c.patchSize() + patches - 1) / patches) {
    places_.resize(static_cast<std::size_t>(tiles_ * patches), 0);  // the rest is computed for nothing
    constexpr Index mostSums = Index(1) << 16;
    const Index perTile = tiles_ * outputs * patches * lanes;
    step_ = std::clamp<Index>(mostSums / perTile, 1, (c.groupOutputs() + outputs - 1) / outputs) * outputs;
    sums_.resize(static_cast<std::size_t>(step_ / outputs * perTile));
  }

  void run() {
    for (Index group = 0; group < c_.groups; ++group) {
      for (Index first = 0; first < c_.groupOutputs(); first += step_) {
        const Index count = std::min(step_, c_.groupOutputs() - first);
        std::ranges::fill(sums_, 0.0);
        for (Index image = 0; image < c_.batch; ++image) {
          padded_.fill(input_ + (image * c_.channels + group * c_.groupChannels()) * c_.inputPlane());
          addImage(upstream_ + (image * c_.outChannels + group * c_.groupOutputs() + first) * c_.outputPlane(), count);
        }
        store(gradient_ + (group * c_.groupOutputs() + first) * c_.patchSize(), count);
      }
    }
  }

private:
  static constexpr Index outputs = Tile::rows, patches = 3, lanes = 8;

  void addImage(const double* upstream, Index count) {
    double* at = sums_.data();
    for (Index first = 0; first < count; first += outputs) {
      Index planes[outputs];
      for (Index i = 0; i < outputs; ++i) planes[i] = std::min(first + i, count - 1) * c_.outputPlane();
      const LinePairs lines = {upstream, padded_.data(), c_.output[1], padded_.line(), c_.output[0], c_.output[1]};
      for (Index tile = 0; tile < tiles_; ++tile, at += outputs * patches * lanes)
        Tile::template dots<outputs, patches>(lines, planes, places_.data() + tile * patches, at);
    }
  }

  void store(double* gradient, Index count) const {
    const double* at = sums_.data();
    for (Index first = 0; first < count; first += outputs) {
      for (Index patch = 0; patch < c_.patchSize(); patch += patches) {
        for (Index i = first; i < first + outputs; ++i) {
          for (Index j = patch; j < patch + patches; ++j, at += lanes) {
            if (i < count && j < c_.patchSize()) gradient[i * c_.patchSize() + j] += sumOfLanes(at);
          }
        }
      }
    }
  }

  const Convolution& c_;
  const double* upstream_;
  const double* input_;
  double* gradient_;
  PaddedPlanes padded_;
  std::vector<Index> places_;
  Index tiles_;
  Index step_;
  std::vector<double> sums_;
};

}  // namespace

bool isDirect(const Convolution& c) {
  if (tiledWidth() == 0 || c.stride != Convolution::Pair{1, 1}) return false;
  const Convolution::Pair border = upstreamBorder(c);
  if (border[0] < 0 || border[1] < 0) return false;
  // Borders much larger than what they surround are not worth their memory.
  const auto isSlim = [&](std::size_t axis) {
    return std::max(c.padding[axis], border[axis]) <= std::min(c.input[axis], c.output[axis]) + 8;
  };
  if (!isSlim(0) || !isSlim(1)) return false;
  // Short rows leave vectors empty.
  const auto fillsVectors = [](Index length) { return length >= 5; };
  return fillsVectors(c.input[1]) && fillsVectors(c.output[1]);
}

void convolveDirectly(int width, const Convolution& c, const double* input, const double* weight, double* output) {
  width == 8 ? convolveWith<Wide8>(c, input, weight, output) : convolveWith<Wide4>(c, input, weight, output);
}

void convolveTransposedDirectly(int width, const Convolution& c, const double* upstream, const double* weight, double* inputGradient) {
  width == 8 ? convolveTransposedWith<Wide8>(c, upstream, weight, inputGradient)
             : convolveTransposedWith<Wide4>(c, upstream, weight, inputGradient);
}

void convolveByWeightDirectly(int width, const Convolution& c, const double* upstream, const double* input, double* weightGradient) {
  width == 8 ? ByWeight<Wide8>(c, upstream, input, weightGradient).run()
             : ByWeight<Wide4>(c, upstream, input, weightGradient).run();
}
#else
bool isDirect(const Convolution&) { return false; }
void convolveDirectly(int, const Convolution&, const double*, const double*, double*) { assert(false); }
void convolveTransposedDirectly(int, const Convolution&, const double*, const double*, double*) { assert(false); }
void convolveByWeightDirectly(int, const Convolution&, const double*, const double*, double*) { assert(false); }
#endif

}  // namespace core
