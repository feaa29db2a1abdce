#include "ui/figures/graph_drawing.h"

#include <algorithm>
#include <utility>

#include "core/graph/order.h"

namespace ui {

namespace {

/// Whether a gradient goes to the argument; without shapes, whether one could.
bool isDifferentiated(const GraphDrawing& drawing, std::size_t node, std::size_t argument) {
  const core::Function& function = *drawing.graph.node(node).function;
  const std::span<const std::ptrdiff_t> inputs = drawing.graph.inputPositions(node);
  std::vector<const core::Shape*> shapes;
  for (const std::ptrdiff_t input : inputs) {
    const core::ShapeResult* source = input < 0 ? nullptr : &drawing.shapes[static_cast<std::size_t>(input)];
    shapes.push_back(source && source->shape ? &*source->shape : nullptr);
  }
  if (!drawing.shapes[node].shape) return function.argument(argument).differentiable;
  return function.isDifferentiated(argument, shapes);
}

/// Per node: whether it depends on an input or parameter along wires that carry a gradient.
std::vector<bool> needingGradient(const GraphDrawing& drawing) {
  std::vector<bool> result(drawing.graph.size());
  for (const std::size_t p : drawing.order) {
    const core::Node& node = drawing.graph.node(p);
    if (node.isLeaf()) result[p] = !node.isConstant();
    const std::span<const std::ptrdiff_t> inputs = drawing.graph.inputPositions(p);
    for (std::size_t a = 0; a < inputs.size() && !result[p]; ++a) {
      result[p] =
          inputs[a] >= 0 && result[static_cast<std::size_t>(inputs[a])] && isDifferentiated(drawing, p, a);
    }
  }
  return result;
}

}  // namespace

bool GraphDrawing::carriesGradient(const WireGeometry& wire) const {
  return needsGradient[wire.from] && isDifferentiated(*this, wire.to, wire.argument);
}

GraphDrawing drawingOf(const Sheet& sheet) { return drawingOf(sheet, {}); }

bool sameWiring(const core::Graph& a, const core::Graph& b) {
  if (a.sharesAllWith(b)) return true;
  if (a.output() != b.output()) return false;
  return std::ranges::equal(a.nodes(), b.nodes(), [](const core::NodePointer& left, const core::NodePointer& right) {
    return left == right || (left->id == right->id && left->function == right->function && left->inputs == right->inputs);
  });
}

GraphDrawing drawingOf(const Sheet& sheet, GraphDrawing before, bool remeasure) {
  GraphDrawing drawing = std::move(before);
  const core::Graph graphBefore = std::exchange(drawing.graph, sheet.graph);
  const std::vector<NodeText> textsBefore = drawing.texts;
  const bool known = textsBefore.size() == sheet.graph.size();
  if (known && remeasure && graphBefore.sharesAllWith(sheet.graph)) {
    drawing.texts = nodeTexts(sheet.graph, drawing.shapes, graphBefore, drawing.texts);
  } else if (!known || !graphBefore.sharesAllWith(sheet.graph)) {
    drawing.order = core::topologicalOrder(sheet.graph);
    drawing.shapes = core::shapesOf(sheet.graph, drawing.order);
    drawing.needsGradient = needingGradient(drawing);
    drawing.texts = nodeTexts(sheet.graph, drawing.shapes, graphBefore, drawing.texts);
  }
  const bool moved = drawing.positions != sheet.positions;
  if (moved) drawing.positions = sheet.positions;
  if (moved || !known || textsBefore != drawing.texts || !sameWiring(graphBefore, drawing.graph))
    drawing.geometry = geometryOf(drawing.graph, drawing.positions, drawing.texts);
  return drawing;
}

}  // namespace ui
