#include <algorithm>

#include "core/functions/accurate_sum.h"
#include "core/functions/broadcast_runs.h"
#include "core/functions/families.h"
#include "core/functions/reading.h"
#include "core/functions/reduction_row.h"
#include "core/functions/slices.h"
#include "core/linear_map/prefix_sum.h"
#include "core/linear_map/sum.h"

namespace core {
namespace {

/// Calls `use(o, x, length)` for stretches of the input from x on: all of one stretch meet in the output
/// entry o where `standing` is First, else they go to consecutive output entries.
template <typename Use>
void forEachStretch(const Shape& input, const Settings& settings, Use&& use) {
  const Shape kept = keptShape(input, settings.axes("dim", input.rank()));
  forEachRun(input, kept, input, [&](auto standing, Index x, Index o, Index, Index length) {
    use(std::bool_constant<standing == Standing::First>(), o, x, length);
  });
}

void sumValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  std::ranges::fill(output, 0.0);
  const std::span<const double> input = inputs[0].data;
  forEachStretch(inputs[0].shape(), settings, [&](auto meets, Index o, Index x, Index length) {
    const auto stretch = input.subspan(static_cast<std::size_t>(x), static_cast<std::size_t>(length));
    double* const y = output.data() + o;
    if constexpr (meets) {
      *y += accurateSum(stretch);
    } else {
      for (std::size_t k = 0; k < stretch.size(); ++k) y[k] += stretch[k];
    }
  });
}

LinearMap sumLocal(std::size_t, const Inputs& inputs, const TensorView& output, const Settings& settings) {
  const Shape& input = inputs[0].shape();
  return sumMap(output.shape(), input, settings.axes("dim", input.rank()));
}

void meanValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  sumValue(inputs, settings, output);
  const Shape& input = inputs[0].shape();
  const double count = countOf(input, settings.axes("dim", input.rank()));
  for (double& entry : output) entry /= count;
}

LinearMap meanLocal(std::size_t, const Inputs& inputs, const TensorView& output, const Settings& settings) {
  const Shape& input = inputs[0].shape();
  const std::vector<Index> axes = settings.axes("dim", input.rank());
  return sumMap(output.shape(), input, axes, 1 / countOf(input, axes));
}

/// A scalar counts as a vector of one entry.
Shape runningShape(InputShapes inputs, const Settings& settings) {
  axisOf(*inputs[0], settings.integer("dim"));
  return *inputs[0];
}

void runningSumValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const Shape& shape = inputs[0].shape();
  forEachSlice(shape, axisOf(shape, settings.integer("dim")), [&](Index start, Index count, Index step) {
    double sum = 0;
    for (Index k = start; k < start + count * step; k += step) {
      sum += inputs[0][k];
      output[static_cast<std::size_t>(k)] = sum;
    }
  });
}

LinearMap runningSumLocal(std::size_t, const Inputs& inputs, const TensorView&, const Settings& settings) {
  const Shape& shape = inputs[0].shape();
  return prefixSumMap(shape, axisOf(shape, settings.integer("dim")));
}

}  // namespace

std::vector<Function> reductionFunctions() {
  return {
      {.name = "sum",
       .title = "Sum",
       .category = Category::Reduction,
       .glyph = "Σ",
       .hint = "→1",
       .formula = "\\sum {input}",
       .localFormula = "\\frac{\\partial y}{\\partial {input}_i} = 1",
       .description = "Adds all entries, or those along some axes.",
       .synonyms = "add up, total, reduce, 求和, 总和, 相加",
       .arguments = {{"input"}},
       .attributes = reductionAttributes(),
       .pytorch = "torch.sum(input, dim=dim, keepdim=keepdim)",
       .shape = reducedShape,
       .value = sumValue,
       .local = sumLocal,
       .localReads = {{.inputs = 0, .output = false}}},
      {.name = "mean",
       .title = "Mean",
       .category = Category::Reduction,
       .glyph = "μ",
       .hint = "→1",
       .formula = "\\frac{1}{n} \\sum {input}",
       .localFormula = "\\frac{\\partial y}{\\partial {input}_i} = \\frac{1}{n}",
       .description = "The average of all entries, or of those along some axes.",
       .synonyms = "average, reduce, 平均, 均值, 平均值",
       .arguments = {{"input"}},
       .attributes = reductionAttributes(),
       .pytorch = "torch.mean(input, dim=dim, keepdim=keepdim)",
       .shape = reducedShape,
       .value = meanValue,
       .local = meanLocal,
       .localReads = {{.inputs = 0, .output = false}}},
      {.name = "cumsum",
       .title = "Running sum",
       .category = Category::Reduction,
       .glyph = "Σ≤",
       .hint = "N→N",
       .formula = "y_j = \\sum_{i \\le j} {input}_i",
       .localFormula =
           "\\frac{\\partial y_j}{\\partial {input}_i} = 1 \\text{ where } i \\le j \\text{, else } 0",
       .description = "The sum of all entries up to each one, along an axis.",
       .synonyms = "cumulative sum, prefix sum, scan, integral, 累积和, 前缀和, 累加",
       .arguments = {{"input"}},
       .attributes = {axisAttribute("dim", 0,
                                    "The axis along which it adds up; negative counts from the end.")},
       .pytorch = "torch.cumsum(input, dim=dim)",
       .shape = runningShape,
       .value = runningSumValue,
       .local = runningSumLocal,
       .localReads = {{.inputs = 0, .output = false}}},
  };
}

}  // namespace core
