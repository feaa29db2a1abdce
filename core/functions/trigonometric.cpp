#include <algorithm>
#include <cmath>

#include "core/functions/elementwise_row.h"
#include "core/functions/families.h"

namespace core {
namespace {

using Slope = std::array<double, 1>;

struct Sine {
  static double value(double x) { return std::sin(x); }
  static Slope slopes(double x, double) { return {std::cos(x)}; }
};

struct Cosine {
  static double value(double x) { return std::cos(x); }
  static Slope slopes(double x, double) { return {-std::sin(x)}; }
};

struct Tangent {
  static double value(double x) { return std::tan(x); }
  static Slope slopes(double, double y) { return {1 + y * y}; }
};

// 1 − x² as a product loses nothing where x is near ±1.
double arcSlope(double x) { return 1 / std::sqrt((1 - x) * (1 + x)); }

struct ArcSine {
  static double value(double x) { return std::asin(x); }
  static Slope slopes(double x, double) { return {arcSlope(x)}; }
};

struct ArcCosine {
  static double value(double x) { return std::acos(x); }
  static Slope slopes(double x, double) { return {-arcSlope(x)}; }
};

struct ArcTangent {
  static double value(double x) { return std::atan(x); }
  static Slope slopes(double x, double) { return {1 / (1 + x * x)}; }
};

struct HyperbolicSine {
  static double value(double x) { return std::sinh(x); }
  static Slope slopes(double x, double) { return {std::cosh(x)}; }
};

struct HyperbolicCosine {
  static double value(double x) { return std::cosh(x); }
  static Slope slopes(double x, double) { return {std::sinh(x)}; }
};

Message arcCorner(const Inputs& inputs, const TensorView&, const Settings& settings) {
  if (std::ranges::none_of(inputs[0].data, [](double x) { return std::abs(x) == 1; })) return {};
  return {"%1 has an infinite slope at −1 and 1. This program shows infinity, as PyTorch does.",
          {std::string(settings.function().title)}};
}

std::vector<Argument> oneInput() { return {{"input"}}; }

}  // namespace

std::vector<Function> trigonometricFunctions() {
  return {
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
                         .pytorch = "torch.sin(input)",
                         .derivatives = {"cos(input)"}}),
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
                           .pytorch = "torch.cos(input)",
                           .derivatives = {"-sin(input)"}}),
      elementwise<Tangent>({.name = "tan",
                            .title = "Tangent",
                            .category = Category::Elementwise,
                            .glyph = "tan",
                            .hint = "elem",
                            .formula = "\\tan {input}",
                            .localFormula = "\\frac{\\partial y}{\\partial {input}} = 1 + y^2",
                            .description = "The tangent of every entry, in radians.",
                            .synonyms = "tan, trigonometric, 正切, 三角函数",
                            .arguments = oneInput(),
                            .pytorch = "torch.tan(input)",
                            .derivatives = {"1 + y^2"},
                            .domains = {{-1.2, 1.2}}}),
      elementwise<ArcSine>(
          {.name = "asin",
           .title = "Arcsine",
           .category = Category::Elementwise,
           .glyph = "asin",
           .hint = "elem",
           .formula = "\\arcsin {input}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\frac{1}{\\sqrt{1 - {input}^2}}",
           .description = "The angle in radians whose sine is the entry, for entries from −1 to 1.",
           .synonyms = "arcsin, inverse sine, trigonometric, 反正弦, 反三角函数",
           .arguments = oneInput(),
           .pytorch = "torch.asin(input)",
           .derivatives = {"1 / sqrt(1 - input^2)"},
           .corner = arcCorner,
           .domains = {{-0.9, 0.9}}}),
      elementwise<ArcCosine>(
          {.name = "acos",
           .title = "Arccosine",
           .category = Category::Elementwise,
           .glyph = "acos",
           .hint = "elem",
           .formula = "\\arccos {input}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = -\\frac{1}{\\sqrt{1 - {input}^2}}",
           .description = "The angle in radians whose cosine is the entry, for entries from −1 to 1.",
           .synonyms = "arccos, inverse cosine, trigonometric, 反余弦, 反三角函数",
           .arguments = oneInput(),
           .pytorch = "torch.acos(input)",
           .derivatives = {"-1 / sqrt(1 - input^2)"},
           .corner = arcCorner,
           .domains = {{-0.9, 0.9}}}),
      elementwise<ArcTangent>(
          {.name = "atan",
           .title = "Arctangent",
           .category = Category::Elementwise,
           .glyph = "atan",
           .hint = "elem",
           .formula = "\\arctan {input}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\frac{1}{1 + {input}^2}",
           .description = "The angle in radians whose tangent is the entry, between −π/2 and π/2.",
           .synonyms = "arctan, inverse tangent, trigonometric, 反正切, 反三角函数",
           .arguments = oneInput(),
           .pytorch = "torch.atan(input)",
           .derivatives = {"1 / (1 + input^2)"}}),
      elementwise<HyperbolicSine>({.name = "sinh",
                                   .title = "Hyperbolic sine",
                                   .category = Category::Elementwise,
                                   .glyph = "sinh",
                                   .hint = "elem",
                                   .formula = "\\sinh {input}",
                                   .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\cosh {input}",
                                   .description = "The hyperbolic sine of every entry.",
                                   .synonyms = "sinh, hyperbolic, 双曲正弦, 双曲函数",
                                   .arguments = oneInput(),
                                   .pytorch = "torch.sinh(input)",
                                   .derivatives = {"cosh(input)"}}),
      elementwise<HyperbolicCosine>(
          {.name = "cosh",
           .title = "Hyperbolic cosine",
           .category = Category::Elementwise,
           .glyph = "cosh",
           .hint = "elem",
           .formula = "\\cosh {input}",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\sinh {input}",
           .description = "The hyperbolic cosine of every entry.",
           .synonyms = "cosh, hyperbolic, catenary, 双曲余弦, 双曲函数",
           .arguments = oneInput(),
           .pytorch = "torch.cosh(input)",
           .derivatives = {"sinh(input)"}}),
  };
}

}  // namespace core
