#include <algorithm>
#include <cmath>

#include "core/functions/elementwise_row.h"
#include "core/functions/families.h"

namespace core {
namespace {

struct Relu {
  // Written so that a NaN stays one, and its slope is 1, as in PyTorch.
  static double value(double x) { return x <= 0 ? 0 : x; }
  static std::array<double, 1> slopes(double, double y) { return {y <= 0 ? 0.0 : 1.0}; }
};

struct Sigmoid {
  static double value(double x) { return 1 / (1 + std::exp(-x)); }
  static std::array<double, 1> slopes(double, double y) { return {y * (1 - y)}; }
};

struct Tanh {
  static double value(double x) { return std::tanh(x); }
  static std::array<double, 1> slopes(double, double y) { return {1 - y * y}; }
};

Message reluCorner(const Inputs& inputs, const TensorView&, const Settings&) {
  if (std::ranges::find(inputs[0].data, 0.0) == inputs[0].data.end()) return {};
  return {
      "ReLU has a corner at 0: slopes from 0 to 1 are all possible. This program takes 0, as PyTorch and TensorFlow do.",
      {}};
}

}  // namespace

std::vector<Function> activationFunctions() {
  return {
      elementwise<Relu>(
          {.name = "relu",
           .title = "ReLU",
           .category = Category::Activation,
           .glyph = "ReLU",
           .hint = "elem",
           .formula = "\\max(0, {input})",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = 1 \\text{ where } {input} > 0, \\text{ else } 0",
           .description = "Keeps positive entries and sets the others to 0.",
           .synonyms = "rectified linear unit, rectifier, hinge, max(0,x), 线性整流, 修正线性单元, 激活函数",
           .arguments = {{"input"}},
           .pytorch = "torch.relu(input)",
           .corner = reluCorner}),
      elementwise<Sigmoid>({.name = "sigmoid",
                            .title = "Sigmoid",
                            .category = Category::Activation,
                            .glyph = "σ",
                            .hint = "elem",
                            .formula = "\\sigma({input}) = \\frac{1}{1 + e^{-{input}}}",
                            .localFormula = "\\frac{\\partial y}{\\partial {input}} = y \\cdot (1 - y)",
                            .description = "Squeezes every entry into the range from 0 to 1.",
                            .synonyms = "logistic, squash, expit, 1/(1+exp(-x)), 逻辑函数, S型函数, 激活函数",
                            .arguments = {{"input"}},
                            .pytorch = "torch.sigmoid(input)"}),
      elementwise<Tanh>({.name = "tanh",
                         .title = "tanh",
                         .category = Category::Activation,
                         .glyph = "tanh",
                         .hint = "elem",
                         .formula = "\\tanh {input}",
                         .localFormula = "\\frac{\\partial y}{\\partial {input}} = 1 - y^2",
                         .description = "Squeezes every entry into the range from −1 to 1.",
                         .synonyms = "hyperbolic tangent, squash, 双曲正切, 激活函数",
                         .arguments = {{"input"}},
                         .pytorch = "torch.tanh(input)"}),
  };
}

}  // namespace core
