#include <benchmark/benchmark.h>

#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include "core/functions/catalogue.h"
#include "core/graph/graph.h"
#include "core/tensor/initialiser.h"
#include "ui/figures/equation_glide.h"
#include "ui/figures/equation_painter.h"
#include "ui/figures/panel_row_painter.h"

// A frame of the equation dock: a step until it is on the screen, and what follows the pointer.

namespace {

const QSizeF dock(1100, 292);

core::Node leaf(const char* id, const core::Shape& shape) {
  core::Tensor value = core::initialised(shape, {.kind = core::InitialiserKind::Normal, .seed = 1});
  return {.id = core::NodeId(id),
          .function = &core::functionNamed("parameter"),
          .value = core::LeafValue{std::move(value), {}}};
}

core::Node node(const char* function, const char* id, std::vector<std::optional<core::NodeId>> inputs) {
  return {.id = core::NodeId(id), .function = &core::functionNamed(function), .inputs = std::move(inputs)};
}

/// One function of leaves, y, and the sum of its squares, L.
struct Workload {
  const char* function;
  std::vector<core::Shape> shapes;
};

Workload workload(std::int64_t number) {
  switch (number) {
    case 0: return {"linear", {{64}, {64, 64}}};                  // a Jacobian of 64 × 64
    case 1: return {"tanh", {{100, 100}}};                        // tensors of 10,000 entries
    case 2: return {"conv2d", {{4, 10, 16, 16}, {8, 10, 3, 3}}};  // 10,240 entries, rank 4
    default: return {"linear", {{8, 64}, {20, 64}}};              // blocks
  }
}

std::shared_ptr<const core::Trace> traceOf(const Workload& work) {
  std::vector<core::Node> nodes;
  std::vector<std::optional<core::NodeId>> inputs;
  static const char* const names[] = {"a", "b"};
  for (std::size_t k = 0; k < work.shapes.size(); ++k) {
    nodes.push_back(leaf(names[k], work.shapes[k]));
    inputs.emplace_back(core::NodeId(names[k]));
  }
  nodes.push_back(node(work.function, "y", inputs));
  nodes.push_back(node("square", "q", {core::NodeId("y")}));
  nodes.push_back(node("sum", "L", {core::NodeId("q")}));
  const core::Graph graph = core::Graph().withNodes(nodes).withOutput(core::NodeId("L"));
  return std::make_shared<const core::Trace>(core::run(graph));
}

struct Frame {
  ui::Moment moment;
  std::size_t node;
  QImage image{dock.toSize(), QImage::Format_ARGB32_Premultiplied};

  explicit Frame(std::int64_t number) : moment(traceOf(workload(number)), 0), node(0) {
    moment = moment.at(moment.last());
    node = *moment.graph().position(core::NodeId("y"));
  }
};

void equationStep(benchmark::State& state) {
  Frame frame(state.range(0));
  const ui::EquationOptions options{.tensors = static_cast<ui::TensorReading>(state.range(1))};
  for (auto run : state) {
    const auto content = ui::equationContent(frame.moment, frame.node, 0);
    const ui::EquationLayout layout = ui::layoutEquation(*content, options, dock);
    QPainter painter(&frame.image);
    ui::paintEquation(painter, *content, layout, {}, ui::lightTheme());
  }
  state.SetLabel(workload(state.range(0)).function);
}
BENCHMARK(equationStep)->ArgsProduct({{0, 1, 2, 3}, {0, 1, 2}})->Unit(benchmark::kMillisecond);

/// What is drawn again while the pointer moves, with its sentence.
void equationHover(benchmark::State& state) {
  Frame frame(state.range(0));
  const auto content = ui::equationContent(frame.moment, frame.node, 0);
  const ui::EquationLayout layout = ui::layoutEquation(*content, {}, dock);
  QPainter painter(&frame.image);
  core::Index entry = 0;
  for (auto run : state) {
    entry = (entry + 7) % content->columns();
    ui::paintEquationLight(painter, *content, layout,
                           {.entry = ui::EquationEntry{ui::PanelRole::Downstream, 0, entry}},
                           ui::lightTheme());
  }
  state.SetLabel(workload(state.range(0)).function);
}
BENCHMARK(equationHover)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);

void glideFrame(benchmark::State& state) {
  Frame frame(state.range(0));
  const auto content = ui::equationContent(frame.moment, frame.node, 0);
  const ui::EquationLayout from = ui::layoutEquation(*content, {}, dock);
  const ui::EquationLayout to = ui::layoutEquation(*content, {.reading = ui::Reading::Flat}, dock);
  const ui::EquationGlide glide(*content, from, to, ui::lightTheme());
  QPainter painter(&frame.image);
  for (auto run : state) glide.paint(painter, 0.4);
  state.SetLabel(std::to_string(glide.size()) + " cells");
}
BENCHMARK(glideFrame)->DenseRange(1, 3)->Unit(benchmark::kMillisecond);

void forwardStep(benchmark::State& state) {
  Frame frame(state.range(0));
  const ui::PanelRowOptions options{.tensors = static_cast<ui::TensorReading>(state.range(1))};
  for (auto run : state) {
    const ui::PanelRow row = ui::forwardRow(frame.moment, frame.node);
    const ui::PanelRowLayout layout = ui::layoutPanelRow(row, options, dock);
    QPainter painter(&frame.image);
    ui::paintPanelRow(painter, row, layout, ui::lightTheme());
  }
}
BENCHMARK(forwardStep)->ArgsProduct({{1, 2}, {0, 1, 2}})->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  const QGuiApplication application(argc, argv);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
