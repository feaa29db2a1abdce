#pragma once

#include <QString>
#include <QStringList>
#include <span>
#include <vector>

#include "core/functions/function.h"

namespace ui {

/// One heading of the palette with its functions, in the order of the catalogue.
struct PaletteGroup {
  QString title;
  std::vector<const core::Function*> functions;
};

/// The whole catalogue under the palette's headings; empty headings are left out.
std::vector<PaletteGroup> paletteGroups();

/// The MIME type of a function that is dragged out of the palette; its data is the function's name in UTF-8.
inline constexpr char kFunctionMime[] = "application/x-chainrule-function";

/// The functions that `text` finds, best match first: name or title begins with it, a word of them does, they hold it, a
/// synonym begins with it or holds it, the formula holds it ("max(0,x)"). An empty text finds all, in the catalogue's order.
std::vector<const core::Function*> searchFunctions(const QString& text);
/// The same among `candidates`, whose order breaks ties.
std::vector<const core::Function*> searchFunctions(const QString& text,
                                                   std::span<const core::Function* const> candidates);

/// Whether a tensor of `shape` can feed an argument of `function` (shapes of its other arguments permitting).
bool takes(const core::Function& function, const core::Shape& shape);

/// The formula as LaTeX with the arguments' names, the first of them short: "W x + b".
QString formulaTex(const core::Function& function);
/// The formula of the local gradient by each argument, as LaTeX.
QStringList localFormulasTex(const core::Function& function);

/// The formula as plain text, with the arguments' names: "max(0, x)"; for accessible names and for searching.
QString plainFormula(const core::Function& function);

/// The signature in a word, in the user's language: "elem", "N→M".
QString hintOf(const core::Function& function);

}  // namespace ui
