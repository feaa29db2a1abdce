#include "core/functions/pointwise_loss.h"

#include <algorithm>
#include <cmath>

#include "core/functions/families.h"

namespace core {

AttributeSpec reductionAttribute() {
  return {.name = "reduction",
          .type = AttributeType::Text,
          .defaultValue = std::string("mean"),
          .meaning = "How the losses are put together: their mean, their sum, or not at all.",
          .choices = {"mean", "sum", "none"}};
}

Shape pointwiseLossShape(InputShapes inputs, const Settings& settings) {
  Shape shape = elementwiseShape(inputs, settings);
  return isReduced(settings) ? Shape{} : shape;
}

namespace {

using Slopes = std::array<double, 2>;

double signOf(double x) { return x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0; }

struct SquaredDifference {
  static double value(double a, double b) { return (a - b) * (a - b); }
  static Slopes slopes(double a, double b, double) { return {2 * (a - b), -2 * (a - b)}; }
};

struct AbsoluteDifference {
  static double value(double a, double b) { return std::abs(a - b); }
  static Slopes slopes(double a, double b, double) { return {signOf(a - b), -signOf(a - b)}; }
};

// ½ d² up to a distance of δ, a straight line beyond.
struct Huber {
  explicit Huber(const Settings& settings) : delta(settings.real("delta")) {}
  double value(double a, double b) const {
    const double d = std::abs(a - b);
    return d <= delta ? 0.5 * d * d : delta * (d - 0.5 * delta);
  }
  Slopes slopes(double a, double b, double) const {
    const double d = a - b;
    const double slope = d < -delta ? -delta : d > delta ? delta : d;
    return {slope, -slope};
  }
  double delta;
};

// The Huber loss over β; |d| where β is 0.
struct SmoothAbsoluteDifference {
  explicit SmoothAbsoluteDifference(const Settings& settings) : beta(settings.real("beta")) {}
  double value(double a, double b) const {
    const double d = std::abs(a - b);
    return d < beta ? 0.5 * d * (d / beta) : d - 0.5 * beta;
  }
  Slopes slopes(double a, double b, double) const {
    const double d = a - b;
    const double slope = std::abs(d) >= beta ? signOf(d) : d / beta;
    return {slope, -slope};
  }
  double beta;
};

// −t log p − (1 − t) log(1 − p), the logarithms at least −100; the slope's divisor p (1 − p) is at least
// 1e−12 (the single-precision number next to it), and by t the logarithms are not clamped, as in PyTorch.
struct BinaryCrossEntropy {
  static double value(double p, double t) {
    return (t - 1) * atLeast(std::log1p(-p), -100) - t * atLeast(std::log(p), -100);
  }
  static Slopes slopes(double p, double t, double) {
    return {(p - t) / atLeast(p * (1 - p), double(1e-12f)), std::log1p(-p) - std::log(p)};
  }
  static double atLeast(double x, double least) { return x < least ? least : x; }
};

// −t log σ(x) − (1 − t) log σ(−x), in which nothing overflows and a share of 0 counts nothing.
struct BinaryCrossEntropyOfLogits {
  static double value(double x, double t) { return share(t, softPlus(-x)) + share(1 - t, softPlus(x)); }
  static Slopes slopes(double x, double t, double) {
    return {(1 - t) / (1 + std::exp(-x)) - t / (1 + std::exp(x)), -x};
  }
  static double softPlus(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }
  static double share(double weight, double loss) { return weight == 0 ? 0 : weight * loss; }
};

// q (log q − log_p), 0 where q is 0; the slope by q is no number there, as in PyTorch.
struct Divergence {
  static double value(double logP, double q) { return q == 0 ? 0 : q * (std::log(q) - logP); }
  static Slopes slopes(double logP, double q, double) { return {-q, std::log(q) + q / q - logP}; }
};

Shape binaryShape(InputShapes inputs, const Settings& settings) {
  if (*inputs[0] != *inputs[1]) {
    throw Error("%1 (%2) and target (%3) must have the same shape: give each entry its own target",
                {std::string(settings.function().argument(0).name), text(*inputs[0]), text(*inputs[1])});
  }
  return isReduced(settings) ? Shape{} : *inputs[0];
}

void binaryValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  for (const double p : inputs[0].data) {
    if (!(p < 0 || p > 1)) continue;
    throw Error(
        "p holds %1, which is no probability: entries are from 0 to 1, as a sigmoid gives them. "
        "binary_cross_entropy_with_logits takes the scores before it",
        {text(AttributeValue(p))});
  }
  pointwiseLossValue<BinaryCrossEntropy>(inputs, settings, output);
}

bool hasTie(const Inputs& inputs) {
  bool found = false;
  const Shape shape = broadcastShape(inputs[0].shape(), inputs[1].shape());
  forEachRun(shape, inputs[0].shape(), inputs[1].shape(),
             [&](auto standing, Index, Index i, Index j, Index length) {
               constexpr Index stepA = standing == Standing::First ? 0 : 1;
               constexpr Index stepB = standing == Standing::Second ? 0 : 1;
               for (Index k = 0; k < length; ++k)
                 found = found || inputs[0][i + k * stepA] == inputs[1][j + k * stepB];
             });
  return found;
}

Message absoluteCorner(const Inputs& inputs, const TensorView&, const Settings&) {
  if (!hasTie(inputs)) return {};
  return {
      "The L1 loss has a corner where both entries are equal: slopes from −1 to 1 are all possible. This program takes 0, as PyTorch does.",
      {}};
}

Message smoothCorner(const Inputs& inputs, const TensorView& output, const Settings& settings) {
  return settings.real("beta") == 0 ? absoluteCorner(inputs, output, settings) : Message{};
}

Message binaryCorner(const Inputs& inputs, const TensorView&, const Settings&) {
  if (std::ranges::none_of(inputs[0].data, [](double p) { return p == 0 || p == 1; })) return {};
  return {
      "At a probability of 0 or 1 a logarithm is infinite. This program takes −100 for it, and at least 1e−12 for p (1 − p) in the slope, as PyTorch does.",
      {}};
}

Message divergenceCorner(const Inputs& inputs, const TensorView&, const Settings&) {
  if (std::ranges::find(inputs[1].data, 0.0) == inputs[1].data.end()) return {};
  return {
      "Where q is 0, the divergence is taken as 0, and its slope by q has no value: NaN, as in PyTorch.",
      {}};
}

AttributeSpec distance(std::string_view name, std::string_view meaning, bool isAbove) {
  return {.name = name,
          .type = AttributeType::Real,
          .defaultValue = 1.0,
          .meaning = meaning,
          .minimum = 0,
          .aboveMinimum = isAbove};
}

}  // namespace

std::vector<Function> pointwiseLossFunctions() {
  return {
      pointwiseLoss<SquaredDifference>(
          {.name = "mse_loss",
           .title = "MSE loss",
           .category = Category::Loss,
           .glyph = "Δ²",
           .hint = "N→1",
           .formula = "\\frac{1}{n} \\sum ({input} - {target})^2",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = \\frac{2}{n} ({input} - {target}),\\quad \\frac{\\partial y}{\\partial {target}} = -\\frac{2}{n} ({input} - {target})",
           .description = "The mean squared difference between what was computed and what was asked for.",
           .synonyms =
               "mean squared error, squared loss, regression loss, least squares, L2 loss, 均方误差, 平方损失, 回归损失, 损失函数",
           .arguments = {{"input"}, {"target"}},
           .pytorch = "torch.nn.functional.mse_loss(input, target, reduction=reduction)"}),
      pointwiseLoss<AbsoluteDifference>(
          {.name = "l1_loss",
           .title = "L1 loss",
           .category = Category::Loss,
           .glyph = "|Δ|",
           .hint = "N→1",
           .formula = "\\frac{1}{n} \\sum |{input} - {target}|",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = \\frac{1}{n} \\mathrm{sign}({input} - {target}),\\quad \\frac{\\partial y}{\\partial {target}} = -\\frac{1}{n} \\mathrm{sign}({input} - {target})",
           .description = "The mean absolute difference between what was computed and what was asked for.",
           .synonyms =
               "mean absolute error, MAE, absolute loss, regression loss, 平均绝对误差, 绝对值损失, 回归损失, 损失函数",
           .arguments = {{"input"}, {"target"}},
           .pytorch = "torch.nn.functional.l1_loss(input, target, reduction=reduction)",
           .corner = absoluteCorner}),
      pointwiseLoss<Huber>(
          {.name = "huber_loss",
           .title = "Huber loss",
           .category = Category::Loss,
           .glyph = "Hub",
           .hint = "N→1",
           .formula = "\\frac{1}{n} \\sum h_\\delta({input} - {target})",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = \\frac{1}{n} \\min(\\delta, \\max(-\\delta, {input} - {target})),\\quad \\frac{\\partial y}{\\partial {target}} = -\\frac{1}{n} \\min(\\delta, \\max(-\\delta, {input} - {target}))",
           .description =
               "Half the squared difference up to a distance of δ and a straight line beyond, so that outliers count less.",
           .synonyms = "robust loss, regression loss, outliers, 胡贝尔损失, 鲁棒损失, 回归损失, 损失函数",
           .arguments = {{"input"}, {"target"}},
           .attributes = {distance("delta", "The distance δ at which the parabola becomes a straight line.",
                                   true)},
           .pytorch = "torch.nn.functional.huber_loss(input, target, reduction=reduction, delta=delta)"}),
      pointwiseLoss<SmoothAbsoluteDifference>(
          {.name = "smooth_l1_loss",
           .title = "Smooth L1 loss",
           .category = Category::Loss,
           .glyph = "s|Δ|",
           .hint = "N→1",
           .formula = "\\frac{1}{n} \\sum \\frac{1}{\\beta} h_\\beta({input} - {target})",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = \\frac{1}{n} \\min(1, \\max(-1, ({input} - {target}) / \\beta)),\\quad \\frac{\\partial y}{\\partial {target}} = -\\frac{1}{n} \\min(1, \\max(-1, ({input} - {target}) / \\beta))",
           .description = "The absolute difference with a rounded tip: a parabola up to a distance of β.",
           .synonyms =
               "smooth L1, robust loss, regression loss, bounding box, 平滑L1损失, 回归损失, 损失函数",
           .arguments = {{"input"}, {"target"}},
           .attributes = {distance(
               "beta", "The distance β at which the parabola becomes a straight line; 0 is the L1 loss.",
               false)},
           .pytorch = "torch.nn.functional.smooth_l1_loss(input, target, reduction=reduction, beta=beta)",
           .corner = smoothCorner}),
      pointwiseLoss<BinaryCrossEntropy>(
          {.name = "binary_cross_entropy",
           .title = "Binary CE",
           .category = Category::Loss,
           .glyph = "BCE",
           .hint = "N→1",
           .formula = "-\\frac{1}{n} \\sum ({target} \\log {p} + (1 - {target}) \\log(1 - {p}))",
           .localFormula =
               "\\frac{\\partial y}{\\partial {p}} = \\frac{1}{n} \\cdot \\frac{{p} - {target}}{{p} (1 - {p})},\\quad \\frac{\\partial y}{\\partial {target}} = \\frac{1}{n} \\log \\frac{1 - {p}}{{p}}",
           .description = "How far probabilities are from the yes or no (1 or 0) that was asked for.",
           .synonyms =
               "BCE, binary cross entropy, log loss, logistic loss, yes no, 二元交叉熵, 二分类损失, 损失函数",
           .arguments = {{"p"}, {"target"}},
           .pytorch = "torch.nn.functional.binary_cross_entropy(p, target, reduction=reduction)",
           .shape = binaryShape,
           .value = binaryValue,
           .corner = binaryCorner,
           .domains = {{0.1, 0.9}, {0, 1}}}),
      pointwiseLoss<BinaryCrossEntropyOfLogits>(
          {.name = "binary_cross_entropy_with_logits",
           .title = "Sigmoid-BCE",
           .category = Category::Loss,
           .glyph = "σBCE",
           .hint = "N→1",
           .formula =
               "-\\frac{1}{n} \\sum ({target} \\log \\sigma({input}) + (1 - {target}) \\log \\sigma(-{input}))",
           .localFormula =
               "\\frac{\\partial y}{\\partial {input}} = \\frac{1}{n} (\\sigma({input}) - {target}),\\quad \\frac{\\partial y}{\\partial {target}} = -\\frac{1}{n} {input}",
           .description = "Sigmoid and binary cross-entropy in one, exact for scores of any size.",
           .synonyms =
               "BCE, logits, binary cross entropy, log loss, logistic regression, 二元交叉熵, 二分类损失, 逻辑回归, 损失函数",
           .arguments = {{"input"}, {"target"}},
           .pytorch =
               "torch.nn.functional.binary_cross_entropy_with_logits(input, target, reduction=reduction)",
           .shape = binaryShape,
           .domains = {{-2, 2}, {0, 1}}}),
      pointwiseLoss<Divergence>(
          {.name = "kl_div",
           .title = "KL divergence",
           .category = Category::Loss,
           .glyph = "KL",
           .hint = "N→1",
           .formula = "\\frac{1}{n} \\sum {q} \\cdot (\\log {q} - {log_p})",
           .localFormula =
               "\\frac{\\partial y}{\\partial {log_p}} = -\\frac{1}{n} {q},\\quad \\frac{\\partial y}{\\partial {q}} = \\frac{1}{n} (\\log {q} + 1 - {log_p})",
           .description =
               "How much a distribution, given as log-probabilities, differs from the one that was asked for; 0 where q is 0.",
           .synonyms = "Kullback-Leibler, relative entropy, distillation, 相对熵, KL散度, 损失函数",
           .arguments = {{"log_p"}, {"q"}},
           .pytorch = "torch.nn.functional.kl_div(log_p, q, reduction=reduction)",
           .corner = divergenceCorner,
           .domains = {{-2, 0}, {0.1, 1}}}),
  };
}

}  // namespace core
