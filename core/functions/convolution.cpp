#include <algorithm>

#include "core/functions/families.h"
#include "core/functions/sliding.h"
#include "core/linear_map/broadcast.h"
#include "core/linear_map/convolution.h"
#include "core/tensor/vectorised.h"

namespace core {
namespace {

/// What a row of `axes` sliding axes expects, in words.
std::string wantedInput(std::size_t axes) { return axes == 1 ? "N×C×L or C×L" : "N×C×H×W or C×H×W"; }
std::string wantedWeight(std::size_t axes) {
  return axes == 1 ? "out × in/groups × L" : "out × in/groups × H × W";
}

template <std::size_t axes>
void refuseConvolution(InputShapes inputs, Index groups) {
  const Shape& input = *inputs[0];
  const Shape& weight = *inputs[1];
  const auto rank = static_cast<Index>(axes);
  if (weight.rank() != rank + 2 || (input.rank() != rank + 2 && input.rank() != rank + 1)) {
    throw Error("the input (%1) must be %2, and the weight (%3) must be %4",
                {text(input), wantedInput(axes), text(weight), wantedWeight(axes)});
  }
  const Index channels = input[input.rank() - rank - 1];
  if (weight[1] * groups != channels) {
    throw Error(
        "the weight (%1) does not fit the input (%2): with groups = %3 it needs %4 channels on axis 1, as the input has %5",
        {text(weight), text(input), std::to_string(groups),
         channels % groups == 0 ? std::to_string(channels / groups) : "a share of the",
         std::to_string(channels)});
  }
  if (weight[0] % groups != 0) {
    throw Error(
        "the %1 output channels of the weight (%2) cannot be split into groups = %3 for the input (%4)",
        {std::to_string(weight[0]), text(weight), std::to_string(groups), text(input)});
  }
  if (inputs.size() > 2 && inputs[2] && *inputs[2] != Shape{weight[0]}) {
    throw Error(
        "the bias (%1) does not fit the weight (%2): it needs %3 entries, one for each output channel",
        {text(*inputs[2]), text(weight), std::to_string(weight[0])});
  }
}

/// The sizes of the call. Throws `Error` where the kernel does not fit into the padded input.
template <std::size_t axes>
Convolution sizesOf(const Shape& input, const Shape& weight, const Settings& settings) {
  Convolution sizes;
  const auto rank = static_cast<Index>(axes);
  sizes.batch = input.rank() == rank + 2 ? input[0] : 1;
  sizes.channels = input[input.rank() - rank - 1];
  sizes.outChannels = weight[0];
  sizes.groups = settings.integer("groups");
  const std::vector<Index> stride = settings.perAxis("stride", axes);
  const std::vector<Index> padding = settings.perAxis("padding", axes);
  const std::vector<Index> dilation = settings.perAxis("dilation", axes);
  for (std::size_t k = 0; k < axes; ++k) {
    const std::size_t axis = 2 - axes + k;
    sizes.input[axis] = input[input.rank() - rank + static_cast<Index>(k)];
    sizes.kernel[axis] = weight[2 + static_cast<Index>(k)];
    sizes.stride[axis] = stride[k];
    sizes.padding[axis] = padding[k];
    sizes.dilation[axis] = dilation[k];
    const Index reach = sizes.dilation[axis] * (sizes.kernel[axis] - 1) + 1;
    const Index padded = sizes.input[axis] + 2 * sizes.padding[axis];
    if (sizes.kernel[axis] < 1 || reach > padded) {
      throw Error(
          "the weight (%1) does not fit into the input (%2): along axis %3 the kernel reaches over %4 entries, and the "
          "padded input has %5",
          {text(weight), text(input), std::to_string(input.rank() - rank + static_cast<Index>(k)),
           std::to_string(reach), std::to_string(padded)});
    }
    sizes.output[axis] = (padded - reach) / sizes.stride[axis] + 1;
  }
  return sizes;
}

template <std::size_t axes>
Shape convolutionShape(InputShapes inputs, const Settings& settings) {
  refuseConvolution<axes>(inputs, settings.integer("groups"));
  const Shape& input = *inputs[0];
  const Convolution sizes = sizesOf<axes>(input, *inputs[1], settings);
  Shape output = input;
  const Index first = input.rank() - static_cast<Index>(axes);
  output[first - 1] = sizes.outChannels;
  for (std::size_t k = 0; k < axes; ++k) output[first + static_cast<Index>(k)] = sizes.output[2 - axes + k];
  return output;
}

template <std::size_t axes>
Convolution sizesOf(const Inputs& inputs, const Settings& settings) {
  return sizesOf<axes>(inputs[0].shape(), inputs[1].shape(), settings);
}

template <std::size_t axes>
void convolutionValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const Convolution sizes = sizesOf<axes>(inputs, settings);
  const auto plane = static_cast<std::size_t>(sizes.outputPlane());
  for (std::size_t start = 0, channel = 0; start < output.size(); start += plane, ++channel) {
    const double bias =
        inputs.has(2) ? inputs[2].data[channel % static_cast<std::size_t>(sizes.outChannels)] : 0;
    std::ranges::fill(output.subspan(start, plane), bias);
  }
  convolve(sizes, inputs[0].data.data(), inputs[1].data.data(), output.data());
}

template <std::size_t axes>
LinearMap convolutionLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                           const Settings& settings) {
  const Convolution sizes = sizesOf<axes>(inputs, settings);
  const auto numbers = [&](std::size_t k) {
    return std::vector<double>(inputs[k].data.begin(), inputs[k].data.end());
  };
  if (argument == 0) {
    return convolutionByInputMap(output.shape(), inputs[0].shape(), sizes, numbers(1),
                                 "sliding kernel: the weight");
  }
  if (argument == 1) return convolutionByWeightMap(output.shape(), inputs[1].shape(), sizes, numbers(0));
  Shape channels(std::vector<Index>(axes + 1, 1));
  channels[0] = sizes.outChannels;
  return {output.shape(), inputs[2].shape(), broadcastMap(output.shape(), channels).sharedForm()};
}

template <std::size_t axes>
void convolutionAccumulate(std::size_t argument, const Inputs& inputs, const TensorView& output,
                           const Settings& settings, Index count, std::span<const double> upstream,
                           std::span<double> downstream) {
  const Convolution sizes = sizesOf<axes>(inputs, settings);
  for (Index k = 0; k < count; ++k) {
    const double* const u = upstream.data() + k * output.size();
    double* const d = downstream.data() + k * inputs[argument].size();
    if (argument == 0) {
      convolveTransposed(sizes, u, inputs[1].data.data(), d);
    } else if (argument == 1) {
      convolveByWeight(sizes, u, inputs[0].data.data(), d);
    } else {
      for (Index plane = 0; plane < sizes.batch * sizes.outChannels; ++plane) {
        const double* const from = u + plane * sizes.outputPlane();
        double& sum = d[plane % sizes.outChannels];
        vectorised([&] { sum += sumInLanes(sizes.outputPlane(), [=](Index p) { return from[p]; }); });
      }
    }
  }
}

std::vector<AttributeSpec> convolutionAttributes() {
  return {strideAttribute(Index(1)),
          paddingAttribute("How many zeros are put on both sides of each axis."),
          {.name = "dilation",
           .type = AttributeType::Sizes,
           .defaultValue = Index(1),
           .meaning = "How far apart neighbouring places of the kernel meet the input.",
           .minimum = 1,
           .maximum = largestStep},
          {.name = "groups",
           .type = AttributeType::Integer,
           .defaultValue = Index(1),
           .meaning =
               "Into how many groups the channels fall; each group of outputs sees its own group of inputs.",
           .minimum = 1,
           .maximum = largestStep}};
}

constexpr std::string_view convolutionLocalFormula =
    "\\frac{\\partial y_{n,o,p}}{\\partial {input}_{n,c,p + k}} = {weight}_{o,c,k},\\quad "
    "\\frac{\\partial y_{n,o,p}}{\\partial {weight}_{o,c,k}} = {input}_{n,c,p + k},\\quad "
    "\\frac{\\partial y_{n,o,p}}{\\partial {bias}_o} = 1";

/// What both rows share.
template <std::size_t axes>
Function convolution(Function row) {
  row.arguments = {{"input"}, {"weight"}, {.name = "bias", .optional = true}};
  row.attributes = convolutionAttributes();
  row.shape = convolutionShape<axes>;
  row.value = convolutionValue<axes>;
  row.local = convolutionLocal<axes>;
  row.accumulate = convolutionAccumulate<axes>;
  row.localReads = {
      {.inputs = 2, .output = false}, {.inputs = 1, .output = false}, {.inputs = 0, .output = false}};
  return row;
}

using List = std::vector<Index>;

}  // namespace

std::vector<Function> convolutionFunctions() {
  return {
      convolution<2>(
          {.name = "conv2d",
           .title = "Convolution",
           .category = Category::Layer,
           .glyph = "∗²",
           .hint = "N→M",
           .formula = "y_{n,o,p} = \\sum_{c,k} {weight}_{o,c,k} \\cdot {input}_{n,c,p + k} + {bias}_o",
           .localFormula = convolutionLocalFormula,
           .description =
               "A small kernel of weights slides over an image and sums what it meets, channel by channel.",
           .synonyms =
               "conv, cross-correlation, filter, kernel, CNN, image, feature map, 卷积, 二维卷积, 卷积层, 滤波",
           .pytorch = "torch.nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups)",
           .examples =
               {{{Shape{2, 2, 4, 3}, Shape{3, 2, 3, 2}, Shape{3}}, {{"padding", List{1, 0}}}},
                {{Shape{1, 2, 3, 3}, Shape{2, 2, 2, 2}, std::nullopt}},
                {{Shape{2, 4, 5}, Shape{3, 2, 1, 3}, Shape{3}},
                 {{"stride", List{2, 1}}, {"padding", Index(2)}}},
                {{Shape{1, 4, 5, 4}, Shape{6, 2, 2, 3}, Shape{6}},
                 {{"groups", Index(2)},
                  {"dilation", List{3, 1}},
                  {"stride", List{1, 3}},
                  {"padding", List{0, 2}}}},
                {{Shape{2, 3, 6, 5}, Shape{3, 1, 3, 2}, Shape{3}},
                 {{"groups", Index(3)}, {"dilation", Index(2)}, {"stride", Index(2)}, {"padding", Index(1)}}},
                {{Shape{0, 1, 3, 3}, Shape{2, 1, 2, 2}, Shape{2}}}}}),
      convolution<1>(
          {.name = "conv1d",
           .title = "Convolution 1D",
           .category = Category::Layer,
           .glyph = "∗¹",
           .hint = "N→M",
           .formula = "y_{n,o,p} = \\sum_{c,k} {weight}_{o,c,k} \\cdot {input}_{n,c,p + k} + {bias}_o",
           .localFormula = convolutionLocalFormula,
           .description =
               "A small kernel of weights slides along a signal and sums what it meets, channel by channel.",
           .synonyms = "conv, cross-correlation, filter, kernel, signal, sequence, 一维卷积, 卷积, 滤波",
           .pytorch = "torch.nn.functional.conv1d(input, weight, bias, stride, padding, dilation, groups)",
           .examples =
               {{{Shape{2, 2, 5}, Shape{3, 2, 3}, Shape{3}}, {{"padding", Index(1)}}},
                {{Shape{1, 4}, Shape{2, 1, 2}, std::nullopt}},
                {{Shape{2, 4, 7}, Shape{4, 2, 2}, Shape{4}},
                 {{"groups", Index(2)}, {"dilation", List{3}}, {"stride", Index(2)}, {"padding", Index(2)}}},
                {{Shape{1, 1, 1}, Shape{1, 1, 1}, Shape{1}}}}}),
  };
}

}  // namespace core
