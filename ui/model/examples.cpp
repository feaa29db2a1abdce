#include "ui/model/examples.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/autodiff/forward_mode.h"
#include "core/autodiff/jacobian.h"
#include "ui/model/sheet_file.h"

namespace ui {
namespace {

constexpr core::Index kLargestPicture = 96;  // entries of a Jacobian beside a graph
constexpr core::Index kLargestRun = 100'000;  // entries of a leaf; a card needs no run of a larger graph

QString tr(const char* text) { return QCoreApplication::translate("ui::Examples", text); }

/// A graph of the series; the first of a lesson is the one on the start page.
struct Entry {
  int lesson;
  const char* file;
  const char* title;
};

constexpr Entry kSeries[] = {
    {1, "01-scalar-chain", QT_TRANSLATE_NOOP("ui::Examples", "Scalar chain")},
    {2, "02-sigmoid-neuron", QT_TRANSLATE_NOOP("ui::Examples", "Sigmoid neuron")},
    {2, "02-sigmoid-gates", QT_TRANSLATE_NOOP("ui::Examples", "Sigmoid neuron, split into gates")},
    {3, "03-fan-out", QT_TRANSLATE_NOOP("ui::Examples", "Fan-out adds up")},
    {4, "04-vector-function", QT_TRANSLATE_NOOP("ui::Examples", "Vector function")},
    {5, "05-perturbation", QT_TRANSLATE_NOOP("ui::Examples", "Perturbation")},
    {6, "06-linear-map", QT_TRANSLATE_NOOP("ui::Examples", "Linear map")},
    {7, "07-relu", QT_TRANSLATE_NOOP("ui::Examples", "ReLU, a diagonal")},
    {8, "08-matrix-product", QT_TRANSLATE_NOOP("ui::Examples", "Matrix product")},
    {9, "09-softmax-cross-entropy", QT_TRANSLATE_NOOP("ui::Examples", "Softmax + cross-entropy")},
    {9, "09-softmax-and-logarithm", QT_TRANSLATE_NOOP("ui::Examples", "Softmax, logarithm, likelihood one by one")},
    {10, "10-two-layer-network", QT_TRANSLATE_NOOP("ui::Examples", "Two layers and L2 penalty")},
    {11, "11-swap-one-function", QT_TRANSLATE_NOOP("ui::Examples", "Swap one function")},
    {12, "12-vanishing-gradients", QT_TRANSLATE_NOOP("ui::Examples", "Vanishing gradients")},
    {12, "12-relu-chain", QT_TRANSLATE_NOOP("ui::Examples", "A chain of ReLUs, for comparison")},
    {12, "12-exploding-gradients", QT_TRANSLATE_NOOP("ui::Examples", "Exploding gradients")},
    {13, "13-batch-normalisation", QT_TRANSLATE_NOOP("ui::Examples", "Batch normalisation")},
    {14, "14-convolution", QT_TRANSLATE_NOOP("ui::Examples", "Convolution")},
    {15, "15-attention", QT_TRANSLATE_NOOP("ui::Examples", "Attention")},
    {16, "16-cost-many-inputs", QT_TRANSLATE_NOOP("ui::Examples", "What it costs")},
    {16, "16-cost-many-outputs", QT_TRANSLATE_NOOP("ui::Examples", "What it costs: one input, many outputs")},
    {16, "16-never-built", QT_TRANSLATE_NOOP("ui::Examples", "A Jacobian that nobody builds")},
};

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

std::size_t at(const core::Trace& trace, const char* id) { return *trace.graph().position(core::NodeId(id)); }

/// J·Δx at y for the Δx of the lesson on perturbation.
QString perturbationText(const core::Trace& trace) {
  const core::LeafTensor change{at(trace, "x"), core::Tensor({2}, {0.1, -0.05})};
  const core::ForwardTrace forward = core::forwardMode(trace, std::span(&change, 1));
  return tr("J·Δx = %1").arg(row(forward.tangent(at(trace, "y"))));
}

/// What comes out, said generally: "L = 2.69, two paths into W₁".
QString outcomeText(int lesson, const core::Trace& trace) {
  const core::Graph& graph = trace.graph();
  const core::TensorView value = trace.value(*graph.position(*graph.output()));
  const auto leaf = sharedLeaf(trace);
  if (value.size() > 1) {
    const auto input = firstInput(trace);
    if (!input) return {};
    if (value.shape().rank() > 1)
      return tr("%1×%2 Jacobian").arg(shapeText(value.shape()), shapeText(trace.value(*input).shape()));
    return tr("downstream %1").arg(row(trace.gradient(*input)));
  }
  if (leaf && trace.gradient(*leaf).size() == 1) return sumText(trace, *leaf);
  const QString formula = formulaText(lesson);
  const QString name = formula.isEmpty() ? withIndex(*graph.output()) : formula;
  const QString result = tr("%1 = %2").arg(name, number(value.data.front(), leaf ? 2 : 3));
  if (!leaf) return result;
  const auto paths = trace.contributions(*leaf).size();
  return paths == 2 ? tr("%1, two paths into %2").arg(result, withIndex(graph.node(*leaf).id))
                    : tr("%1, %2 paths into %3").arg(result).arg(paths).arg(withIndex(graph.node(*leaf).id));
}

QString captionOf(int lesson, const core::Trace& trace) {
  switch (lesson) {
    case 4: return tr("J is 3×2, downstream %1").arg(row(trace.gradient(at(trace, "x"))));
    case 5: return perturbationText(trace);
    case 7: return tr("diag(0, 1, 1, 0), never stored");
    case 9: return tr("p − t = %1").arg(row(trace.gradient(at(trace, "s"))));
    case 11: return tr("ReLU → tanh: one new formula");
    case 12: return tr("ten sigmoids: slope 3.9·10⁻⁷");
    case 13: return tr("a shift cannot change the output");
    case 14: return tr("Toeplitz: k₁ is used 3 times");
    case 15: return tr("p = %1").arg(row(trace.value(at(trace, "p"))));
    default: return outcomeText(lesson, trace);
  }
}

bool isLarge(const core::Node& node) { return node.value && node.value->tensor.shape().size() > kLargestRun; }

/// The sheet without its large tensors: a picture of the graph needs none of their numbers.
Sheet withoutLargeValues(Sheet sheet) {
  for (std::size_t k = 0; k < sheet.graph.size(); ++k) {
    if (!isLarge(sheet.graph.node(k))) continue;
    core::Node node = sheet.graph.node(k);
    node.value = core::LeafValue{core::Tensor(), {}};
    sheet.graph = sheet.graph.withNode(std::move(node));
  }
  return sheet;
}

/// The Jacobian of the output by the first input, where it is a matrix of a size to be drawn small.
std::optional<core::LinearMap> jacobianOf(const core::Trace& trace) {
  const auto input = firstInput(trace);
  if (!input) return std::nullopt;
  core::LinearMap map = core::jacobian(trace, *trace.graph().position(*trace.graph().output()), *input);
  if (map.rows() < 2 || map.rows() * map.columns() > kLargestPicture) return std::nullopt;
  return map;
}

/// What its card shows.
void fillCard(Example& example) {
  example.sheet = loadSheet(example.path).first;
  const auto nodes = example.sheet.graph.nodes();
  if (std::ranges::any_of(nodes, [](const core::NodePointer& node) { return isLarge(*node); })) {
    example.caption = tr("2·10⁶ against 1.001·10⁹");
    example.sheet = withoutLargeValues(std::move(example.sheet));
    return;
  }
  const core::Trace trace = core::run(example.sheet.graph);
  example.caption = captionOf(example.lesson, trace);
  example.jacobian = jacobianOf(trace);
}

}  // namespace

std::vector<Example> loadExamples() {
  std::vector<Example> result;
  for (const Entry& entry : kSeries) {
    const bool first = result.empty() || result.back().lesson != entry.lesson;
    Example& example = result.emplace_back();
    example.path = QStringLiteral(":/examples/%1.chainrule").arg(QLatin1String(entry.file));
    example.lesson = entry.lesson;
    example.title = tr(entry.title);
    example.hasCard = first;
    if (first) fillCard(example);
  }
  return result;
}

}  // namespace ui
