#include <cmath>

#include "core/functions/families.h"
#include "core/linear_map/broadcast.h"
#include "core/linear_map/normalisation.h"

namespace core {
namespace {

/// Every entry normalised within its group, and by what each group was multiplied.
struct Normalised {
  std::vector<double> entries;
  std::vector<double> rates;
};

template <typename Use>
void forEachEntry(const NormalisationLayout& layout, Index group, Use&& use) {
  for (Index outer = 0; outer < layout.outer; ++outer) {
    const auto start = static_cast<std::size_t>((outer * layout.groups + group) * layout.inner);
    for (std::size_t k = start; k < start + static_cast<std::size_t>(layout.inner); ++k) use(k);
  }
}

/// x̂ = (x − mean) / √(variance + ε) for each group, with the biased variance.
Normalised normalised(const NormalisationLayout& layout, std::span<const double> x, double epsilon) {
  Normalised result{std::vector<double>(x.size()),
                    std::vector<double>(static_cast<std::size_t>(layout.groups))};
  const auto size = static_cast<double>(layout.groupSize());
  for (Index group = 0; group < layout.groups && !x.empty(); ++group) {
    double sum = 0;
    forEachEntry(layout, group, [&](std::size_t k) { sum += x[k]; });
    const double mean = sum / size;
    double rest = 0;  // what rounding of the mean leaves
    double squares = 0;
    forEachEntry(layout, group, [&](std::size_t k) {
      const double difference = x[k] - mean;
      result.entries[k] = difference;
      rest += difference;
      squares += difference * difference;
    });
    const double shift = rest / size;
    const double rate = 1 / std::sqrt(squares / size - shift * shift + epsilon);
    forEachEntry(layout, group,
                 [&](std::size_t k) { result.entries[k] = (result.entries[k] - shift) * rate; });
    result.rates[static_cast<std::size_t>(group)] = rate;
  }
  return result;
}

// The two rows differ in which entries make a group.

NormalisationLayout layerLayout(const Shape& input, const Settings& settings) {
  const Index split = input.rank() - settings.integer("normalized_dims");
  return {1, axesBetween(input, 0, split).size(), axesBetween(input, split, input.rank()).size(), false};
}

NormalisationLayout batchLayout(const Shape& input, const Settings&) {
  return {input[0], input[1], axesBetween(input, 2, input.rank()).size(), true};
}

/// The shape with which a weight or bias is broadcast over the input.
Shape layerScaleShape(const Shape& input, const Settings& settings) {
  return axesBetween(input, input.rank() - settings.integer("normalized_dims"), input.rank());
}

Shape batchScaleShape(const Shape& input, const Settings&) {
  Shape shape = axesBetween(input, 1, input.rank());
  for (Index axis = 1; axis < shape.rank(); ++axis) shape[axis] = 1;
  return shape;
}

void refuseScale(InputShapes inputs, const Shape& wanted, std::string_view each) {
  for (const std::size_t k : {1u, 2u}) {
    if (k >= inputs.size() || !inputs[k] || *inputs[k] == wanted) continue;
    throw Error(
        "the %1 (%2) does not fit the input (%3): it needs the shape %4, one entry for each %5",
        {k == 1 ? "weight" : "bias", text(*inputs[k]), text(*inputs[0]), text(wanted), std::string(each)});
  }
}

Shape layerNormShape(InputShapes inputs, const Settings& settings) {
  const Shape& input = *inputs[0];
  if (input.rank() < settings.integer("normalized_dims")) {
    throw Error(
        "the input (%1) has %2 axes, and normalized_dims = %3 asks for more",
        {text(input), std::to_string(input.rank()), std::to_string(settings.integer("normalized_dims"))});
  }
  refuseScale(inputs, layerScaleShape(input, settings), "place on the normalised axes");
  return input;
}

Shape batchNormShape(InputShapes inputs, const Settings&) {
  const Shape& input = *inputs[0];
  if (input.rank() < 2) {
    throw Error("the input (%1) needs at least two axes: samples, then channels", {text(input)});
  }
  refuseScale(inputs, {input[1]}, "channel on axis 1");
  return input;
}

template <NormalisationLayout (*layoutOf)(const Shape&, const Settings&)>
void normalisationValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const NormalisationLayout layout = layoutOf(inputs[0].shape(), settings);
  const Normalised result = normalised(layout, inputs[0].data, settings.real("eps"));
  const auto scaled = [&](std::size_t argument, std::size_t group, std::size_t inner, double otherwise) {
    if (!inputs.has(argument)) return otherwise;
    return inputs[argument].data[layout.scaledByGroup ? group : inner];
  };
  std::size_t flat = 0;
  for (Index outer = 0; outer < layout.outer; ++outer) {
    for (std::size_t group = 0; group < result.rates.size(); ++group) {
      for (std::size_t inner = 0; inner < static_cast<std::size_t>(layout.inner); ++inner, ++flat) {
        output[flat] = result.entries[flat] * scaled(1, group, inner, 1) + scaled(2, group, inner, 0);
      }
    }
  }
}

template <NormalisationLayout (*layoutOf)(const Shape&, const Settings&),
          Shape (*scaleShape)(const Shape&, const Settings&)>
LinearMap normalisationLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                             const Settings& settings) {
  const Shape& input = inputs[0].shape();
  if (argument == 2) {
    const LinearMap map = broadcastMap(output.shape(), scaleShape(input, settings));
    return {output.shape(), inputs[2].shape(), map.sharedForm()};
  }
  const NormalisationLayout layout = layoutOf(input, settings);
  Normalised result = normalised(layout, inputs[0].data, settings.real("eps"));
  if (argument == 1) {
    const LinearMap map =
        broadcastMap(output.shape(), scaleShape(input, settings), std::move(result.entries));
    return {output.shape(), inputs[1].shape(), map.sharedForm()};
  }
  std::vector<double> scales;
  if (inputs.has(1)) scales.assign(inputs[1].data.begin(), inputs[1].data.end());
  return normalisationMap(input, layout, std::move(result.entries), std::move(result.rates),
                          std::move(scales));
}

/// By the weight Σ upstream·x̂, by the bias Σ upstream, over the entries that each of its entries scales or
/// shifts.
template <NormalisationLayout (*layoutOf)(const Shape&, const Settings&),
          Shape (*scaleShape)(const Shape&, const Settings&)>
void normalisationAccumulate(std::size_t argument, const Inputs& inputs, const TensorView& output,
                             const Settings& settings, Index count, std::span<const double> upstream,
                             std::span<double> downstream) {
  if (argument == 0) {
    normalisationLocal<layoutOf, scaleShape>(argument, inputs, output, settings)
        .accumulateTransposed(count, upstream, downstream);
    return;
  }
  const NormalisationLayout layout = layoutOf(inputs[0].shape(), settings);
  const std::vector<double> entries = argument == 1
                                          ? normalised(layout, inputs[0].data, settings.real("eps")).entries
                                          : std::vector<double>();
  const auto inner = static_cast<std::size_t>(layout.inner);
  const auto lines = static_cast<std::size_t>(layout.outer * layout.groups);
  for (std::size_t row = 0; row < static_cast<std::size_t>(count); ++row) {
    double* const to = downstream.data() + row * static_cast<std::size_t>(inputs[argument].size());
    for (std::size_t line = 0; line < lines; ++line) {
      const double* const from = upstream.data() + (row * lines + line) * inner;
      const double* const x = argument == 1 ? entries.data() + line * inner : nullptr;
      if (layout.scaledByGroup) {
        double sum = 0;
        for (std::size_t k = 0; k < inner; ++k) sum += x ? from[k] * x[k] : from[k];
        to[line % static_cast<std::size_t>(layout.groups)] += sum;
      } else {
        for (std::size_t k = 0; k < inner; ++k) to[k] += x ? from[k] * x[k] : from[k];
      }
    }
  }
}

AttributeSpec epsilonAttribute() {
  return {.name = "eps",
          .type = AttributeType::Real,
          .defaultValue = 1e-5,
          .meaning = "What is added to the variance, so that nothing is divided by 0.",
          .minimum = 0};
}

constexpr std::string_view normalisationFormula =
    "\\frac{{input} - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}} \\cdot {weight} + {bias}";
constexpr std::string_view localOfNormalisation =
    "\\frac{\\partial y_j}{\\partial {input}_i} = \\frac{{weight}_j}{\\sigma} \\cdot "
    "\\left( \\delta_{ji} - \\frac{1}{n} - \\frac{\\hat{x}_j \\cdot \\hat{x}_i}{n} \\right),\\quad "
    "\\frac{\\partial y_j}{\\partial {weight}_j} = \\hat{x}_j,\\quad \\frac{\\partial y_j}{\\partial {bias}_j} = 1";

/// What both rows share.
template <NormalisationLayout (*layoutOf)(const Shape&, const Settings&),
          Shape (*scaleShape)(const Shape&, const Settings&)>
Function normalisation(Function row) {
  row.arguments = {{"input"}, {.name = "weight", .optional = true}, {.name = "bias", .optional = true}};
  row.attributes.push_back(epsilonAttribute());
  row.value = normalisationValue<layoutOf>;
  row.local = normalisationLocal<layoutOf, scaleShape>;
  row.accumulate = normalisationAccumulate<layoutOf, scaleShape>;
  row.localReads = {
      {.inputs = 3, .output = false}, {.inputs = 1, .output = false}, {.inputs = 0, .output = false}};
  return row;
}

}  // namespace

std::vector<Function> normalisationFunctions() {
  return {
      normalisation<layerLayout, layerScaleShape>(
          {.name = "layer_norm",
           .title = "Layer norm",
           .category = Category::Layer,
           .glyph = "LN",
           .hint = "N→N",
           .formula = normalisationFormula,
           .localFormula = localOfNormalisation,
           .description =
               "Gives the entries on the last axes mean 0 and variance 1, then scales and shifts each place.",
           .synonyms = "layernorm, normalise, standardise, z-score, transformer, 层归一化, 归一化, 标准化",
           .attributes = {{.name = "normalized_dims",
                           .type = AttributeType::Integer,
                           .defaultValue = Index(1),
                           .meaning = "How many of the last axes are normalised together.",
                           .minimum = 1}},
           .pytorch =
               "torch.nn.functional.layer_norm(input, input.shape[-normalized_dims:], weight, bias, eps)",
           .shape = layerNormShape}),
      normalisation<batchLayout, batchScaleShape>(
          {.name = "batch_norm",
           .title = "Batch norm",
           .category = Category::Layer,
           .glyph = "BN",
           .hint = "N→N",
           .formula = normalisationFormula,
           .localFormula = localOfNormalisation,
           .description =
               "Gives each channel (axis 1) mean 0 and variance 1 over the batch, then scales and shifts it.",
           .synonyms =
               "batchnorm, normalise, standardise, batch statistics, channel, 批归一化, 归一化, 批标准化",
           .pytorch = "torch.nn.functional.batch_norm(input, None, None, weight, bias, True, 0.0, eps)",
           .shape = batchNormShape}),
  };
}

}  // namespace core
