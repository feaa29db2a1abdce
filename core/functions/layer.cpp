#include <algorithm>
#include <cmath>

#include "core/functions/families.h"
#include "core/functions/slices.h"
#include "core/linear_map/diagonal.h"
#include "core/linear_map/rank_one_blocks.h"

namespace core {
namespace {

/// The axis along which the entries compete. A scalar counts as a vector of one entry.
Index competingAxis(const Shape& input, const Settings& settings) {
  return normalisedAxis(settings.integer("dim"), std::max<Index>(input.rank(), 1));
}

Shape softmaxShape(InputShapes inputs, const Settings& settings) {
  competingAxis(*inputs[0], settings);
  return *inputs[0];
}

void softmaxValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const double* const x = inputs[0].data.data();
  forEachSlice(inputs[0].shape(), competingAxis(inputs[0].shape(), settings),
               [&](Index start, Index count, Index step) {
                 const double largest = largestOf(x + start, count, step);
                 double sum = 0;
                 for (Index k = start; k < start + count * step; k += step) {
                   const double power = std::exp(x[k] - largest);
                   output[static_cast<std::size_t>(k)] = power;
                   sum += power;
                 }
                 for (Index k = start; k < start + count * step; k += step)
                   output[static_cast<std::size_t>(k)] /= sum;
               });
}

void logSoftmaxValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const double* const x = inputs[0].data.data();
  forEachSlice(inputs[0].shape(), competingAxis(inputs[0].shape(), settings),
               [&](Index start, Index count, Index step) {
                 const LogNormaliser normaliser(x + start, count, step);
                 for (Index k = start; k < start + count * step; k += step)
                   output[static_cast<std::size_t>(k)] = normaliser(x[k]);
               });
}

LinearMap softmaxLocal(std::size_t, const Inputs& inputs, const TensorView& output,
                       const Settings& settings) {
  const Shape& shape = inputs[0].shape();
  if (shape.rank() == 0) return scaledMap(shape, shape, output[0] * (1 - output[0]));
  return softmaxMap(shape, competingAxis(shape, settings), {output.data.begin(), output.data.end()});
}

LinearMap logSoftmaxLocal(std::size_t, const Inputs& inputs, const TensorView& output,
                          const Settings& settings) {
  const Shape& shape = inputs[0].shape();
  if (shape.rank() == 0) return scaledMap(shape, shape, 1 - std::exp(output[0]));
  std::vector<double> p(output.data.begin(), output.data.end());
  for (double& entry : p) entry = std::exp(entry);
  return logSoftmaxMap(shape, competingAxis(shape, settings), std::move(p));
}

std::vector<AttributeSpec> dimAttribute() {
  return {{"dim", AttributeType::Integer, Index(-1),
           "The axis along which the entries compete; -1 is the last one."}};
}

}  // namespace

std::vector<Function> layerFunctions() {
  return {
      {.name = "softmax",
       .title = "Softmax",
       .category = Category::Layer,
       .glyph = "sm",
       .hint = "N→N",
       .formula = "\\frac{e^{{input}_i}}{\\sum_k e^{{input}_k}}",
       .localFormula = "\\frac{\\partial y_j}{\\partial {input}_i} = y_j \\cdot (\\delta_{ji} - y_i)",
       .description = "Turns the scores along one axis into positive shares that add up to 1.",
       .synonyms =
           "soft maximum, probabilities, normalised exponential, attention weights, Boltzmann, 归一化指数, 概率, 软最大",
       .arguments = {{"input"}},
       .attributes = dimAttribute(),
       .pytorch = "torch.softmax(input, dim=dim)",
       .shape = softmaxShape,
       .value = softmaxValue,
       .local = softmaxLocal},
      {.name = "log_softmax",
       .title = "Log-softmax",
       .category = Category::Layer,
       .glyph = "lsm",
       .hint = "N→N",
       .formula = "{input}_i - \\log \\sum_k e^{{input}_k}",
       .localFormula = "\\frac{\\partial y_j}{\\partial {input}_i} = \\delta_{ji} - e^{y_i}",
       .description = "The logarithm of softmax, computed without leaving the range of numbers.",
       .synonyms = "log probabilities, logsoftmax, 对数概率, 对数softmax",
       .arguments = {{"input"}},
       .attributes = dimAttribute(),
       .pytorch = "torch.log_softmax(input, dim=dim)",
       .shape = softmaxShape,
       .value = logSoftmaxValue,
       .local = logSoftmaxLocal},
  };
}

}  // namespace core
