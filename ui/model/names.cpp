#include "ui/model/names.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "core/graph/order.h"
#include "core/graph/shapes.h"

namespace ui {
namespace {

QString fromView(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

// Letters that have a name in LaTeX and are typed as a word in ids.
bool isGreekWord(const QString& word) {
  static const QStringList greek{"alpha", "beta",  "gamma", "delta", "epsilon", "eta",   "theta", "lambda", "mu", "nu",
                                 "xi",    "pi",    "rho",   "sigma", "tau",     "phi",   "chi",   "psi",    "omega",
                                 "Gamma", "Delta", "Theta", "Lambda", "Sigma",  "Phi",   "Psi",   "Omega",  "ell"};
  return greek.contains(word);
}

// The name of what feeds the argument `k`; all that feeds it where it is variadic; the argument's own name where nothing does.
QString argumentTex(const core::Graph& graph, const core::Node& node, std::size_t k) {
  const core::Argument& argument = node.function->arguments[k];
  QStringList names;
  for (std::size_t wire = k; wire < (argument.variadic ? node.inputs.size() : k + 1); ++wire) {
    if (wire < node.inputs.size() && node.inputs[wire]) names << nameTex(*graph.find(*node.inputs[wire]));
  }
  return names.isEmpty() ? "\\mathrm{" + fromView(argument.name) + "}" : names.join(", ");
}

// Replaces every `{argument}` by the name of what feeds it, all at once: a node may be called as another argument is.
// A symbol in a product keeps its distance by braces. No argument is called y: that is the node itself.
QString filled(const core::Graph& graph, const core::Node& node, QString formula) {
  const std::vector<core::Argument>& arguments = node.function->arguments;
  for (std::size_t k = 0; k < arguments.size(); ++k) {
    if (!arguments[k].optional || (k < node.inputs.size() && node.inputs[k])) continue;
    const QString hole = QRegularExpression::escape("{" + fromView(arguments[k].name) + "}");
    formula.remove(QRegularExpression("( \\+|,) " + hole + "(_(\\{[^}]*\\}|.))?"));
  }
  static const QRegularExpression holes(QStringLiteral("\\{([A-Za-z_0-9]+)\\}"));
  QString result;
  qsizetype done = 0;
  for (auto match = holes.globalMatch(formula); match.hasNext();) {
    const QRegularExpressionMatch hole = match.next();
    if (hole.captured(1) == QStringLiteral("y")) {
      result += QStringView(formula).mid(done, hole.capturedStart() - done);
      result += "{" + nameTex(node) + "}";
      done = hole.capturedEnd();
    }
    for (std::size_t k = 0; k < arguments.size(); ++k) {
      if (hole.captured(1) != fromView(arguments[k].name)) continue;
      result += QStringView(formula).mid(done, hole.capturedStart() - done);
      result += "{" + argumentTex(graph, node, k) + "}";
      done = hole.capturedEnd();
    }
  }
  return result.append(QStringView(formula).mid(done));
}

// Whether the function takes its first input row by row and writes that in its own way.
bool takesRows(const core::Graph& graph, const core::Node& node) {
  if (node.function->formulaOfRows.empty() || node.inputs.empty() || !node.inputs[0]) return false;
  const auto input = graph.position(*node.inputs[0]);
  if (!input) return false;
  // The formulas of one graph are asked for one after the other; a graph that is seen again costs nothing.
  thread_local core::Graph seen;
  thread_local std::vector<core::ShapeResult> shapes;
  if (shapes.size() != graph.size() || !seen.sharesAllWith(graph)) {
    seen = graph;
    shapes = core::shapesOf(graph, core::topologicalOrder(graph));
  }
  return shapes[*input].shape && shapes[*input].shape->rank() > 1;
}

}  // namespace

QString symbolTex(const QString& id) {
  qsizetype letters = id.size();
  while (letters > 1 && id[letters - 1].isDigit()) --letters;
  QString stem = id.left(letters);
  QString index = id.mid(letters);
  if (index.isEmpty() && stem.contains(u'_') && stem.indexOf(u'_') == stem.lastIndexOf(u'_') && !stem.startsWith(u'_')) {
    index = stem.section(u'_', 1);
    stem = stem.section(u'_', 0, 0);
  }
  while (stem.endsWith(u'_') && stem.size() > 1) stem.chop(1);
  QString base;
  if (isGreekWord(stem)) {
    base = "\\" + stem;
  } else if (stem.size() == 1) {
    base = stem;
  } else {
    QString safe = stem;
    for (const QChar special : QStringLiteral("\\{}$&#^%~")) safe.remove(special);
    safe.replace("_", "\\_");
    base = "\\mathrm{" + safe + "}";
  }
  if (index.isEmpty()) return base;
  // Words stand upright below too, in one piece.
  const bool word = index.size() > 1 && !index[0].isDigit();
  return base + (word ? "_{\\mathrm{" + index + "}}" : "_{" + index + "}");
}

QString nameTex(const core::Node& node) {
  return node.label.empty() ? symbolTex(QString::fromStdString(node.id.text())) : QString::fromStdString(node.label);
}

QString formulaTex(const core::Graph& graph, const core::Node& node) {
  if (takesRows(graph, node)) return filled(graph, node, fromView(node.function->formulaOfRows));
  return filled(graph, node, QString::fromStdString(core::formulaOf(*node.function, node.attributes)));
}

QString equationTex(const core::Graph& graph, const core::Node& node) {
  const QString formula = formulaTex(graph, node);
  // A formula by entries has a left side of its own, an entry of y.
  if (formula.startsWith(u"y_"_qs)) return "{" + nameTex(node) + "}" + formula.mid(1);
  return nameTex(node) + " = " + formula;
}

QStringList localFormulasTex(const core::Graph& graph, const core::Node& node) {
  QString all = takesRows(graph, node) ? fromView(node.function->localFormulaOfRows)
                                       : QString::fromStdString(core::localFormulaOf(*node.function, node.attributes));
  static const QRegularExpression own(QStringLiteral("\\{y\\}|(?<![\\\\A-Za-z])y(?![A-Za-z])"));
  all.replace(own, QStringLiteral("{y}"));
  QStringList formulas = all.split(QStringLiteral(",\\quad "));
  const std::vector<core::Argument>& arguments = node.function->arguments;
  for (std::size_t k = 0; k < arguments.size(); ++k) {
    if (!arguments[k].optional || (k < node.inputs.size() && node.inputs[k])) continue;
    const QString by = "\\partial {" + fromView(arguments[k].name) + "}";
    erase_if(formulas, [&](const QString& formula) { return formula.contains(by); });
  }
  for (QString& formula : formulas) formula = filled(graph, node, formula);
  return formulas;
}

QString derivativeTex(const QString& of, const QString& by) { return "\\partial " + of + "/\\partial " + by; }

QString title(const core::Function& function) {
  return QCoreApplication::translate("catalogue", std::string(function.title).c_str());
}

QString plainName(const core::Node& node) {
  return title(*node.function) + " " + QString::fromStdString(node.id.text());
}

}  // namespace ui
