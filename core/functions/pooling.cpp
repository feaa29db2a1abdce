#include <algorithm>

#include "core/functions/families.h"
#include "core/functions/sliding.h"
#include "core/linear_map/convolution.h"
#include "core/linear_map/selection.h"
#include "core/tensor/vectorised.h"

namespace core {
namespace {

/// The windows as a convolution of every plane for itself: batch counts the planes.
Convolution windowsOf(const Shape& input, const Settings& settings) {
  Convolution sizes;
  sizes.batch = axesBetween(input, 0, input.rank() - 2).size();
  const std::vector<Index> kernel = settings.perAxis("kernel_size", 2);
  const std::vector<Index> given = settings.perAxis("stride", 2);
  const std::vector<Index>& stride = given.empty() ? kernel : given;
  const std::vector<Index> padding = settings.perAxis("padding", 2);
  for (std::size_t axis = 0; axis < 2; ++axis) {
    sizes.input[axis] = input[input.rank() - 2 + static_cast<Index>(axis)];
    sizes.kernel[axis] = kernel[axis];
    sizes.stride[axis] = stride[axis];
    sizes.padding[axis] = padding[axis];
    const Index padded = sizes.input[axis] + 2 * padding[axis];
    if (2 * padding[axis] > kernel[axis]) {
      throw Error(
          "padding = %1 is more than half of kernel_size = %2: a window could lie in the padding alone",
          {std::to_string(padding[axis]), std::to_string(kernel[axis])});
    }
    if (sizes.input[axis] < 1 || kernel[axis] > padded) {
      throw Error(
          "the window of kernel_size = %1 does not fit into axis %2 of the input (%3), which has %4 entries with "
          "its padding",
          {std::to_string(kernel[axis]), std::to_string(input.rank() - 2 + static_cast<Index>(axis)),
           text(input), std::to_string(padded)});
    }
    sizes.output[axis] = (padded - kernel[axis]) / stride[axis] + 1;
  }
  return sizes;
}

Shape poolShape(InputShapes inputs, const Settings& settings) {
  const Shape& input = *inputs[0];
  if (input.rank() != 3 && input.rank() != 4) {
    throw Error("the input (%1) must be N×C×H×W or C×H×W", {text(input)});
  }
  const Convolution sizes = windowsOf(input, settings);
  Shape output = input;
  output[input.rank() - 2] = sizes.output[0];
  output[input.rank() - 1] = sizes.output[1];
  return output;
}

/// The part of a window that lies inside the input: rows from y to yEnd, columns from x to xEnd.
struct Clipped {
  Index y;
  Index yEnd;
  Index x;
  Index xEnd;
};

/// Calls `use(o, plane, window)` for every output entry o; `plane` is where its input plane begins.
template <typename Use>
void forEachWindow(const Convolution& c, Use&& use) {
  Index o = 0;
  for (Index plane = 0; plane < c.batch; ++plane) {
    for (Index y = 0; y < c.output[0]; ++y) {
      const Index top = c.meets(0, y, 0);
      for (Index x = 0; x < c.output[1]; ++x, ++o) {
        const Index left = c.meets(1, x, 0);
        use(o, plane * c.inputPlane(),
            Clipped{std::max<Index>(top, 0), std::min(top + c.kernel[0], c.input[0]),
                    std::max<Index>(left, 0), std::min(left + c.kernel[1], c.input[1])});
      }
    }
  }
}

/// Which of `height` × `width` entries from `first` on, in lines of `line` entries, is the largest: the first one in row-major order; a
/// NaN wins. Without branches, which numbers that nobody knows before would send the wrong way half of the time.
Index largestOf(const double* x, Index first, Index line, Index height, Index width) {
  Index chosen = first;
  for (Index row = 0; row < height; ++row) {
    for (Index k = 0; k < width; ++k) {
      const Index at = first + row * line + k;
      const auto isBetter = static_cast<Index>(!(x[at] <= x[chosen])) & static_cast<Index>(x[chosen] == x[chosen]);
      chosen ^= (chosen ^ at) & -isBetter;
    }
  }
  return chosen;
}

/// Calls `use(o, i)` for every output entry o and the input entry i that it shows.
template <typename Use>
void forEachLargest(const Inputs& inputs, const Convolution& c, Use&& use) {
  const double* const x = inputs[0].data.data();
  const Index line = c.input[1];
  forEachWindow(c, [&](Index o, Index plane, const Clipped& w) {
    use(o, largestOf(x, plane + w.y * line + w.x, line, w.yEnd - w.y, w.xEnd - w.x));
  });
}

/// By far the most usual windows: 2 × 2, side by side.
bool isHalving(const Convolution& c) {
  constexpr Convolution::Pair two = {2, 2};
  return c.kernel == two && c.stride == two && c.padding == Convolution::Pair{0, 0};
}

/// Calls `use(o, upper, count)` for every line of `count` windows side by side: the first output entry and the first input entry; those below
/// stand a line of the input further on.
template <typename Use>
void forEachHalvedLine(const Convolution& c, Use&& use) {
  for (Index plane = 0, o = 0; plane < c.batch; ++plane) {
    for (Index y = 0; y < c.output[0]; ++y, o += c.output[1]) use(o, plane * c.inputPlane() + 2 * y * c.input[1], c.output[1]);
  }
}

/// The largest number so far and its place in the window. Choices between numbers and sums alone, which become vector instructions.
struct Largest {
  double number;
  double place = 0;

  /// As `largestOf`: what comes later must be larger; the first NaN wins.
  void meet(double next, double at) {
    const double isLarger = next > number ? 1.0 : 0.0;
    const double isNaN = next != next ? 1.0 : 0.0;
    const double isOpen = number == number ? 1.0 : 0.0;
    place += (isLarger + isNaN * isOpen) * (at - place);
    number = next > number ? next : number;
    number = next != next ? next : number;
  }
};

/// Of a halving window whose lines begin at `upper` and `lower`.
Largest largestOfHalving(const double* upper, const double* lower) {
  Largest largest{upper[0]};
  largest.meet(upper[1], 1);
  largest.meet(lower[0], 2);
  largest.meet(lower[1], 3);
  return largest;
}

void maxPoolValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const Convolution c = windowsOf(inputs[0].shape(), settings);
  const double* const x = inputs[0].data.data();
  double* const y = output.data();
  if (!isHalving(c)) return forEachLargest(inputs, c, [=](Index o, Index i) { y[o] = x[i]; });
  vectorised([=, &c] {
    forEachHalvedLine(c, [=, line = c.input[1]](Index o, Index i, Index count) {
      const double *const upper = x + i, *const lower = upper + line;
      double* const largest = y + o;
      for (Index k = 0; k < count; ++k) largest[k] = largestOfHalving(upper + 2 * k, lower + 2 * k).number;
    });
  });
}

LinearMap maxPoolLocal(std::size_t, const Inputs& inputs, const TensorView& output, const Settings& settings) {
  std::vector<Index> columns(static_cast<std::size_t>(output.size()));
  forEachLargest(inputs, windowsOf(inputs[0].shape(), settings),
                 [&](Index o, Index i) { columns[static_cast<std::size_t>(o)] = i; });
  return indexedSelectionMap(output.shape(), inputs[0].shape(), std::move(columns));
}

/// Gives the upstream gradients of `count` windows to the two places of one of their lines, which are `first` and the one after it.
template <bool isFirst>
void passToLine(const double* places, double first, const double* upstream, Index count, double* line) {
  for (Index k = 0; k < count; ++k) {
    const double left = isFirst ? 0.0 : line[2 * k], right = isFirst ? 0.0 : line[2 * k + 1];
    line[2 * k] = places[k] == first ? left + upstream[k] : left;
    line[2 * k + 1] = places[k] == first + 1 ? right + upstream[k] : right;
  }
}

/// For one upstream row and halving windows. `isFirst`: nothing stands in `downstream` yet.
template <bool isFirst>
void passToLargest(const Inputs& inputs, const Convolution& c, const double* upstream, double* downstream) {
  const double* const x = inputs[0].data.data();
  vectorised([=, &c] {
    forEachHalvedLine(c, [=, line = c.input[1]](Index o, Index i, Index count) {
      constexpr Index most = 32;
      double places[most];
      for (Index done = 0; done < count; done += most, o += most, i += 2 * most) {
        const Index here = std::min(most, count - done);
        for (Index k = 0; k < here; ++k) places[k] = largestOfHalving(x + i + 2 * k, x + i + line + 2 * k).place;
        passToLine<isFirst>(places, 0, upstream + o, here, downstream + i);
        passToLine<isFirst>(places, 2, upstream + o, here, downstream + i + line);
      }
    });
  });
}

void maxPoolAccumulate(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings& settings,
                       Index count, std::span<const double> upstream, std::span<double> downstream) {
  if (count != 1) {
    maxPoolLocal(argument, inputs, output, settings).accumulateTransposed(count, upstream, downstream);
    return;
  }
  const Convolution c = windowsOf(inputs[0].shape(), settings);
  const double* const from = upstream.data();
  double* const to = downstream.data();
  if (isHalving(c)) return passToLargest<false>(inputs, c, from, to);
  forEachLargest(inputs, c, [=](Index o, Index i) { to[i] += from[o]; });
}

void maxPoolAssign(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings& settings,
                   std::span<const double> upstream, std::span<double> downstream) {
  const Convolution c = windowsOf(inputs[0].shape(), settings);
  const bool coversAll = c.input[0] == 2 * c.output[0] && c.input[1] == 2 * c.output[1];
  if (isHalving(c) && coversAll) return passToLargest<true>(inputs, c, upstream.data(), downstream.data());
  std::ranges::fill(downstream, 0.0);
  maxPoolAccumulate(argument, inputs, output, settings, 1, upstream, downstream);
}

Message maxPoolCorner(const Inputs& inputs, const TensorView& output, const Settings& settings) {
  const Convolution c = windowsOf(inputs[0].shape(), settings);
  Message message;
  forEachWindow(c, [&](Index o, Index plane, const Clipped& window) {
    if (!message.empty()) return;
    Index ties = 0;
    for (Index row = window.y; row < window.yEnd; ++row) {
      for (Index column = window.x; column < window.xEnd; ++column)
        ties += inputs[0][plane + row * c.input[1] + column] == output[o] ? 1 : 0;
    }
    if (ties < 2) return;
    message = {"%1 entries of a window tie at %2; the first in row-major order takes the whole gradient.",
               {std::to_string(ties), text(AttributeValue(output[o]))}};
  });
  return message;
}

double shareOf(const Convolution& c) { return 1 / static_cast<double>(c.kernel[0] * c.kernel[1]); }

void averagePoolValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const Convolution c = windowsOf(inputs[0].shape(), settings);
  forEachWindow(c, [&](Index o, Index plane, const Clipped& window) {
    double sum = 0;
    for (Index row = window.y; row < window.yEnd; ++row) {
      for (Index column = window.x; column < window.xEnd; ++column)
        sum += inputs[0][plane + row * c.input[1] + column];
    }
    output[static_cast<std::size_t>(o)] = sum * shareOf(c);
  });
}

LinearMap averagePoolLocal(std::size_t, const Inputs& inputs, const TensorView& output,
                           const Settings& settings) {
  const Convolution c = windowsOf(inputs[0].shape(), settings);
  return convolutionByInputMap(output.shape(), inputs[0].shape(), c,
                               std::vector<double>(static_cast<std::size_t>(c.patchSize()), shareOf(c)),
                               "sliding window: the mean");
}

void averagePoolAccumulate(std::size_t, const Inputs& inputs, const TensorView& output,
                           const Settings& settings, Index count, std::span<const double> upstream,
                           std::span<double> downstream) {
  const Convolution c = windowsOf(inputs[0].shape(), settings);
  for (Index k = 0; k < count; ++k) {
    double* const to = downstream.data() + k * inputs[0].size();
    forEachWindow(c, [&](Index o, Index plane, const Clipped& window) {
      const double each = upstream[static_cast<std::size_t>(k * output.size() + o)] * shareOf(c);
      for (Index row = window.y; row < window.yEnd; ++row) {
        for (Index column = window.x; column < window.xEnd; ++column)
          to[plane + row * c.input[1] + column] += each;
      }
    });
  }
}

std::vector<AttributeSpec> poolAttributes(std::string_view padding) {
  return {{.name = "kernel_size",
           .type = AttributeType::Sizes,
           .defaultValue = Index(2),
           .meaning = "The window's height and width.",
           .required = true,
           .minimum = 1,
           .maximum = largestStep},
          strideAttribute(std::monostate()),
          paddingAttribute(padding)};
}

using List = std::vector<Index>;

std::vector<Example> poolExamples() {
  return {
      {{Shape{2, 1, 4, 4}}, {{"kernel_size", Index(2)}}},
      {{Shape{2, 5, 4}}, {{"kernel_size", List{3, 2}}, {"stride", Index(1)}}},
      {{Shape{1, 2, 5, 6}}, {{"kernel_size", Index(3)}, {"stride", List{2, 3}}, {"padding", Index(1)}}},
      {{Shape{1, 1, 3, 5}}, {{"kernel_size", List{2, 4}}, {"stride", List{3, 1}}, {"padding", List{0, 2}}}},
      {{Shape{0, 2, 2, 2}}, {{"kernel_size", Index(2)}}}};
}

}  // namespace

std::vector<Function> poolingFunctions() {
  return {
      {.name = "max_pool2d",
       .title = "Max pooling",
       .category = Category::Layer,
       .glyph = "max▦",
       .hint = "N→M",
       .formula = "y_p = \\max_{k} {input}_{p + k}",
       .localFormula =
           "\\frac{\\partial y_p}{\\partial {input}_i} = 1 \\text{ at the first largest entry of the window } p "
           "\\text{, else } 0",
       .description = "The largest entry of each window of an image's planes.",
       .synonyms = "maxpool, subsampling, downsample, window, 最大池化, 池化, 下采样",
       .arguments = {{"input"}},
       .attributes = poolAttributes("How much −∞ is put on both sides of each axis."),
       .pytorch = "torch.nn.functional.max_pool2d(input, kernel_size, stride, padding)",
       .shape = poolShape,
       .value = maxPoolValue,
       .local = maxPoolLocal,
       .accumulate = maxPoolAccumulate,
       .assign = maxPoolAssign,
       .corner = maxPoolCorner,
       .localReads = {{.inputs = 1, .output = false}},
       .examples = poolExamples()},
      {.name = "avg_pool2d",
       .title = "Average pooling",
       .category = Category::Layer,
       .glyph = "μ▦",
       .hint = "N→M",
       .formula = "y_p = \\frac{1}{K} \\sum_{k} {input}_{p + k}",
       .localFormula =
           "\\frac{\\partial y_p}{\\partial {input}_i} = \\frac{1}{K} \\text{ within the window } p \\text{, else } 0",
       .description = "The mean of each window of an image's planes; what is padded counts as 0.",
       .synonyms = "avgpool, mean pooling, subsampling, downsample, blur, 平均池化, 池化, 下采样",
       .arguments = {{"input"}},
       .attributes =
           poolAttributes("How many zeros are put on both sides of each axis; they count in the mean."),
       .pytorch = "torch.nn.functional.avg_pool2d(input, kernel_size, stride, padding)",
       .shape = poolShape,
       .value = averagePoolValue,
       .local = averagePoolLocal,
       .accumulate = averagePoolAccumulate,
       .localReads = {{.inputs = 0, .output = false}},
       .examples = poolExamples()},
  };
}

}  // namespace core
