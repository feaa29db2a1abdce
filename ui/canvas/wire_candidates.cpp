#include "ui/canvas/wire_candidates.h"

#include <QCoreApplication>

#include "ui/model/document.h"

namespace ui {
namespace {

QString translate(const char* text) { return QCoreApplication::translate("canvas", text); }

/// Per node: whether it is `start` or lies before it (`backward`) or behind it along the wires.
std::vector<bool> reached(const GraphDrawing& drawing, std::size_t start, bool backward,
                          const std::optional<WireId>& lifted) {
  std::vector<bool> result(drawing.graph.size());
  result[start] = true;
  const auto visit = [&](std::size_t p) {
    const std::span<const std::ptrdiff_t> inputs = drawing.graph.inputPositions(p);
    for (std::size_t a = 0; a < inputs.size(); ++a) {
      if (inputs[a] < 0) continue;
      if (lifted && lifted->argument == a && lifted->to == drawing.graph.node(p).id) continue;
      const auto from = static_cast<std::size_t>(inputs[a]);
      if (backward && result[p]) result[from] = true;
      if (!backward && result[from]) result[p] = true;
    }
  };
  if (backward) {
    for (auto p = drawing.order.rbegin(); p != drawing.order.rend(); ++p) visit(*p);
  } else {
    for (const std::size_t p : drawing.order) visit(p);
  }
  return result;
}

/// Why `from` does not fit into the argument; empty where it does or where it cannot be told yet.
QString misfit(const GraphDrawing& drawing, std::size_t from, std::size_t to, std::size_t argument) {
  const auto& source = drawing.shapes[from].shape;
  if (!source) return {};
  core::Node node = drawing.graph.node(to);
  if (node.inputs.size() <= argument) node.inputs.resize(argument + 1);
  node.inputs[argument] = drawing.graph.node(from).id;
  std::vector<const core::Shape*> shapes(node.inputs.size());
  for (std::size_t a = 0; a < node.inputs.size(); ++a) {
    if (!node.inputs[a]) continue;
    const std::size_t p = a == argument ? from : *drawing.graph.position(*node.inputs[a]);
    if (drawing.shapes[p].shape) shapes[a] = &*drawing.shapes[p].shape;
  }
  const core::ShapeResult result = core::shapeOf(node, shapes);
  if (!result.problem || result.problem->kind != core::Problem::Kind::Shapes) return {};
  return translated(result.problem->message);
}

}  // namespace

QString loopMessage(const std::vector<core::NodeId>& loop) {
  QStringList names;
  for (const core::NodeId& id : loop) names << QString::fromStdString(id.text());
  if (names.size() > 6) names = names.mid(0, 3) << QStringLiteral("…") << names.mid(names.size() - 2);
  return translate(
             "This wire would close a loop %1. A computational graph has no loops, so that an order of "
             "computation exists. To repeat a function, place it twice.")
      .arg(names.join(QStringLiteral(" → ")));
}

std::vector<WireCandidate> candidatesFor(const GraphDrawing& drawing, const PortRef& fixed,
                                         const std::optional<WireId>& lifted) {
  std::vector<WireCandidate> candidates;
  const auto own = drawing.graph.position(fixed.node);
  if (!own) return candidates;
  const std::vector<bool> loops = reached(drawing, *own, fixed.isOutput, lifted);
  const auto add = [&](std::size_t p, bool isOutput, std::size_t argument, QPointF at) {
    WireCandidate candidate{{drawing.graph.node(p).id, isOutput, argument, at}, WireCandidate::Fit::Fits, {}};
    if (loops[p]) {
      candidate.fit = WireCandidate::Fit::Loops;
    } else {
      candidate.reason =
          fixed.isOutput ? misfit(drawing, *own, p, argument) : misfit(drawing, p, *own, fixed.argument);
      if (!candidate.reason.isEmpty()) candidate.fit = WireCandidate::Fit::Misfits;
    }
    candidates.push_back(std::move(candidate));
  };
  for (std::size_t p = 0; p < drawing.graph.size(); ++p) {
    const NodeGeometry& node = drawing.geometry.nodes[p];
    if (!fixed.isOutput) {
      add(p, true, 0, node.outputs.front().at);
      continue;
    }
    for (const InputPort& input : node.inputs) add(p, false, input.argument, input.port.at);
  }
  return candidates;
}

}  // namespace ui
