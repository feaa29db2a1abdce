#include "ui/figures/math_tex.h"

#include <algorithm>

namespace ui {
namespace {

using Kind = MathNode::Kind;

bool isStacked(const MathNode& node) {
  return node.kind == Kind::Fraction || node.kind == Kind::Grid ||
         std::ranges::any_of(node.children, isStacked);
}

QString escaped(const QString& text) {
  QString result;
  for (const QChar c : text) {
    if (c == u'\\') {
      result += QStringLiteral("\\backslash ");
    } else {
      if (QStringView(u"{}%#&_$").contains(c)) result += u'\\';
      result += c;
    }
  }
  return result;
}

QString delimiter(const QString& text) { return text.isEmpty() ? QStringLiteral(".") : escaped(text); }

QString accentCommand(QChar combining) {
  switch (combining.unicode()) {
    case u'\u0302': return QStringLiteral("\\hat");
    case u'\u0303': return QStringLiteral("\\tilde");
    case u'\u0304': return QStringLiteral("\\overline");
    case u'\u0307': return QStringLiteral("\\dot");
    case u'\u0308': return QStringLiteral("\\ddot");
    case u'\u030c': return QStringLiteral("\\check");
    case u'\u0332': return QStringLiteral("\\underline");
    default: return QStringLiteral("\\vec");
  }
}

bool isPlainWord(const QString& text) {
  return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80 && c.isLetter(); });
}

QString symbolTex(const MathNode& symbol) {
  const QString& text = symbol.text;
  if (text.isEmpty()) return QStringLiteral("{}");
  QString tex = escaped(text);
  if (symbol.role == MathClass::Operator && isPlainWord(text)) {
    tex = QStringLiteral("\\operatorname{%1}").arg(text);
  } else if (text.contains(u' ') ||
             (text.size() > 1 && text[0].isLetter() && !isPlainWord(text) && !text[0].isSurrogate())) {
    tex = QStringLiteral("\\text{%1}").arg(tex);
  } else if (!symbol.italic && text[0].isLetter() && isPlainWord(text)) {
    tex = QStringLiteral("\\mathrm{%1}").arg(text);
  }
  return symbol.bold ? QStringLiteral("\\boldsymbol{%1}").arg(tex) : tex;
}

QString texOf(const MathNode& node);

QString rowTex(const MathNode& row) {
  QString tex;
  for (const MathNode& child : row.children) tex += texOf(child) + u' ';
  return tex;
}

QString spaceTex(double em) { return QStringLiteral("\\mspace{%1mu}").arg(em * 18, 0, 'f', 1); }

QString texOf(const MathNode& node) {
  switch (node.kind) {
    case Kind::Symbol: return symbolTex(node);
    // Braces would make an ordinary symbol of a row; the parser's own rows are such.
    case Kind::Row: return u'{' + rowTex(node) + u'}';
    case Kind::Scripts: {
      QString tex = texOf(node.children[0]);
      if (!node.children[1].isEmpty()) tex += QStringLiteral("_{%1}").arg(texOf(node.children[1]));
      if (!node.children[2].isEmpty()) tex += QStringLiteral("^{%1}").arg(texOf(node.children[2]));
      return tex;
    }
    case Kind::Fraction: return texOf(inlineFraction(node));
    case Kind::Grid: return texOf(inlineGrid(node));
    case Kind::Root:
      return node.children[1].isEmpty()
                 ? QStringLiteral("\\sqrt{%1}").arg(texOf(node.children[0]))
                 : QStringLiteral("\\sqrt[%2]{%1}").arg(texOf(node.children[0]), texOf(node.children[1]));
    case Kind::Accent: return accentCommand(node.text.front()) + u'{' + texOf(node.children[0]) + u'}';
    case Kind::Fence:
      return QStringLiteral("\\left%1 %2 \\right%3")
          .arg(delimiter(node.left), texOf(node.children[0]), delimiter(node.right));
    case Kind::Space: break;
  }
  return spaceTex(node.space);
}

}  // namespace

QString lineTex(const QString& tex, const MathNode& formula) {
  return isStacked(formula) ? rowTex(formula) : tex;
}

QString withoutComments(QString tex) {
  for (qsizetype at = tex.indexOf(u'%'); at >= 0; at = tex.indexOf(u'%', at + 1)) {
    qsizetype slashes = 0;
    while (slashes < at && tex[at - 1 - slashes] == u'\\') ++slashes;
    if (slashes % 2 == 0) tex.insert(at++, u'\\');
  }
  return tex;
}

}  // namespace ui
