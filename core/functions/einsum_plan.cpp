#include "core/functions/einsum_plan.h"

#include <algorithm>

namespace core {
namespace {

constexpr std::size_t mostLetters = 62;  // a contraction takes 64, one for a stack of upstream rows

/// One side of the equation, such as "i...j": its letters, and before which of them the ellipsis stands.
struct Subscripts {
  std::string letters = {};
  std::optional<std::size_t> ellipsis = {};
};

struct Equation {
  std::vector<Subscripts> operands = {};
  std::optional<Subscripts> output = {};
};

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

[[noreturn]] void refuse(const std::string& equation, std::size_t column, const std::string& expected) {
  throw Error("the equation \"%1\" cannot be read at column %2: %3",
              {equation.substr(0, 200), std::to_string(column), expected});
}

Equation parsed(const std::string& equation) {
  Equation result;
  Subscripts current;
  bool inOutput = false;
  for (std::size_t k = 0; k < equation.size(); ++k) {
    const char c = equation[k];
    if (c == ' ') continue;
    if (isLetter(c)) {
      if (inOutput && current.letters.find(c) != std::string::npos) {
        refuse(equation, k, std::string("the output has the letter ") + c + " twice");
      }
      current.letters += c;
    } else if (equation.compare(k, 3, "...") == 0) {
      if (current.ellipsis) refuse(equation, k, "a second ellipsis in one operand");
      current.ellipsis = current.letters.size();
      k += 2;
    } else if (c == ',' && !inOutput) {
      result.operands.push_back(std::move(current));
      current = {};
    } else if (equation.compare(k, 2, "->") == 0 && !inOutput) {
      result.operands.push_back(std::move(current));
      current = {};
      inOutput = true;
      ++k;
    } else {
      refuse(equation, k,
             inOutput ? "expected a letter or \"...\"" : "expected a letter, \"...\", a comma or \"->\"");
    }
  }
  if (inOutput) {
    result.output = std::move(current);
  } else {
    result.operands.push_back(std::move(current));
  }
  return result;
}

/// As NumPy: the ellipsis first, then every letter that stands once, in alphabetical order.
Subscripts impliedOutput(const Equation& equation) {
  std::string all;
  Subscripts output;
  for (const Subscripts& operand : equation.operands) {
    all += operand.letters;
    if (operand.ellipsis) output.ellipsis = 0;
  }
  std::ranges::sort(all);
  for (const char letter : all) {
    if (std::ranges::count(all, letter) == 1) output.letters += letter;
  }
  return output;
}

/// The letters with their sizes while the operands are read.
class Reader {
public:
  Reader(const std::string& equation, InputShapes inputs) : equation_(equation), inputs_(inputs) {}

  /// The letter of one axis of one operand: its size is that of the axis, or stays where the axis is 1.
  std::size_t letterAt(const std::string& name, Index size, std::size_t operand) {
    const auto found = std::ranges::find(keys_, name);
    const auto letter = static_cast<std::size_t>(found - keys_.begin());
    if (found == keys_.end()) {
      keys_.push_back(name);
      plan.sizes.push_back(size);
      plan.names.push_back(isLetter(name[0]) ? name : "…");
      givenBy_.push_back(operand);
      if (keys_.size() > mostLetters) {
        throw Error("the equation \"%1\" has more than %2 axes in all",
                    {equation_, std::to_string(mostLetters)});
      }
      return letter;
    }
    if (plan.sizes[letter] == 1 && size != 1) {
      plan.sizes[letter] = size;
      givenBy_[letter] = operand;
    }
    if (size != plan.sizes[letter] && size != 1) {
      throw Error(
          "%1 has %2 entries in operand %3 (%4) and %5 in operand %6 (%7) of \"%8\": they must be equal, or one of them 1",
          {isLetter(name[0]) ? "the letter " + name : "an axis of the ellipsis",
           std::to_string(plan.sizes[letter]), std::to_string(givenBy_[letter] + 1),
           text(*inputs_[givenBy_[letter]]), std::to_string(size), std::to_string(operand + 1),
           text(*inputs_[operand]), equation_});
    }
    return letter;
  }

  std::optional<std::size_t> find(const std::string& name) const {
    const auto found = std::ranges::find(keys_, name);
    if (found == keys_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - keys_.begin());
  }

  EinsumPlan plan = {};

private:
  const std::string& equation_;
  InputShapes inputs_;
  std::vector<std::string> keys_;  // a letter, or ".k" for the k-th axis of the ellipsis from the end
  std::vector<std::size_t> givenBy_;
};

/// The keys of an operand's axes in their order; an ellipsis stands for `dots` axes.
std::vector<std::string> keysOf(const Subscripts& subscripts, Index dots) {
  std::vector<std::string> keys;
  for (std::size_t k = 0; k <= subscripts.letters.size(); ++k) {
    if (subscripts.ellipsis == k) {
      for (Index dot = dots; dot > 0; --dot) keys.push_back("." + std::to_string(dot));
    }
    if (k < subscripts.letters.size()) keys.emplace_back(1, subscripts.letters[k]);
  }
  return keys;
}

Index dotsOf(const Subscripts& subscripts, const Shape& shape, std::size_t operand,
             const std::string& equation) {
  const Index dots = shape.rank() - static_cast<Index>(subscripts.letters.size());
  if (dots == 0 || (dots > 0 && subscripts.ellipsis)) return dots;
  throw Error("operand %1 (%2) has %3 axes, and the equation \"%4\" names %5 for it",
              {std::to_string(operand + 1), text(shape), std::to_string(shape.rank()), equation,
               std::to_string(subscripts.letters.size()) + (subscripts.ellipsis ? " or more" : "")});
}

void refuseUnequalDiagonal(const Shape& shape, const std::vector<std::string>& keys, std::size_t operand) {
  for (std::size_t a = 0; a < keys.size(); ++a) {
    for (std::size_t b = a + 1; b < keys.size(); ++b) {
      const Index first = shape[static_cast<Index>(a)];
      const Index second = shape[static_cast<Index>(b)];
      if (keys[a] != keys[b] || first == second) continue;
      throw Error(
          "the letter %1 stands twice in operand %2 (%3), on axes of %4 and %5 entries: they must be equal",
          {keys[a], std::to_string(operand + 1), text(shape), std::to_string(first), std::to_string(second)});
    }
  }
}

/// Σ of the strides of the axes that have each letter.
std::vector<Index> stepsOf(const Reader& reader, const std::vector<std::string>& keys, const Shape& shape) {
  std::vector<Index> steps(reader.plan.sizes.size());
  const Shape strides = core::strides(shape);
  for (std::size_t axis = 0; axis < keys.size(); ++axis) {
    const auto a = static_cast<Index>(axis);
    if (shape[a] != 1) steps[*reader.find(keys[axis])] += strides[a];
  }
  return steps;
}

}  // namespace

EinsumPlan einsumPlan(const std::string& equation, InputShapes inputs) {
  const Equation sides = parsed(equation);
  if (sides.operands.size() != inputs.size()) {
    throw Error("the equation \"%1\" has %2 operands before its arrow, and %3 are given",
                {equation, std::to_string(sides.operands.size()), std::to_string(inputs.size())});
  }
  Reader reader(equation, inputs);
  std::vector<std::vector<std::string>> keys;
  Index mostDots = 0;
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    const Index dots = dotsOf(sides.operands[k], *inputs[k], k, equation);
    mostDots = std::max(mostDots, dots);
    keys.push_back(keysOf(sides.operands[k], dots));
    refuseUnequalDiagonal(*inputs[k], keys[k], k);
    for (std::size_t axis = 0; axis < keys[k].size(); ++axis)
      reader.letterAt(keys[k][axis], (*inputs[k])[static_cast<Index>(axis)], k);
  }
  for (std::size_t k = 0; k < inputs.size(); ++k)
    reader.plan.steps.push_back(stepsOf(reader, keys[k], *inputs[k]));

  const std::vector<std::string> outputKeys =
      keysOf(sides.output ? *sides.output : impliedOutput(sides), mostDots);
  std::vector<Index> axes;
  for (const std::string& key : outputKeys) {
    const std::optional<std::size_t> letter = reader.find(key);
    if (!letter) {
      throw Error("the equation \"%1\" has the letter %2 in its output, and no operand has it",
                  {equation, key});
    }
    axes.push_back(reader.plan.sizes[*letter]);
  }
  reader.plan.output = Shape(axes);
  reader.plan.outputSteps = stepsOf(reader, outputKeys, reader.plan.output);
  return std::move(reader.plan);
}

}  // namespace core
