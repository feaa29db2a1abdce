#include <algorithm>

#include "core/functions/einsum_plan.h"
#include "core/functions/families.h"
#include "core/linear_map/contraction.h"
#include "core/linear_map/selection.h"
#include "core/linear_map/strided.h"

namespace core {
namespace {

EinsumPlan planOf(const Inputs& inputs, const Settings& settings) {
  std::vector<const Shape*> shapes;
  for (const TensorView& input : inputs.tensors) shapes.push_back(&input.shape());
  return einsumPlan(settings.choice("equation"), shapes);
}

Shape einsumShape(InputShapes inputs, const Settings& settings) {
  return einsumPlan(settings.choice("equation"), inputs).output;
}

void einsumValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const EinsumPlan plan = planOf(inputs, settings);
  std::vector<Lettered<const double>> operands;
  for (std::size_t k = 0; k < inputs.size(); ++k) operands.push_back({inputs[k].data.data(), plan.steps[k]});
  std::ranges::fill(output, 0.0);
  contractAdd(plan.sizes, std::move(operands), {output.data(), plan.outputSteps});
}

std::vector<Lettered<const double>> othersThan(std::size_t argument, const Inputs& inputs,
                                               const EinsumPlan& plan) {
  std::vector<Lettered<const double>> others;
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (k != argument) others.push_back({inputs[k].data.data(), plan.steps[k]});
  }
  return others;
}

/// The letters that the output and the argument share: where they differ the local gradient is 0.
std::string described(const EinsumPlan& plan, std::size_t argument) {
  std::string shared;
  for (std::size_t l = 0; l < plan.sizes.size(); ++l) {
    if (plan.outputSteps[l] == 0 || plan.steps[argument][l] == 0) continue;
    shared += (shared.empty() ? "" : ", ") + plan.names[l];
  }
  return shared.empty() ? "contraction of the other operands"
                        : "contraction of the other operands, diagonal in " + shared;
}

/// Of a single operand nothing is multiplied: its entries are taken, moved or summed.
LinearMap singleOperandMap(const EinsumPlan& plan, const Shape& input) {
  const std::size_t letters = plan.sizes.size();
  bool sums = false;
  for (std::size_t l = 0; l < letters; ++l) sums |= plan.sizes[l] != 1 && plan.outputSteps[l] == 0;
  const Shape strides = core::strides(plan.output);
  if (!sums) {
    IndexVector steps(static_cast<std::size_t>(plan.output.rank()));
    for (Index axis = 0; axis < plan.output.rank(); ++axis) {
      for (std::size_t l = 0; l < letters; ++l) {
        if (plan.output[axis] != 1 && plan.outputSteps[l] == strides[axis] && plan.sizes[l] != 1)
          steps[static_cast<std::size_t>(axis)] = plan.steps[0][l];
      }
    }
    return selectionMap(plan.output, input, 0, steps);
  }
  return contractionMap(plan.output, input, {plan.sizes, plan.outputSteps, plan.steps[0]}, {}, "sum");
}

LinearMap einsumLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                      const Settings& settings) {
  const EinsumPlan plan = planOf(inputs, settings);
  const Shape& input = inputs[argument].shape();
  if (inputs.size() == 1) return singleOperandMap(plan, input);
  return contractionMap(output.shape(), input, {plan.sizes, plan.outputSteps, plan.steps[argument]},
                        othersThan(argument, inputs, plan), described(plan, argument));
}

void einsumAccumulate(std::size_t argument, const Inputs& inputs, const TensorView& output,
                      const Settings& settings, Index count, std::span<const double> upstream,
                      std::span<double> downstream) {
  EinsumPlan plan = planOf(inputs, settings);
  std::vector<Lettered<const double>> operands = othersThan(argument, inputs, plan);
  for (Lettered<const double>& operand : operands) operand.steps.push_back(0);
  plan.sizes.push_back(count);
  plan.outputSteps.push_back(output.size());
  plan.steps[argument].push_back(inputs[argument].size());
  operands.push_back({upstream.data(), plan.outputSteps});
  contractAdd(plan.sizes, std::move(operands), {downstream.data(), plan.steps[argument]});
}

Attributes equation(const char* text) { return {{"equation", std::string(text)}}; }

}  // namespace

std::vector<Function> einsumFunctions() {
  return {
      {.name = "einsum",
       .title = "Einstein sum",
       .category = Category::LinearAlgebra,
       .glyph = "ein",
       .hint = "mat",
       .formula = "\\mathrm{einsum}({operands})",
       .localFormula =
           "\\frac{\\partial y_j}{\\partial x_i} = \\sum \\prod \\text{ of the other operands, where } j "
           "\\text{ and } i \\text{ agree in their letters, else } 0",
       .description =
           "Multiplies tensors entry by entry and sums over the letters that the output does not have.",
       .synonyms = "Einstein summation, tensor contraction, index notation, 爱因斯坦求和, 张量缩并, 求和约定",
       .arguments = {{.name = "operands", .variadic = true}},
       .attributes = {{.name = "equation",
                       .type = AttributeType::Text,
                       .defaultValue = std::string("ij,jk->ik"),
                       .meaning =
                           "A letter for each axis of each operand, after the arrow those of the output; "
                           "\"...\" stands for all axes that are not named.",
                       .required = true}},
       .pytorch = "torch.einsum(equation, operands)",
       .shape = einsumShape,
       .value = einsumValue,
       .local = einsumLocal,
       .accumulate = einsumAccumulate,
       .examples = {{{Shape{2, 3}, Shape{3, 4}}, equation("ij,jk->ik")},
                    {{Shape{2, 2, 3}, Shape{2, 3, 2}}, equation("bij,bjk->bik")},
                    {{Shape{2, 1, 2, 3}, Shape{3, 3, 2}}, equation("...ij,...jk->...ik")},
                    {{Shape{3, 3}}, equation("ii")},
                    {{Shape{3, 3}}, equation("ii->i")},
                    {{Shape{2, 3, 2}}, equation("iji->j")},
                    {{Shape{2, 3}}, equation("ji")},
                    {{Shape{2, 3, 2}}, equation("i...->...")},
                    {{Shape{3}, Shape{2}}, equation("i,j")},
                    {{Shape{3}, Shape{3}}, equation("i,i->i")},
                    {{Shape{2, 3}, Shape{3, 2}, Shape{2, 2}}, equation("bi,ij,bj->b")},
                    {{Shape{2, 3}, Shape{3, 4}, Shape{4, 2}}, equation("ij,jk,kl->il")},
                    {{Shape{2, 2}, Shape{3}, Shape{2}}, equation("ii,k,j->ij")},
                    {{Shape{1, 3}, Shape{2, 3}}, equation("ij,ij->i")},
                    {{Shape{2, 3}, Shape{3}, Shape{2, 3}, Shape{}}, equation("ij,j,ij,->i")},
                    {{Shape{}, Shape{2}}, equation(",i->i")},
                    {{Shape{2, 0}, Shape{0, 3}}, equation("ij,jk->ik")},
                    {{Shape{0, 2}, Shape{2, 3}}, equation("ij,jk->ik")}}},
  };
}

}  // namespace core
