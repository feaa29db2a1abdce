#include "core/functions/expression/row.h"

#include "core/functions/expression/derivative.h"
#include "core/functions/expression/latex.h"
#include "core/functions/expression/parser.h"
#include "core/functions/expression/program.h"
#include "core/functions/expression/simplify.h"
#include "core/linear_map/diagonal.h"
#include "core/linear_map/zero.h"

namespace core {
namespace {

using namespace expression;

/// What is made once of a formula.
struct Prepared {
  Terms terms;
  TermId root;
  Program program;
};

constexpr std::size_t longestFormula = 10000;  // characters that a formula may have
constexpr std::size_t longestTex = 2000;       // that a formula or derivative may have to be written out
constexpr TermId mostWritten = 120;            // terms of a formula whose derivative is written out

std::shared_ptr<const void> prepare(const Settings& settings) {
  const std::string& formula = settings.choice("formula");
  if (formula.size() > longestFormula) {
    throw Error("the formula has %1 characters: expected up to %2",
                {std::to_string(formula.size()), std::to_string(longestFormula)});
  }
  Terms terms;
  const std::pair<std::string_view, TermId> x("x", terms.variable());
  const TermId root = parsed(terms, formula, std::span(&x, 1));
  Program program(terms, root);
  return std::make_shared<const Prepared>(std::move(terms), root, std::move(program));
}

const Prepared& prepared(const Settings& settings) {
  return *static_cast<const Prepared*>(settings.prepared());
}
const Program& program(const Settings& settings) { return prepared(settings).program; }

std::string formulaOf(const Settings& settings) {
  const Prepared& own = prepared(settings);
  return latex(own.terms, own.root, "{input}", longestTex).value_or("f({input})");
}

std::string localFormulaOf(const Settings& settings) {
  const std::string left = "\\frac{\\partial y}{\\partial {input}} = ";
  const Prepared& own = prepared(settings);
  std::optional<std::string> right;
  if (own.terms.size() <= mostWritten) {
    Terms terms = own.terms;
    const TermId slope = simplified(terms, derivative(terms, own.root));
    right = latex(terms, slope, "{input}", longestTex);
  }
  return left + right.value_or("f'({input})");
}

Shape sameShape(InputShapes inputs, const Settings&) { return *inputs[0]; }

void expressionValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  program(settings).value(inputs[0].data, output);
}

std::vector<double> slopesOf(const Inputs& inputs, const Settings& settings) {
  std::vector<double> slopes(inputs[0].data.size());
  program(settings).slopes(inputs[0].data, slopes);
  return slopes;
}

LinearMap expressionLocal(std::size_t, const Inputs& inputs, const TensorView& output,
                          const Settings& settings) {
  if (program(settings).isConstant()) return zeroMap(output.shape(), inputs[0].shape());
  return diagonalMap(output.shape(), inputs[0].shape(), slopesOf(inputs, settings));
}

void expressionAccumulate(std::size_t, const Inputs& inputs, const TensorView&, const Settings& settings,
                          Index count, std::span<const double> upstream, std::span<double> downstream) {
  if (program(settings).isConstant()) return;
  const std::vector<double> slopes = slopesOf(inputs, settings);
  for (std::size_t k = 0; k < static_cast<std::size_t>(count) * slopes.size(); ++k)
    downstream[k] += upstream[k] * slopes[k % slopes.size()];
}

void expressionAssign(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings& settings,
                      std::span<const double> upstream, std::span<double> downstream) {
  std::ranges::fill(downstream, 0.0);
  expressionAccumulate(argument, inputs, output, settings, 1, upstream, downstream);
}

Message expressionCorner(const Inputs& inputs, const TensorView&, const Settings& settings) {
  return program(settings).corner(inputs[0].data);
}

void scalarForward(double* values, const Operands& operands) {
  program(*operands.settings)
      .value(std::span(values + operands.input[0], 1), std::span(values + operands.output, 1));
}

void scalarBackward(const double* values, double* gradients, const Operands& operands) {
  const Program& own = program(*operands.settings);
  if (own.isConstant()) return;
  double slope = 0;
  own.slopes(std::span(values + operands.input[0], 1), std::span(&slope, 1));
  gradients[operands.input[0]] += gradients[operands.output] * slope;
}

std::vector<Example> formulaExamples() {
  std::vector<Example> examples;
  for (const char* formula : {"x * sigmoid(x)", "3*x^2 - 2/(1 + x^2) + exp(-x)*sin(2*x)",
                              "-tanh(sqrt(1 + x*x))^3", "2^x / pi", "7", "x"}) {
    for (const Shape& shape : {Shape{2, 3}, Shape{}, Shape{0}, Shape{4}})
      examples.push_back({{shape}, {{"formula", std::string(formula)}}});
  }
  return examples;
}

}  // namespace

Function expressionFunction() {
  return {
      .name = "expression",
      .title = "Expression",
      .category = Category::Elementwise,
      .glyph = "f(x)",
      .hint = "elem",
      .formula = "f({input})",
      .localFormula = "\\frac{\\partial y}{\\partial {input}} = f'({input})",
      .description = "Your own function of x, entry by entry, differentiated symbolically.",
      .synonyms = "custom, formula, own function, lambda, symbolic, f(x), 自定义函数, 公式, 表达式",
      .arguments = {{"input"}},
      .attributes =
          {{.name = "formula",
            .type = AttributeType::Text,
            .defaultValue = std::string("x * sigmoid(x)"),
            .meaning =
                "A formula of x: numbers, pi, e, + - * / ^, parentheses and elementwise functions such as sin(x).",
            .required = true}},
      .pytorch = "(lambda x: formula)(input)",
      .shape = sameShape,
      .value = expressionValue,
      .local = expressionLocal,
      .accumulate = expressionAccumulate,
      .assign = expressionAssign,
      .scalar = scalarKernel<scalarForward, scalarBackward>(),
      .corner = expressionCorner,
      .prepare = prepare,
      .formulaOf = formulaOf,
      .localFormulaOf = localFormulaOf,
      .localReads = {{.inputs = 1, .output = false}},
      .domains = {{0.3, 2}},
      .examples = formulaExamples()};
}

}  // namespace core
