#include <cmath>

#include "core/functions/elementwise_row.h"
#include "core/functions/families.h"
#include "core/functions/where.h"

namespace core {
namespace {

struct Add {
  static double value(double a, double b) { return a + b; }
  static constexpr std::array<double, 2> constantSlopes{1, 1};
};

struct Subtract {
  static double value(double a, double b) { return a - b; }
  static constexpr std::array<double, 2> constantSlopes{1, -1};
};

struct Multiply {
  static double value(double a, double b) { return a * b; }
  static std::array<double, 2> slopes(double a, double b, double) { return {b, a}; }
};

struct Divide {
  static double value(double a, double b) { return a / b; }
  static std::array<double, 2> slopes(double, double b, double y) { return {1 / b, -y / b}; }
};

struct Power {
  static double value(double base, double exponent) { return std::pow(base, exponent); }
  static std::array<double, 2> slopes(double base, double exponent, double y) {
    return {exponent == 0 ? 0 : exponent * std::pow(base, exponent - 1), base == 0 ? 0 : y * std::log(base)};
  }
};

struct Maximum {
  static constexpr bool chooses = true;
  static double value(double a, double b) { return a > b || std::isnan(a) ? a : b; }
  // At a NaN both get the whole gradient, as in PyTorch.
  static std::array<double, 2> slopes(double a, double b, double) {
    const double most = a == b ? 0.5 : 1.0;
    return {a < b ? 0.0 : most, a > b ? 0.0 : most};
  }
};

struct Minimum {
  static constexpr bool chooses = true;
  static double value(double a, double b) { return a < b || std::isnan(a) ? a : b; }
  static std::array<double, 2> slopes(double a, double b, double) {
    const double most = a == b ? 0.5 : 1.0;
    return {a > b ? 0.0 : most, a < b ? 0.0 : most};
  }
};

/// In how many output entries the two broadcast inputs are such that `isCorner(a, b)`.
template <typename Test>
Index cornersIn(const Inputs& inputs, const TensorView& output, Test isCorner) {
  Index count = 0;
  const TensorView& a = inputs[0];
  const TensorView& b = inputs[1];
  forEachRun(output.shape(), a.shape(), b.shape(), [&](auto standing, Index, Index i, Index j, Index length) {
    constexpr Index stepA = standing == Standing::First ? 0 : 1;
    constexpr Index stepB = standing == Standing::Second ? 0 : 1;
    for (Index k = 0; k < length; ++k) count += isCorner(a[i + k * stepA], b[j + k * stepB]) ? 1 : 0;
  });
  return count;
}

Message powerCorner(const Inputs& inputs, const TensorView& output, const Settings&) {
  if (cornersIn(inputs, output, [](double base, double exponent) { return base == 0 && exponent == 0; }) >
      0) {
    return {"0 to the power 0 has no slopes. This program takes 0 for both, as PyTorch does.", {}};
  }
  if (cornersIn(inputs, output, [](double base, double exponent) { return base == 0 && exponent < 1; }) > 0) {
    return {
        "A power with an exponent below 1 has an infinite slope at base 0. This program shows infinity, and takes 0 for the slope "
        "by the exponent.",
        {}};
  }
  return {};
}

Message tieMessage(const Inputs& inputs, const TensorView& output, const char* one, const char* several) {
  const Index ties = cornersIn(inputs, output, [](double a, double b) { return a == b; });
  if (ties == 0) return {};
  return ties == 1 ? Message{one, {}} : Message{several, {std::to_string(ties)}};
}

Message maximumCorner(const Inputs& inputs, const TensorView& output, const Settings&) {
  return tieMessage(
      inputs, output,
      "The maximum has a corner where both entries are equal: the gradient is shared evenly, ½ each.",
      "The maximum has a corner where both entries are equal, here in %1 places: the gradient is shared evenly, ½ each.");
}

Message minimumCorner(const Inputs& inputs, const TensorView& output, const Settings&) {
  return tieMessage(
      inputs, output,
      "The minimum has a corner where both entries are equal: the gradient is shared evenly, ½ each.",
      "The minimum has a corner where both entries are equal, here in %1 places: the gradient is shared evenly, ½ each.");
}

std::vector<Argument> inputAndOther() { return {{"input"}, {"other"}}; }

}  // namespace

std::vector<Function> arithmeticFunctions() {
  return {
      elementwise<Add>({.name = "add",
                        .title = "Add",
                        .category = Category::Arithmetic,
                        .glyph = "+",
                        .hint = "bcast",
                        .formula = "{input} + {other}",
                        .localFormula = "\\frac{\\partial y}{\\partial {input}} = 1,\\quad "
                                        "\\frac{\\partial y}{\\partial {other}} = 1",
                        .description = "The sum of two tensors, entry by entry; axes of size 1 are repeated.",
                        .synonyms = "plus, sum, bias, residual, +, 加, 加法, 相加, 偏置",
                        .arguments = inputAndOther(),
                        .pytorch = "input + other",
                        .derivatives = {"1", "1"}}),
      elementwise<Subtract>(
          {.name = "sub",
           .title = "Subtract",
           .category = Category::Arithmetic,
           .glyph = "−",
           .hint = "bcast",
           .formula = "{input} - {other}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = 1,\\quad "
                           "\\frac{\\partial y}{\\partial {other}} = -1",
           .description = "The difference of two tensors, entry by entry; axes of size 1 are repeated.",
           .synonyms = "minus, difference, -, −, 减, 减法, 相减, 差",
           .arguments = inputAndOther(),
           .pytorch = "input - other",
           .derivatives = {"1", "-1"}}),
      elementwise<Multiply>(
          {.name = "mul",
           .title = "Multiply",
           .category = Category::Arithmetic,
           .glyph = "×",
           .hint = "bcast",
           .formula = "{input} \\cdot {other}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = {other},\\quad "
                           "\\frac{\\partial y}{\\partial {other}} = {input}",
           .description = "The product of two tensors, entry by entry; axes of size 1 are repeated.",
           .synonyms = "times, product, Hadamard, scale, gate, *, ×, 乘, 乘法, 相乘, 逐元素乘",
           .arguments = inputAndOther(),
           .pytorch = "input * other",
           .derivatives = {"other", "input"},
           .localReads = {{.inputs = 2, .output = false}, {.inputs = 1, .output = false}}}),
      elementwise<Divide>(
          {.name = "div",
           .title = "Divide",
           .category = Category::Arithmetic,
           .glyph = "÷",
           .hint = "bcast",
           .formula = "\\frac{{input}}{{other}}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\frac{1}{{other}},\\quad "
                           "\\frac{\\partial y}{\\partial {other}} = -\\frac{y}{{other}}",
           .description = "The quotient of two tensors, entry by entry; axes of size 1 are repeated.",
           .synonyms = "quotient, ratio, over, fraction, /, 除, 除法, 相除, 商",
           .arguments = inputAndOther(),
           .pytorch = "input / other",
           .derivatives = {"1 / other", "-y / other"},
           .domains = {{-2, 2}, {0.5, 2}}}),
      elementwise<Power>(
          {.name = "pow",
           .title = "Power",
           .category = Category::Arithmetic,
           .glyph = "xⁿ",
           .hint = "elem",
           .formula = "{input}^{{exponent}}",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = {exponent} \\cdot {input}^{{exponent} - 1},\\quad "
               "\\frac{\\partial y}{\\partial {exponent}} = y \\cdot \\log {input}",
           .description = "One tensor to the power of another, entry by entry; axes of size 1 are repeated.",
           .synonyms = "exponent, exponentiation, **, ^, 幂, 乘方, 次方, 指数",
           .arguments = {{"input"}, {"exponent"}},
           .pytorch = "torch.pow(input, exponent)",
           .derivatives = {"exponent * input^(exponent - 1)", "y * log(input)"},
           .corner = powerCorner,
           .domains = {{0.3, 2}, {-2, 2}}}),
      elementwise<Maximum>(
          {.name = "maximum",
           .title = "Maximum",
           .category = Category::Arithmetic,
           .glyph = "max",
           .hint = "bcast",
           .formula = "\\max({input}, {other})",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = 1 "
                           "\\text{ where it is the larger one, else } 0",
           .description = "The larger of two tensors, entry by entry; axes of size 1 are repeated.",
           .synonyms = "max, larger, elementwise maximum, max(a,b), 最大值, 取大, 逐元素最大",
           .arguments = inputAndOther(),
           .pytorch = "torch.maximum(input, other)",
           .corner = maximumCorner}),
      elementwise<Minimum>(
          {.name = "minimum",
           .title = "Minimum",
           .category = Category::Arithmetic,
           .glyph = "min",
           .hint = "bcast",
           .formula = "\\min({input}, {other})",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = 1 "
                           "\\text{ where it is the smaller one, else } 0",
           .description = "The smaller of two tensors, entry by entry; axes of size 1 are repeated.",
           .synonyms = "min, smaller, elementwise minimum, min(a,b), 最小值, 取小, 逐元素最小",
           .arguments = inputAndOther(),
           .pytorch = "torch.minimum(input, other)",
           .corner = minimumCorner}),
      {.name = "where",
       .title = "Where",
       .category = Category::Arithmetic,
       .glyph = "a?b",
       .hint = "bcast",
       .formula = "{a} \\text{ where } {condition} \\ne 0, \\text{ else } {b}",
       .localFormula =
           "\\frac{\\partial y}{\\partial {a}} = 1 \\text{ where } {condition} \\ne 0, \\text{ else } 0,\\quad "
           "\\frac{\\partial y}{\\partial {b}} = 1 \\text{ where } {condition} = 0, \\text{ else } 0",
       .description =
           "Takes each entry from a where the condition is not 0, else from b; axes of size 1 are repeated.",
       .synonyms = "if, choose, select, mask, condition, ternary, ?:, 条件, 选择, 掩码",
       .arguments = {{.name = "condition", .differentiable = false}, {"a"}, {"b"}},
       .pytorch = "torch.where(condition != 0, a, b)",
       .shape = whereShape,
       .value = whereValue,
       .local = whereLocal,
       .accumulate = whereAccumulate,
       .localReads = {{.inputs = 1, .output = false}}},
  };
}

}  // namespace core
