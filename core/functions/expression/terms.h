#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/functions/function.h"

namespace core::expression {

/// Names a term by its place among all terms.
using TermId = std::uint32_t;

/// One part of a formula. Operators are calls too, of the rows `add`, `sub`, `mul`, `div`, `pow` and `neg`.
struct Term {
  enum class Kind {
    Number,
    Constant,  ///< a number with a name: π or e
    Variable,  ///< x
    Call,      ///< function(operands)
    Slope      ///< ∂function/∂operand where the row writes no formula for it: f′(operands)
  };
  Kind kind = Kind::Number;
  double number = 0;                   ///< of a number or constant
  std::string_view name = {};          ///< of a constant
  const Function* function = nullptr;  ///< of a call or slope
  std::array<TermId, 2> operands = {};

  std::size_t operandCount() const { return function ? function->arguments.size() : 0; }
  bool operator==(const Term&) const = default;
};

/// The terms of a formula and of what is derived from it. Equal terms are one, and each stands behind its
/// operands: a walk in order meets operands first, so that nothing here needs recursion.
class Terms {
public:
  TermId number(double value) { return add({.number = value}); }
  TermId variable() { return add({.kind = Term::Kind::Variable}); }
  /// π or e, by its name "pi" or "e".
  TermId constant(std::string_view name);
  TermId call(const Function& function, TermId a, TermId b = 0) {
    return callOf(Term::Kind::Call, function, a, b);
  }
  TermId slope(const Function& function, TermId a, TermId b = 0) {
    return callOf(Term::Kind::Slope, function, a, b);
  }
  /// Of the row with that name.
  TermId call(std::string_view name, TermId a, TermId b = 0);

  const Term& operator[](TermId id) const { return terms_[id]; }
  TermId size() const { return static_cast<TermId>(terms_.size()); }
  bool isNumber(TermId id) const { return terms_[id].kind == Term::Kind::Number; }
  bool isNumber(TermId id, double value) const { return isNumber(id) && terms_[id].number == value; }
  bool isCall(TermId id, std::string_view name) const {
    return terms_[id].kind == Term::Kind::Call && terms_[id].function->name == name;
  }
  /// For each term up to `root` whether `root` is made of it.
  std::vector<bool> partsOf(TermId root) const;

private:
  struct Hash {
    std::size_t operator()(const Term& term) const;
  };

  TermId callOf(Term::Kind kind, const Function& function, TermId a, TermId b);
  TermId add(const Term& term);

  std::vector<Term> terms_;
  std::unordered_map<Term, TermId, Hash> places_;
};

}  // namespace core::expression
