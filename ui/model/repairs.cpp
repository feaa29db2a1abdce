// Ways out of missing arguments and shapes that do not fit: candidates are made from the sizes around and tried out.
#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "core/functions/catalogue.h"
#include "core/graph/order.h"
#include "core/graph/shapes.h"
#include "ui/model/edits.h"
#include "ui/model/names.h"
#include "ui/model/problems.h"

namespace ui {
namespace {

using core::Index;

constexpr std::size_t kMostRepairs = 4;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Problems)
};

std::vector<core::ShapeResult> shapesIn(const core::Graph& graph) { return core::shapesOf(graph, core::topologicalOrder(graph)); }

QString shapeWord(const core::Shape& shape) {
  if (shape.rank() == 0) return Words::tr("scalar");
  QStringList sizes;
  for (const Index n : shape.axes()) sizes << QString::number(n);
  return sizes.join(u'×');
}

/// A name in plain text: "W1" of an id, a label as it is typed.
QString nameOf(const core::Node& node) { return QString::fromStdString(node.label.empty() ? node.id.text() : node.label); }

/// Tries a changed sheet: whether `id` is valid now, and which later node is not any more.
std::optional<Repair> tried(QString text, Sheet after, const core::NodeId& id, std::vector<core::NodeId> touched,
                            const std::vector<core::ShapeResult>& before, const core::Graph& was) {
  const std::vector<core::ShapeResult> shapes = shapesIn(after.graph);
  if (!shapes[*after.graph.position(id)].shape) return std::nullopt;
  Repair repair{.text = std::move(text), .after = std::move(after), .touched = std::move(touched), .breaks = {}};
  for (std::size_t p = 0; p < shapes.size(); ++p) {
    const core::NodeId& other = repair.after.graph.node(p).id;
    const bool wrong = shapes[p].problem && shapes[p].problem->kind == core::Problem::Kind::Shapes;
    const auto position = was.position(other);
    const bool alreadyWrong = position && before[*position].problem && before[*position].problem->kind == core::Problem::Kind::Shapes;
    if (wrong && !alreadyWrong) repair.breaks = other;
  }
  return repair;
}

/// The sizes that stand around a node: of its inputs' axes, largest variety last.
std::vector<Index> sizesAround(const core::Graph& graph, const core::Node& node, const std::vector<core::ShapeResult>& shapes) {
  std::vector<Index> sizes;
  const auto add = [&sizes](Index n) {
    if (n > 0 && std::ranges::find(sizes, n) == sizes.end()) sizes.push_back(n);
  };
  for (const auto& input : node.inputs) {
    if (!input) continue;
    if (const auto& shape = shapes[*graph.position(*input)].shape) std::ranges::for_each(shape->axes(), add);
  }
  add(2);
  add(3);
  return sizes;
}

/// All shapes of a rank out of some sizes.
void shapesOfRank(int rank, const std::vector<Index>& sizes, std::vector<Index>& axes, std::vector<core::Shape>& out) {
  if (rank == 0) {
    out.emplace_back(axes);
    return;
  }
  for (const Index n : sizes) {
    axes.push_back(n);
    shapesOfRank(rank - 1, sizes, axes, out);
    axes.pop_back();
  }
}

std::string idFor(std::string_view argument) {
  if (argument == "weight") return "W";
  if (argument == "bias") return "b";
  if (argument == "target") return "t";
  return std::string(argument);
}

core::LeafValue zeros(const core::Shape& shape) {
  return {core::Tensor(shape, std::vector<double>(static_cast<std::size_t>(shape.size()), 0.0)), {}};
}

/// Below a node, or where else beside it no other one stands.
QPointF freePlaceBeside(const Sheet& sheet, const core::NodeId& id) {
  constexpr QSizeF room(136, 76);  // of a node with what stands above and below it
  const auto at = sheet.positions.find(id);
  const QPointF middle = at != sheet.positions.end() ? at->second : QPointF();
  constexpr QPointF offsets[] = {{0, 120}, {-140, 90}, {0, -120}, {-140, -90}, {0, 210}, {-140, 180}, {140, 120}, {0, 300}};
  const auto isFree = [&](QPointF centre) {
    return std::ranges::none_of(sheet.positions, [&](const auto& other) {
      const QPointF away = other.second - centre;
      return std::abs(away.x()) < room.width() && std::abs(away.y()) < room.height();
    });
  };
  for (const QPointF offset : offsets)
    if (isFree(middle + offset)) return middle + offset;
  return middle + offsets[0];
}

void addMissing(const Sheet& sheet, const core::Node& node, std::size_t argument, const std::vector<core::ShapeResult>& before,
                std::vector<Repair>& repairs) {
  const core::Argument& missing = node.function->argument(argument);
  std::vector<core::Shape> shapes;
  for (const auto& input : node.inputs) {
    if (!input) continue;
    if (const auto& shape = before[*sheet.graph.position(*input)].shape) shapes.push_back(*shape);
  }
  // A weight's rows are free: two are enough to see something.
  std::vector<Index> sizes = sizesAround(sheet.graph, node, before);
  std::ranges::stable_partition(sizes, [](Index n) { return n == 2; });
  std::vector<Index> axes;
  for (const int rank : {2, 1, 0}) shapesOfRank(rank, sizes, axes, shapes);
  sizes.resize(std::min<std::size_t>(sizes.size(), 4));
  for (const int rank : {3, 4}) shapesOfRank(rank, sizes, axes, shapes);
  const bool constant = !missing.differentiable;
  std::size_t found = 0;
  std::optional<Repair> second;
  for (const core::Shape& shape : shapes) {
    Sheet after = sheet;
    const core::NodeId id = after.graph.freeId(idFor(missing.name));
    core::Node leaf{.id = id, .function = core::findFunction(constant ? "constant" : "parameter"), .value = zeros(shape)};
    after.graph = after.graph.withNode(std::move(leaf)).wired(node.id, argument, id);
    after.positions[id] = freePlaceBeside(sheet, node.id);
    after.fresh[id].resize(static_cast<std::size_t>(shape.size()));
    std::iota(after.fresh[id].begin(), after.fresh[id].end(), core::Index(0));
    const QString text = (constant ? Words::tr("Add a constant, %1") : Words::tr("Add a parameter, %1")).arg(shapeWord(shape));
    std::optional<Repair> repair = tried(text, std::move(after), node.id, {id, node.id}, before, sheet.graph);
    if (!repair) continue;
    if (repair->breaks) {
      if (!second) second = std::move(repair);
      continue;
    }
    repairs.push_back(*std::move(repair));
    if (++found == 2) return;
  }
  if (found == 0 && second) repairs.push_back(*std::move(second));
}

/// The entries that both shapes have stay where they are; new ones are 0.
core::Tensor reshaped(const core::Tensor& from, const core::Shape& to) {
  core::Tensor result(to, std::vector<double>(static_cast<std::size_t>(to.size()), 0.0));
  for (Index k = 0; k < to.size(); ++k) {
    const core::IndexVector index = core::indexVector(to, k);
    bool inside = true;
    Index flat = 0;
    for (std::size_t axis = 0; axis < index.size(); ++axis) {
      inside = inside && index[axis] < from.shape()[axis];
      flat = flat * from.shape()[axis] + index[axis];
    }
    if (inside) result[k] = from[flat];
  }
  return result;
}

void changeLeaves(const Sheet& sheet, const core::Node& node, const std::vector<core::ShapeResult>& before, std::vector<Repair>& repairs) {
  const std::vector<Index> sizes = sizesAround(sheet.graph, node, before);
  std::set<core::NodeId> done;
  for (const auto& input : node.inputs) {
    if (!input || !done.insert(*input).second) continue;
    const core::Node& leaf = *sheet.graph.find(*input);
    if (!leaf.isLeaf() || !leaf.value) continue;
    const core::Shape& shape = leaf.value->tensor.shape();
    for (int axis = 0; axis < static_cast<int>(shape.rank()); ++axis) {
      for (const Index size : sizes) {
        if (size == shape[static_cast<std::size_t>(axis)]) continue;
        std::vector<Index> axes(shape.axes().begin(), shape.axes().end());
        axes[static_cast<std::size_t>(axis)] = size;
        const core::Shape wanted(axes);
        Sheet after = sheet;
        setLeafValue(after, *input, {reshaped(leaf.value->tensor, wanted), {}});
        const auto marks = sheet.fresh.find(*input);
        after.fresh[*input] = marksAfterReshape(shape, wanted, marks != sheet.fresh.end() ? marks->second : std::vector<Index>(), true);
        auto repair = tried(Words::tr("Make %1 %2").arg(nameOf(leaf), shapeWord(wanted)), std::move(after), node.id, {*input}, before,
                            sheet.graph);
        if (repair) repairs.push_back(*std::move(repair));
      }
    }
  }
}

void transposeInputs(const Sheet& sheet, const core::Node& node, const std::vector<core::ShapeResult>& before,
                     std::vector<Repair>& repairs) {
  for (std::size_t k = 0; k < node.inputs.size(); ++k) {
    if (!node.inputs[k]) continue;
    const auto& shape = before[*sheet.graph.position(*node.inputs[k])].shape;
    if (!shape || shape->rank() != 2) continue;
    Sheet after = sheet;
    const core::NodeId id = after.graph.freeId(node.inputs[k]->text() + "T");
    core::Node transpose{.id = id, .function = core::findFunction("transpose"), .inputs = {node.inputs[k]},
                         .attributes = {{"dim0", core::Index(0)}, {"dim1", core::Index(1)}}};
    after.graph = after.graph.withNode(std::move(transpose)).wired(node.id, k, id);
    const auto place = sheet.positions.find(node.id);
    after.positions[id] = (place != sheet.positions.end() ? place->second : QPointF()) - QPointF(70, -70);
    auto repair = tried(Words::tr("Transpose %1").arg(nameOf(*sheet.graph.find(*node.inputs[k]))), std::move(after), node.id,
                        {id, node.id}, before, sheet.graph);
    if (repair) repairs.push_back(*std::move(repair));
  }
}

}  // namespace

std::vector<Repair> repairsOf(const Sheet& sheet, const core::NodeId& id) {
  const core::Graph& graph = sheet.graph;
  const core::Node& node = *graph.find(id);
  const std::vector<core::ShapeResult> before = shapesIn(graph);
  const std::optional<core::Problem>& problem = before[*graph.position(id)].problem;
  std::vector<Repair> repairs;
  if (!problem) return repairs;
  if (problem->kind == core::Problem::Kind::MissingArgument) addMissing(sheet, node, problem->argument, before, repairs);
  if (problem->kind == core::Problem::Kind::Shapes) {
    changeLeaves(sheet, node, before, repairs);
    transposeInputs(sheet, node, before, repairs);
  }
  std::ranges::stable_partition(repairs, [](const Repair& repair) { return !repair.breaks; });
  if (repairs.size() > kMostRepairs) repairs.resize(kMostRepairs);
  return repairs;
}

}  // namespace ui
