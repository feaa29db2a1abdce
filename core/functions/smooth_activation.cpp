#include <cmath>
#include <numbers>

#include "core/functions/elementwise_row.h"
#include "core/functions/families.h"

namespace core {
namespace {

using Slope = std::array<double, 1>;

/// x · factor, 0 also at an infinite x where the factor has vanished: the limit, and no 0 · ∞.
double dampened(double x, double factor) { return factor == 0 ? 0 : x * factor; }

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

/// σ(x) · (1 − σ(x)), exact on both sides.
double logisticSlope(double x) {
  const double e = std::exp(-std::abs(x));
  return e / ((1 + e) * (1 + e));
}

// log(1 + exp(βx)) / β, at every x: where βx is positive as x + log(1 + exp(−βx)) / β.
struct SoftPlus {
  explicit SoftPlus(const Settings& settings) : beta(settings.real("beta")) {}
  double value(double x) const {
    const double z = beta * x;
    return z > 0 ? x + std::log1p(std::exp(-z)) / beta : std::log1p(std::exp(z)) / beta;
  }
  Slope slopes(double x, double) const { return {logistic(beta * x)}; }
  double beta;
};

struct LogSigmoid {
  static double value(double x) { return x < 0 ? x - std::log1p(std::exp(x)) : -std::log1p(std::exp(-x)); }
  static Slope slopes(double x, double) { return {logistic(-x)}; }
};

struct Silu {
  static double value(double x) { return dampened(x, logistic(x)); }
  static Slope slopes(double x, double) { return {logistic(x) + dampened(x, logisticSlope(x))}; }
};

// With q = exp(−|x|), tanh(log(1 + exp x)) and its slope are quotients in which nothing overflows or cancels.
struct Mish {
  static double value(double x) {
    const double q = std::exp(-std::abs(x));
    return dampened(x, x > 0 ? (1 + 2 * q) / (1 + 2 * q + 2 * q * q) : q * (q + 2) / (q * (q + 2) + 2));
  }
  static Slope slopes(double x, double) {
    const double q = std::exp(-std::abs(x));
    if (x > 0) {
      const double below = 1 + 2 * q + 2 * q * q;
      return {(1 + 2 * q) / below + dampened(x, 4 * q * q * (1 + q) / (below * below))};
    }
    const double below = q * (q + 2) + 2;
    return {q * (q + 2) / below + dampened(x, 4 * q * (1 + q) / (below * below))};
  }
};

// x · Φ(x), or with Φ(x) replaced by σ(2u), u = √(2/π) · (x + 0.044715 x³), which is ½ (1 + tanh u).
struct Gelu {
  explicit Gelu(const Settings& settings) : isExact(settings.choice("approximate") == "none") {}
  double value(double x) const { return dampened(x, isExact ? normalShare(x) : logistic(2 * bent(x))); }
  Slope slopes(double x, double) const {
    constexpr double height = std::numbers::inv_sqrtpi / std::numbers::sqrt2;
    if (isExact) return {normalShare(x) + dampened(x, height * std::exp(-0.5 * x * x))};
    const double slope = logisticSlope(2 * bent(x));
    return {logistic(2 * bent(x)) + (slope == 0 ? 0 : x * slope * 2 * scale * (1 + 3 * cubic * x * x))};
  }

  static constexpr double scale = std::numbers::sqrt2 * std::numbers::inv_sqrtpi;
  static constexpr double cubic = 0.044715;
  static double bent(double x) { return scale * (x + cubic * x * x * x); }
  static double normalShare(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }
  bool isExact;
};

}  // namespace

std::vector<Function> smoothActivationFunctions() {
  return {
      elementwise<SoftPlus>(
          {.name = "softplus",
           .title = "Softplus",
           .category = Category::Activation,
           .glyph = "soft+",
           .hint = "elem",
           .formula = "\\frac{1}{\\beta} \\log(1 + e^{\\beta {input}})",
           .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\sigma(\\beta {input})",
           .description =
               "A smooth ReLU: the logarithm of 1 plus the exponential, exact for entries of any size.",
           .synonyms = "smooth relu, log(1+exp(x)), logaddexp, 柔和加函数, 激活函数",
           .arguments = {{"input"}},
           .attributes = {{.name = "beta",
                           .type = AttributeType::Real,
                           .defaultValue = 1.0,
                           .meaning = "How sharp the bend at 0 is: the larger β, the nearer to ReLU."}},
           .pytorch = "torch.nn.functional.softplus(input, beta=beta)",
           .derivatives = {"sigmoid(beta * input)"}}),
      elementwise<LogSigmoid>({.name = "logsigmoid",
                               .title = "Log sigmoid",
                               .category = Category::Activation,
                               .glyph = "log σ",
                               .hint = "elem",
                               .formula = "\\log \\sigma({input})",
                               .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\sigma(-{input})",
                               .description = "The logarithm of the sigmoid, exact for entries of any size.",
                               .synonyms = "log logistic, log-sigmoid, 对数逻辑函数, 对数, 激活函数",
                               .arguments = {{"input"}},
                               .pytorch = "torch.nn.functional.logsigmoid(input)",
                               .derivatives = {"sigmoid(-input)"}}),
      elementwise<Silu>(
          {.name = "silu",
           .title = "SiLU",
           .category = Category::Activation,
           .glyph = "SiLU",
           .hint = "elem",
           .formula = "{input} \\cdot \\sigma({input})",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = \\sigma({input}) + y \\cdot (1 - \\sigma({input}))",
           .description = "Every entry times its own sigmoid: a smooth ReLU with a small dip below 0.",
           .synonyms = "swish, sigmoid linear unit, gated, x*sigmoid(x), S型线性单元, 激活函数",
           .arguments = {{"input"}},
           .pytorch = "torch.nn.functional.silu(input)",
           .derivatives = {"sigmoid(input) + y * (1 - sigmoid(input))"}}),
      elementwise<Gelu>(
          {.name = "gelu",
           .title = "GELU",
           .category = Category::Activation,
           .glyph = "GELU",
           .hint = "elem",
           .formula = "{input} \\cdot \\Phi({input})",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = \\Phi({input}) + {input} \\cdot \\varphi({input})",
           .description =
               "Every entry times the share of a normal distribution that lies below it: the activation of transformers.",
           .synonyms = "Gaussian error linear unit, transformer, BERT, GPT, 高斯误差线性单元, 激活函数",
           .arguments = {{"input"}},
           .attributes =
               {{.name = "approximate",
                 .type = AttributeType::Text,
                 .defaultValue = std::string("none"),
                 .meaning =
                     "With tanh, the normal distribution is replaced by a formula with tanh that is quicker to compute.",
                 .choices = {"none", "tanh"}}},
           .pytorch = "torch.nn.functional.gelu(input, approximate=approximate)",
           .derivatives = {"(1 + erf(input / sqrt(2))) / 2 + input * exp(-input^2 / 2) / sqrt(2 * pi)"}}),
      elementwise<Mish>(
          {.name = "mish",
           .title = "Mish",
           .category = Category::Activation,
           .glyph = "Mish",
           .hint = "elem",
           .formula = "{input} \\cdot \\tanh(\\log(1 + e^{{input}}))",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = \\frac{y}{{input}} + {input} \\cdot \\sigma({input}) \\cdot (1 - \\tanh^2(\\log(1 + e^{{input}})))",
           .description =
               "Every entry times the tanh of its softplus: a smooth ReLU with a small dip below 0.",
           .synonyms = "self-regularised, smooth relu, x*tanh(softplus(x)), 自正则激活, 激活函数",
           .arguments = {{"input"}},
           .pytorch = "torch.nn.functional.mish(input)",
           .derivatives =
               {"tanh(softplus(input)) + input * sigmoid(input) * (1 - tanh(softplus(input))^2)"}}),
  };
}

}  // namespace core
