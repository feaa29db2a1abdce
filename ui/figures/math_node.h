#pragma once

#include <QString>

#include <vector>

namespace ui {

/// What a part of a formula is to its neighbours; decides the space between them (The TeXbook, chapter 18).
enum class MathClass { Ordinary, Operator, Binary, Relation, Open, Close, Punctuation, Inner };

/// A part of a formula.
struct MathNode {
  enum class Kind {
    Symbol,    ///< `text` in one font
    Row,       ///< children side by side
    Scripts,   ///< base, subscript, superscript; the last two may be empty rows
    Fraction,  ///< numerator, denominator
    Root,      ///< radicand, degree
    Accent,    ///< child with the combining character `text` above or below it
    Fence,     ///< child between the delimiters `left` and `right`, which grow with it
    Grid,      ///< cells in row-major order, `columns` wide, between `left` and `right`
    Space,     ///< `space` em
  };

  Kind kind = Kind::Row;
  MathClass role = MathClass::Ordinary;
  QString text = {};
  bool italic = false;
  bool bold = false;
  bool unknown = false;  ///< a command or environment that is not known here stands for itself
  bool limits = false;   ///< scripts go below and above in display style, as those of ∑ do
  double space = 0;
  int columns = 1;
  QString left = {};
  QString right = {};
  std::vector<MathNode> children = {};

  bool isEmpty() const { return kind == Kind::Row && children.empty(); }
};

/// Whether nothing in the formula is unknown here.
bool isWhollyKnown(const MathNode& formula);

/// The classes of a row's children after the context has turned signs into ordinary symbols: in "a = −b" the
/// minus is no binary operator.
std::vector<MathClass> resolvedClasses(const MathNode& row);

/// A fraction on one line: "½", "∂y/∂x", "1/(1 + x)".
MathNode inlineFraction(const MathNode& fraction);

/// A grid on one line: rows separated by commas.
MathNode inlineGrid(const MathNode& grid);

/// The formula in Unicode text, for tooltips and accessible names: "∂L/∂W₁", "e^(−x)".
QString plainMath(const MathNode& node);

}  // namespace ui
