#include <benchmark/benchmark.h>

#include <algorithm>

#include "tests/bench/graphs.h"
#include "tests/bench/repeated.h"

namespace {

/// Forward and backward on a plan that is ready, each time with other entries in every `input` and `parameter`.
void runs(benchmark::State& state, const core::Graph& graph) {
  bench::Repeated repeated(graph);
  for (auto _ : state) benchmark::DoNotOptimize(repeated.run());
}

/// The same, with the time per node.
void runsScalars(benchmark::State& state, const core::Graph& graph) {
  runs(state, graph);
  const auto inverseRate = benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert;
  state.counters["perNode"] = benchmark::Counter(static_cast<double>(graph.size()), inverseRate);
}

void randomScalarsForwardBackward(benchmark::State& state) { runsScalars(state, bench::randomScalars(100'000)); }
void chainForwardBackward(benchmark::State& state) {
  runsScalars(state, bench::chain(static_cast<std::size_t>(state.range())));
}
void perceptronForwardBackward(benchmark::State& state) { runs(state, bench::multilayerPerceptron(state.range())); }
void elementwiseForwardBackward(benchmark::State& state) { runs(state, bench::elementwiseChain(state.range())); }
void convolutionForwardBackward(benchmark::State& state) { runs(state, bench::convolutionNet(state.range())); }
void attentionForwardBackward(benchmark::State& state) { runs(state, bench::attentionHead(128, 64)); }

/// One entry of one leaf changes in a graph of some 1,000 nodes: everything from the new graph value on.
void oneEntryChanged(benchmark::State& state) {
  core::Graph graph = bench::layeredTensors(200);
  auto plan = core::Plan::compile(graph);
  core::Workspace workspace;
  core::Trace shown = workspace.run(plan);
  const std::size_t leaf = plan->program().leaves[plan->program().leaves.size() / 2];
  core::Computed computed;
  for (auto _ : state) {
    core::Node node = graph.node(leaf);
    node.value->tensor[0] += 0.001;
    graph = graph.withNode(node);
    plan = core::Plan::compile(graph, {}, plan.get());
    shown = workspace.run(plan);
    computed = shown.computed();
  }
  state.counters["nodes"] = static_cast<double>(graph.size());
  state.counters["values"] = static_cast<double>(computed.values);
  state.counters["gradients"] = static_cast<double>(computed.gradients);
}

/// What an edit of the graph costs before it can run.
void randomScalarsCompile(benchmark::State& state) {
  const core::Graph graph = bench::randomScalars(100'000);
  for (auto _ : state) benchmark::DoNotOptimize(core::Plan::compile(graph));
}

void randomScalarsCopyAndEdit(benchmark::State& state) {
  const core::Graph graph = bench::randomScalars(100'000);
  for (auto _ : state) benchmark::DoNotOptimize(graph.withTitle("edited"));
}

}  // namespace

BENCHMARK(randomScalarsForwardBackward)->Unit(benchmark::kMillisecond);
BENCHMARK(chainForwardBackward)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(perceptronForwardBackward)->Arg(1)->Arg(64)->Unit(benchmark::kMillisecond);
BENCHMARK(elementwiseForwardBackward)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(convolutionForwardBackward)->Arg(16)->Unit(benchmark::kMillisecond);
BENCHMARK(attentionForwardBackward)->Unit(benchmark::kMillisecond);
BENCHMARK(oneEntryChanged)->Unit(benchmark::kMicrosecond);
BENCHMARK(randomScalarsCompile)->Unit(benchmark::kMillisecond);
BENCHMARK(randomScalarsCopyAndEdit)->Unit(benchmark::kMicrosecond);
