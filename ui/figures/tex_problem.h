#pragma once

#include <QString>

namespace ui {

/// What is wrong with a label, for people: the typesetter's words for it, in ours where they are known. Empty
/// for what is no mistake in the label.
QString texProblemText(const QString& problem);

/// The same of a formula in TeX as far as it is known by now.
QString problemOfTex(const QString& tex);

}  // namespace ui
