#include <algorithm>
#include <cmath>

#include "core/functions/elementwise_row.h"
#include "core/functions/families.h"

namespace core {
namespace {

using Slope = std::array<double, 1>;

struct Negate {
  static double value(double x) { return -x; }
  static constexpr Slope constantSlopes{-1};
};

struct Exponential {
  static double value(double x) { return std::exp(x); }
  static Slope slopes(double, double y) { return {y}; }
};

struct Logarithm {
  static double value(double x) { return std::log(x); }
  static Slope slopes(double x, double) { return {1 / x}; }
};

struct SquareRoot {
  static double value(double x) { return std::sqrt(x); }
  static Slope slopes(double, double y) { return {1 / (2 * y)}; }
};

struct Square {
  static double value(double x) { return x * x; }
  static Slope slopes(double x, double) { return {2 * x}; }
};

struct AbsoluteValue {
  static double value(double x) { return std::abs(x); }
  static Slope slopes(double x, double) { return {x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0}; }
};

struct Sine {
  static double value(double x) { return std::sin(x); }
  static Slope slopes(double x, double) { return {std::cos(x)}; }
};

struct Cosine {
  static double value(double x) { return std::cos(x); }
  static Slope slopes(double x, double) { return {-std::sin(x)}; }
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
                                .pytorch = "torch.exp(input)"}),
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
                              .domains = {{0.2, 4}}}),
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
                               .corner = rootCorner,
                               .domains = {{0.2, 4}}}),
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
                           .pytorch = "torch.square(input)"}),
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
                           .pytorch = "-input"}),
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
           .corner = absoluteCorner}),
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
                               .domains = {{0.3, 3}}}),
      elementwise<Sine>({.name = "sin",
                         .title = "Sine",
                         .category = Category::Elementwise,
                         .glyph = "sin",
                         .hint = "elem",
                         .formula = "\\sin {input}",
                         .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\cos {input}",
                         .description = "The sine of every entry, in radians.",
                         .synonyms = "sin, trigonometric, 正弦, 三角函数",
                         .arguments = oneInput(),
                         .pytorch = "torch.sin(input)"}),
      elementwise<Cosine>({.name = "cos",
                           .title = "Cosine",
                           .category = Category::Elementwise,
                           .glyph = "cos",
                           .hint = "elem",
                           .formula = "\\cos {input}",
                           .localFormula = "\\frac{\\partial y}{\\partial {input}} = -\\sin {input}",
                           .description = "The cosine of every entry, in radians.",
                           .synonyms = "cos, trigonometric, 余弦, 三角函数",
                           .arguments = oneInput(),
                           .pytorch = "torch.cos(input)"}),
  };
}

}  // namespace core
