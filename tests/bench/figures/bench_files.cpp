#include <benchmark/benchmark.h>

#include <string>

#include "core/functions/catalogue.h"
#include "core/tensor/initialiser.h"
#include "ui/figures/export/figure_pages.h"
#include "ui/figures/export/picture_file.h"
#include "ui/model/layout.h"

// Figures as PDF, from the run to the last byte. Wanted: all 30 steps of a two-layer network in a second, a
// graph of 1,000 nodes on one page in two.

namespace {

core::Node leaf(const char* function, const std::string& id, const core::Shape& shape, std::uint64_t seed) {
  core::Tensor value = core::initialised(shape, {.kind = core::InitialiserKind::Normal, .seed = seed});
  return {.id = core::NodeId(id),
          .function = &core::functionNamed(function),
          .value = core::LeafValue{std::move(value), {}}};
}

core::Node node(const char* function, const std::string& id, std::initializer_list<std::string> inputs) {
  core::Node made{.id = core::NodeId(id), .function = &core::functionNamed(function)};
  for (const std::string& input : inputs) made.inputs.emplace_back(core::NodeId(input));
  return made;
}

ui::Sheet sheetOf(const std::vector<core::Node>& nodes, const char* output) {
  ui::Sheet sheet;
  sheet.graph = core::Graph().withNodes(nodes).withOutput(core::NodeId(output));
  sheet.positions = ui::layoutOf(sheet.graph);
  return sheet;
}

/// Two layers, each function by itself, the error and penalties of both matrices: 14 functions, so 30
/// positions.
ui::Sheet network() {
  return sheetOf({leaf("input", "x", {4}, 1),       leaf("parameter", "W2", {5, 4}, 2),
                  leaf("parameter", "b2", {5}, 3),  leaf("parameter", "W1", {3, 5}, 4),
                  leaf("parameter", "b1", {3}, 5),  leaf("constant", "t", {3}, 6),
                  node("matmul", "p", {"W2", "x"}), node("add", "h", {"p", "b2"}),
                  node("tanh", "a", {"h"}),         node("matmul", "q", {"W1", "a"}),
                  node("add", "s", {"q", "b1"}),    node("sigmoid", "y", {"s"}),
                  node("sub", "d", {"y", "t"}),     node("square", "e", {"d"}),
                  node("sum", "l", {"e"}),          node("l2_penalty", "r1", {"W1"}),
                  node("l2_penalty", "r2", {"W2"}), node("add", "r", {"r1", "r2"}),
                  node("add", "u", {"l", "r"}),     node("tanh", "L", {"u"})},
                 "L");
}

/// Rows of scalar functions with a wire from row to row.
ui::Sheet thousandNodes() {
  std::vector<core::Node> nodes;
  const auto name = [](int row, int column) {
    return "v" + std::to_string(row) + "_" + std::to_string(column);
  };
  for (int row = 0; row < 20; ++row) {
    nodes.push_back(leaf("input", name(row, 0), {}, static_cast<std::uint64_t>(row + 1)));
    for (int column = 1; column < 50; ++column) {
      if (row > 0 && column % 7 == 0)
        nodes.push_back(node("add", name(row, column), {name(row, column - 1), name(row - 1, column - 1)}));
      else
        nodes.push_back(node("tanh", name(row, column), {name(row, column - 1)}));
    }
  }
  return sheetOf(nodes, "v19_49");
}

void write(benchmark::State& state, const ui::Sheet& sheet, bool all) {
  std::size_t bytes = 0;
  for (auto run : state) {
    ui::FigurePages figure(
        sheet, {.what = all ? ui::FigureWhat::Both : ui::FigureWhat::Graph, .widthMm = all ? 160.0 : 900.0});
    std::vector<int> positions;
    for (int position = all ? 0 : figure.last(); position <= figure.last(); ++position)
      positions.push_back(position);
    figure.layOutFor(positions);
    bytes = static_cast<std::size_t>(ui::pdfOf(figure, positions).size());
    state.counters["pages"] = static_cast<double>(positions.size());
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}

void allStepsAsPdf(benchmark::State& state) { write(state, network(), true); }
BENCHMARK(allStepsAsPdf)->Unit(benchmark::kMillisecond);

void thousandNodesAsPdf(benchmark::State& state) { write(state, thousandNodes(), false); }
BENCHMARK(thousandNodesAsPdf)->Unit(benchmark::kMillisecond);

}  // namespace
