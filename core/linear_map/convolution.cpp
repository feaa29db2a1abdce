#include "core/linear_map/convolution.h"

#include <algorithm>
#include <functional>

#include "core/linear_map/form.h"

namespace core {
namespace {

/// Which output entry a row is.
struct Place {
  Index image;
  Index channel;
  Index y;
  Index x;
};

/// What both forms share: the same few numbers in every row.
class Sliding : public Form {
public:
  Sliding(Index rowCount, Index columnCount, const Convolution& sizes, std::vector<double> numbers)
      : Form(rowCount, columnCount), sizes_(sizes), numbers_(std::move(numbers)) {}

  Index structuralNonZeros() const override {
    return sizes_.batch * sizes_.outChannels * sizes_.groupChannels() * sizes_.meetings(0) *
           sizes_.meetings(1);
  }
  Index bytes() const override { return static_cast<Index>(numbers_.size() * sizeof(double)); }

  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    std::fill(block.begin(), block.end(), 0.0);
    double* line = block.data() - column;
    const Use put = [&line](Index i, const double* values, Index count, Index step) {
      for (Index n = 0; n < count; ++n) line[i + n * step] = values[n];
    };
    for (Index j = row; j < row + rowCount; ++j, line += columnCount)
      forEachInRow(j, column, column + columnCount, put);
  }

  double entry(Index row, Index column) const override {
    double value = 0;
    forEachInRow(row, column, column + 1,
                 [&](Index, const double* values, Index, Index) { value = *values; });
    return value;
  }

  /// Line by line of the output: each place of the kernel makes one run along such a line.
  void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const override {
    if (window.rowCount == 0 || window.columnCount == 0) return;
    const Index width = sizes_.output[1];
    const Index first = window.row / width;
    const Index last = (window.rowEnd() - 1) / width;
    Pace pace(watch, last - first + 1);
    for (Index line = first; line <= last; ++line) {
      const Place place = placeOf(line * width);
      const Index group = place.channel / sizes_.groupOutputs();
      const Range ys = inside(0, place.y);
      for (Index channel = 0; channel < sizes_.groupChannels(); ++channel) {
        const Index plane =
            (place.image * sizes_.channels + group * sizes_.groupChannels() + channel) * sizes_.inputPlane();
        for (Index ky = ys.first; ky < ys.last; ++ky) {
          const Index source = plane + sizes_.meets(0, place.y, ky) * sizes_.input[1];
          const Index kernelLine =
              ((place.channel * sizes_.groupChannels() + channel) * sizes_.kernel[0] + ky) * sizes_.kernel[1];
          visitLine(line * width, source, kernelLine, window, visitor);
        }
      }
      pace.advance(1, (ys.last - ys.first) * width);
    }
  }

protected:
  /// From first to before last.
  struct Range {
    Index first;
    Index last;
  };
  using Use = std::function<void(Index column, const double* values, Index count, Index columnStep)>;

  /// The entries of one output line by one line of the kernel, for the place kx the run of those that lie
  /// inside: the output entries from `row` on, the input entries from `source` on, the weights from
  /// `kernelLine` on.
  virtual void visitLine(Index row, Index source, Index kernelLine, const Window& window,
                         const RunVisitor& visitor) const = 0;

  /// The places of an output line that meet the input inside at the place kx of the kernel.
  Range insideAt(Index kx) const {
    const Index shift = sizes_.meets(1, 0, kx);
    const Index s = sizes_.stride[1];
    const Index first = shift >= 0 ? 0 : (-shift + s - 1) / s;
    const Index last = sizes_.input[1] > shift ? (sizes_.input[1] - shift + s - 1) / s : 0;
    return {first, std::min(last, sizes_.output[1])};
  }

  static void visitClipped(const Run& run, const Window& window, const RunVisitor& visitor) {
    if (run.count <= 0) return;
    const Run part = clipped(run, window);
    if (part.count > 0) visitor(part);
  }

  /// Calls `use` with the structural entries of a row in the columns from `begin` to `end`, some neighbours
  /// at a time.
  virtual void forEachInRow(Index row, Index begin, Index end, const Use& use) const = 0;

  Place placeOf(Index row) const {
    const Index x = row % sizes_.output[1];
    const Index y = row / sizes_.output[1] % sizes_.output[0];
    const Index plane = row / sizes_.outputPlane();
    return {plane / sizes_.outChannels, plane % sizes_.outChannels, y, x};
  }

  /// The places k of the kernel that meet the input inside, along an axis.
  Range inside(std::size_t axis, Index y) const {
    const Index base = sizes_.meets(axis, y, 0);
    const Index d = sizes_.dilation[axis];
    const Index first = base >= 0 ? 0 : (-base + d - 1) / d;
    const Index last = sizes_.input[axis] > base ? (sizes_.input[axis] - base + d - 1) / d : 0;
    return {first, std::min(last, sizes_.kernel[axis])};
  }

  Convolution sizes_;
  std::vector<double> numbers_;
};

class ByInput final : public Sliding {
public:
  ByInput(Index rowCount, Index columnCount, const Convolution& sizes, std::vector<double> weight,
          std::string described)
      : Sliding(rowCount, columnCount, sizes, std::move(weight)), described_(std::move(described)) {}

  Structure structure() const override { return Structure::Toeplitz; }
  std::string describe() const override { return described_; }
  Pattern pattern() const override {
    return blocksOnDiagonal(sizes_.batch, Structure::Toeplitz);
  }
  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    convolve(sizes_, dx.data(), numbers_.data(), dy.data());
  }
  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    for (Index k = 0; k < count; ++k)
      convolveTransposed(sizes_, upstream.data() + k * rows, numbers_.data(),
                         downstream.data() + k * columns);
  }

protected:
  void forEachInRow(Index row, Index begin, Index end, const Use& use) const override {
    if (begin >= end) return;
    const Place place = placeOf(row);
    const Convolution& c = sizes_;
    const Index group = place.channel / c.groupOutputs();
    const Index base = (place.image * c.channels + group * c.groupChannels()) * c.inputPlane();
    // The channels that reach into the columns.
    const Index firstChannel = std::max<Index>((begin - base) / c.inputPlane(), 0);
    const Index lastChannel = std::min(c.groupChannels(), (end - 1 - base) / c.inputPlane() + 1);
    if (end <= base) return;
    const Range ys = inside(0, place.y);
    const Range xs = inside(1, place.x);
    if (xs.first >= xs.last) return;
    for (Index channel = firstChannel; channel < lastChannel; ++channel) {
      for (Index ky = ys.first; ky < ys.last; ++ky) {
        const Index line = base + channel * c.inputPlane() + c.meets(0, place.y, ky) * c.input[1];
        const Index step = c.dilation[1];
        const Index start = line + c.meets(1, place.x, 0);
        Index first = xs.first;
        Index last = xs.last;
        if (start + first * step < begin) first = (begin - start + step - 1) / step;
        if (start + (last - 1) * step >= end) last = (end - start + step - 1) / step;
        if (first >= last) continue;
        const Index at =
            ((place.channel * c.groupChannels() + channel) * c.kernel[0] + ky) * c.kernel[1] + first;
        use(start + first * step, numbers_.data() + at, last - first, step);
      }
    }
  }

  /// The same weight all along the line, one column to the right by stride for each row.
  void visitLine(Index row, Index source, Index kernelLine, const Window& window,
                 const RunVisitor& visitor) const override {
    for (Index kx = 0; kx < sizes_.kernel[1]; ++kx) {
      const Range xs = insideAt(kx);
      visitClipped({.row = row + xs.first,
                    .column = source + sizes_.meets(1, xs.first, kx),
                    .rowStep = 1,
                    .columnStep = sizes_.stride[1],
                    .count = xs.last - xs.first,
                    .values = numbers_.data() + kernelLine + kx,
                    .valueStep = 0},
                   window, visitor);
    }
  }

private:
  std::string described_;
};

class ByWeight final : public Sliding {
public:
  using Sliding::Sliding;

  Structure structure() const override { return Structure::Kronecker; }
  std::string describe() const override { return "block pattern: I ⊗ patches of the input"; }
  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    convolve(sizes_, numbers_.data(), dx.data(), dy.data());
  }
  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    for (Index k = 0; k < count; ++k)
      convolveByWeight(sizes_, upstream.data() + k * rows, numbers_.data(), downstream.data() + k * columns);
  }

protected:
  void forEachInRow(Index row, Index begin, Index end, const Use& use) const override {
    const Place place = placeOf(row);
    const Convolution& c = sizes_;
    const Index base = place.channel * c.patchSize();
    if (base >= end || base + c.patchSize() <= begin) return;
    const Index group = place.channel / c.groupOutputs();
    const Range ys = inside(0, place.y);
    const Range xs = inside(1, place.x);
    for (Index channel = 0; channel < c.groupChannels(); ++channel) {
      const Index plane = (place.image * c.channels + group * c.groupChannels() + channel) * c.inputPlane();
      for (Index ky = ys.first; ky < ys.last; ++ky) {
        const Index line = plane + c.meets(0, place.y, ky) * c.input[1];
        const Index start = base + (channel * c.kernel[0] + ky) * c.kernel[1];
        const Index first = std::max(xs.first, begin - start);
        const Index last = std::min(xs.last, end - start);
        const double* const from = numbers_.data() + line;
        if (c.dilation[1] == 1) {
          if (first < last) use(start + first, from + c.meets(1, place.x, first), last - first, 1);
          continue;
        }
        for (Index kx = first; kx < last; ++kx) use(start + kx, from + c.meets(1, place.x, kx), 1, 1);
      }
    }
  }

  /// The input's line down one column.
  void visitLine(Index row, Index source, Index kernelLine, const Window& window,
                 const RunVisitor& visitor) const override {
    for (Index kx = 0; kx < sizes_.kernel[1]; ++kx) {
      const Range xs = insideAt(kx);
      visitClipped({.row = row + xs.first,
                    .column = kernelLine + kx,
                    .rowStep = 1,
                    .columnStep = 0,
                    .count = xs.last - xs.first,
                    .values = numbers_.data() + source + sizes_.meets(1, xs.first, kx),
                    .valueStep = sizes_.stride[1]},
                   window, visitor);
    }
  }
};

}  // namespace

LinearMap convolutionByInputMap(const Shape& output, const Shape& input, const Convolution& sizes,
                                std::vector<double> weight, std::string described) {
  return {
      output, input,
      std::make_shared<ByInput>(output.size(), input.size(), sizes, std::move(weight), std::move(described))};
}

LinearMap convolutionByWeightMap(const Shape& output, const Shape& weight, const Convolution& sizes,
                                 std::vector<double> input) {
  return {output, weight, std::make_shared<ByWeight>(output.size(), weight.size(), sizes, std::move(input))};
}

}  // namespace core
