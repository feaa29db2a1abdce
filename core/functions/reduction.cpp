#include <algorithm>
#include <cmath>
#include <limits>

#include "core/functions/accurate_sum.h"
#include "core/functions/broadcast_runs.h"
#include "core/functions/families.h"
#include "core/linear_map/sum.h"

namespace core {
namespace {

/// `input` with size 1 on the reduced axes.
Shape keptShape(const Shape& input, std::span<const Index> axes) {
  Shape kept = input;
  for (const Index axis : axes) kept[axis] = 1;
  return kept;
}

/// How many input entries meet in one output entry.
double countOf(const Shape& input, std::span<const Index> axes) {
  double count = 1;
  for (const Index axis : axes) count *= static_cast<double>(input[axis]);
  return count;
}

Shape reducedShape(InputShapes inputs, const Settings& settings) {
  const Shape& input = *inputs[0];
  const std::vector<Index> axes = settings.axes("dim", input.rank());
  const Shape kept = keptShape(input, axes);
  if (settings.boolean("keepdim")) return kept;
  std::vector<Index> left;
  auto next = axes.begin();
  for (Index axis = 0; axis < input.rank(); ++axis) {
    if (next != axes.end() && *next == axis) {
      ++next;
    } else {
      left.push_back(input[axis]);
    }
  }
  return Shape(left);
}

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

Shape maximumShape(InputShapes inputs, const Settings& settings) {
  const Shape& input = *inputs[0];
  for (const Index axis : settings.axes("dim", input.rank())) {
    if (input[axis] > 0) continue;
    throw Error(
        "input (%1) has no entries along axis %2, and nothing has no maximum: choose another dim, or an input with entries",
        {text(input), std::to_string(axis)});
  }
  return reducedShape(inputs, settings);
}

void maximumValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  std::ranges::fill(output, -std::numeric_limits<double>::infinity());
  const double* const input = inputs[0].data.data();
  forEachStretch(inputs[0].shape(), settings, [&](auto meets, Index o, Index x, Index length) {
    for (Index k = 0; k < length; ++k) {
      double& largest = output[static_cast<std::size_t>(meets ? o : o + k)];
      const double entry = input[x + k];
      if (entry > largest || std::isnan(entry)) largest = entry;
    }
  });
}

/// For every output entry, how many input entries are equal to it.
std::vector<double> tiesOf(const Inputs& inputs, const TensorView& output, const Settings& settings) {
  std::vector<double> ties(static_cast<std::size_t>(output.size()));
  forEachStretch(inputs[0].shape(), settings, [&](auto meets, Index o, Index x, Index length) {
    for (Index k = 0; k < length; ++k) {
      const Index j = meets ? o : o + k;
      if (inputs[0][x + k] == output[j]) ties[static_cast<std::size_t>(j)] += 1;
    }
  });
  return ties;
}

LinearMap maximumLocal(std::size_t, const Inputs& inputs, const TensorView& output,
                       const Settings& settings) {
  const Shape& input = inputs[0].shape();
  const std::vector<double> ties = tiesOf(inputs, output, settings);
  std::vector<double> weights(static_cast<std::size_t>(input.size()));
  forEachStretch(input, settings, [&](auto meets, Index o, Index x, Index length) {
    for (Index k = 0; k < length; ++k) {
      const Index j = meets ? o : o + k;
      // At a NaN nothing is equal to the output: 0/0, as in PyTorch.
      weights[static_cast<std::size_t>(x + k)] =
          (inputs[0][x + k] == output[j] ? 1.0 : 0.0) / ties[static_cast<std::size_t>(j)];
    }
  });
  return sumMap(output.shape(), input, settings.axes("dim", input.rank()), std::move(weights));
}

Message maximumCorner(const Inputs& inputs, const TensorView& output, const Settings& settings) {
  const std::vector<double> ties = tiesOf(inputs, output, settings);
  for (std::size_t j = 0; j < ties.size(); ++j) {
    if (ties[j] < 2) continue;
    const std::string count = std::to_string(static_cast<Index>(ties[j]));
    return {"%1 entries tie at %2; the gradient is shared evenly, %3 each.",
            {count, text(AttributeValue(output[static_cast<Index>(j)])), ties[j] == 2 ? "½" : "1/" + count}};
  }
  return {};
}

std::vector<AttributeSpec> reductionAttributes() {
  return {{"dim", AttributeType::Dimensions, std::monostate(),
           "The axes that are reduced; null for all of them."},
          {"keepdim", AttributeType::Boolean, false, "Whether reduced axes stay, with size 1."}};
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
       .local = sumLocal},
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
       .local = meanLocal},
      {.name = "amax",
       .title = "Max",
       .category = Category::Reduction,
       .glyph = "max",
       .hint = "→1",
       .formula = "\\max_i {input}_i",
       .localFormula = "\\frac{\\partial y}{\\partial {input}_i} = \\frac{1}{t} \\text{ at each of the } t "
                       "\\text{ largest entries, else } 0",
       .description = "The largest entry of all, or along some axes.",
       .synonyms = "maximum, largest, max pooling, reduce, 最大值, 最大",
       .arguments = {{"input"}},
       .attributes = reductionAttributes(),
       .pytorch = "torch.amax(input, dim=dim, keepdim=keepdim)",
       .shape = maximumShape,
       .value = maximumValue,
       .local = maximumLocal,
       .corner = maximumCorner},
  };
}

}  // namespace core
