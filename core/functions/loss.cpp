#include <cmath>

#include "core/functions/accurate_sum.h"
#include "core/functions/cross_entropy.h"
#include "core/functions/elementwise_row.h"
#include "core/functions/families.h"
#include "core/linear_map/dense.h"

namespace core {
namespace {

struct SquaredDifference {
  static double value(double a, double b) { return (a - b) * (a - b); }
  static std::array<double, 2> slopes(double a, double b, double) { return {2 * (a - b), -2 * (a - b)}; }
};

bool isReduced(const Settings& settings) { return settings.choice("reduction") != "none"; }

Shape squaredErrorShape(InputShapes inputs, const Settings& settings) {
  Shape shape = elementwiseShape(inputs, settings);
  return isReduced(settings) ? Shape{} : shape;
}

void squaredErrorValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  if (!isReduced(settings)) return elementwiseValue<SquaredDifference>(inputs, settings, output);
  std::vector<double> entries(
      static_cast<std::size_t>(broadcastShape(inputs[0].shape(), inputs[1].shape()).size()));
  elementwiseValue<SquaredDifference>(inputs, settings, entries);
  output[0] = accurateSum(entries);
  if (settings.choice("reduction") == "mean") output[0] /= static_cast<double>(entries.size());
}

void squaredErrorAccumulate(std::size_t argument, const Inputs& inputs, const TensorView& output,
                            const Settings& settings, Index count, std::span<const double> upstream,
                            std::span<double> downstream) {
  if (!isReduced(settings)) {
    return elementwiseAccumulate<SquaredDifference>(argument, inputs, output, settings, count, upstream,
                                                    downstream);
  }
  // A mean or a sum sends the same share of its upstream to every squared difference.
  const Shape entries = broadcastShape(inputs[0].shape(), inputs[1].shape());
  const double share = settings.choice("reduction") == "mean" ? 1 / static_cast<double>(entries.size()) : 1;
  const std::size_t columns = inputs[argument].data.size();
  for (std::size_t k = 0; k < static_cast<std::size_t>(count); ++k) {
    const Tensor shares(entries, share * upstream[k]);
    elementwiseAccumulate<SquaredDifference>(argument, inputs, shares, settings, 1, shares.data(),
                                             downstream.subspan(k * columns, columns));
  }
}

LinearMap squaredErrorLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                            const Settings& settings) {
  if (!isReduced(settings)) return elementwiseLocal<SquaredDifference>(argument, inputs, output, settings);
  std::vector<double> row(inputs[argument].data.size());
  const double one = 1;
  squaredErrorAccumulate(argument, inputs, output, settings, 1, std::span(&one, 1), row);
  return denseMap(output.shape(), inputs[argument].shape(), std::move(row));
}

Shape scalarShape(InputShapes, const Settings&) { return {}; }

void penaltyValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  std::vector<double> squares(inputs[0].data.begin(), inputs[0].data.end());
  for (double& entry : squares) entry *= entry;
  output[0] = 0.5 * settings.real("weight") * accurateSum(squares);
}

LinearMap penaltyLocal(std::size_t, const Inputs& inputs, const TensorView& output,
                       const Settings& settings) {
  std::vector<double> row(inputs[0].data.begin(), inputs[0].data.end());
  for (double& entry : row) entry *= settings.real("weight");
  return denseMap(output.shape(), inputs[0].shape(), std::move(row));
}

void penaltyAccumulate(std::size_t, const Inputs& inputs, const TensorView&, const Settings& settings,
                       Index count, std::span<const double> upstream, std::span<double> downstream) {
  const double weight = settings.real("weight");
  const std::span<const double> x = inputs[0].data;
  for (std::size_t k = 0; k < static_cast<std::size_t>(count); ++k) {
    for (std::size_t i = 0; i < x.size(); ++i) downstream[k * x.size() + i] += upstream[k] * (x[i] * weight);
  }
}

std::vector<AttributeSpec> reductionAttribute() {
  return {{.name = "reduction",
           .type = AttributeType::Text,
           .defaultValue = std::string("mean"),
           .meaning = "How the losses are put together: their mean, their sum, or not at all.",
           .choices = {"mean", "sum", "none"}}};
}

}  // namespace

std::vector<Function> lossFunctions() {
  return {
      {.name = "l2_penalty",
       .title = "L2 penalty",
       .category = Category::Loss,
       .glyph = "½",
       .hint = "→1",
       .formula = "\\frac{1}{2} \\lambda \\|{input}\\|^2",
       .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\lambda \\cdot {input}",
       .description = "Half the weighted sum of all squares: keeps parameters small.",
       .synonyms =
           "regularisation, regularization, weight decay, ridge, Tikhonov, norm, 正则化, 权重衰减, 惩罚项, 岭回归",
       .arguments = {{"input"}},
       .attributes = {{.name = "weight",
                       .type = AttributeType::Real,
                       .defaultValue = 1.0,
                       .meaning = "The factor λ before the penalty."}},
       .pytorch = "0.5 * weight * (input * input).sum()",
       .shape = scalarShape,
       .value = penaltyValue,
       .local = penaltyLocal,
       .accumulate = penaltyAccumulate},
      {.name = "cross_entropy",
       .title = "Softmax-CE",
       .category = Category::Loss,
       .glyph = "ℓ",
       .hint = "N→1",
       .formula = "\\log \\sum_k e^{{logits}_k} - {logits}_{{target}}",
       .localFormula = "\\frac{\\partial y}{\\partial {logits}} = \\mathrm{softmax}({logits}) - {target}",
       .description =
           "Softmax and cross-entropy in one: how far the scores are from the class that was asked for, or from given shares.",
       .synonyms =
           "softmax cross-entropy, cross entropy, classification loss, log loss, negative log-likelihood, softmax, 交叉熵, 分类损失, "
           "损失函数, 对数损失",
       .arguments = {{"logits"}, {"target"}},
       .attributes = reductionAttribute(),
       .pytorch = "torch.nn.functional.cross_entropy(logits, target, reduction=reduction)",
       .shape = crossEntropyShape,
       .value = crossEntropyValue,
       .local = crossEntropyLocal,
       .differentiates = crossEntropyDifferentiates,
       .domains = {{-2, 2}, {0.1, 1}}},
      {.name = "mse_loss",
       .title = "MSE loss",
       .category = Category::Loss,
       .glyph = "Δ²",
       .hint = "N→1",
       .formula = "\\frac{1}{n} \\sum ({input} - {target})^2",
       .localFormula = "\\frac{\\partial y}{\\partial {input}} = \\frac{2}{n} ({input} - {target}),\\quad "
                       "\\frac{\\partial y}{\\partial {target}} = -\\frac{2}{n} ({input} - {target})",
       .description = "The mean squared difference between what was computed and what was asked for.",
       .synonyms =
           "mean squared error, squared loss, regression loss, least squares, L2 loss, 均方误差, 平方损失, 回归损失, 损失函数",
       .arguments = {{"input"}, {"target"}},
       .attributes = reductionAttribute(),
       .pytorch = "torch.nn.functional.mse_loss(input, target, reduction=reduction)",
       .shape = squaredErrorShape,
       .value = squaredErrorValue,
       .local = squaredErrorLocal,
       .accumulate = squaredErrorAccumulate},
  };
}

}  // namespace core
