#include "core/functions/families.h"

namespace core {

std::vector<Function> leafFunctions() {
  return {
      {.name = "input",
       .title = "Input",
       .category = Category::Source,
       .glyph = "x",
       .hint = "any",
       .formula = "x",
       .localFormula = "\\text{none: nothing comes before a leaf}",
       .description = "Data that the graph starts from; it gets a gradient.",
       .synonyms = "data, variable, leaf, tensor, sample, 输入, 数据, 变量, 叶子",
       .arguments = {},
       .pytorch = "torch.tensor(value, dtype=torch.float64, requires_grad=True)"},
      {.name = "parameter",
       .title = "Parameter",
       .category = Category::Source,
       .glyph = "W",
       .hint = "any",
       .formula = "W",
       .localFormula = "\\text{none: nothing comes before a leaf}",
       .description = "Numbers that training would change, such as weights and biases; they get a gradient.",
       .synonyms = "weight, bias, trainable, variable, leaf, 参数, 权重, 偏置, 可训练",
       .arguments = {},
       .pytorch = "torch.nn.Parameter(torch.tensor(value, dtype=torch.float64))"},
      {.name = "constant",
       .title = "Constant",
       .category = Category::Source,
       .glyph = "c",
       .hint = "any",
       .formula = "c",
       .localFormula = "\\text{none: no gradient is asked for}",
       .description = "Fixed numbers, such as class labels; no gradient is asked for.",
       .synonyms = "number, fixed, label, target, leaf, 常数, 常量, 标签",
       .arguments = {},
       .pytorch = "torch.tensor(value, dtype=torch.float64)"},
  };
}

}  // namespace core
