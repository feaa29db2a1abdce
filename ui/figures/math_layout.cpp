#include "ui/figures/math_layout.h"

#include <QFontMetricsF>
#include <QHash>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/figures/text_setting.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

using Kind = MathNode::Kind;

// Measures in em, after the STIX fonts.
constexpr double axis = 0.26;
constexpr double ruleThickness = 0.045;
constexpr double fractionGap = 0.13;
constexpr double superscriptRise = 0.36;
constexpr double subscriptDrop = 0.16;
constexpr double scriptGap = 0.12;
constexpr double scriptSpace = 0.04;
constexpr double accentGap = 0.04;
constexpr double lineGap = 0.3;

/// Sizes and spacing shrink from one level to the next.
enum class Level { Display, Text, Script, ScriptScript };

double sizeOf(Level level) { return level == Level::ScriptScript ? 0.64 : level == Level::Script ? 0.7 : 1; }

Level scriptOf(Level level) {
  return level == Level::Display || level == Level::Text ? Level::Script : Level::ScriptScript;
}

bool isScript(Level level) { return level == Level::Script || level == Level::ScriptScript; }

/// Extents of a text at 1 em; `overhang` is what a slanted letter reaches beyond its advance.
struct Extents {
  double advance = 0;
  double ascent = 0;
  double descent = 0;
  double overhang = 0;
};

Extents extentsOf(const QString& text, bool italic, bool bold) {
  thread_local QHash<QString, Extents> cache;
  const int fonts = static_cast<int>(textSetting().fonts);
  const QString key = QChar(u'0' + (italic ? 1 : 0) + (bold ? 2 : 0) + 4 * fonts) + text;
  if (const auto found = cache.constFind(key); found != cache.constEnd()) return *found;
  if (cache.size() > 4000) cache.clear();
  constexpr int pixels = 200;
  const TextStyle style{
      .weight = bold ? QFont::Bold : QFont::Normal, .italic = italic, .family = TextStyle::Family::Math};
  const QFont font = fontOf(style, pixels);
  const double advance = QFontMetricsF(font).horizontalAdvance(text);
  // From the outlines: a tight bounding rectangle of the metrics reaches down to the baseline at least, and
  // is nonsense for combining characters.
  QPainterPath outline;
  outline.addText(0, 0, font, text);
  const QRectF ink = outline.boundingRect();
  const Extents extents{.advance = advance / pixels,
                        .ascent = -ink.top() / pixels,
                        .descent = ink.bottom() / pixels,
                        .overhang = italic ? std::max(0.0, (ink.right() - advance) / pixels) : 0};
  cache.insert(key, extents);
  return extents;
}

/// Space between neighbours in em: thin, medium and thick as in TeX; none but thin beside operators within
/// scripts.
double spaceBetween(MathClass left, MathClass right, bool script) {
  using enum MathClass;
  constexpr double thin = 1.0 / 6;
  constexpr double medium = 4.0 / 18;
  constexpr double thick = 5.0 / 18;
  const auto operand = [](MathClass role) { return role == Ordinary || role == Close || role == Inner; };
  if (left == Operator && (right == Ordinary || right == Operator)) return thin;
  if (right == Operator && (operand(left))) return thin;
  if (script) return 0;
  if (left == Binary || right == Binary) return medium;
  if ((left == Relation) != (right == Relation))
    return left == Open || right == Close || right == Punctuation ? 0 : thick;
  if (left == Punctuation) return thin;
  if (left == Inner) return right == Close ? 0 : thin;
  if (right == Inner) return left == Open ? 0 : thin;
  return 0;
}

class Layouter {
public:
  explicit Layouter(bool display) : stacked_(display) {}

  MathBox box(const MathNode& node, Level level) const {
    switch (node.kind) {
      case Kind::Symbol: return symbol(node, level);
      case Kind::Row: return row(node, level);
      case Kind::Scripts: return scripts(node, level);
      case Kind::Fraction: return stacked_ ? fraction(node, level) : box(inlineFraction(node), level);
      case Kind::Root: return root(node, level);
      case Kind::Accent: return accent(node, level);
      case Kind::Fence: return fenced(box(node.children[0], level), node.left, node.right, sizeOf(level));
      case Kind::Grid: return stacked_ ? grid(node, level) : box(inlineGrid(node), level);
      case Kind::Space: break;
    }
    return {.width = node.space * sizeOf(level)};
  }

private:
  static MathBox symbol(const MathNode& node, Level level) {
    const bool large = node.limits && node.text.size() == 1 && level == Level::Display;
    const double size = sizeOf(level) * (large ? 1.4 : 1);
    const Extents extents = extentsOf(node.text, node.italic, node.bold);
    MathBox result{.width = (extents.advance + extents.overhang) * size,
                   .ascent = extents.ascent * size,
                   .descent = extents.descent * size};
    double shift = 0;
    if (large) {
      // A large operator is centred on the axis.
      shift = (result.ascent - result.descent) / 2 - axis;
      result.ascent -= shift;
      result.descent += shift;
    }
    result.glyphs.push_back({node.text, node.italic, node.bold, QPointF(0, shift), size});
    return result;
  }

  MathBox row(const MathNode& node, Level level) const {
    const std::vector<MathClass> classes = resolvedClasses(node);
    const double size = sizeOf(level);
    MathBox result;
    size_t last = node.children.size();
    for (size_t i = 0; i < node.children.size(); ++i) {
      const MathNode& child = node.children[i];
      if (child.kind != Kind::Space) {
        if (last < i) result.width += size * spaceBetween(classes[last], classes[i], isScript(level));
        last = i;
      }
      const MathBox part = box(child, level);
      result.place(part, QPointF(result.width, 0));
      result.width += part.width;
    }
    return result;
  }

  MathBox scripts(const MathNode& node, Level level) const {
    const MathBox base = box(node.children[0], level);
    const double size = sizeOf(level);
    const MathBox below = box(node.children[1], scriptOf(level));
    const MathBox above = box(node.children[2], scriptOf(level));
    if (node.limits && level == Level::Display) return limits(base, below, above);
    MathBox result = base;
    double rise = std::max(superscriptRise * size, base.ascent - 0.33 * size);
    double drop = std::max(subscriptDrop * size, base.descent + 0.03 * size);
    if (!node.children[1].isEmpty() && !node.children[2].isEmpty()) {
      const double gap = (rise - above.descent) - (below.ascent - drop);
      if (const double lack = scriptGap * size - gap; lack > 0) {
        rise += lack / 2;
        drop += lack / 2;
      }
    }
    if (!node.children[1].isEmpty()) {
      const double left = base.width - overhangOf(node.children[0], level);
      result.place(below, QPointF(left, drop));
      result.width = std::max(result.width, left + below.width + scriptSpace * size);
    }
    if (!node.children[2].isEmpty()) {
      result.place(above, QPointF(base.width, -rise));
      result.width = std::max(result.width, base.width + above.width + scriptSpace * size);
    }
    return result;
  }

  /// What a single slanted letter reaches beyond its advance; a subscript tucks in under it.
  static double overhangOf(const MathNode& node, Level level) {
    const MathNode* inner = &node;
    while (inner->kind == Kind::Row && inner->children.size() == 1) inner = &inner->children.front();
    if (inner->kind != Kind::Symbol) return 0;
    return extentsOf(inner->text, inner->italic, inner->bold).overhang * sizeOf(level);
  }

  static MathBox limits(const MathBox& base, const MathBox& below, const MathBox& above) {
    MathBox result;
    result.width = std::max({base.width, below.width, above.width});
    const auto centred = [&](const MathBox& part) { return (result.width - part.width) / 2; };
    result.place(base, QPointF(centred(base), 0));
    if (below.width > 0) {
      result.place(below, QPointF(centred(below), base.descent + scriptGap + below.ascent));
    }
    if (above.width > 0) {
      result.place(above, QPointF(centred(above), -(base.ascent + scriptGap + above.descent)));
    }
    return result;
  }

  MathBox fraction(const MathNode& node, Level level) const {
    const Level inner = level == Level::Display ? Level::Text : scriptOf(level);
    const double size = sizeOf(level);
    const MathBox above = box(node.children[0], inner);
    const MathBox below = box(node.children[1], inner);
    const double bar = ruleThickness * size;
    const double gap = fractionGap * size;
    const double middle = axis * size;
    MathBox result;
    result.width = std::max(above.width, below.width) + 0.2 * size;
    result.place(above, QPointF((result.width - above.width) / 2, -(middle + bar / 2 + gap + above.descent)));
    result.place(below, QPointF((result.width - below.width) / 2, -middle + bar / 2 + gap + below.ascent));
    result.rules.emplace_back(0.04 * size, -middle - bar / 2, result.width - 0.08 * size, bar);
    return result;
  }

  MathBox root(const MathNode& node, Level level) const {
    const double size = sizeOf(level);
    const MathBox body = box(node.children[0], level);
    const MathBox degree = box(node.children[1], Level::ScriptScript);
    const double top = std::max(body.ascent, 0.45 * size) + 0.13 * size;
    const double foot = std::max(body.descent, 0.04 * size) + 0.02 * size;
    const double tick = (top + foot) * 0.45;
    const double lead = node.children[1].isEmpty() ? 0 : std::max(0.0, degree.width - 0.22 * size);
    const double left = lead + 0.58 * size;
    MathBox result;
    result.width = left + body.width + 0.06 * size;
    result.place(body, QPointF(left, 0));
    if (!node.children[1].isEmpty()) {
      result.place(degree, QPointF(0.04 * size, foot - tick - 0.1 * size - degree.descent));
    }
    const QPointF start(lead + 0.04 * size, foot - tick + 0.06 * size);
    const QPointF shoulder(lead + 0.16 * size, foot - tick);
    const QPointF bottom(lead + 0.34 * size, foot);
    const QPointF corner(left - 0.02 * size, -top);
    result.lines.push_back({QPolygonF{start, shoulder}, 0.04 * size});
    result.lines.push_back({QPolygonF{shoulder, bottom}, 0.075 * size});
    result.lines.push_back({QPolygonF{bottom, corner, QPointF(result.width, -top)}, ruleThickness * size});
    result.ascent = std::max(result.ascent, top + ruleThickness * size);
    result.descent = std::max(result.descent, foot);
    return result;
  }

  MathBox accent(const MathNode& node, Level level) const {
    const double size = sizeOf(level);
    MathBox result = box(node.children[0], level);
    const double slant =
        0.25 * overhangOf(node.children[0], level) + (isItalic(node.children[0]) ? 0.06 * size : 0);
    const QChar mark = node.text.front();
    if (mark == u'\u0332') {
      result.rules.emplace_back(0, result.descent + 0.06 * size, result.width, ruleThickness * size);
      result.descent += (0.06 + ruleThickness) * size;
      return result;
    }
    const double bottom = result.ascent + (accentGap + 0.04) * size;
    if (mark == u'\u0304') {
      const double inset = std::min(0.06 * size, result.width / 6);
      const double left = inset + std::min(slant, inset);
      result.rules.emplace_back(left, -bottom - ruleThickness * size, result.width - 2 * inset,
                                ruleThickness * size);
      result.ascent = bottom + ruleThickness * size;
      return result;
    }
    const QString glyph = spacingAccent(mark);
    const double glyphSize = mark == u'\u20d7' ? 0.6 * size : size;
    const Extents extents = extentsOf(glyph, false, false);
    const double height = (extents.ascent + extents.descent) * glyphSize;
    const double x = (result.width - extents.advance * glyphSize) / 2 + slant;
    // The glyph's ink stands from −descent to ascent above its own baseline.
    const double baseline = bottom + extents.descent * glyphSize;
    result.glyphs.push_back({glyph, false, false, QPointF(x, -baseline), glyphSize});
    result.ascent = bottom + height;
    return result;
  }

  static bool isItalic(const MathNode& node) {
    return node.kind == Kind::Symbol ? node.italic : node.children.size() == 1 && isItalic(node.children[0]);
  }

  static QString spacingAccent(QChar combining) {
    switch (combining.unicode()) {
      case u'\u0302': return QStringLiteral("\u02c6");
      case u'\u0303': return QStringLiteral("\u02dc");
      case u'\u0307': return QStringLiteral("\u02d9");
      case u'\u0308': return QStringLiteral("\u00a8");
      case u'\u030c': return QStringLiteral("\u02c7");
      default: return QStringLiteral("→");
    }
  }

  static MathBox fenced(const MathBox& body, const QString& left, const QString& right, double size) {
    const double reach = std::max(body.ascent - axis * size, body.descent + axis * size);
    MathBox result;
    const auto delimiter = [&](const QString& text) {
      if (text.isEmpty()) return;
      const Extents extents = extentsOf(text, false, false);
      const double natural = (extents.ascent + extents.descent) / 2 * size;
      const double stretch = natural > 0 ? std::clamp(reach / natural, 1.0, 8.0) : 1;
      // The middle of the stretched glyph goes to the axis.
      const double middle = (extents.ascent - extents.descent) / 2 * size * stretch;
      MathBox sign{.width = extents.advance * size,
                   .ascent = natural * stretch + axis * size,
                   .descent = natural * stretch - axis * size};
      sign.glyphs.push_back({text, false, false, QPointF(0, middle - axis * size), size, stretch});
      result.place(sign, QPointF(result.width, 0));
      result.width += sign.width;
    };
    delimiter(left);
    result.place(body, QPointF(result.width, 0));
    result.width += body.width;
    delimiter(right);
    return result;
  }

  MathBox grid(const MathNode& node, Level level) const {
    const double size = sizeOf(level);
    const auto columns = static_cast<size_t>(node.columns);
    const bool cases = node.left == u"{";
    std::vector<MathBox> cells;
    std::vector<double> widths(columns, 0);
    for (size_t i = 0; i < node.children.size(); ++i) {
      cells.push_back(box(node.children[i], level == Level::Display ? Level::Text : level));
      widths[i % columns] = std::max(widths[i % columns], cells.back().width);
    }
    MathBox body;
    double y = 0;
    for (size_t first = 0; first < cells.size(); first += columns) {
      double ascent = 0.7 * size;
      double descent = 0.2 * size;
      for (size_t c = 0; c < columns; ++c) {
        ascent = std::max(ascent, cells[first + c].ascent);
        descent = std::max(descent, cells[first + c].descent);
      }
      y += (first > 0 ? lineGap * size : 0) + ascent;
      double x = 0;
      for (size_t c = 0; c < columns; ++c) {
        const double slack = cases ? 0 : (widths[c] - cells[first + c].width) / 2;
        body.place(cells[first + c], QPointF(x + slack, y));
        x += widths[c] + 0.8 * size;
      }
      y += descent;
      body.width = x - 0.8 * size;
    }
    MathBox centred{.width = body.width};
    centred.place(body, QPointF(0, -axis * size - y / 2));
    centred.ascent = std::max(centred.ascent, axis * size + y / 2);
    centred.descent = std::max(centred.descent, y / 2 - axis * size);
    return fenced(centred, node.left, node.right, size);
  }

  const bool stacked_;
};

}  // namespace

void MathBox::place(const MathBox& box, QPointF at) {
  for (Glyphs part : box.glyphs) {
    part.at += at;
    glyphs.push_back(std::move(part));
  }
  for (const QRectF& rule : box.rules) rules.push_back(rule.translated(at));
  for (const Line& line : box.lines) lines.push_back({line.points.translated(at), line.width});
  ascent = std::max(ascent, box.ascent - at.y());
  descent = std::max(descent, box.descent + at.y());
}

MathBox layoutMath(const MathNode& node, bool display) {
  return Layouter(display).box(node, display ? Level::Display : Level::Text);
}

}  // namespace ui
