#include <algorithm>

#include "core/functions/families.h"
#include "core/linear_map/diagonal.h"
#include "core/linear_map/zero.h"
#include "core/tensor/split_mix.h"

namespace core {
namespace {

Shape sameShape(InputShapes inputs, const Settings&) { return *inputs[0]; }

void detachValue(const Inputs& inputs, const Settings&, std::span<double> output) {
  std::ranges::copy(inputs[0].data, output.begin());
}

LinearMap detachLocal(std::size_t, const Inputs& inputs, const TensorView& output, const Settings&) {
  return zeroMap(output.shape(), inputs[0].shape());
}

/// The mask of one call: for entry after entry the factor by which it goes through, 0 or 1/(1 − p).
class Mask {
public:
  explicit Mask(const Settings& settings)
      : random_(static_cast<std::uint64_t>(settings.integer("seed"))),
        p_(settings.real("p")),
        scale_(1 / (1 - p_)) {}
  double next() { return random_.next() < p_ ? 0 : scale_; }

private:
  SplitMix64 random_;
  double p_;
  double scale_;
};

void dropoutValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  Mask mask(settings);
  for (std::size_t k = 0; k < output.size(); ++k) {
    const double factor = mask.next();
    output[k] = factor == 0 ? 0 : factor * inputs[0].data[k];
  }
}

LinearMap dropoutLocal(std::size_t, const Inputs& inputs, const TensorView& output,
                       const Settings& settings) {
  Mask mask(settings);
  std::vector<double> slopes(inputs[0].data.size());
  for (double& slope : slopes) slope = mask.next();
  return diagonalMap(output.shape(), inputs[0].shape(), std::move(slopes));
}

}  // namespace

std::vector<Function> controlFunctions() {
  return {
      {.name = "dropout",
       .title = "Dropout",
       .category = Category::Layer,
       .glyph = "drop",
       .hint = "elem",
       .formula = "\\frac{m \\odot {input}}{1 - p}",
       .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\frac{m}{1 - p}",
       .description =
           "Sets entries to 0, each with probability p, and scales the others by 1/(1 − p); the seed fixes which (the mask m).",
       .synonyms = "regularisation, regularization, random mask, noise, 随机失活, 丢弃法, 正则化",
       .arguments = {{"input"}},
       .attributes = {{.name = "p",
                       .type = AttributeType::Real,
                       .defaultValue = 0.5,
                       .meaning = "With which probability an entry is set to 0.",
                       .minimum = 0,
                       .maximum = 1},
                      {.name = "seed",
                       .type = AttributeType::Integer,
                       .defaultValue = Index(0),
                       .meaning = "Fixes the mask: the same seed gives the same one on every machine.",
                       .minimum = 0}},
       .pytorch = "torch.nn.functional.dropout(input, p)",
       .shape = sameShape,
       .value = dropoutValue,
       .local = dropoutLocal,
       .localReads = {{.inputs = 0, .output = false}}},
      {.name = "detach",
       .title = "Detach",
       .category = Category::Control,
       .glyph = "⊣",
       .hint = "elem",
       .formula = "\\mathrm{detach}({input})",
       .localFormula = "\\frac{\\partial y}{\\partial {input}} \\text{ is taken to be none}",
       .description = "Passes the value on and no gradient back: what comes before counts as a constant.",
       .synonyms = "stop gradient, stop_gradient, no grad, constant, block, 分离, 截断梯度, 停止梯度",
       .arguments = {{.name = "input", .differentiable = false}},
       .pytorch = "input.detach()",
       .shape = sameShape,
       .value = detachValue,
       .local = detachLocal},
  };
}

}  // namespace core
