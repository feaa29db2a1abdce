#pragma once

#include <QString>

#include "ui/model/quiz.h"
#include "ui/model/theme.h"

namespace ui {

// What is said about a question, in words.

/// "Upstream and the local Jacobian are known. Which gradient reaches the third entry of a?", with the name in LaTeX between `[` and `]`.
QString questionText(const Solution& solution, const Question& question);
/// "∂L/∂a_3" in LaTeX.
QString askedTex(const Solution& solution, const Question& question);

/// A hint as a title and a sentence; numbers stand in the inks of their roles, as rich text.
struct HintText {
  QString title;
  QString text;
};
/// A gradient that belongs to the question's inputs: what another step has sent, or what is hidden beside what is asked for.
struct KnownPart {
  QString title;                        ///< the function that sends it
  QString words;                        ///< "contribution 1 of 2 at W₁"
  core::Shape shape;
  std::optional<core::Tensor> gradient; ///< empty where it is hidden
};
/// At most six, those of the asked input first.
std::vector<KnownPart> knownParts(const Moment& moment, const Question& question);

HintText hintText(const Quiz& quiz, const Theme& theme);

}  // namespace ui
