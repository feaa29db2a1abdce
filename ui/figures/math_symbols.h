#pragma once

#include <QString>
#include <QStringView>

#include "ui/figures/math_node.h"

namespace ui {

/// The symbol of a TeX command such as `alpha` (without its backslash), or nullptr.
const MathNode* mathCommand(QStringView name);

/// Letters, digits and signs as they are typed.
MathNode mathCharacter(char32_t character);

/// A letter of \mathbb or \mathcal; other characters stay as they are.
QString blackboardLetter(QChar letter);
QString scriptLetter(QChar letter);

/// The delimiter that a token of \left or \right stands for; "." is none.
QString mathDelimiter(const QString& token);

}  // namespace ui
