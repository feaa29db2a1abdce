#include "core/functions/expression/terms.h"

#include <bit>
#include <numbers>

#include "core/functions/catalogue.h"

namespace core::expression {

TermId Terms::constant(std::string_view name) {
  const bool isPi = name == "pi";
  return add({.kind = Term::Kind::Constant,
              .number = isPi ? std::numbers::pi : std::numbers::e,
              .name = isPi ? std::string_view("pi") : std::string_view("e")});
}

TermId Terms::call(std::string_view name, TermId a, TermId b) { return call(functionNamed(name), a, b); }

std::vector<bool> Terms::partsOf(TermId root) const {
  std::vector<bool> isPart(root + 1);
  isPart[root] = true;
  for (TermId id = root + 1; id-- > 0;) {
    if (!isPart[id]) continue;
    for (std::size_t k = 0; k < terms_[id].operandCount(); ++k) isPart[terms_[id].operands[k]] = true;
  }
  return isPart;
}

TermId Terms::callOf(Term::Kind kind, const Function& function, TermId a, TermId b) {
  return add({.kind = kind, .function = &function, .operands = {a, function.arguments.size() > 1 ? b : 0}});
}

TermId Terms::add(const Term& term) {
  const auto [place, isNew] = places_.try_emplace(term, size());
  if (isNew) terms_.push_back(term);
  return place->second;
}

std::size_t Terms::Hash::operator()(const Term& term) const {
  std::size_t hash = static_cast<std::size_t>(term.kind);
  const auto mix = [&](std::uint64_t part) { hash = (hash ^ part) * 0x9E3779B97F4A7C15u + (hash >> 29); };
  mix(std::bit_cast<std::uint64_t>(term.number));
  mix(std::bit_cast<std::uintptr_t>(term.function));
  mix(term.operands[0]);
  mix(term.operands[1]);
  return hash;
}

}  // namespace core::expression
