#include "ui/model/local_rule.h"

#include <QStringList>

#include <algorithm>

#include "ui/model/names.h"

namespace ui {

QString localRuleTex(const core::Graph& graph, const core::Node& node, std::size_t argument) {
  const QStringList formulas = localFormulasTex(graph, node);
  const std::vector<core::Argument>& arguments = node.function->arguments;
  // Formulas of arguments that are left out are not among them.
  qsizetype place = 0;
  for (std::size_t k = 0; k < argument && k < arguments.size(); ++k) {
    if (!arguments[k].optional || (k < node.inputs.size() && node.inputs[k])) ++place;
  }
  // One formula for all arguments is the last one of those that are repeated.
  if (node.function->isVariadic()) place = std::min(place, formulas.size() - 1);
  const QString formula = formulas.value(place);
  const qsizetype equals = formula.indexOf(QStringLiteral(" = "));
  return equals < 0 ? QString() : formula.mid(equals + 3);
}

}  // namespace ui
