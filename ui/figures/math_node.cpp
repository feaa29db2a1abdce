#include "ui/figures/math_node.h"

#include <algorithm>

namespace ui {
namespace {

using Kind = MathNode::Kind;

MathNode symbol(const QString& text, MathClass role = MathClass::Ordinary) {
  return {.kind = Kind::Symbol, .role = role, .text = text};
}

/// The node itself where braces hold nothing else: `{x}` is x.
const MathNode& unwrapped(const MathNode& node) {
  const MathNode* inner = &node;
  while (inner->kind == Kind::Row && inner->children.size() == 1) inner = &inner->children.front();
  return *inner;
}

bool isSymbol(const MathNode& node, QStringView text) {
  return node.kind == Kind::Symbol && node.text == text;
}

/// Whether a numerator or denominator would be misread beside a slash.
bool needsParentheses(const MathNode& part, bool below) {
  const MathNode& node = unwrapped(part);
  if (node.kind == Kind::Fraction || node.kind == Kind::Grid) return true;
  if (node.kind != Kind::Row) return false;
  const bool operators = std::ranges::any_of(node.children, [](const MathNode& child) {
    return child.role != MathClass::Ordinary && child.role != MathClass::Open &&
           child.role != MathClass::Close;
  });
  if (operators) return true;
  return below && node.children.size() > 1 && !isSymbol(unwrapped(node.children.front()), u"∂");
}

void appendPart(MathNode& row, const MathNode& part, bool below) {
  const bool parentheses = needsParentheses(part, below);
  if (parentheses) row.children.push_back(symbol(u"("_qs, MathClass::Open));
  row.children.push_back(part);
  if (parentheses) row.children.push_back(symbol(u")"_qs, MathClass::Close));
}

}  // namespace

bool isWhollyKnown(const MathNode& formula) {
  return !formula.unknown && std::ranges::all_of(formula.children, isWhollyKnown);
}

std::vector<MathClass> resolvedClasses(const MathNode& row) {
  std::vector<MathClass> classes;
  classes.reserve(row.children.size());
  size_t last = row.children.size();  // index of the last child that is no space
  const auto demote = [&](size_t i) {
    if (i < classes.size() && classes[i] == MathClass::Binary) classes[i] = MathClass::Ordinary;
  };
  for (size_t i = 0; i < row.children.size(); ++i) {
    classes.push_back(row.children[i].role);
    if (row.children[i].kind == Kind::Space) continue;
    using enum MathClass;
    const bool afterOperand = last < i && classes[last] != Binary && classes[last] != Operator &&
                              classes[last] != Relation && classes[last] != Open &&
                              classes[last] != Punctuation;
    if (!afterOperand) demote(i);
    if (classes[i] == Relation || classes[i] == Close || classes[i] == Punctuation) demote(last);
    last = i;
  }
  demote(last);
  return classes;
}

MathNode inlineFraction(const MathNode& fraction) {
  const MathNode& above = unwrapped(fraction.children[0]);
  const MathNode& below = unwrapped(fraction.children[1]);
  if (isSymbol(above, u"1") && isSymbol(below, u"2")) return symbol(u"½"_qs);
  MathNode row{.kind = Kind::Row};
  appendPart(row, fraction.children[0], false);
  row.children.push_back(symbol(u"/"_qs));
  appendPart(row, fraction.children[1], true);
  return row;
}

MathNode inlineGrid(const MathNode& grid) {
  MathNode row{.kind = Kind::Row};
  const bool cases = grid.left == u"{" && grid.right.isEmpty();
  if (!cases && !grid.left.isEmpty()) row.children.push_back(symbol(grid.left, MathClass::Open));
  for (size_t i = 0; i < grid.children.size(); ++i) {
    const bool rowStart = i % static_cast<size_t>(grid.columns) == 0;
    if (i > 0 && rowStart) row.children.push_back(symbol(cases ? u","_qs : u";"_qs, MathClass::Punctuation));
    if (i > 0 && !(rowStart && cases)) row.children.push_back({.kind = Kind::Space, .space = 0.3});
    row.children.push_back(grid.children[i]);
  }
  if (!cases && !grid.right.isEmpty()) row.children.push_back(symbol(grid.right, MathClass::Close));
  return row;
}

}  // namespace ui
