#include "ui/figures/math_symbols.h"

#include <QHash>

#include <array>

namespace ui {
namespace {

struct Entry {
  const char16_t* name;
  const char16_t* text;
};

constexpr std::array greek{
    Entry{u"alpha", u"α"},   Entry{u"beta", u"β"},       Entry{u"gamma", u"γ"},    Entry{u"delta", u"δ"},
    Entry{u"epsilon", u"ϵ"}, Entry{u"varepsilon", u"ε"}, Entry{u"zeta", u"ζ"},     Entry{u"eta", u"η"},
    Entry{u"theta", u"θ"},   Entry{u"vartheta", u"ϑ"},   Entry{u"iota", u"ι"},     Entry{u"kappa", u"κ"},
    Entry{u"lambda", u"λ"},  Entry{u"mu", u"μ"},         Entry{u"nu", u"ν"},       Entry{u"xi", u"ξ"},
    Entry{u"omicron", u"ο"}, Entry{u"pi", u"π"},         Entry{u"varpi", u"ϖ"},    Entry{u"rho", u"ρ"},
    Entry{u"varrho", u"ϱ"},  Entry{u"sigma", u"σ"},      Entry{u"varsigma", u"ς"}, Entry{u"tau", u"τ"},
    Entry{u"upsilon", u"υ"}, Entry{u"phi", u"ϕ"},        Entry{u"varphi", u"φ"},   Entry{u"chi", u"χ"},
    Entry{u"psi", u"ψ"},     Entry{u"omega", u"ω"},      Entry{u"partial", u"∂"},  Entry{u"ell", u"ℓ"},
};

constexpr std::array ordinary{
    Entry{u"Gamma", u"Γ"},      Entry{u"Delta", u"Δ"},  Entry{u"Theta", u"Θ"}, Entry{u"Lambda", u"Λ"},
    Entry{u"Xi", u"Ξ"},         Entry{u"Pi", u"Π"},     Entry{u"Sigma", u"Σ"}, Entry{u"Upsilon", u"Υ"},
    Entry{u"Phi", u"Φ"},        Entry{u"Psi", u"Ψ"},    Entry{u"Omega", u"Ω"}, Entry{u"infty", u"∞"},
    Entry{u"nabla", u"∇"},      Entry{u"top", u"⊤"},    Entry{u"bot", u"⊥"},   Entry{u"emptyset", u"∅"},
    Entry{u"forall", u"∀"},     Entry{u"exists", u"∃"}, Entry{u"neg", u"¬"},   Entry{u"prime", u"′"},
    Entry{u"ldots", u"…"},      Entry{u"dots", u"…"},   Entry{u"cdots", u"⋯"}, Entry{u"vdots", u"⋮"},
    Entry{u"ddots", u"⋱"},      Entry{u"hbar", u"ℏ"},   Entry{u"Re", u"ℜ"},    Entry{u"Im", u"ℑ"},
    Entry{u"|", u"‖"},          Entry{u"Vert", u"‖"},   Entry{u"vert", u"|"},  Entry{u"%", u"%"},
    Entry{u"_", u"_"},          Entry{u"#", u"#"},      Entry{u"&", u"&"},     Entry{u"$", u"$"},
    Entry{u"backslash", u"\\"},
};

constexpr std::array binary{
    Entry{u"cdot", u"·"},     Entry{u"times", u"×"},  Entry{u"odot", u"⊙"},  Entry{u"otimes", u"⊗"},
    Entry{u"oplus", u"⊕"},    Entry{u"ominus", u"⊖"}, Entry{u"circ", u"∘"},  Entry{u"ast", u"∗"},
    Entry{u"star", u"⋆"},     Entry{u"div", u"÷"},    Entry{u"pm", u"±"},    Entry{u"mp", u"∓"},
    Entry{u"cup", u"∪"},      Entry{u"cap", u"∩"},    Entry{u"wedge", u"∧"}, Entry{u"vee", u"∨"},
    Entry{u"setminus", u"∖"},
};

constexpr std::array relation{
    Entry{u"le", u"≤"},         Entry{u"leq", u"≤"},
    Entry{u"ge", u"≥"},         Entry{u"geq", u"≥"},
    Entry{u"ne", u"≠"},         Entry{u"neq", u"≠"},
    Entry{u"approx", u"≈"},     Entry{u"equiv", u"≡"},
    Entry{u"sim", u"∼"},        Entry{u"propto", u"∝"},
    Entry{u"in", u"∈"},         Entry{u"notin", u"∉"},
    Entry{u"subset", u"⊂"},     Entry{u"subseteq", u"⊆"},
    Entry{u"to", u"→"},         Entry{u"rightarrow", u"→"},
    Entry{u"leftarrow", u"←"},  Entry{u"gets", u"←"},
    Entry{u"mapsto", u"↦"},     Entry{u"leftrightarrow", u"↔"},
    Entry{u"Rightarrow", u"⇒"}, Entry{u"Leftarrow", u"⇐"},
    Entry{u"iff", u"⇔"},        Entry{u"Leftrightarrow", u"⇔"},
    Entry{u"mid", u"∣"},        Entry{u"parallel", u"∥"},
    Entry{u"ll", u"≪"},         Entry{u"gg", u"≫"},
    Entry{u"lt", u"<"},         Entry{u"gt", u">"},
    Entry{u"colon", u":"},      Entry{u"coloneqq", u"≔"},
};

constexpr std::array opening{
    Entry{u"lVert", u"‖"}, Entry{u"lvert", u"|"}, Entry{u"langle", u"⟨"}, Entry{u"lfloor", u"⌊"},
    Entry{u"lceil", u"⌈"}, Entry{u"{", u"{"},     Entry{u"lbrace", u"{"}, Entry{u"lbrack", u"["},
};

constexpr std::array closing{
    Entry{u"rVert", u"‖"}, Entry{u"rvert", u"|"}, Entry{u"rangle", u"⟩"}, Entry{u"rfloor", u"⌋"},
    Entry{u"rceil", u"⌉"}, Entry{u"}", u"}"},     Entry{u"rbrace", u"}"}, Entry{u"rbrack", u"]"},
};

constexpr std::array largeOperators{
    Entry{u"sum", u"∑"},
    Entry{u"prod", u"∏"},
    Entry{u"bigcup", u"⋃"},
    Entry{u"bigcap", u"⋂"},
};

constexpr std::array limitWords{u"max", u"min", u"lim", u"sup", u"inf", u"argmax", u"argmin", u"det", u"Pr"};

constexpr std::array words{u"tanh",   u"sinh",   u"cosh", u"coth", u"exp", u"log", u"ln",
                           u"sin",    u"cos",    u"tan",  u"cot",  u"sec", u"csc", u"arcsin",
                           u"arccos", u"arctan", u"arg",  u"dim",  u"ker", u"gcd", u"deg"};

using Table = QHash<QString, MathNode>;

template <size_t count>
void insert(Table& table, const std::array<Entry, count>& entries, const MathNode& like) {
  for (const Entry& entry : entries) {
    MathNode node = like;
    node.text = QString::fromUtf16(entry.text);
    table.insert(QString::fromUtf16(entry.name), node);
  }
}

Table makeTable() {
  using Kind = MathNode::Kind;
  Table table;
  insert(table, greek, {.kind = Kind::Symbol, .italic = true});
  insert(table, ordinary, {.kind = Kind::Symbol});
  insert(table, binary, {.kind = Kind::Symbol, .role = MathClass::Binary});
  insert(table, relation, {.kind = Kind::Symbol, .role = MathClass::Relation});
  insert(table, opening, {.kind = Kind::Symbol, .role = MathClass::Open});
  insert(table, closing, {.kind = Kind::Symbol, .role = MathClass::Close});
  insert(table, largeOperators, {.kind = Kind::Symbol, .role = MathClass::Operator, .limits = true});
  table.insert(u"int"_qs, {.kind = Kind::Symbol, .role = MathClass::Operator, .text = u"∫"_qs});
  for (const char16_t* word : words) {
    const QString text = QString::fromUtf16(word);
    table.insert(text, {.kind = Kind::Symbol, .role = MathClass::Operator, .text = text});
  }
  for (const char16_t* word : limitWords) {
    const QString text = QString::fromUtf16(word);
    table.insert(text, {.kind = Kind::Symbol, .role = MathClass::Operator, .text = text, .limits = true});
  }
  const std::array spaces{std::pair(u"!", -1.0 / 6), std::pair(u",", 1.0 / 6),  std::pair(u":", 4.0 / 18),
                          std::pair(u">", 4.0 / 18), std::pair(u";", 5.0 / 18), std::pair(u" ", 1.0 / 3),
                          std::pair(u"quad", 1.0),   std::pair(u"qquad", 2.0)};
  for (const auto& [name, space] : spaces) {
    table.insert(QString::fromUtf16(name), {.kind = Kind::Space, .space = space});
  }
  return table;
}

}  // namespace

const MathNode* mathCommand(QStringView name) {
  static const Table table = makeTable();
  const auto found = table.constFind(name.toString());
  return found == table.constEnd() ? nullptr : &*found;
}

MathNode mathCharacter(char32_t character) {
  MathNode node{.kind = MathNode::Kind::Symbol, .text = QString::fromUcs4(&character, 1)};
  const auto among = [character](QStringView set) {
    return character < 0x10000 && set.contains(QChar(static_cast<char16_t>(character)));
  };
  using enum MathClass;
  if (character == U'-') {
    node.text = QStringLiteral("\u2212");
    node.role = Binary;
  } else if (character == U'*') {
    node.text = QStringLiteral("∗");
    node.role = Binary;
  } else if (character == U'\'') {
    node.text = QStringLiteral("′");
  } else if (among(u"+\u2212∗·⋅×÷±∘⊙⊗⊕")) {
    node.role = Binary;
  } else if (among(u"=<>:≤≥≠≈≡∼∝∈∉→←↦⇒⇔")) {
    node.role = Relation;
  } else if (among(u"([⟨⌊")) {
    node.role = Open;
  } else if (among(u")]!⟩⌋")) {
    node.role = Close;
  } else if (among(u",;")) {
    node.role = Punctuation;
  } else if (among(u"∑∏")) {
    node.role = Operator;
    node.limits = true;
  }
  const bool latin = (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
  node.italic = latin || (character >= U'α' && character <= U'ω') || among(u"∂ℓϵϑϖϱϕ");
  return node;
}

QString blackboardLetter(QChar letter) {
  constexpr QStringView plain = u"CHNPQRZ";
  constexpr QStringView special = u"ℂℍℕℙℚℝℤ";
  if (const qsizetype at = plain.indexOf(letter); at >= 0) return special.mid(at, 1).toString();
  const char16_t c = letter.unicode();
  char32_t code = c;
  if (c >= u'A' && c <= u'Z') code = U'\U0001D538' + static_cast<char32_t>(c - u'A');
  if (c >= u'a' && c <= u'z') code = U'\U0001D552' + static_cast<char32_t>(c - u'a');
  if (c >= u'0' && c <= u'9') code = U'\U0001D7D8' + static_cast<char32_t>(c - u'0');
  return QString::fromUcs4(&code, 1);
}

QString scriptLetter(QChar letter) {
  constexpr QStringView plain = u"BEFHILMR";
  constexpr QStringView special = u"ℬℰℱℋℐℒℳℛ";
  if (const qsizetype at = plain.indexOf(letter); at >= 0) return special.mid(at, 1).toString();
  const char16_t c = letter.unicode();
  char32_t code = c;
  if (c >= u'A' && c <= u'Z') code = U'\U0001D49C' + static_cast<char32_t>(c - u'A');
  return QString::fromUcs4(&code, 1);
}

QString mathDelimiter(const QString& token) {
  if (token == u".") return {};
  if (!token.startsWith(u'\\')) return token;
  const MathNode* command = mathCommand(QStringView(token).mid(1));
  return command != nullptr ? command->text : QString();
}

}  // namespace ui
