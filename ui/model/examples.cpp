#include "ui/model/examples.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <algorithm>

#include "ui/model/sheet_file.h"

namespace ui {
namespace {

constexpr int kLargestPicture = 96;  // entries of a local gradient beside a graph

QString tr(const char* text) { return QCoreApplication::translate("ui::Examples", text); }

/// Titles that fit a card, for the files that have a longer one.
QString titleOf(const QString& file, const core::Graph& graph) {
  if (file == QStringLiteral("02-sigmoid-gates")) return tr("Sigmoid in gates");
  if (file == QStringLiteral("10-two-layer-network")) return tr("Two layers and L2 penalty");
  return QCoreApplication::translate("ui::Examples", graph.title().c_str());
}

/// With `decimals`, without trailing zeros, with U+2212 as minus.
QString number(double value, int decimals) {
  QString text = QString::number(value, 'f', decimals);
  if (text.contains(u'.')) {
    while (text.endsWith(u'0')) text.chop(1);
    if (text.endsWith(u'.')) text.chop(1);
  }
  return text == QStringLiteral("-0") ? QStringLiteral("0") : text.replace(u'-', QChar(0x2212));
}

QString row(core::TensorView tensor) {
  QStringList parts;
  for (const double value : tensor.data) parts << number(value, 3);
  return u'(' + parts.join(QStringLiteral(", ")) + u')';
}

QString shapeText(const core::Shape& shape) {
  QStringList parts;
  for (const core::Index axis : shape) parts << QString::number(axis);
  return u'(' + parts.join(u'×') + u')';
}

/// "W1" as "W₁".
QString withIndex(const core::NodeId& id) {
  QString text = QString::fromStdString(id.text());
  for (qsizetype k = text.size() - 1; k > 0 && text[k].isDigit(); --k)
    text[k] = QChar(static_cast<char16_t>(0x2080 + text[k].digitValue()));
  return text;
}

/// A leaf to which more than one path leads.
std::optional<std::size_t> sharedLeaf(const core::Trace& trace) {
  for (std::size_t node = 0; node < trace.graph().size(); ++node)
    if (trace.graph().node(node).isLeaf() && trace.hasGradient(node) && trace.contributions(node).size() > 1)
      return node;
  return std::nullopt;
}

std::optional<std::size_t> firstInput(const core::Trace& trace) {
  for (std::size_t node = 0; node < trace.graph().size(); ++node)
    if (trace.graph().node(node).function->name == "input" && trace.hasGradient(node)) return node;
  return std::nullopt;
}

/// "df/dx = 9 + 24 = 33"
QString sumText(const core::Trace& trace, std::size_t leaf) {
  QStringList parts;
  for (const core::Contribution& part : trace.contributions(leaf))
    parts << number(trace.downstream(part.consumer, part.argument)[0], 3);
  return tr("d%1/d%2 = %3 = %4")
      .arg(withIndex(*trace.graph().output()), withIndex(trace.graph().node(leaf).id), parts.join(QStringLiteral(" + ")),
           number(trace.gradient(leaf).data.front(), 3));
}

QString formulaText(int lesson) {
  switch (lesson) {
    case 1: return QStringLiteral("f = x·y + z");
    case 2: return QStringLiteral("y = σ(w·x)");
    default: return {};
  }
}

}  // namespace

std::vector<Example> loadExamples() {
  std::vector<Example> result;
  const QDir folder(QStringLiteral(":/examples"));
  for (const QString& name : folder.entryList({QStringLiteral("*.chainrule")}, QDir::Files, QDir::Name)) {
    const QString path = folder.filePath(name);
    Sheet sheet = loadSheet(path).first;
    core::Trace trace = core::run(sheet.graph);
    const QString title = titleOf(QFileInfo(name).completeBaseName(), sheet.graph);
    result.push_back({path, name.section(u'-', 0, 0).toInt(), title, std::move(sheet), std::move(trace)});
  }
  // A lesson's variants: the smaller graph first.
  std::ranges::stable_sort(result, {}, [](const Example& example) {
    return std::pair(example.lesson, example.sheet.graph.size());
  });
  return result;
}

QString captionOf(const Example& example) {
  const core::Trace& trace = example.trace;
  const core::Graph& graph = trace.graph();
  if (!graph.output()) return {};
  const std::size_t output = *graph.position(*graph.output());
  if (!trace.hasValue(output)) return {};
  const core::TensorView value = trace.value(output);
  const auto leaf = sharedLeaf(trace);
  if (value.size() > 1) {
    const auto input = firstInput(trace);
    if (!input) return {};
    if (value.shape().rank() > 1)
      return tr("%1×%2 Jacobian").arg(shapeText(value.shape()), shapeText(trace.value(*input).shape()));
    return tr("downstream %1").arg(row(trace.gradient(*input)));
  }
  if (leaf && trace.gradient(*leaf).size() == 1) return sumText(trace, *leaf);
  const QString formula = formulaText(example.lesson);
  const QString name = formula.isEmpty() ? withIndex(*graph.output()) : formula;
  const QString result = tr("%1 = %2").arg(name, number(value.data.front(), leaf ? 2 : 3));
  if (!leaf) return result;
  const auto paths = trace.contributions(*leaf).size();
  return paths == 2 ? tr("%1, two paths into %2").arg(result, withIndex(graph.node(*leaf).id))
                    : tr("%1, %2 paths into %3").arg(result).arg(paths).arg(withIndex(graph.node(*leaf).id));
}

std::optional<core::LinearMap> localOf(const Example& example) {
  const core::Trace& trace = example.trace;
  if (trace.backwardSteps().size() != 1) return std::nullopt;
  const std::size_t node = trace.backwardSteps().front();
  const core::LinearMap map = trace.local(node, 0);
  if (map.rows() < 2 || map.rows() * map.columns() > kLargestPicture) return std::nullopt;
  return map;
}

}  // namespace ui
