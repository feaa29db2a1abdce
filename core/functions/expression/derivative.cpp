#include "core/functions/expression/derivative.h"

#include <optional>

#include "core/functions/expression/parser.h"

namespace core::expression {

TermId slope(Terms& terms, const Settings& settings, std::size_t argument, std::array<TermId, 2> operands,
             TermId y) {
  const Function& function = settings.function();
  if (function.derivatives.empty()) return terms.slope(function, operands[0], operands[1]);
  std::vector<std::pair<std::string_view, TermId>> names{{"y", y}};
  for (std::size_t k = 0; k < function.arguments.size(); ++k)
    names.emplace_back(function.arguments[k].name, operands[k]);
  for (const AttributeSpec& spec : function.attributes) {
    if (spec.type == AttributeType::Real)
      names.emplace_back(spec.name, terms.number(settings.real(spec.name)));
  }
  return parsed(terms, function.derivatives[argument], names);
}

TermId derivative(Terms& terms, TermId of) {
  const std::vector<bool> isPart = terms.partsOf(of);
  std::vector<std::optional<TermId>> by(of + 1);  // empty where a term does not depend on x
  for (TermId id = 0; id <= of; ++id) {
    if (!isPart[id]) continue;
    const Term term = terms[id];
    if (term.kind == Term::Kind::Variable) by[id] = terms.number(1);
    for (std::size_t k = 0; k < term.operandCount(); ++k) {
      const std::optional<TermId> inner = by[term.operands[k]];
      if (!inner) continue;
      const TermId outer = slope(terms, Settings(*term.function, {}), k, term.operands, id);
      const TermId product = terms.call("mul", outer, *inner);
      by[id] = by[id] ? terms.call("add", *by[id], product) : product;
    }
  }
  return by[of] ? *by[of] : terms.number(0);
}

}  // namespace core::expression
