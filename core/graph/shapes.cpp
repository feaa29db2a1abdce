#include "core/graph/shapes.h"

#include <algorithm>

namespace core {

namespace {

ShapeResult failed(Problem::Kind kind, Message message, std::size_t argument = 0) {
  return {std::nullopt, Problem{kind, std::move(message), argument}};
}

}  // namespace

ShapeResult shapeOf(const Node& node, std::span<const Shape* const> inputShapes) {
  const Function& function = *node.function;
  if (node.isLeaf()) return {node.value ? node.value->tensor.shape() : Shape{}, std::nullopt};
  const std::size_t expected = std::max(function.arguments.size(), inputShapes.size());
  std::vector<const Shape*> shapes(expected);
  for (std::size_t k = 0; k < expected; ++k) {
    const bool wired = k < node.inputs.size() && node.inputs[k];
    if (!wired && !function.argument(k).optional) {
      return failed(Problem::Kind::MissingArgument,
                    {"%1 %2 needs its argument %3: connect a wire to it",
                     {std::string(function.title), node.id.text(), std::string(function.argument(k).name)}},
                    k);
    }
  }
  // What the node itself lacks comes before what its inputs lack.
  for (std::size_t k = 0; k < expected; ++k) {
    const bool wired = k < node.inputs.size() && node.inputs[k];
    if (wired && !inputShapes[k]) {
      return failed(Problem::Kind::Waits,
                    {"%1 %2 waits for its input %3, which cannot be computed",
                     {std::string(function.title), node.id.text(), node.inputs[k]->text()}},
                    k);
    }
    if (wired) shapes[k] = inputShapes[k];
  }
  try {
    const Settings settings(function, node.attributes);
    Shape shape = function.shape(shapes, settings);
    double entries = 1;
    for (const Index axis : shape) entries *= static_cast<double>(axis);
    if (entries > static_cast<double>(largestTensor)) {
      return failed(Problem::Kind::TooLarge,
                    {"%1 %2 would have the shape %3, more than the %4 entries that a tensor may have",
                     {std::string(function.title), node.id.text(), text(shape), std::to_string(largestTensor)}});
    }
    return {std::move(shape), std::nullopt};
  } catch (const Error& error) {
    return failed(Problem::Kind::Shapes,
                  {"%1 %2: %3", {std::string(function.title), node.id.text(), text(error.message())}});
  }
}

std::vector<ShapeResult> shapesOf(const Graph& graph, std::span<const std::size_t> order) {
  std::vector<ShapeResult> result(graph.size());
  std::vector<const Shape*> inputShapes;
  for (const std::size_t p : order) {
    inputShapes.clear();
    for (const std::ptrdiff_t input : graph.inputPositions(p)) {
      const auto& shape = input >= 0 ? result[static_cast<std::size_t>(input)].shape : std::nullopt;
      inputShapes.push_back(shape ? &result[static_cast<std::size_t>(input)].shape.value() : nullptr);
    }
    result[p] = shapeOf(graph.node(p), inputShapes);
  }
  return result;
}

}  // namespace core
