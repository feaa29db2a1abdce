#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/functions/elementwise_row.h"
#include "core/functions/expression/row.h"
#include "core/functions/families.h"
#include "core/tensor/elementary.h"

namespace core {
namespace {

using Slope = std::array<double, 1>;

struct Negate {
  static double value(double x) { return -x; }
  static constexpr Slope constantSlopes{-1};
};

struct Exponential {
  static double value(double x) { return exponential(x); }
  static Slope slopes(double, double y) { return {y}; }
};

struct ExponentialMinusOne {
  static double value(double x) { return std::expm1(x); }
  // Not y + 1: that is 0 where exp(x) is below the spacing of the numbers at −1.
  static Slope slopes(double x, double) { return {std::exp(x)}; }
};

struct Logarithm {
  static double value(double x) { return logarithm(x); }
  static Slope slopes(double x, double) { return {1 / x}; }
};

struct LogarithmOfOnePlus {
  static double value(double x) { return std::log1p(x); }
  static Slope slopes(double x, double) { return {1 / (1 + x)}; }
};

struct SquareRoot {
  static double value(double x) { return std::sqrt(x); }
  static Slope slopes(double, double y) { return {1 / (2 * y)}; }
};

struct ReciprocalSquareRoot {
  static double value(double x) { return 1 / std::sqrt(x); }
  static Slope slopes(double, double y) { return {-0.5 * y * y * y}; }
};

struct Square {
  static double value(double x) { return x * x; }
  static Slope slopes(double x, double) { return {2 * x}; }
};

struct AbsoluteValue {
  static double value(double x) { return std::abs(x); }
  static Slope slopes(double x, double) { return {x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0}; }
};

struct Sign {
  // 0 at NaN, as in PyTorch.
  static double value(double x) { return x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0; }
  static constexpr Slope constantSlopes{0};
};

struct ErrorFunction {
  static double value(double x) { return std::erf(x); }
  static Slope slopes(double x, double) { return {2 * std::numbers::inv_sqrtpi * std::exp(-x * x)}; }
};

struct Reciprocal {
  static double value(double x) { return 1 / x; }
  static Slope slopes(double, double y) { return {-y * y}; }
};

bool hasZero(const Inputs& inputs) { return std::ranges::find(inputs[0].data, 0.0) != inputs[0].data.end(); }

Message absoluteCorner(const Inputs& inputs, const TensorView&, const Settings&) {
  if (!hasZero(inputs)) return {};
  return {
      "The absolute value has a corner at 0: slopes from −1 to 1 are all possible. This program takes 0, as PyTorch and "
      "TensorFlow do.",
      {}};
}

Message rootCorner(const Inputs& inputs, const TensorView&, const Settings&) {
  if (!hasZero(inputs)) return {};
  return {"The square root has an infinite slope at 0. This program shows infinity, as PyTorch does.", {}};
}

Message signCorner(const Inputs& inputs, const TensorView&, const Settings&) {
  if (!hasZero(inputs)) return {};
  return {"The sign jumps at 0 and has no slope there. This program takes 0, as it is on both sides.", {}};
}

Message reciprocalRootCorner(const Inputs& inputs, const TensorView&, const Settings&) {
  if (!hasZero(inputs)) return {};
  return {
      "The reciprocal square root is infinite at 0, and so is its slope. This program shows infinities, as PyTorch does.",
      {}};
}

std::vector<Argument> oneInput() { return {{"input"}}; }

}  // namespace

std::vector<Function> elementwiseFunctions() {
  return {
      elementwise<Exponential>({.name = "exp",
                                .title = "Exp",
                                .category = Category::Elementwise,
                                .glyph = "exp",
                                .hint = "elem",
                                .formula = "e^{{input}}",
                                .localFormula = "\\frac{\\partial y}{\\partial {input}} = y",
                                .description = "The exponential function of every entry.",
                                .synonyms = "exponential, e^x, 指数, 指数函数",
                                .arguments = oneInput(),
                                .pytorch = "torch.exp(input)",
                                .derivatives = {"y"},
                                .localReads = {{.inputs = 0}}}),
      elementwise<ExponentialMinusOne>(
          {.name = "expm1",
           .title = "Exp minus 1",
           .category = Category::Elementwise,
           .glyph = "eˣ−1",
           .hint = "elem",
           .formula = "e^{{input}} - 1",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = e^{{input}}",
           .description = "The exponential function minus 1, exact also for entries near 0.",
           .synonyms = "expm1, exponential minus one, e^x-1, 指数减一, 指数函数",
           .arguments = oneInput(),
           .pytorch = "torch.expm1(input)",
           .derivatives = {"exp(input)"}}),
      elementwise<Logarithm>({.name = "log",
                              .title = "Log",
                              .category = Category::Elementwise,
                              .glyph = "log",
                              .hint = "elem",
                              .formula = "\\log {input}",
                              .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\frac{1}{{input}}",
                              .description = "The natural logarithm of every entry.",
                              .synonyms = "ln, logarithm, natural logarithm, 对数, 自然对数",
                              .arguments = oneInput(),
                              .pytorch = "torch.log(input)",
                              .derivatives = {"1 / input"},
                              .domains = {{0.2, 4}}}),
      elementwise<LogarithmOfOnePlus>(
          {.name = "log1p",
           .title = "Log of 1 plus",
           .category = Category::Elementwise,
           .glyph = "log1p",
           .hint = "elem",
           .formula = "\\log(1 + {input})",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\frac{1}{1 + {input}}",
           .description = "The natural logarithm of 1 plus every entry, exact also for entries near 0.",
           .synonyms = "log1p, ln(1+x), logarithm of one plus, 对数, 自然对数",
           .arguments = oneInput(),
           .pytorch = "torch.log1p(input)",
           .derivatives = {"1 / (1 + input)"},
           .domains = {{-0.8, 4}}}),
      elementwise<SquareRoot>({.name = "sqrt",
                               .title = "Square root",
                               .category = Category::Elementwise,
                               .glyph = "√",
                               .hint = "elem",
                               .formula = "\\sqrt{{input}}",
                               .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\frac{1}{2y}",
                               .description = "The square root of every entry.",
                               .synonyms = "root, radical, x^0.5, 平方根, 根号, 开方",
                               .arguments = oneInput(),
                               .pytorch = "torch.sqrt(input)",
                               .derivatives = {"1 / (2 * y)"},
                               .corner = rootCorner,
                               .domains = {{0.2, 4}}}),
      elementwise<ReciprocalSquareRoot>(
          {.name = "rsqrt",
           .title = "Reciprocal root",
           .category = Category::Elementwise,
           .glyph = "1/√",
           .hint = "elem",
           .formula = "\\frac{1}{\\sqrt{{input}}}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = -\\frac{1}{2} y^3",
           .description = "One divided by the square root of every entry.",
           .synonyms =
               "inverse square root, reciprocal square root, x^-0.5, normalise, 平方根倒数, 倒数平方根",
           .arguments = oneInput(),
           .pytorch = "torch.rsqrt(input)",
           .derivatives = {"-y^3 / 2"},
           .corner = reciprocalRootCorner,
           .domains = {{0.3, 4}}}),
      elementwise<Square>({.name = "square",
                           .title = "Square",
                           .category = Category::Elementwise,
                           .glyph = "x²",
                           .hint = "elem",
                           .formula = "{input}^2",
                           .localFormula = "\\frac{\\partial y}{\\partial {input}} = 2 \\cdot {input}",
                           .description = "The square of every entry.",
                           .synonyms = "power of two, x^2, x*x, 平方",
                           .arguments = oneInput(),
                           .pytorch = "torch.square(input)",
                           .derivatives = {"2 * input"}}),
      elementwise<Negate>({.name = "neg",
                           .title = "Negate",
                           .category = Category::Elementwise,
                           .glyph = "−x",
                           .hint = "elem",
                           .formula = "-{input}",
                           .localFormula = "\\frac{\\partial y}{\\partial {input}} = -1",
                           .description = "Turns the sign of every entry.",
                           .synonyms = "negative, minus, opposite, -x, 取负, 相反数, 负号",
                           .arguments = oneInput(),
                           .pytorch = "-input",
                           .derivatives = {"-1"}}),
      elementwise<AbsoluteValue>(
          {.name = "abs",
           .title = "Absolute value",
           .category = Category::Elementwise,
           .glyph = "|x|",
           .hint = "elem",
           .formula = "|{input}|",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\text{the sign of } {input}",
           .description = "The magnitude of every entry, without its sign.",
           .synonyms = "modulus, magnitude, |x|, 绝对值",
           .arguments = oneInput(),
           .pytorch = "torch.abs(input)",
           .derivatives = {"sign(input)"},
           .corner = absoluteCorner}),
      elementwise<Sign>({.name = "sign",
                         .title = "Sign",
                         .category = Category::Elementwise,
                         .glyph = "sgn",
                         .hint = "elem",
                         .formula = "\\mathrm{sign}({input})",
                         .localFormula = "\\frac{\\partial y}{\\partial {input}} = 0",
                         .description = "1 for positive entries, −1 for negative ones, 0 for 0.",
                         .synonyms = "signum, sgn, direction, 符号, 符号函数, 正负号",
                         .arguments = oneInput(),
                         .pytorch = "torch.sign(input)",
                         .derivatives = {"0"},
                         .corner = signCorner,
                         .domains = {{0.2, 2}}}),
      elementwise<Reciprocal>({.name = "reciprocal",
                               .title = "Reciprocal",
                               .category = Category::Elementwise,
                               .glyph = "1/x",
                               .hint = "elem",
                               .formula = "\\frac{1}{{input}}",
                               .localFormula = "\\frac{\\partial y}{\\partial {input}} = -y^2",
                               .description = "One divided by every entry.",
                               .synonyms = "inverse, 1/x, one over, 倒数",
                               .arguments = oneInput(),
                               .pytorch = "torch.reciprocal(input)",
                               .derivatives = {"-y^2"},
                               .domains = {{0.3, 3}}}),
      elementwise<ErrorFunction>(
          {.name = "erf",
           .title = "Error function",
           .category = Category::Elementwise,
           .glyph = "erf",
           .hint = "elem",
           .formula = "\\mathrm{erf}({input})",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\frac{2}{\\sqrt{\\pi}} e^{-{input}^2}",
           .description =
               "The error function: twice the area below the normal curve of variance ½ from 0 to each entry.",
           .synonyms = "erf, Gauss error function, normal distribution, 误差函数, 高斯误差函数",
           .arguments = oneInput(),
           .pytorch = "torch.erf(input)",
           .derivatives = {"2 / sqrt(pi) * exp(-input^2)"}}),
      expressionFunction(),
  };
}

}  // namespace core
