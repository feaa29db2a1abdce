#include "ui/model/names.h"

#include <QCoreApplication>

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
  return index.isEmpty() ? base : base + "_{" + index + "}";
}

// Replaces every `{argument}` by the name of what feeds it. A symbol in a product keeps its distance by braces.
QString filled(const core::Graph& graph, const core::Node& node, QString formula) {
  const core::Function& function = *node.function;
  for (std::size_t k = 0; k < function.arguments.size(); ++k) {
    const core::Argument& argument = function.arguments[k];
    const QString hole = "{" + fromView(argument.name) + "}";
    const bool wired = k < node.inputs.size() && node.inputs[k];
    if (!wired && argument.optional) {
      formula.remove(" + " + hole);
      formula.remove(", " + hole);
    }
    QString name = "\\mathrm{" + fromView(argument.name) + "}";
    if (wired) name = nameTex(*graph.find(*node.inputs[k]));
    if (argument.variadic && node.inputs.size() > k + 1) {
      for (std::size_t more = k + 1; more < node.inputs.size(); ++more) {
        if (node.inputs[more]) name += ", " + nameTex(*graph.find(*node.inputs[more]));
      }
    }
    formula.replace(hole, "{" + name + "}");
  }
  return formula;
}

}  // namespace

QString nameTex(const core::Node& node) {
  return node.label.empty() ? symbolTex(QString::fromStdString(node.id.text())) : QString::fromStdString(node.label);
}

QString formulaTex(const core::Graph& graph, const core::Node& node) {
  return filled(graph, node, fromView(node.function->formula));
}

QString equationTex(const core::Graph& graph, const core::Node& node) {
  return nameTex(node) + " = " + formulaTex(graph, node);
}

QString localFormulaTex(const core::Graph& graph, const core::Node& node) {
  return filled(graph, node, fromView(node.function->localFormula));
}

QString derivativeTex(const QString& of, const QString& by) { return "\\partial " + of + "/\\partial " + by; }

QString title(const core::Function& function) {
  return QCoreApplication::translate("catalogue", std::string(function.title).c_str());
}

QString plainName(const core::Node& node) {
  return title(*node.function) + " " + QString::fromStdString(node.id.text());
}

}  // namespace ui
