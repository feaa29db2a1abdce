#include "core/functions/expression/simplify.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

namespace core::expression {
namespace {

/// A number as a fraction of two numbers; whole ones are reduced and stay exact.
struct Ratio {
  double above = 1;
  double below = 1;

  bool isZero() const { return above == 0; }
  bool isOne() const { return above == below; }
};

bool isWhole(double number) { return std::abs(number) < 0x1p53 && number == std::floor(number); }

Ratio reduced(Ratio ratio) {
  if (ratio.below < 0) ratio = {-ratio.above, -ratio.below};
  if (!isWhole(ratio.above) || !isWhole(ratio.below) || ratio.below == 0) return ratio;
  const auto common = static_cast<double>(
      std::gcd(static_cast<std::int64_t>(ratio.above), static_cast<std::int64_t>(ratio.below)));
  return {ratio.above / common, ratio.below / common};
}

Ratio product(Ratio a, Ratio b) { return reduced({a.above * b.above, a.below * b.below}); }
Ratio quotient(Ratio a, Ratio b) { return reduced({a.above * b.below, a.below * b.above}); }
Ratio sum(Ratio a, Ratio b) { return reduced({a.above * b.below + b.above * a.below, a.below * b.below}); }

/// The number without the last rounding: 0.3 for 0.1 · 3.
double tidy(double number) {
  std::array<char, 32> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::general, 15).ptr;
  double result = number;
  std::from_chars(digits.data(), end, result);
  return result;
}

/// coefficient · Π base^exponent, bases in the order in which they came.
struct Product {
  Ratio coefficient;
  std::vector<std::pair<TermId, double>> factors = {};

  void multiply(TermId base, double exponent) {
    const auto found = std::ranges::find(factors, base, &std::pair<TermId, double>::first);
    if (found == factors.end()) {
      factors.emplace_back(base, exponent);
    } else if ((found->second += exponent) == 0) {
      factors.erase(found);
    }
  }
};

/// Simplifies one term after the other; `results_` holds what became of each.
class Simplifier {
public:
  explicit Simplifier(Terms& terms) : terms_(terms) {}

  TermId operator()(TermId root) {
    const std::vector<bool> isPart = terms_.partsOf(root);
    std::vector<TermId> results(root + 1);
    for (TermId id = 0; id <= root; ++id) {
      if (!isPart[id]) continue;
      Term term = terms_[id];
      for (std::size_t k = 0; k < term.operandCount(); ++k) term.operands[k] = results[term.operands[k]];
      results[id] = simple(term, id);
    }
    return results[root];
  }

private:
  /// Of a term with simplified operands.
  TermId simple(const Term& term, TermId id) {
    const auto [a, b] = term.operands;
    if (term.kind == Term::Kind::Slope) return terms_.slope(*term.function, a);
    if (term.kind != Term::Kind::Call) return id;
    const std::string_view name = term.function->name;
    if (name == "add") return added(a, b, 1);
    if (name == "sub") return added(a, b, -1);
    if (name == "neg") return built(scaled(asProduct(a), {-1, 1}));
    if (name == "mul") return built(multiplied(asProduct(a), asProduct(b), 1));
    if (name == "div")
      return terms_.isNumber(b, 0) ? terms_.call(*term.function, a, b)
                                   : built(multiplied(asProduct(a), asProduct(b), -1));
    if (name == "pow") return raised(a, b);
    return called(*term.function, a);
  }

  /// A function of a number where that is a whole number without rounding; log e = 1.
  TermId called(const Function& function, TermId a) {
    const std::string_view name = function.name;
    if (name == "log" && (terms_[a].kind == Term::Kind::Constant && terms_[a].name == "e"))
      return terms_.number(1);
    if ((name == "exp" || name == "cos" || name == "cosh") && terms_.isNumber(a, 0)) return terms_.number(1);
    if (name == "log" && terms_.isNumber(a, 1)) return terms_.number(0);
    if ((name == "sin" || name == "tan" || name == "tanh") && terms_.isNumber(a, 0)) return terms_.number(0);
    if (name == "sqrt" && terms_.isNumber(a) && isWhole(std::sqrt(terms_[a].number))) {
      return terms_.number(std::sqrt(terms_[a].number));
    }
    return terms_.call(function, a);
  }

  Product asProduct(TermId id) const {
    const Term& term = terms_[id];
    if (term.kind == Term::Kind::Number) return {{term.number, 1}};
    if (terms_.isCall(id, "neg")) return scaled(asProduct(term.operands[0]), {-1, 1});
    if (terms_.isCall(id, "mul"))
      return multiplied(asProduct(term.operands[0]), asProduct(term.operands[1]), 1);
    if (terms_.isCall(id, "div"))
      return multiplied(asProduct(term.operands[0]), asProduct(term.operands[1]), -1);
    if (terms_.isCall(id, "pow") && terms_.isNumber(term.operands[1])) {
      return {{}, {{term.operands[0], terms_[term.operands[1]].number}}};
    }
    return {{}, {{id, 1}}};
  }

  static Product scaled(Product product, Ratio by) {
    product.coefficient = expression::product(product.coefficient, by);
    return product;
  }

  static Product multiplied(Product a, const Product& b, double sign) {
    a.coefficient = sign > 0 ? product(a.coefficient, b.coefficient) : quotient(a.coefficient, b.coefficient);
    for (const auto& [base, exponent] : b.factors) a.multiply(base, sign * exponent);
    return a;
  }

  /// The term for a product: one fraction, its sign in front, the number first, then what stood first in the
  /// formula.
  TermId built(Product product) {
    std::ranges::sort(product.factors);
    Ratio coefficient = product.coefficient;
    if (coefficient.isZero()) return terms_.number(0);
    const bool isNegative = coefficient.above < 0;
    coefficient = {tidy(std::abs(coefficient.above)), tidy(coefficient.below)};
    std::vector<TermId> above, below;
    if (coefficient.above != 1) above.push_back(terms_.number(coefficient.above));
    if (coefficient.below != 1) below.push_back(terms_.number(coefficient.below));
    for (const auto& [base, exponent] : product.factors) {
      const double size = std::abs(exponent);
      (exponent > 0 ? above : below)
          .push_back(size == 1 ? base : terms_.call("pow", base, terms_.number(size)));
    }
    TermId result = chained(above);
    if (!below.empty()) result = terms_.call("div", result, chained(below));
    if (!isNegative) return result;
    return terms_.isNumber(result) ? terms_.number(-terms_[result].number) : terms_.call("neg", result);
  }

  TermId chained(const std::vector<TermId>& factors) {
    if (factors.empty()) return terms_.number(1);
    TermId result = factors.front();
    for (std::size_t k = 1; k < factors.size(); ++k) result = terms_.call("mul", result, factors[k]);
    return result;
  }

  TermId raised(TermId base, TermId exponent) {
    if (!terms_.isNumber(exponent))
      return terms_.isNumber(base, 1) ? base : terms_.call("pow", base, exponent);
    const double power = terms_[exponent].number;
    if (power == 0) return terms_.number(1);
    if (power == 1) return base;
    Product product = asProduct(base);
    if (!isWhole(power) || std::abs(power) > 64) return built({{}, {{base, power}}});
    Product result;
    if (product.coefficient.isZero()) return terms_.call("pow", base, exponent);
    const Ratio one = power > 0 ? product.coefficient : quotient({}, product.coefficient);
    for (int k = 0; k < static_cast<int>(std::abs(power)); ++k)
      result.coefficient = expression::product(result.coefficient, one);
    if (!isWhole(result.coefficient.above) || !isWhole(result.coefficient.below))
      return built({{}, {{base, power}}});
    for (const auto& [factor, inner] : product.factors) {
      // (x^½)^2 is x for x ≥ 0 only, and x^½ has no value elsewhere; but (x^2)^½ never gets here.
      result.multiply(factor, inner * power);
    }
    return built(result);
  }

  /// The summands of a sum with their coefficients; the number has no term.
  struct Sum {
    Ratio number{0, 1};
    std::vector<std::pair<TermId, Ratio>> summands = {};
  };

  void collect(TermId id, Ratio coefficient, Sum& into) {
    std::vector<std::pair<TermId, Ratio>> waiting{{id, coefficient}};
    while (!waiting.empty()) {
      const auto [term, factor] = waiting.back();
      waiting.pop_back();
      const auto [a, b] = terms_[term].operands;
      const bool isDifference = terms_.isCall(term, "sub");
      if (isDifference || terms_.isCall(term, "add")) {
        waiting.emplace_back(b, isDifference ? product(factor, {-1, 1}) : factor);
        waiting.emplace_back(a, factor);
        continue;
      }
      Product whole = asProduct(term);
      const Ratio share = product(factor, whole.coefficient);
      if (whole.factors.empty()) {
        into.number = sum(into.number, share);
        continue;
      }
      whole.coefficient = {};
      const TermId bare = built(whole);
      const auto found = std::ranges::find(into.summands, bare, &std::pair<TermId, Ratio>::first);
      if (found == into.summands.end()) {
        into.summands.emplace_back(bare, share);
      } else {
        found->second = sum(found->second, share);
      }
    }
  }

  TermId added(TermId a, TermId b, double sign) {
    Sum all;
    // A number in front stays in front.
    const bool numberFirst = terms_.isNumber(a);
    collect(a, {}, all);
    collect(b, {sign, 1}, all);
    std::vector<Product> parts;
    for (const auto& [term, share] : all.summands) {
      if (!share.isZero()) parts.push_back(scaled(asProduct(term), share));
    }
    if (!all.number.isZero()) parts.insert(numberFirst ? parts.begin() : parts.end(), Product{all.number});
    if (parts.empty()) return terms_.number(0);
    // Better "b − a" than "−a + b".
    const auto positive =
        std::ranges::find_if(parts, [](const Product& part) { return part.coefficient.above > 0; });
    if (positive != parts.end()) std::rotate(parts.begin(), positive, positive + 1);
    TermId result = built(parts.front());
    for (std::size_t k = 1; k < parts.size(); ++k) {
      const bool isNegative = parts[k].coefficient.above < 0;
      const TermId part = built(isNegative ? scaled(parts[k], {-1, 1}) : parts[k]);
      result = terms_.call(isNegative ? "sub" : "add", result, part);
    }
    return result;
  }

  Terms& terms_;
};

}  // namespace

TermId simplified(Terms& terms, TermId term) { return Simplifier(terms)(term); }

}  // namespace core::expression
