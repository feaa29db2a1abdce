#include "ui/model/local_rule.h"

#include <QStringList>

#include "ui/model/names.h"

namespace ui {

QString localRuleTex(const core::Graph& graph, const core::Node& node, std::size_t argument) {
  const QStringList formulas = localFormulasTex(graph, node);
  if (formulas.isEmpty()) return {};
  const std::vector<core::Argument>& arguments = node.function->arguments;
  // Formulas of arguments that are left out are not among them.
  std::size_t place = 0;
  for (std::size_t k = 0; k < argument && k < arguments.size(); ++k) {
    if (!arguments[k].optional || (k < node.inputs.size() && node.inputs[k])) ++place;
  }
  place = std::min(place, static_cast<std::size_t>(formulas.size()) - 1);
  const QString& formula = formulas[static_cast<qsizetype>(place)];
  const qsizetype equals = formula.indexOf(QStringLiteral(" = "));
  if (equals < 0) return {};
  return formula.mid(equals + 3);
}

}  // namespace ui
