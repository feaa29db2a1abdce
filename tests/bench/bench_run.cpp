#include <benchmark/benchmark.h>

#include "tests/bench/graphs.h"
#include "tests/bench/repeated.h"

namespace {

/// Forward and backward on a plan that is ready, each time with other entries in every leaf that is no constant.
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

void randomScalarsForwardBackward(benchmark::State& state) {
  runsScalars(state, bench::randomScalars(100'000));
}
void chainForwardBackward(benchmark::State& state) {
  runsScalars(state, bench::chain(static_cast<std::size_t>(state.range())));
}
void perceptronForwardBackward(benchmark::State& state) {
  runs(state, bench::multilayerPerceptron(state.range()));
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
BENCHMARK(randomScalarsCompile)->Unit(benchmark::kMillisecond);
BENCHMARK(randomScalarsCopyAndEdit)->Unit(benchmark::kMicrosecond);
