#include <benchmark/benchmark.h>

#include <functional>
#include <string>
#include <vector>

#include "core/functions/catalogue.h"
#include "core/tensor/initialiser.h"

namespace {

using core::Index;
using core::LinearMap;
using core::Shape;

/// The local gradient of a function by one argument at random inputs.
LinearMap localOf(std::string_view name, const std::vector<Shape>& shapes, std::size_t argument,
                  const std::function<void(core::Attributes&)>& set = {}) {
  const core::Function& function = core::functionNamed(name);
  core::Attributes attributes;
  if (set) set(attributes);
  const core::Settings settings(function, attributes);
  std::vector<core::Tensor> inputs;
  std::vector<const Shape*> inputShapes;
  for (const Shape& shape : shapes) {
    inputs.push_back(core::initialised(shape, {.kind = core::InitialiserKind::Uniform, .seed = 5}));
    inputShapes.push_back(&shape);
  }
  const std::vector<core::TensorView> views(inputs.begin(), inputs.end());
  core::Tensor output(function.shape(inputShapes, settings));
  function.value({views}, settings, output.data());
  return function.local(argument, {views}, output, settings);
}

LinearMap linear(std::size_t argument) { return localOf("linear", {{64, 784}, {256, 784}}, argument); }
LinearMap softmax() { return localOf("softmax", {{20'000}}, 0); }
LinearMap logSoftmax() { return localOf("log_softmax", {{20'000}}, 0); }
LinearMap layerNorm() { return localOf("layer_norm", {{20'000}, {20'000}, {20'000}}, 0); }
LinearMap cumsum() {
  return localOf("cumsum", {{20'000}}, 0, [](core::Attributes& a) { a.set("dim", core::Index(0)); });
}
LinearMap convolution(std::size_t argument) {
  return localOf("conv2d", {{64, 1, 28, 28}, {8, 1, 3, 3}, {8}}, argument,
                 [](core::Attributes& a) { a.set("padding", core::Index(1)); });
}
LinearMap attention() {
  return localOf("scaled_dot_product_attention", {{128, 64}, {128, 64}, {128, 64}}, 0);
}
LinearMap matmul(std::size_t argument) { return localOf("matmul", {{512, 512}, {512, 512}}, argument); }

/// 256 × 256 entries from the middle of the map.
void readsBlock(benchmark::State& state, const LinearMap& map) {
  const core::Window window = {map.rows() / 2 - 128, map.columns() / 2 - 128, 256, 256};
  std::vector<double> block(256 * 256);
  for (auto _ : state) {
    map.readBlock(window, block, {});
    benchmark::DoNotOptimize(block.data());
  }
}

/// All of the map in 512 × 512 cells, and in 500 × 499, which no block fits.
void pools(benchmark::State& state, const LinearMap& map) {
  for (auto _ : state) benchmark::DoNotOptimize(map.overview(512, 512));
}
void poolsOddly(benchmark::State& state, const LinearMap& map) {
  for (auto _ : state) benchmark::DoNotOptimize(map.overview(500, 499));
}

void findsLargest(benchmark::State& state, const LinearMap& map) {
  for (auto _ : state) benchmark::DoNotOptimize(map.largest(10));
}

void samples(benchmark::State& state, const LinearMap& map) {
  const core::Steps someRows = {0, map.rows() / 512, 512}, someColumns = {0, map.columns() / 512, 512};
  for (auto _ : state) benchmark::DoNotOptimize(map.sample(someRows, someColumns));
}

/// Every reading of one local gradient.
void registerReadings(const std::string& name, LinearMap (*make)()) {
  const auto add = [&](const char* reading, void (*read)(benchmark::State&, const LinearMap&)) {
    benchmark::RegisterBenchmark(("local/" + name + "/" + reading).c_str(), [=](benchmark::State& state) {
      read(state, make());
    })->Unit(benchmark::kMillisecond);
  };
  add("block", readsBlock);
  add("overview", pools);
  add("oddOverview", poolsOddly);
  add("largest", findsLargest);
  add("sample", samples);
}

const bool registered = [] {
  registerReadings("linearByInput", [] { return linear(0); });
  registerReadings("linearByWeight", [] { return linear(1); });
  registerReadings("softmax", softmax);
  registerReadings("logSoftmax", logSoftmax);
  registerReadings("convolutionByInput", [] { return convolution(0); });
  registerReadings("convolutionByWeight", [] { return convolution(1); });
  registerReadings("layerNorm", layerNorm);
  registerReadings("cumsum", cumsum);
  registerReadings("attentionByQuery", attention);
  registerReadings("matmulByA", [] { return matmul(0); });
  registerReadings("matmulByB", [] { return matmul(1); });
  return true;
}();

}  // namespace
