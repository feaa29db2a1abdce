#pragma once

#include "ui/figures/sentence.h"
#include "ui/model/path_list.h"

namespace ui {

/// "x → a → p → L" in TeX pieces; nodes in the middle are left out where it would pass `width`.
Sentence pathSentence(const PathList& list, const PathRow& row, double width, double pixelSize);

/// The backward pass as a sum with shared factors: "(1 · 4 + 1) · 6 + (1 · 9) · 1 = 5 · 6 + 9 · 1 = 39"; of
/// tensors in words. Empty where that would be long.
Sentence sharedSentence(const PathList& list);

/// A question to the class about a path that is forgotten, and its answer; empty where no path can be told by
/// a wire of its own.
struct ForgottenPath {
  QString question;
  QString answer;
};
ForgottenPath forgottenPath(const PathList& list);

}  // namespace ui
