#include <algorithm>
#include <cmath>
#include <limits>

#include "core/functions/elementwise_row.h"
#include "core/functions/families.h"
#include "core/tensor/elementary.h"

namespace core {
namespace {

using Slope = std::array<double, 1>;

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Relu {
  static constexpr bool chooses = true;
  // Written so that a NaN stays one, and its slope is 1, as in PyTorch.
  static double value(double x) { return x <= 0 ? 0 : x; }
  static Slope slopes(double, double y) { return {y <= 0 ? 0.0 : 1.0}; }
};

struct LeakyRelu {
  explicit LeakyRelu(const Settings& settings) : slope(settings.real("negative_slope")) {}
  double value(double x) const { return x > 0 ? x : slope * x; }
  Slope slopes(double x, double) const { return {x > 0 ? 1 : slope}; }
  double slope;
};

struct Elu {
  explicit Elu(const Settings& settings) : alpha(settings.real("alpha")) {}
  double value(double x) const { return x <= 0 ? alpha * std::expm1(x) : x; }
  // A NaN stays one.
  Slope slopes(double x, double) const { return {x > 0 ? 1 : alpha * std::exp(x)}; }
  double alpha;
};

struct HardTanh {
  static constexpr bool chooses = true;
  explicit HardTanh(const Settings& settings)
      : low(settings.real("min_val")), high(settings.real("max_val")) {}
  double value(double x) const { return x < low ? low : x > high ? high : x; }
  Slope slopes(double x, double) const { return {x <= low || x >= high ? 0.0 : 1.0}; }
  double low, high;
};

// Unlike the hard tanh it passes the gradient at its bounds; where the bounds cross, the upper one wins.
struct Clamp {
  static constexpr bool chooses = true;
  explicit Clamp(const Settings& settings)
      : low(settings.maybeReal("min").value_or(-infinity)),
        high(settings.maybeReal("max").value_or(infinity)) {}
  double value(double x) const {
    const double atLeast = x < low ? low : x;
    return atLeast > high ? high : atLeast;
  }
  Slope slopes(double x, double) const { return {x >= low && x <= high ? 1.0 : 0.0}; }
  double low, high;
};

struct SoftSign {
  static double value(double x) { return std::isinf(x) ? std::copysign(1, x) : x / (1 + std::abs(x)); }
  static Slope slopes(double x, double) {
    const double below = 1 + std::abs(x);
    return {1 / (below * below)};
  }
};

struct Sigmoid {
  static double value(double x) { return logistic(x); }
  static Slope slopes(double, double y) { return {y * (1 - y)}; }
};

struct Tanh {
  static double value(double x) { return hyperbolicTangent(x); }
  static Slope slopes(double, double y) { return {1 - y * y}; }
};

Message reluCorner(const Inputs& inputs, const TensorView&, const Settings&) {
  if (std::ranges::find(inputs[0].data, 0.0) == inputs[0].data.end()) return {};
  return {
      "ReLU has a corner at 0: slopes from 0 to 1 are all possible. This program takes 0, as PyTorch and TensorFlow do.",
      {}};
}

bool hasEntry(const Inputs& inputs, double number) {
  return std::ranges::find(inputs[0].data, number) != inputs[0].data.end();
}

Message leakyCorner(const Inputs& inputs, const TensorView&, const Settings& settings) {
  const double slope = settings.real("negative_slope");
  if (slope == 1 || !hasEntry(inputs, 0)) return {};
  return {
      "Leaky ReLU has a corner at 0: the slope is 1 above and %1 below. This program takes %1, as PyTorch does.",
      {text(AttributeValue(slope))}};
}

Message eluCorner(const Inputs& inputs, const TensorView&, const Settings& settings) {
  const double alpha = settings.real("alpha");
  if (alpha == 1 || !hasEntry(inputs, 0)) return {};
  return {
      "ELU with α = %1 has a corner at 0: the slope is 1 above and α below. This program takes α, as PyTorch does.",
      {text(AttributeValue(alpha))}};
}

Message hardTanhCorner(const Inputs& inputs, const TensorView&, const Settings& settings) {
  if (!hasEntry(inputs, settings.real("min_val")) && !hasEntry(inputs, settings.real("max_val"))) return {};
  return {
      "The hard tanh has corners at its bounds: slopes from 0 to 1 are all possible. This program takes 0, as PyTorch does.",
      {}};
}

Message clampCorner(const Inputs& inputs, const TensorView&, const Settings& settings) {
  const Clamp clamp(settings);
  if (!hasEntry(inputs, clamp.low) && !hasEntry(inputs, clamp.high)) return {};
  if (std::isinf(clamp.low) && std::isinf(clamp.high)) return {};
  return {
      "Clamp has corners at its bounds: slopes from 0 to 1 are all possible. This program takes 1, as PyTorch does.",
      {}};
}

Shape hardTanhShape(InputShapes inputs, const Settings& settings) {
  if (settings.real("min_val") > settings.real("max_val")) {
    throw Error("min_val = %1 is above max_val = %2: swap them",
                {text(settings["min_val"]), text(settings["max_val"])});
  }
  return *inputs[0];
}

AttributeSpec bound(std::string_view name, AttributeType type, AttributeValue defaultValue,
                    std::string_view meaning) {
  return {.name = name,
          .type = type,
          .defaultValue = std::move(defaultValue),
          .meaning = meaning,
          .minimum = -infinity,
          .maximum = infinity};
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
      elementwise<LeakyRelu>(
          {.name = "leaky_relu",
           .title = "Leaky ReLU",
           .category = Category::Activation,
           .glyph = "LReLU",
           .hint = "elem",
           .formula = "\\max(0, {input}) + s \\min(0, {input})",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = 1 \\text{ where } {input} > 0, \\text{ else } s",
           .description = "Keeps positive entries and scales the others by a small slope s.",
           .synonyms = "leaky rectifier, LReLU, PReLU, 带泄漏线性整流, 激活函数",
           .arguments = {{"input"}},
           .attributes = {{.name = "negative_slope",
                           .type = AttributeType::Real,
                           .defaultValue = 0.01,
                           .meaning = "The slope s below 0."}},
           .pytorch = "torch.nn.functional.leaky_relu(input, negative_slope=negative_slope)",
           .corner = leakyCorner}),
      elementwise<Elu>(
          {.name = "elu",
           .title = "ELU",
           .category = Category::Activation,
           .glyph = "ELU",
           .hint = "elem",
           .formula = "\\max(0, {input}) + \\min(0, \\alpha (e^{{input}} - 1))",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = 1 \\text{ where } {input} > 0, \\text{ else } y + \\alpha",
           .description = "Keeps positive entries and lets the others run smoothly into −α.",
           .synonyms = "exponential linear unit, 指数线性单元, 激活函数",
           .arguments = {{"input"}},
           .attributes = {{.name = "alpha",
                           .type = AttributeType::Real,
                           .defaultValue = 1.0,
                           .meaning = "The limit α below: far below 0 the output is −α."}},
           .pytorch = "torch.nn.functional.elu(input, alpha=alpha)",
           .corner = eluCorner}),
      elementwise<HardTanh>(
          {.name = "hardtanh",
           .title = "Hard tanh",
           .category = Category::Activation,
           .glyph = "htanh",
           .hint = "elem",
           .formula = "\\min(b, \\max(a, {input}))",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = 1 \\text{ where } a < {input} < b, \\text{ else } 0",
           .description = "Cuts entries off below and above; at the bounds themselves no gradient passes.",
           .synonyms = "hard hyperbolic tangent, saturate, relu6, clip, 硬双曲正切, 截断, 激活函数",
           .arguments = {{"input"}},
           .attributes = {bound("min_val", AttributeType::Real, -1.0, "The lower bound a."),
                          bound("max_val", AttributeType::Real, 1.0, "The upper bound b.")},
           .pytorch = "torch.nn.functional.hardtanh(input, min_val=min_val, max_val=max_val)",
           .shape = hardTanhShape,
           .corner = hardTanhCorner}),
      elementwise<Clamp>(
          {.name = "clamp",
           .title = "Clamp",
           .category = Category::Elementwise,
           .glyph = "clamp",
           .hint = "elem",
           .formula = "\\min(b, \\max(a, {input}))",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = 1 \\text{ where } a \\le {input} \\le b, \\text{ else } 0",
           .description = "Cuts entries off below and above; at the bounds themselves the gradient passes.",
           .synonyms = "clip, limit, cut off, bound, min max, 截断, 裁剪, 限幅",
           .arguments = {{"input"}},
           .attributes =
               {bound("min", AttributeType::MaybeReal, std::monostate(), "The lower bound a; null is none."),
                bound("max", AttributeType::MaybeReal, std::monostate(), "The upper bound b; null is none.")},
           .pytorch = "torch.clamp(input, min=min, max=max)",
           .corner = clampCorner}),
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
                            .pytorch = "torch.sigmoid(input)",
                            .derivatives = {"y * (1 - y)"},
                            .localReads = {{.inputs = 0}}}),
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
                         .pytorch = "torch.tanh(input)",
                         .derivatives = {"1 - y^2"},
                         .localReads = {{.inputs = 0}}}),
      elementwise<SoftSign>(
          {.name = "softsign",
           .title = "Softsign",
           .category = Category::Activation,
           .glyph = "ssign",
           .hint = "elem",
           .formula = "\\frac{{input}}{1 + |{input}|}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\frac{1}{(1 + |{input}|)^2}",
           .description = "Squeezes every entry into the range from −1 to 1, more slowly than tanh.",
           .synonyms = "squash, soft sign, x/(1+|x|), 柔和符号函数, 激活函数",
           .arguments = {{"input"}},
           .pytorch = "torch.nn.functional.softsign(input)",
           .derivatives = {"1 / (1 + abs(input))^2"}}),
  };
}

}  // namespace core
