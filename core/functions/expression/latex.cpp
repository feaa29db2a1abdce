#include "core/functions/expression/latex.h"

#include <cctype>

namespace core::expression {
namespace {

/// How tightly a text holds together: what stands inside something tighter needs parentheses.
enum class Hold { Sum, Signed, Product, Application, Fraction, Power, Atom };

struct Piece {
  std::string text;
  Hold hold = Hold::Atom;
  std::size_t nameEnd = 0;  ///< of an application such as \sin x: where an exponent may stand
};

std::string parenthesised(const std::string& text) { return "\\left(" + text + "\\right)"; }

std::string held(const Piece& piece, Hold least) {
  return piece.hold < least ? parenthesised(piece.text) : piece.text;
}

Piece numberPiece(double number) {
  std::string digits = text(AttributeValue(number));
  Piece piece{digits, number < 0 ? Hold::Signed : Hold::Atom};
  if (const std::size_t e = digits.find('e'); e != std::string::npos) {
    std::string exponent = digits.substr(e + 1);
    if (exponent.front() == '+') exponent.erase(0, 1);
    const std::size_t zeros = exponent.find_first_not_of('0', exponent.front() == '-' ? 1 : 0);
    exponent.erase(exponent.front() == '-' ? 1 : 0, zeros - (exponent.front() == '-' ? 1 : 0));
    const std::string mantissa = digits.substr(0, e);
    piece.text = (mantissa == "1" ? "" : mantissa + " \\cdot ") + "10^{" + exponent + "}";
    piece.hold = number < 0 ? Hold::Signed : mantissa == "1" ? Hold::Power : Hold::Product;
  }
  return piece;
}

/// `leaky_relu` upright.
std::string nameTex(std::string_view name) {
  std::string safe;
  for (const char c : name) safe += c == '_' ? std::string("\\_") : std::string(1, c);
  return "\\mathrm{" + safe + "}";
}

/// The row's formula cut into what stands before and after its one argument; empty where it is too long for a
/// call (more than one place for the argument, several summands or factors, attributes).
std::optional<std::pair<std::string_view, std::string_view>> callTemplate(const Function& function) {
  if (!function.attributes.empty()) return std::nullopt;
  std::string_view formula = function.formula;
  formula = formula.substr(0, formula.find(" = "));
  const std::string hole = "{" + std::string(function.arguments[0].name) + "}";
  const std::size_t place = formula.find(hole);
  if (place == std::string_view::npos || formula.find(hole, place + 1) != std::string_view::npos)
    return std::nullopt;
  int depth = 0;
  for (std::size_t k = 0; k < formula.size(); ++k) {
    const char c = formula[k];
    depth += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
    if (depth == 0 && (c == '+' || c == '-' || formula.substr(k).starts_with("\\cdot"))) return std::nullopt;
  }
  return std::pair(formula.substr(0, place), formula.substr(place + hole.size()));
}

Piece callPiece(const Function& function, const Piece& argument) {
  const auto around = callTemplate(function);
  if (!around) {
    const std::string name = nameTex(function.name);
    return {name + parenthesised(argument.text), Hold::Application, name.size()};
  }
  const auto& [before, after] = *around;
  const bool isEnclosed = !before.empty() && !after.empty() &&
                          (before.back() == '{' || before.back() == '(' || before.back() == '|');
  Piece piece{std::string(before) + held(argument, isEnclosed ? Hold::Sum : Hold::Atom) + std::string(after)};
  if (before.starts_with("\\frac")) {
    piece.hold = Hold::Fraction;
  } else if (before.empty() || before.starts_with("e^")) {
    piece.hold = Hold::Power;
  } else if (after.empty()) {
    piece.hold = Hold::Application;
    piece.nameEnd = before.find_last_not_of(' ') + 1;
  }
  return piece;
}

Piece powerPiece(const Piece& base, const Piece& exponent) {
  const std::string above = "^{" + exponent.text + "}";
  const bool isPlain =
      !exponent.text.empty() && std::isdigit(static_cast<unsigned char>(exponent.text.front()));
  if (base.hold == Hold::Application && base.nameEnd > 0 && isPlain) {
    return {base.text.substr(0, base.nameEnd) + above + base.text.substr(base.nameEnd), Hold::Application};
  }
  return {held(base, Hold::Atom) + above, Hold::Power};
}

Piece productPiece(const Piece& a, const Piece& b) {
  const std::string first = held(a, Hold::Signed), second = held(b, Hold::Product);
  const bool isNumber = a.hold == Hold::Atom && std::isdigit(static_cast<unsigned char>(a.text.front()));
  const bool digitFollows = std::isdigit(static_cast<unsigned char>(second.front()));
  return {first + (isNumber && !digitFollows ? " " : " \\cdot ") + second,
          a.hold == Hold::Signed ? Hold::Signed : Hold::Product};
}

Piece callPiece(const Function& function, const Piece& a, const Piece& b) {
  const std::string_view name = function.name;
  if (name == "add") return {a.text + " + " + held(b, Hold::Product), Hold::Sum};
  if (name == "sub") return {a.text + " - " + held(b, Hold::Product), Hold::Sum};
  if (name == "mul") return productPiece(a, b);
  if (name == "div") return {"\\frac{" + a.text + "}{" + b.text + "}", Hold::Fraction};
  return powerPiece(a, b);
}

Piece pieceOf(const Term& term, const std::vector<Piece>& pieces, std::string_view variable) {
  switch (term.kind) {
    case Term::Kind::Number: return numberPiece(term.number);
    case Term::Kind::Constant: return {term.name == "pi" ? "\\pi" : "e"};
    case Term::Kind::Variable: return {std::string(variable)};
    case Term::Kind::Slope: {
      const std::string name = nameTex(term.function->name) + "'";
      return {name + parenthesised(pieces[term.operands[0]].text), Hold::Application};
    }
    case Term::Kind::Call: break;
  }
  const Piece& a = pieces[term.operands[0]];
  if (term.operandCount() == 2) return callPiece(*term.function, a, pieces[term.operands[1]]);
  if (term.function->name == "neg") return {"-" + held(a, Hold::Product), Hold::Signed};
  return callPiece(*term.function, a);
}

}  // namespace

std::optional<std::string> latex(const Terms& terms, TermId term, std::string_view variable,
                                 std::size_t longest) {
  const std::vector<bool> isPart = terms.partsOf(term);
  std::vector<Piece> pieces(term + 1);
  std::size_t written = 0;
  for (TermId id = 0; id <= term; ++id) {
    if (!isPart[id]) continue;
    pieces[id] = pieceOf(terms[id], pieces, variable);
    written += pieces[id].text.size();
    if (pieces[id].text.size() > longest || written > 100 * longest) return std::nullopt;
  }
  return std::move(pieces[term].text);
}

}  // namespace core::expression
