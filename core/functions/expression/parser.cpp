#include "core/functions/expression/parser.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "core/functions/catalogue.h"

namespace core::expression {
namespace {

/// Something that waits for what comes after it: an operator for its right side, a parenthesis for its end.
struct Pending {
  const Function* function;  ///< null is a plain parenthesis
  int strength;              ///< of an operator; 0 is a parenthesis, with or without a function before it
  std::size_t place;         ///< in the text, in bytes
};

constexpr int signStrength = 3;
constexpr int powerStrength = 4;

struct Operator {
  std::string_view text;
  std::string_view row;
  int strength;
};

// Longer texts first. The signs that people copy from formulas are understood too.
constexpr Operator operators[] = {{"**", "pow", powerStrength},
                                  {"^", "pow", powerStrength},
                                  {"*", "mul", 2},
                                  {"·", "mul", 2},
                                  {"×", "mul", 2},
                                  {"/", "div", 2},
                                  {"+", "add", 1},
                                  {"-", "sub", 1},
                                  {"−", "sub", 1}};

bool startsName(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool continuesName(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }
bool isContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// Shunting-yard (Dijkstra 1961): operands and what waits for them stand on two stacks.
class Parser {
public:
  Parser(Terms& terms, std::string_view text, Names names) : terms_(terms), text_(text), names_(names) {}

  TermId formula() {
    while (true) {
      operand();
      while (atClosingParenthesis()) close();
      skipSpaces();
      if (position_ == text_.size()) break;
      binaryOperator();
    }
    while (!pending_.empty()) {
      if (pending_.back().strength == 0) {
        throw Error(
            "the formula ends at column %1 and the parenthesis of column %2 is still open: expected )",
            {std::to_string(column()), std::to_string(columnAt(pending_.back().place))});
      }
      apply();
    }
    return operands_.back();
  }

private:
  void skipSpaces() {
    while (position_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[position_])))
      ++position_;
  }

  std::size_t column() const { return columnAt(position_); }

  /// Counted in characters from 1.
  std::size_t columnAt(std::size_t place) const {
    const auto read = text_.substr(0, place);
    return 1 + read.size() - static_cast<std::size_t>(std::ranges::count_if(read, isContinuation));
  }

  /// What stands at the position, as a message names it.
  std::string found() const {
    if (position_ == text_.size()) return "the end";
    std::size_t end = position_ + 1;
    const bool isWord = continuesName(text_[position_]);
    while (end < text_.size() && end < position_ + 40 &&
           (isContinuation(text_[end]) || (isWord && continuesName(text_[end])))) {
      ++end;
    }
    return "“" + std::string(text_.substr(position_, end - position_)) + "”";
  }

  [[noreturn]] void refuse(const std::string& expected) const {
    throw Error("the formula breaks off at column %1: expected %2, found %3",
                {std::to_string(column()), expected, found()});
  }

  bool accept(std::string_view token) {
    if (!text_.substr(position_).starts_with(token)) return false;
    position_ += token.size();
    return true;
  }

  /// One number, name or call, with the signs and opening parentheses before it.
  void operand() {
    while (true) {
      skipSpaces();
      const std::size_t start = position_;
      if (accept("+")) continue;
      if (accept("-") || accept("−")) {
        pending_.push_back({&functionNamed("neg"), signStrength, start});
      } else if (accept("(")) {
        pending_.push_back({nullptr, 0, start});
      } else if (position_ < text_.size() && startsName(text_[position_])) {
        if (name()) return;
      } else {
        return number();
      }
    }
  }

  void number() {
    if (position_ == text_.size() ||
        !(std::isdigit(static_cast<unsigned char>(text_[position_])) || text_[position_] == '.'))
      refuse("a number, " + ownNames() + ", a function or (");
    double value = 0;
    const auto [end, error] = std::from_chars(text_.data() + position_, text_.data() + text_.size(), value);
    if (error == std::errc::invalid_argument) refuse("a number, " + ownNames() + ", a function or (");
    if (error == std::errc::result_out_of_range) {
      throw Error(
          "the number at column %1 of the formula is too large or too small for a float64: expected one of up to 1e308",
          {std::to_string(column())});
    }
    position_ = static_cast<std::size_t>(end - text_.data());
    operands_.push_back(terms_.number(value));
  }

  /// Whether the name was an operand and not the beginning of a call.
  bool name() {
    std::size_t end = position_;
    while (end < text_.size() && continuesName(text_[end])) ++end;
    const std::string_view word = text_.substr(position_, end - position_);
    const auto own = std::ranges::find(names_, word, &std::pair<std::string_view, TermId>::first);
    if (own != names_.end() || word == "pi" || word == "e") {
      operands_.push_back(own != names_.end() ? own->second : terms_.constant(word));
      position_ = end;
      return true;
    }
    const Function* function = findFunction(word.substr(0, 40));
    if (!function) {
      refuse(ownNames() + ", pi, e or an elementwise function such as sin");
    } else if (!isCallable(*function)) {
      throw Error(
          "the formula uses %1 at column %2: expected an elementwise function of one argument, and %1 is none",
          {std::string(word), std::to_string(column())});
    }
    const std::size_t start = position_;
    position_ = end;
    skipSpaces();
    if (!accept("(")) refuse("( and the argument of " + std::string(word));
    pending_.push_back({function, 0, start});
    return false;
  }

  bool atClosingParenthesis() {
    skipSpaces();
    return position_ < text_.size() && text_[position_] == ')';
  }

  void close() {
    while (!pending_.empty() && pending_.back().strength > 0) apply();
    if (pending_.empty()) {
      throw Error(
          "the formula closes a parenthesis at column %1 that was never opened: expected an operator or the end",
          {std::to_string(column())});
    }
    ++position_;
    apply();
  }

  void binaryOperator() {
    const auto* found = std::ranges::find_if(
        operators, [&](const Operator& one) { return text_.substr(position_).starts_with(one.text); });
    if (found == std::end(operators)) {
      const bool inParenthesis =
          std::ranges::any_of(pending_, [](const Pending& one) { return one.strength == 0; });
      refuse(inParenthesis ? "an operator (+ - * / ^) or )" : "an operator (+ - * / ^) or the end");
    }
    const bool rightFirst = found->strength == powerStrength;
    while (!pending_.empty() && pending_.back().strength > 0 &&
           (rightFirst ? pending_.back().strength > found->strength
                       : pending_.back().strength >= found->strength)) {
      apply();
    }
    pending_.push_back({&functionNamed(found->row), found->strength, position_});
    position_ += found->text.size();
  }

  /// What waited last gets its operands.
  void apply() {
    const Function* function = pending_.back().function;
    pending_.pop_back();
    if (!function) return;
    const TermId last = operands_.back();
    operands_.pop_back();
    if (function->arguments.size() == 1) {
      operands_.push_back(terms_.call(*function, last));
    } else {
      operands_.back() = terms_.call(*function, operands_.back(), last);
    }
  }

  std::string ownNames() const {
    std::string all;
    for (const auto& [word, term] : names_) all += (all.empty() ? "" : ", ") + std::string(word);
    return all;
  }

  Terms& terms_;
  std::string_view text_;
  Names names_;
  std::size_t position_ = 0;
  std::vector<TermId> operands_;
  std::vector<Pending> pending_;
};

}  // namespace

bool isCallable(const Function& function) {
  return function.scalar.forward && function.arguments.size() == 1 &&
         std::ranges::none_of(function.attributes, &AttributeSpec::required);
}

TermId parsed(Terms& terms, std::string_view text, Names names) {
  return Parser(terms, text, names).formula();
}

}  // namespace core::expression
