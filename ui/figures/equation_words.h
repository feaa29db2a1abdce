#pragma once

#include <QStringList>

#include <optional>

#include "ui/figures/arrangement.h"
#include "ui/figures/equation_content.h"
#include "ui/figures/sentence.h"

namespace ui {

enum class PanelRole { Upstream, Local, Downstream };

/// An entry of a panel: its row and column when all index vectors are flattened; of the local gradient j and
/// i, of the upstream k and j, of the downstream k and i, where k counts the rows of the seed.
struct EquationEntry {
  PanelRole panel = PanelRole::Downstream;
  core::Index row = 0;
  core::Index column = 0;
  bool operator==(const EquationEntry&) const = default;
};

/// The sides of the product: rows of the seed K, entries of the node M, entries of its input N. Each stands
/// in two panels.
enum class ProductSide { None, K, M, N };

/// The two lines over a panel. Numbers of shapes are pieces tagged with their `ProductSide`.
struct PanelHeader {
  Sentence title;
  Sentence subtitle;
};
/// With `columns` the drawing is transposed, and so are the shapes.
PanelHeader panelHeader(const EquationContent& content, PanelRole role, Reading reading,
                        ProductSide lit = ProductSide::None, bool columns = false);

/// "j = 2, weight −0.91" beside a block of the local gradient, and "entry (1,3) = 0.20" where an input entry
/// is lit.
Sentence blockTitle(const EquationContent& content, core::Index j, core::Index seedRow, bool withWeight);
Sentence blockEntry(const EquationContent& content, core::Index j, core::Index i);

/// TeX names of the entries of the node's input: a_1, a_2, …; numbers alone where the name has a subscript of
/// its own.
QStringList columnNames(const EquationContent& content);

/// What is known about a lit entry in one sentence: the inner product, or whom the entry moves.
Sentence entrySentence(const EquationContent& content, EquationEntry entry, bool columns = false);
/// While a downstream entry is asked for, its written terms have boxes in place of their local factors: pieces tagged `boxTag` + the term's
/// place in the inner product.
inline constexpr int boxTag = 100;
/// Why a lit side of the product stands in two panels.
Sentence sideSentence(const EquationContent& content, ProductSide side);
/// What to do, or the one product of scalars, while nothing is lit.
Sentence idleSentence(const EquationContent& content);

/// "Raise n by 0.01: e rises by 0.0037, y falls by 0.0020.": what truly happens at a function of one number; else nothing.
Sentence riseSentence(const EquationContent& content);

/// The inner product of a downstream entry in ASCII: "dL/da_3 = (0.75)(0.2) + … = -0.54" with all digits; of
/// another entry its name and number.
QString copyText(const EquationContent& content, EquationEntry entry);
/// The same as it is written on the card, in LaTeX for a formula of its own.
QString copyLatex(const EquationContent& content, EquationEntry entry);
/// Full-precision number of an entry with its index vectors, for the tooltip.
QString entryTip(const EquationContent& content, EquationEntry entry);
/// The number of an entry; of the local gradient only where it is formed.
double numberAt(const EquationContent& content, EquationEntry entry);

/// "15 of 45 nonzero", or the name of the form where that says more.
QString structureText(const EquationContent& content);

}  // namespace ui
