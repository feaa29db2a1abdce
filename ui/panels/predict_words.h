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
HintText hintText(const Quiz& quiz, const Theme& theme);

}  // namespace ui
