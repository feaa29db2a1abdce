#include "core/functions/accurate_sum.h"
#include "core/functions/cross_entropy.h"
#include "core/functions/families.h"
#include "core/functions/nll_loss.h"
#include "core/functions/pointwise_loss.h"
#include "core/linear_map/dense.h"

namespace core {
namespace {

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
       .attributes = {reductionAttribute()},
       .pytorch = "torch.nn.functional.cross_entropy(logits, target, reduction=reduction)",
       .shape = crossEntropyShape,
       .value = crossEntropyValue,
       .local = crossEntropyLocal,
       .differentiates = crossEntropyDifferentiates,
       .domains = {{-2, 2}, {0.1, 1}}},
      {.name = "nll_loss",
       .title = "NLL loss",
       .category = Category::Loss,
       .glyph = "−log",
       .hint = "N→1",
       .formula = "-{log_probs}_{{target}}",
       .localFormula =
           "\\frac{\\partial y}{\\partial {log_probs}} = -1 \\text{ at the class } {target}, \\text{ else } 0",
       .description =
           "The negative log-probability of the class that was asked for; comes after log-softmax.",
       .synonyms =
           "negative log-likelihood, NLL, log loss, classification loss, 负对数似然, 分类损失, 损失函数",
       .arguments = {{"log_probs"}, {.name = "target", .differentiable = false}},
       .attributes = {reductionAttribute()},
       .pytorch = "torch.nn.functional.nll_loss(log_probs, target, reduction=reduction)",
       .shape = nllShape,
       .value = nllValue,
       .local = nllLocal},
  };
}

}  // namespace core
