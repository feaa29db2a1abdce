#include <QHash>

#include <optional>

#include "ui/figures/math_node.h"

namespace ui {
namespace {

using Kind = MathNode::Kind;

using Letters = QHash<QChar, QChar>;

Letters pairs(QStringView from, QStringView to) {
  Letters letters;
  for (qsizetype i = 0; i < from.size(); ++i) letters.insert(from[i], to[i]);
  return letters;
}

/// `text` in small Unicode letters, if there is one for each of its characters.
std::optional<QString> small(const QString& text, const Letters& letters) {
  QString result;
  for (const QChar c : text) {
    const auto found = letters.constFind(c);
    if (found == letters.constEnd()) return std::nullopt;
    result += *found;
  }
  return result;
}

std::optional<QString> subscript(const QString& text) {
  static const Letters letters =
      pairs(u"0123456789+\u2212=()aehijklmnoprstuvx", u"₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ");
  return small(text, letters);
}

std::optional<QString> superscript(const QString& text) {
  static const Letters letters = pairs(u"0123456789+\u2212=()abcdefghijklmnoprstuvwxyzTNM\u22a4",
                                       u"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᴺᴹᵀ");
  return small(text, letters);
}

QString script(const MathNode& node, QChar mark) {
  if (node.isEmpty()) return {};
  const QString text = plainMath(node);
  QString tight = text;
  tight.remove(u' ');
  if (const auto letters = mark == u'_' ? subscript(tight) : superscript(tight)) return *letters;
  return text.size() == 1 ? mark + text : mark + u'(' + text + u')';
}

bool isWord(const QString& text) { return text.size() > 1 && text.back().isLetter(); }

/// Text between two neighbours of a row.
QString between(MathClass left, MathClass right, const QString& before, const QString& after) {
  using enum MathClass;
  const auto spaced = [](MathClass role) { return role == Binary || role == Relation; };
  if (spaced(left) || spaced(right) || left == Punctuation) return QStringLiteral(" ");
  const bool word = left == Operator && right != Open && right != Close && right != Punctuation;
  if (word && !after.isEmpty()) return QStringLiteral(" ");
  return right == Operator && isWord(after) && left != Open && !before.isEmpty() ? QStringLiteral(" ")
                                                                                 : QString();
}

QString plainRow(const MathNode& row) {
  const std::vector<MathClass> classes = resolvedClasses(row);
  QString text;
  size_t last = row.children.size();
  for (size_t i = 0; i < row.children.size(); ++i) {
    const MathNode& child = row.children[i];
    if (child.kind == Kind::Space) {
      if (child.space > 0.25 && !text.endsWith(u' ')) text += u' ';
      continue;
    }
    const QString part = plainMath(child);
    if (last < i && !text.endsWith(u' ') && !part.startsWith(u' ')) {
      text += between(classes[last], classes[i], text, part);
    }
    text += part;
    last = i;
  }
  return text;
}

}  // namespace

QString plainMath(const MathNode& node) {
  switch (node.kind) {
    case Kind::Symbol: return node.text;
    case Kind::Row: return plainRow(node);
    case Kind::Scripts:
      return plainMath(node.children[0]) + script(node.children[1], u'_') + script(node.children[2], u'^');
    case Kind::Fraction: return plainMath(inlineFraction(node));
    case Kind::Root: {
      const QString degree = node.children[1].isEmpty() ? QString() : script(node.children[1], u'^');
      const QString body = plainMath(node.children[0]);
      return degree + u'√' + (body.size() == 1 ? body : u'(' + body + u')');
    }
    case Kind::Accent: return plainMath(node.children[0]) + node.text;
    case Kind::Fence: return node.left + plainMath(node.children[0]) + node.right;
    case Kind::Grid: return plainMath(inlineGrid(node));
    case Kind::Space: break;
  }
  return node.space > 0.25 ? QStringLiteral(" ") : QString();
}

}  // namespace ui
