#include <benchmark/benchmark.h>

#include "core/functions/catalogue.h"
#include "core/tensor/initialiser.h"

namespace {

/// The local gradient of one function at random inputs.
core::LinearMap localOf(const char* name, const std::vector<core::Shape>& shapes, std::size_t argument) {
  const core::Function& function = core::functionNamed(name);
  const core::Settings settings(function, {});
  std::vector<core::Tensor> inputs;
  std::vector<const core::Shape*> pointers;
  for (const core::Shape& shape : shapes) {
    inputs.push_back(core::initialised(shape, {.kind = core::InitialiserKind::Uniform, .seed = inputs.size()}));
    pointers.push_back(&shape);
  }
  core::Tensor output(function.shape(pointers, settings));
  const std::vector<core::TensorView> views(inputs.begin(), inputs.end());
  function.value({views, 0}, settings, output.data());
  return function.local(argument, {views, 0}, output, settings);
}

core::LinearMap workload(std::int64_t number) {
  switch (number) {
    case 0: return localOf("linear", {{64, 784}, {256, 784}}, 0);
    case 1: return localOf("linear", {{64, 784}, {256, 784}}, 1);
    case 2: return localOf("softmax", {{20'000}}, 0);
    case 3: return localOf("conv2d", {{64, 1, 28, 28}, {8, 1, 3, 3}}, 0);
    default: return localOf("matmul", {{512, 512}, {512, 512}}, 0);
  }
}

void label(benchmark::State& state, const core::LinearMap& map) {
  static constexpr const char* names[] = {"linear by input", "linear by weight", "softmax", "conv2d by input", "matmul by a"};
  state.SetLabel(std::string(names[state.range()]) + ", " + std::to_string(map.rows()) + " × " + std::to_string(map.columns()));
}

/// 256 × 256 entries from the middle of the map.
void localBlock(benchmark::State& state) {
  const core::LinearMap map = workload(state.range());
  label(state, map);
  std::vector<double> block(256 * 256);
  for (auto _ : state) {
    map.readBlock(map.rows() / 2 - 128, map.columns() / 2 - 128, 256, 256, block);
    benchmark::DoNotOptimize(block.data());
  }
}

/// All of it, exact, in 512 × 512 cells.
void localOverview(benchmark::State& state) {
  const core::LinearMap map = workload(state.range());
  label(state, map);
  for (auto _ : state) benchmark::DoNotOptimize(map.overview(512, 512));
}

}  // namespace

BENCHMARK(localBlock)->DenseRange(0, 4)->Unit(benchmark::kMillisecond);
BENCHMARK(localOverview)->DenseRange(0, 4)->Unit(benchmark::kMillisecond);
