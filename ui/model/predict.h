#pragma once

#include <optional>
#include <vector>

#include "ui/model/equation.h"

namespace ui {

/// What is asked at a backward step: one entry of the gradient that it sends to one of its inputs.
struct Question {
  std::size_t node = 0;
  std::size_t argument = 0;
  core::Index row = 0;    ///< of the seed
  core::Index entry = 0;  ///< flat index of the input's entry
  bool operator==(const Question&) const = default;
};

/// The question at the shown step about `argument`, or about the first one that takes part: its middle entry. Empty where nothing is
/// asked: at other steps, and where the local gradient is too large to be followed by hand.
std::optional<Question> questionAt(const Moment& moment, std::size_t argument);

/// What an answer is judged by: the equation whole, and all terms of the entry that is asked for.
struct Solution {
  Equation equation;
  std::vector<Term> terms;
  double result = 0;
};
Solution solutionOf(const Moment& moment, const Question& question);

/// Within 1 %, or half a digit of two decimals where two decimals show the number.
bool isRight(double typed, double result);

/// What probably led to a wrong answer.
struct Mistake {
  enum class Kind {
    Other,
    Sign,           ///< the whole number has the other sign
    TermSign,       ///< one term has the other sign
    TermForgotten,  ///< one term is missing
    NotSummed,      ///< one product alone: the others were not added
    RowForColumn,   ///< a row of the local gradient was taken for its column
    Local,          ///< an entry of the local gradient, or the sum of its column, not multiplied
    Upstream,       ///< an entry of the upstream gradient, not multiplied
    Neighbour,      ///< another entry of the downstream gradient
    WholeSum,       ///< with the contributions that other steps had sent
  } kind = Kind::Other;
  core::Index at = 0;  ///< which term, entry of the local's column, of the upstream or of the downstream
  bool operator==(const Mistake&) const = default;
};
Mistake mistakeIn(double typed, const Moment& moment, const Question& question, const Solution& solution);

/// How a question was settled.
enum class Outcome { Open, Right, WithHint, Revealed };

/// The answers to the questions of one run, one at each backward step.
class Predictions {
 public:
  explicit Predictions(int count = 0) : marks_(static_cast<std::size_t>(count)) {}

  int count() const { return static_cast<int>(marks_.size()); }
  Outcome outcome(int question) const { return marks_[at(question)].outcome; }
  bool isOpen(int question) const { return outcome(question) == Outcome::Open; }
  /// How many hints were given, also those that follow a wrong answer.
  int hints(int question) const { return marks_[at(question)].hints; }
  void hint(int question) { ++marks_[at(question)].hints; }
  /// Right at once, or after a hint.
  void answer(int question);
  void reveal(int question) { marks_[at(question)].outcome = Outcome::Revealed; }
  int settled() const;
  int settledAs(Outcome outcome) const;
  /// 1 for each answer that was right at once, ½ after a hint.
  double score() const { return settledAs(Outcome::Right) + 0.5 * settledAs(Outcome::WithHint); }
  /// The questions from `kept` on are open again, `count` in all: the run has changed.
  void reopen(int kept, int count);

 private:
  struct Mark {
    Outcome outcome = Outcome::Open;
    int hints = 0;
  };
  static std::size_t at(int question) { return static_cast<std::size_t>(question); }
  std::vector<Mark> marks_;
};

/// Then revealing is the way on.
inline constexpr int mostHints = 3;

}  // namespace ui
