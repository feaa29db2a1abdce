#include "ui/figures/math_parser.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "ui/figures/math_symbols.h"

namespace ui {
namespace {

using Kind = MathNode::Kind;

constexpr qsizetype longest = 2000;
constexpr int deepest = 24;

/// Which font letters get, by \mathbf and its like around them.
struct FontChoice {
  enum class Slant { Automatic, Upright, Italic } slant = Slant::Automatic;
  bool bold = false;
};

/// Accent commands and the combining character of each.
const QHash<QString, QString>& accents() {
  static const QHash<QString, QString> table{
      {u"hat"_qs, u"\u0302"_qs},      {u"widehat"_qs, u"\u0302"_qs},   {u"bar"_qs, u"\u0304"_qs},
      {u"overline"_qs, u"\u0304"_qs}, {u"tilde"_qs, u"\u0303"_qs},     {u"widetilde"_qs, u"\u0303"_qs},
      {u"vec"_qs, u"\u20d7"_qs},      {u"dot"_qs, u"\u0307"_qs},       {u"ddot"_qs, u"\u0308"_qs},
      {u"check"_qs, u"\u030c"_qs},    {u"underline"_qs, u"\u0332"_qs},
  };
  return table;
}

class Parser {
public:
  explicit Parser(const QString& tex) : tex_(tex) {}

  MathNode formula() {
    MathNode row;
    while (!atEnd()) {
      MathNode part = parseRow();
      std::ranges::move(part.children, std::back_inserter(row.children));
      if (!atEnd()) skipStray();
    }
    return row;
  }

private:
  bool atEnd() const { return at_ >= tex_.size(); }
  QChar peek() const { return atEnd() ? QChar() : tex_[at_]; }
  bool startsWith(QStringView text) const { return QStringView(tex_).mid(at_).startsWith(text); }

  /// Whether the command \right stands here, which \rightarrow is not.
  bool atRight() const {
    return startsWith(u"\\right") && !(at_ + 6 < tex_.size() && tex_[at_ + 6].isLetter());
  }

  /// Leaves out an unmatched brace, column mark, line end or \right.
  void skipStray() {
    if (peek() != u'\\') {
      ++at_;
    } else if (takeCommandName() == u"end") {
      takeRawGroup();
    }
  }

  void skipSpaces() {
    while (!atEnd() && peek().isSpace()) ++at_;
  }

  /// Whether a row ends here; whoever opened it takes the character away.
  bool atRowEnd() const {
    return atEnd() || peek() == u'}' || peek() == u'&' || startsWith(u"\\\\") || atRight() ||
           startsWith(u"\\end{") || (inDegree_ && peek() == u']');
  }

  MathNode parseRow() {
    MathNode row;
    while (skipSpaces(), !atRowEnd()) {
      const QChar c = peek();
      if (c == u'^' || c == u'_') {
        ++at_;
        attachScript(row, c == u'^' ? 2 : 1);
      } else if (std::optional<MathNode> node = parseAtom()) {
        row.children.push_back(*std::move(node));
      }
    }
    return row;
  }

  /// Hangs the next atom below or above the last one of the row; a second script of the same side joins the
  /// first.
  void attachScript(MathNode& row, size_t side) {
    MathNode script = parseArgument();
    if (row.children.empty() || row.children.back().kind == Kind::Space) row.children.push_back({});
    MathNode& last = row.children.back();
    if (last.kind != Kind::Scripts) {
      MathNode scripts{.kind = Kind::Scripts, .role = last.role, .limits = last.limits};
      scripts.children = {std::move(last), {}, {}};
      last = std::move(scripts);
    }
    MathNode& slot = last.children[side];
    if (slot.isEmpty()) {
      slot = std::move(script);
      return;
    }
    // In one row rather than nested, so that a tower of scripts is no deep tree.
    if (slot.kind != Kind::Row) {
      MathNode joined;
      joined.children.push_back(std::move(slot));
      slot = std::move(joined);
    }
    slot.children.push_back(std::move(script));
  }

  /// One atom, consuming at least one character; nothing for commands without a shape of their own.
  std::optional<MathNode> parseAtom() {
    const QChar c = peek();
    if (c == u'{') return parseGroup();
    if (c == u'\\') return parseCommand();
    if (c.isDigit()) return styled({.kind = Kind::Symbol, .text = takeNumber()});
    if (c == u'$') {
      ++at_;
      return std::nullopt;
    }
    if (c == u'~') {
      ++at_;
      return MathNode{.kind = Kind::Space, .space = 1.0 / 3};
    }
    if (font_.slant == FontChoice::Slant::Upright && c.isLetter())
      return styled({.kind = Kind::Symbol, .text = takeWord()});
    return styled(mathCharacter(takeCharacter()));
  }

  /// What a command applies to: a group or a single atom; an empty row where there is none.
  MathNode parseArgument() {
    skipSpaces();
    if (atRowEnd() || peek() == u'^' || peek() == u'_') return {};
    if (peek().isDigit()) return styled({.kind = Kind::Symbol, .text = QString(tex_[at_++])});
    if (peek().isLetter() && font_.slant == FontChoice::Slant::Upright)
      return styled(mathCharacter(takeCharacter()));
    return parseAtom().value_or(MathNode{});
  }

  MathNode parseGroup() {
    ++at_;
    if (depth_ >= deepest) return {.kind = Kind::Symbol, .text = takeRawGroup(), .unknown = true};
    ++depth_;
    const bool degree = std::exchange(inDegree_, false);
    MathNode row = parseRow();
    // A stray & or \\ inside braces must not end the formula.
    while (!atEnd() && peek() != u'}' && !startsWith(u"\\end{") && !atRight()) {
      skipStray();
      MathNode rest = parseRow();
      std::ranges::move(rest.children, std::back_inserter(row.children));
    }
    inDegree_ = degree;
    --depth_;
    if (peek() == u'}') ++at_;
    return row;
  }

  std::optional<MathNode> parseCommand() {
    const QString name = takeCommandName();
    if (depth_ >= deepest) return MathNode{.kind = Kind::Symbol, .text = name, .unknown = true};
    ++depth_;
    std::optional<MathNode> node = parseNamed(name);
    --depth_;
    return node;
  }

  std::optional<MathNode> parseNamed(const QString& name) {
    using Slant = FontChoice::Slant;
    if (const MathNode* symbol = mathCommand(name)) return styled(*symbol);
    if (name == u"frac" || name == u"dfrac" || name == u"tfrac") return parseFraction();
    if (name == u"sqrt") return parseRoot();
    if (name == u"left") return parseFence();
    if (name == u"begin") return parseGrid();
    if (name == u"text" || name == u"textrm" || name == u"mbox") {
      skipSpaces();
      return MathNode{.kind = Kind::Symbol, .text = takeRawGroup(), .bold = font_.bold};
    }
    if (name == u"operatorname") {
      skipSpaces();
      return MathNode{
          .kind = Kind::Symbol, .role = MathClass::Operator, .text = takeRawGroup(), .bold = font_.bold};
    }
    if (name == u"mathrm" || name == u"mathsf" || name == u"mathtt")
      return inFont({Slant::Upright, font_.bold});
    if (name == u"mathit") return inFont({Slant::Italic, font_.bold});
    if (name == u"mathbf" || name == u"textbf") return inFont({Slant::Upright, true});
    if (name == u"boldsymbol" || name == u"bm") return inFont({font_.slant, true});
    if (name == u"mathbb" || name == u"mathcal" || name == u"mathscr")
      return parseSpecialLetters(name == u"mathbb");
    if (const auto accent = accents().constFind(name); accent != accents().constEnd()) {
      MathNode node{.kind = Kind::Accent, .text = *accent};
      node.children.push_back(parseArgument());
      return node;
    }
    if (isInvisible(name)) return std::nullopt;
    return MathNode{.kind = Kind::Symbol, .text = name, .bold = font_.bold, .unknown = true};
  }

  /// Commands about size and style that have nothing to say here.
  static bool isInvisible(const QString& name) {
    static const QStringList names{u"displaystyle"_qs, u"textstyle"_qs, u"scriptstyle"_qs, u"limits"_qs,
                                   u"nolimits"_qs,     u"big"_qs,       u"Big"_qs,         u"bigl"_qs,
                                   u"bigr"_qs,         u"Bigl"_qs,      u"Bigr"_qs,        u"middle"_qs};
    return name.isEmpty() || names.contains(name);
  }

  MathNode parseFraction() {
    MathNode node{.kind = Kind::Fraction, .role = MathClass::Inner};
    node.children.push_back(parseArgument());
    node.children.push_back(parseArgument());
    return node;
  }

  MathNode parseRoot() {
    MathNode degree;
    skipSpaces();
    if (peek() == u'[') {
      ++at_;
      const bool outer = std::exchange(inDegree_, true);
      degree = parseRow();
      inDegree_ = outer;
      if (peek() == u']') ++at_;
    }
    MathNode node{.kind = Kind::Root};
    node.children.push_back(parseArgument());
    node.children.push_back(std::move(degree));
    return node;
  }

  MathNode parseFence() {
    MathNode node{.kind = Kind::Fence, .role = MathClass::Inner, .left = takeDelimiter()};
    const bool degree = std::exchange(inDegree_, false);
    MathNode body = parseRow();
    inDegree_ = degree;
    if (atRight()) {
      at_ += 6;
      node.right = takeDelimiter();
    }
    node.children.push_back(std::move(body));
    return node;
  }

  MathNode parseGrid() {
    const QString name = takeRawGroup();
    MathNode grid{.kind = Kind::Grid, .role = MathClass::Inner};
    if (name == u"cases") grid.left = QStringLiteral("{");
    if (name == u"pmatrix") grid.left = QStringLiteral("("), grid.right = QStringLiteral(")");
    if (name == u"bmatrix") grid.left = QStringLiteral("["), grid.right = QStringLiteral("]");
    if (name == u"vmatrix") grid.left = grid.right = QStringLiteral("|");
    grid.unknown = grid.left.isEmpty() && name != u"matrix";
    std::vector<std::vector<MathNode>> rows(1);
    while (!atEnd() && !startsWith(u"\\end{")) {
      rows.back().push_back(parseRow());
      if (startsWith(u"\\\\")) {
        at_ += 2;
        rows.emplace_back();
      } else if (peek() == u'&') {
        ++at_;
      } else if (!startsWith(u"\\end{")) {
        break;  // a brace or \right that belongs to someone else
      }
    }
    if (startsWith(u"\\end{")) {
      at_ += 4;
      takeRawGroup();
    }
    if (rows.size() > 1 && rows.back().size() <= 1 && (rows.back().empty() || rows.back()[0].isEmpty()))
      rows.pop_back();
    size_t columns = 1;
    for (const auto& row : rows) columns = std::max(columns, row.size());
    grid.columns = static_cast<int>(columns);
    for (auto& row : rows) {
      row.resize(columns);
      std::ranges::move(row, std::back_inserter(grid.children));
    }
    return grid;
  }

  MathNode inFont(FontChoice font) {
    const FontChoice outer = std::exchange(font_, font);
    MathNode node = parseArgument();
    font_ = outer;
    return node;
  }

  MathNode parseSpecialLetters(bool blackboard) {
    skipSpaces();
    const QString letters =
        peek() == u'{' ? takeRawGroup() : QString::fromUcs4(std::array{takeCharacter()}.data(), 1);
    MathNode node{.kind = Kind::Symbol, .bold = font_.bold};
    for (const QChar c : letters) node.text += blackboard ? blackboardLetter(c) : scriptLetter(c);
    return node;
  }

  MathNode styled(MathNode node) const {
    node.bold = font_.bold;
    if (font_.slant == FontChoice::Slant::Upright) node.italic = false;
    if (font_.slant == FontChoice::Slant::Italic && node.text.size() == 1 && node.text[0].isLetter())
      node.italic = true;
    return node;
  }

  /// A character, never half a surrogate pair; 0 becomes the replacement character.
  char32_t takeCharacter() {
    if (atEnd()) return U'\ufffd';
    const QChar c = tex_[at_++];
    if (c.isHighSurrogate() && !atEnd() && peek().isLowSurrogate())
      return QChar::surrogateToUcs4(c, tex_[at_++]);
    return c.isSurrogate() || c.isNull() ? U'\ufffd' : c.unicode();
  }

  QString takeNumber() {
    const qsizetype start = at_;
    while (!atEnd() &&
           (peek().isDigit() || (peek() == u'.' && at_ + 1 < tex_.size() && tex_[at_ + 1].isDigit())))
      ++at_;
    return tex_.mid(start, at_ - start);
  }

  QString takeWord() {
    const qsizetype start = at_;
    while (!atEnd() && peek().isLetter()) ++at_;
    return tex_.mid(start, at_ - start);
  }

  /// The name after a backslash: letters, or one other character.
  QString takeCommandName() {
    ++at_;
    if (atEnd()) return {};
    const qsizetype start = at_;
    while (!atEnd() && peek().isLetter() && peek().unicode() < 0x80) ++at_;
    if (at_ == start) ++at_;
    return tex_.mid(start, at_ - start);
  }

  /// The text of a group as it stands, without its outer braces.
  QString takeRawGroup() {
    if (peek() == u'{') ++at_;
    QString text;
    for (int open = 1; !atEnd(); ++at_) {
      const QChar c = peek();
      if (c == u'\\' && at_ + 1 < tex_.size()) {
        text += tex_[++at_];
        continue;
      }
      open += c == u'{' ? 1 : c == u'}' ? -1 : 0;
      if (open == 0) {
        ++at_;
        break;
      }
      if (c != u'{' && c != u'}') text += c;
    }
    return text;
  }

  QString takeDelimiter() {
    skipSpaces();
    if (atEnd()) return {};
    if (peek() == u'\\') return mathDelimiter(u'\\' + takeCommandName());
    return mathDelimiter(QString(tex_[at_++]));
  }

  const QString tex_;
  qsizetype at_ = 0;
  int depth_ = 0;
  FontChoice font_;
  bool inDegree_ = false;
};

}  // namespace

MathNode parseMath(const QString& tex) {
  if (tex.size() > longest) return {.kind = Kind::Symbol, .text = tex.left(longest) + u'…', .unknown = true};
  return Parser(tex).formula();
}

}  // namespace ui
