#include "ui/model/palette.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <optional>

#include "core/functions/catalogue.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Category;

QString fromView(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

struct Heading {
  const char* title;
  std::vector<Category> categories;
};

const std::vector<Heading>& headings() {
  static const std::vector<Heading> all{
      {QT_TRANSLATE_NOOP("ui::Palette", "Sources"), {Category::Source}},
      {QT_TRANSLATE_NOOP("ui::Palette", "Arithmetic"), {Category::Arithmetic}},
      {QT_TRANSLATE_NOOP("ui::Palette", "Linear"), {Category::LinearAlgebra}},
      {QT_TRANSLATE_NOOP("ui::Palette", "Activation"), {Category::Activation}},
      {QT_TRANSLATE_NOOP("ui::Palette", "Elementwise"), {Category::Elementwise}},
      {QT_TRANSLATE_NOOP("ui::Palette", "Reduce and loss"), {Category::Reduction, Category::Loss}},
      {QT_TRANSLATE_NOOP("ui::Palette", "Layers"), {Category::Layer}},
      {QT_TRANSLATE_NOOP("ui::Palette", "Shape"), {Category::Shape}},
      {QT_TRANSLATE_NOOP("ui::Palette", "Control"), {Category::Control}},
  };
  return all;
}

bool isPartOfWord(QChar sign) { return sign.isLetterOrNumber(); }

/// Whether a word inside `text` begins with `wanted`.
bool hasWord(const QString& text, const QString& wanted) {
  for (qsizetype at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (at == 0 || !isPartOfWord(text[at - 1])) return true;
  return false;
}

/// A short symbol for an argument without a node: x, W, b, or the argument's own name.
QString argumentTex(std::string_view name) {
  if (name == "input") return QStringLiteral("x");
  if (name == "weight") return QStringLiteral("W");
  return name == "bias" ? QStringLiteral("b") : symbolTex(fromView(name));
}

/// `formula` with every `{argument}` filled in.
QString named(const core::Function& function, QString formula) {
  for (const core::Argument& argument : function.arguments)
    formula.replace(u'{' + fromView(argument.name) + u'}', u'{' + argumentTex(argument.name) + u'}');
  return formula;
}

QString withoutSpaces(QString text) { return text.remove(QRegularExpression(QStringLiteral("\\s"))); }

/// Where the text was found, the best place first.
enum Place { Whole, Beginning, Word, Inside, SynonymBeginning, SynonymInside, Formula };

std::optional<int> placeOf(const core::Function& function, const QString& wanted) {
  const QString name = fromView(function.name).toLower();
  const std::array<QString, 3> names{name, fromView(function.title).toLower(), title(function).toLower()};
  int best = Formula + 1;
  for (const QString& text : names) {
    if (text == wanted) best = std::min<int>(best, Whole);
    if (text.startsWith(wanted)) best = std::min<int>(best, Beginning);
    if (hasWord(text, wanted)) best = std::min<int>(best, Word);
    if (text.contains(wanted)) best = std::min<int>(best, Inside);
  }
  // Synonyms may be formulas that hold commas: a list item is found as a part of the whole text too.
  const QString synonyms = fromView(function.synonyms).toLower();
  for (const QString& synonym : synonyms.split(u',')) {
    if (synonym.trimmed().startsWith(wanted)) best = std::min<int>(best, SynonymBeginning);
  }
  const QString dense = withoutSpaces(wanted);
  if (synonyms.contains(wanted) || withoutSpaces(synonyms).contains(dense)) best = std::min<int>(best, SynonymInside);
  if (dense.size() > 1 && withoutSpaces(plainFormula(function)).toLower().contains(dense)) best = std::min<int>(best, Formula);
  return best <= Formula ? std::optional(best) : std::nullopt;
}

}  // namespace

std::vector<PaletteGroup> paletteGroups() {
  std::vector<PaletteGroup> groups;
  for (const Heading& heading : headings()) {
    PaletteGroup group{QCoreApplication::translate("ui::Palette", heading.title), {}};
    for (const Category category : heading.categories)
      for (const core::Function& function : core::catalogue())
        if (function.category == category) group.functions.push_back(&function);
    if (!group.functions.empty()) groups.push_back(std::move(group));
  }
  return groups;
}

std::vector<const core::Function*> searchFunctions(const QString& text) {
  std::vector<const core::Function*> all;
  for (const core::Function& function : core::catalogue()) all.push_back(&function);
  return searchFunctions(text, all);
}

std::vector<const core::Function*> searchFunctions(const QString& text,
                                                   std::span<const core::Function* const> candidates) {
  const QString wanted = text.trimmed().toLower();
  if (wanted.isEmpty()) return {candidates.begin(), candidates.end()};
  std::vector<std::pair<int, const core::Function*>> found;
  for (const core::Function* function : candidates)
    if (const auto place = placeOf(*function, wanted)) found.emplace_back(*place, function);
  // Among equals the shortest title is the nearest to what was typed: "soft" means Softmax before Softsign.
  std::ranges::stable_sort(found, {}, [](const auto& entry) { return std::pair(entry.first, entry.second->title.size()); });
  std::vector<const core::Function*> result;
  for (const auto& [place, function] : found) result.push_back(function);
  return result;
}

bool takes(const core::Function& function, const core::Shape& shape) {
  if (function.isLeaf()) return false;
  std::size_t needed = 0;
  for (const core::Argument& argument : function.arguments) needed += argument.optional ? 0 : 1;
  const bool asksForAttributes =
      std::ranges::any_of(function.attributes, [](const core::AttributeSpec& spec) { return spec.required; });
  if (needed > 1 || asksForAttributes) return true;  // what the others will be decides
  try {
    const core::Settings settings(function, {});
    std::vector<const core::Shape*> shapes(function.arguments.size(), nullptr);
    shapes.front() = &shape;
    function.shape(shapes, settings);
    return true;
  } catch (const core::Error&) {
    return false;
  }
}

QString formulaTex(const core::Function& function) { return named(function, fromView(function.formula)); }

QStringList localFormulasTex(const core::Function& function) {
  return named(function, fromView(function.localFormula)).split(QStringLiteral(",\\quad "));
}

QString plainFormula(const core::Function& function) {
  QString text = fromView(function.formula);
  const bool single = function.arguments.size() == 1;
  for (const core::Argument& argument : function.arguments) {
    const QString name = fromView(argument.name);
    text.replace(u'{' + name + u'}', single ? QStringLiteral("x") : name);
  }
  static const QRegularExpression fraction(QStringLiteral("\\\\frac\\{([^{}]*)\\}\\{([^{}]*)\\}"));
  static const QRegularExpression command(QStringLiteral("\\\\(?:mathrm|text|operatorname|left|right|frac)"));
  text.replace(fraction, QStringLiteral("(\\1)/(\\2)"));
  text.remove(command);
  text.replace(QStringLiteral("\\cdot"), QStringLiteral("·"));
  text.replace(QStringLiteral("\\sum"), QStringLiteral("Σ"));
  text.replace(QStringLiteral("\\sigma"), QStringLiteral("σ"));
  text.replace(QStringLiteral("\\sqrt"), QStringLiteral("√"));
  text.replace(QStringLiteral("\\lambda"), QStringLiteral("λ"));
  return text.remove(u'\\').remove(u'{').remove(u'}').simplified();
}

QString hintOf(const core::Function& function) {
  return QCoreApplication::translate("catalogue", std::string(function.hint).c_str());
}

}  // namespace ui
