#include "ui/figures/equation_content.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

#include "ui/figures/symbol_text.h"
#include "ui/model/local_rule.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Index;

/// Gradients with more entries than this are pooled once, not at every paint.
constexpr Index largestDrawn = Index(1) << 16;
constexpr int pooledSide = 512;

/// Words of the equation, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Equation)
};

/// Seen as one row for each of a stack, else as rows of its last axis.
PooledMatrix pooledGradient(const core::Tensor& gradient, const core::Shape& stack) {
  const core::Shape& shape = gradient.shape();
  const Index last = shape.rank() > 0 ? std::max<Index>(shape[shape.rank() - 1], 1) : 1;
  const Index cols = stack.rank() > 0 && stack.size() > 0 ? gradient.size() / stack.size() : last;
  const HeatmapData data{gradient.data(), static_cast<int>(gradient.size() / cols), static_cast<int>(cols)};
  return pooled(data, pooledSide, pooledSide);
}

/// What translators call a structure; null where they have no words for it.
QString knownStructure(const QString& name) {
  const QString words = QCoreApplication::translate("structure", name.toUtf8().constData());
  return words == name ? QString() : words;
}

QString joined(const QStringList& parts, const QString& between) {
  QStringList words;
  for (const QString& part : parts) words << structureWords(part);
  return words.join(between);
}

/// Without spaces between Chinese letters, which stand only beside others.
QString closedUp(QString text) {
  static const QRegularExpression between(QStringLiteral("(?<=\\p{Han}) (?=\\p{Han})"));
  return text.remove(between);
}

QString sourceText(const Moment& moment, std::size_t node) {
  const std::size_t count = moment.contributionCount(node);
  const bool isOutput = moment.trace().plan().output() == node;
  if (isOutput) return count == 0 ? Words::tr("the seed") : Words::tr("seed and what later nodes sent");
  const std::span<const core::Contribution> from = moment.trace().contributions(node);
  if (from.size() == 1)
    return closedUp(Words::tr("from %1").arg(title(*moment.graph().node(from.front().consumer).function)));
  return Words::tr("sum of %n contributions", nullptr, static_cast<int>(count));
}

QString goalText(const Moment& moment, std::size_t input) {
  if (moment.contributionCount(input) > 1) return Words::tr("this contribution");
  const core::Node& node = moment.graph().node(input);
  return closedUp(Words::tr("goes to %1").arg(node.isLeaf() ? symbolText(node) : title(*node.function)));
}

/// The rule of the local gradient, where it is short enough for a title.
QString shortRule(const Moment& moment, const Equation& equation) {
  const QString rule = localRuleTex(moment.graph(), moment.graph().node(equation.node), equation.argument);
  // Entries of a name with a subscript of its own would be piled up.
  const bool piled = equation.nodeName.contains(u'_') && rule.contains(u'{' + equation.nodeName + QStringLiteral("}_"));
  return rule.contains(QStringLiteral("\\text")) || piled || rule.size() > 60 ? QString() : rule;
}

}  // namespace

QString structureWords(const QString& name) {
  if (const QString whole = knownStructure(name); !whole.isNull()) return whole;
  static const QRegularExpression letters(QStringLiteral("^(.*), diagonal in (.+)$")), count(QStringLiteral("\\d+"));
  if (const auto match = letters.match(name); match.hasMatch()) {
    const QString along = QCoreApplication::translate("structure", "%1, diagonal in %2");
    return along.arg(structureWords(match.captured(1)), match.captured(2));
  }
  if (const auto match = count.match(name); match.hasMatch()) {
    const QString counted = knownStructure(QString(name).replace(match.capturedStart(), match.capturedLength(), QStringLiteral("%1")));
    if (!counted.isNull()) return counted.arg(match.captured());
  }
  if (const qsizetype colon = name.indexOf(QStringLiteral(": ")); colon > 0) {
    const QString head = name.left(colon + 2), words = knownStructure(head);
    return (words.isNull() ? head : words) + structureWords(name.mid(colon + 2));
  }
  if (name.contains(QStringLiteral(", ")))
    return joined(name.split(QStringLiteral(", ")), QCoreApplication::translate("structure", ", "));
  const QString product = QStringLiteral(" ⊗ ");
  if (name.contains(product)) return joined(name.split(product), product);
  return name.endsWith(u'ᵀ') && name.size() > 1 ? structureWords(name.chopped(1)) + u'ᵀ' : name;
}

Index equationCost(const Moment& moment, std::size_t node, std::size_t argument) {
  const core::Plan& plan = moment.trace().plan();
  if (argument >= plan.node(node).inputCount) return 0;
  const std::int64_t input = plan.inputsOf(node)[argument];
  if (input < 0) return 0;
  const Index rows = plan.node(node).shape.size();
  const Index columns = plan.node(static_cast<std::size_t>(input)).shape.size();
  const Index stack = moment.trace().stack().size();
  // What follows a single number is computed once more.
  if (rows == 1 && columns == 1 && stack == 1) return plan.valueCount();
  return std::min(rows * columns, largestFormed) + stack * (rows + columns);
}

std::optional<EquationContent> equationContent(const Moment& moment, std::size_t node, std::size_t argument) {
  std::optional<Equation> equation = equationAt(moment, node, argument);
  if (!equation) return std::nullopt;
  EquationContent content{.equation = *std::move(equation)};
  const Equation& e = content.equation;
  if (content.isFormed()) {
    content.local.resize(static_cast<std::size_t>(e.local.rows() * e.local.columns()));
    e.local.readBlock(0, 0, e.local.rows(), e.local.columns(), content.local);
  }
  content.facts = {panelFacts(e.upstream.data()), panelFacts(content.local), e.hidden ? PanelFacts{} : panelFacts(e.downstream.data())};
  Magnitudes all;
  for (std::size_t k = 0; k < content.facts.size(); ++k) {
    all.add(content.facts[k].magnitudes);
    content.allZero[k] = content.facts[k].allZero;
  }
  content.limit = all.largest > 0 ? all.largest : 1;
  if (e.upstream.size() > largestDrawn) content.upstream = pooledGradient(e.upstream, e.stack);
  if (e.downstream.size() > largestDrawn) content.downstream = pooledGradient(e.downstream, e.stack);

  content.upstreamTex = derivativeTex(e.outputName, e.nodeName);
  content.localTex = derivativeTex(e.nodeName, e.inputName);
  content.downstreamTex = derivativeTex(e.outputName, e.inputName);
  content.localFormulaTex = shortRule(moment, e);
  content.upstreamSource = sourceText(moment, node);
  content.downstreamGoal = e.hidden ? Words::tr("hidden until you answer") : goalText(moment, e.input);
  content.structure = structureWords(QString::fromStdString(e.local.structureName()));
  content.structuralNonZeros = e.local.structuralNonZeros();
  const core::TensorView value = moment.trace().value(e.input);
  if (value.size() == 1) content.inputValue = value[0];
  if (content.isScalar()) content.slice = ScalarSlice::of(moment, node, argument);
  if (content.slice) {
    content.functionTex = equationTex(moment.graph(), moment.graph().node(node));
    content.rise = smallRise(moment, node, *content.slice);
    if (e.hidden) content.rise->output.reset();
    const core::Node& source = moment.graph().node(e.input);
    content.inputIsFree = source.isLeaf() && !source.isConstant();
  }
  return content;
}

}  // namespace ui
