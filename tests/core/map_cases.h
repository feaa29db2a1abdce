#pragma once

#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "core/linear_map/attention.h"
#include "core/linear_map/broadcast.h"
#include "core/linear_map/composition.h"
#include "core/linear_map/contraction.h"
#include "core/linear_map/convolution.h"
#include "core/linear_map/dense.h"
#include "core/linear_map/diagonal.h"
#include "core/linear_map/form.h"
#include "core/linear_map/matrix_product.h"
#include "core/linear_map/network.h"
#include "core/linear_map/normalisation.h"
#include "core/linear_map/prefix_sum.h"
#include "core/linear_map/rank_one_blocks.h"
#include "core/linear_map/sandwich.h"
#include "core/linear_map/selection.h"
#include "core/linear_map/sum.h"
#include "core/linear_map/zero.h"

namespace map_cases {

using namespace core;

/// Odd multiples of 1/16 between −2 and 2: products and sums of a few are exact, so that readings can be
/// compared bit by bit.
inline std::vector<double> randomNumbers(Index count) {
  static std::mt19937_64 generator(7);
  std::uniform_int_distribution<int> uniform(-16, 15);
  std::vector<double> numbers(static_cast<std::size_t>(count));
  for (double& number : numbers) number = (2 * uniform(generator) + 1) / 16.0;
  return numbers;
}

inline std::vector<Index> upTo(Index count) {
  std::vector<Index> result(static_cast<std::size_t>(count));
  std::iota(result.begin(), result.end(), 0);
  return result;
}

/// A map with a name, and whether its count of structural non-zeros is exact (and not a bound).
struct Case {
  std::string name;
  LinearMap map;
  bool exact = true;
};

inline void addSquare(std::vector<Case>& cases, const Shape& shape) {
  const std::string at = " " + text(shape);
  cases.push_back({"zero" + at, zeroMap(shape, shape)});
  cases.push_back({"identity" + at, identityMap(shape, shape)});
  cases.push_back({"scaled" + at, scaledMap(shape, Shape{shape.size()}, -3)});
  cases.push_back({"diagonal" + at, diagonalMap(shape, shape, randomNumbers(shape.size()))});
  for (Index dim = 0; dim < std::max<Index>(shape.rank(), 1); ++dim) {
    cases.push_back(
        {"softmax" + at + std::to_string(dim), softmaxMap(shape, dim, randomNumbers(shape.size()))});
    cases.push_back(
        {"log_softmax" + at + std::to_string(dim), logSoftmaxMap(shape, dim, randomNumbers(shape.size()))});
  }
}

inline void addBroadcast(std::vector<Case>& cases, const Shape& input, const Shape& output) {
  const std::string at = " " + text(input) + " to " + text(output);
  cases.push_back({"broadcast" + at, broadcastMap(output, input)});
  cases.push_back({"negative broadcast" + at, broadcastMap(output, input, -1)});
  cases.push_back({"broadcast slopes" + at, broadcastMap(output, input, randomNumbers(output.size()))});
}

inline void addSum(std::vector<Case>& cases, const Shape& input, const std::vector<Index>& axes) {
  Shape kept = input;
  for (const Index axis : axes) kept[axis] = 1;
  const std::string at = " " + text(input) + " to " + text(kept);
  cases.push_back({"sum" + at, sumMap(kept, input, axes)});
  cases.push_back({"scaled sum" + at, sumMap(kept, input, axes, 0.25)});
  cases.push_back({"weighted sum" + at, sumMap(kept, input, axes, randomNumbers(input.size()))});
}

/// All four ways in which the two sides of a product are laid out, with batches that are shared, own or
/// absent.
inline void addProducts(std::vector<Case>& cases, const Shape& batch, IndexVector columnBatches,
                        IndexVector factorBatches, Index columnBatchCount, Index factorCount, Index repeats,
                        Index rowCount, Index columnCount) {
  for (int layout = 0; layout < 8; ++layout) {
    const ProductPattern pattern = {
        batch,       columnBatches,     factorBatches,     repeats,           rowCount,
        columnCount, (layout & 1) != 0, (layout & 2) != 0, (layout & 4) != 0, "F"};
    const Shape output = concatenated(batch, {repeats, rowCount});
    cases.push_back({"product " + std::to_string(layout) + " batch " + text(batch) + " blocks " +
                         text(Shape{repeats, rowCount, columnCount}),
                     productMap(output, {columnBatchCount, repeats, columnCount}, pattern,
                                randomNumbers(factorCount * rowCount * columnCount))});
  }
}

/// Maps of every form, at small and empty sizes.
/// A small convolution of 4 channels in 2 groups with everything uneven.
inline Convolution unevenConvolution(Convolution::Pair padding, Convolution::Pair dilation) {
  Convolution c{.batch = 2,
                .channels = 4,
                .outChannels = 2,
                .groups = 2,
                .input = {5, 4},
                .kernel = {2, 3},
                .stride = {2, 1},
                .padding = padding,
                .dilation = dilation};
  for (std::size_t axis = 0; axis < 2; ++axis) {
    const Index reach = dilation[axis] * (c.kernel[axis] - 1) + 1;
    c.output[axis] = (c.input[axis] + 2 * padding[axis] - reach) / c.stride[axis] + 1;
  }
  return c;
}

inline void addConvolution(std::vector<Case>& cases, const std::string& name, const Convolution& c) {
  const Shape output = {c.batch, c.outChannels, c.output[0], c.output[1]};
  const Shape input = {c.batch, c.channels, c.input[0], c.input[1]};
  const Shape weight = {c.outChannels, c.groupChannels(), c.kernel[0], c.kernel[1]};
  cases.push_back({name + " by input",
                   convolutionByInputMap(output, input, c, randomNumbers(weight.size()), "sliding kernel")});
  cases.push_back(
      {name + " by weight", convolutionByWeightMap(output, weight, c, randomNumbers(input.size()))});
}

/// The forms of the layers and of linear algebra.
inline void addLayers(std::vector<Case>& cases) {
  for (const Index dim : {0, 1, 2})
    cases.push_back({"prefix sum " + std::to_string(dim), prefixSumMap({2, 3, 4}, dim)});
  cases.push_back({"normalisation of lines", normalisationMap({3, 4}, {1, 3, 4, false}, randomNumbers(12),
                                                              randomNumbers(3), randomNumbers(4))});
  cases.push_back({"normalisation of channels",
                   normalisationMap({2, 3, 4}, {2, 3, 4, true}, randomNumbers(24), randomNumbers(3), {})});
  addConvolution(cases, "convolution", unevenConvolution({0, 0}, {1, 1}));
  addConvolution(cases, "dilated convolution", unevenConvolution({0, 0}, {3, 1}));
  const Convolution padded = unevenConvolution({1, 2}, {1, 2});
  cases.push_back(
      {"padded convolution", convolutionByInputMap({2, 2, padded.output[0], padded.output[1]}, {2, 4, 5, 4},
                                                   padded, randomNumbers(24), "sliding kernel")});
  const AttentionSizes sizes = {.batch = {2},
                                .queryBatches = {1},
                                .keyBatches = {0},
                                .valueBatches = {1},
                                .queries = 3,
                                .keys = 4,
                                .width = 2,
                                .valueWidth = 3};
  const std::vector<double> scores = randomNumbers(24), key = randomNumbers(8), value = randomNumbers(24);
  std::vector<double> y(18);  // scores · value
  for (std::size_t j = 0; j < 18; ++j) {
    for (std::size_t k = 0; k < 4; ++k) y[j] += scores[j / 3 * 4 + k] * value[(j / 9 * 4 + k) * 3 + j % 3];
  }
  cases.push_back({"attention by query",
                   attentionMap({2, 3, 3}, {2, 3, 2}, sizes, AttentionSide::Query, {scores, key, value, y}),
                   false});
  const std::vector<double> ij = randomNumbers(6), jk = randomNumbers(12), bj = randomNumbers(6);
  cases.push_back({"contraction", contractionMap({2, 4}, {2, 3}, {{2, 3, 4}, {4, 0, 1}, {3, 1, 0}},
                                                 {{jk.data(), {0, 4, 1}}}, "diagonal in i")});
  cases.push_back({"contraction of an outer product",
                   contractionMap({2}, {3, 3}, {{2, 3, 3}, {1, 0, 0}, {0, 3, 1}},
                                  {{ij.data(), {3, 1, 0}}, {bj.data(), {3, 0, 1}}}, "dense")});
  cases.push_back(
      {"contraction by a diagonal", contractionMap({3}, {3, 3}, {{3}, {1}, {4}}, {}, "selection")});
  const SandwichPattern sandwich = {.batch = {2},
                                    .columnBatches = {0},
                                    .leftBatches = {1},
                                    .rightBatches = {1},
                                    .r = 2,
                                    .k = 3,
                                    .l = 2,
                                    .c = 4,
                                    .described = "P·dX·Q"};
  cases.push_back(
      {"sandwich", sandwichMap({2, 2, 4}, {3, 2}, sandwich, randomNumbers(12), randomNumbers(16))});
}

inline std::vector<Case> allCases() {
  std::vector<Case> cases;
  for (const Shape& shape :
       {Shape{}, Shape{1}, Shape{4}, Shape{2, 3}, Shape{2, 3, 2}, Shape{2, 0, 3}, Shape{0}}) {
    addSquare(cases, shape);
  }
  addBroadcast(cases, {}, {});
  addBroadcast(cases, {}, {2, 3});
  addBroadcast(cases, {3}, {2, 3});
  addBroadcast(cases, {2, 1}, {2, 3});
  addBroadcast(cases, {3, 1, 2}, {2, 3, 4, 2});
  addBroadcast(cases, {2, 3}, {2, 3});
  addBroadcast(cases, {1}, {0});
  addBroadcast(cases, {1, 3}, {0, 3});
  addSum(cases, {}, {});
  addSum(cases, {5}, {0});
  addSum(cases, {2, 3}, {0});
  addSum(cases, {2, 3}, {1});
  addSum(cases, {2, 3, 4}, {0, 2});
  addSum(cases, {2, 3, 4}, {1});
  addSum(cases, {2, 3}, {});
  addSum(cases, {2, 0}, {1});
  addSum(cases, {0, 3}, {0});
  cases.push_back({"transpose", selectionMap({4, 3}, {3, 4}, 0, {1, 4})});
  cases.push_back({"permute", selectionMap({4, 2, 3}, {2, 3, 4}, 0, {1, 12, 4})});
  cases.push_back({"wide transpose", selectionMap({37, 19}, {19, 37}, 0, {1, 37})});
  cases.push_back({"wide permute", selectionMap({3, 18, 20}, {3, 20, 18}, 0, {360, 1, 18})});
  cases.push_back({"wide softmax", softmaxMap({3, 70}, 0, randomNumbers(210))});
  cases.push_back({"wide log_softmax", logSoftmaxMap({3, 70}, 0, randomNumbers(210))});
  cases.push_back({"slice", selectionMap({2, 2}, {5, 4}, 5, {8, 1})});
  cases.push_back({"empty slice", selectionMap({0, 4}, {5, 4}, 0, {4, 1})});
  cases.push_back({"expand", selectionMap({2, 3, 2}, {3, 1}, 0, {0, 1, 0})});
  cases.push_back({"scalar selection", selectionMap({}, {5}, 3, {})});
  cases.push_back({"cat first", placementMap({5, 3}, {2, 3}, 0, 0)});
  cases.push_back({"cat last", placementMap({2, 5, 2}, {2, 2, 2}, 1, 3)});
  cases.push_back({"cat empty", placementMap({5, 3}, {0, 3}, 0, 2)});
  cases.push_back({"indexed", indexedSelectionMap({4}, {3}, {2, -1, 0, 2})});
  cases.push_back({"indexed empty", indexedSelectionMap({0}, {3}, {})});
  addProducts(cases, {}, {}, {}, 1, 1, 3, 2, 4);
  addProducts(cases, {}, {}, {}, 1, 1, 1, 2, 4);
  addProducts(cases, {}, {}, {}, 1, 1, 3, 1, 4);
  addProducts(cases, {}, {}, {}, 1, 1, 3, 2, 1);
  addProducts(cases, {}, {}, {}, 1, 1, 3, 1, 1);
  addProducts(cases, {}, {}, {}, 1, 1, 3, 2, 0);
  addProducts(cases, {}, {}, {}, 1, 1, 0, 2, 3);
  addProducts(cases, {}, {}, {}, 1, 1, 9, 8, 7);
  addProducts(cases, {2, 3}, {0, 1}, {1, 0}, 3, 2, 2, 3, 2);
  addProducts(cases, {2, 3}, {3, 1}, {0, 0}, 6, 1, 2, 3, 2);
  addProducts(cases, {0}, {0}, {0}, 1, 1, 2, 3, 2);
  addProducts(cases, {3}, {1}, {0}, 3, 1, 20, 5, 6);
  addProducts(cases, {2}, {1}, {1}, 2, 2, 25, 4, 7);
  addLayers(cases);
  cases.push_back({"dense", denseMap({3, 2}, {4}, randomNumbers(24))});
  cases.push_back({"one row", denseMap({}, {2, 3}, randomNumbers(6))});
  cases.push_back({"dense empty", denseMap({3}, {0}, {})});
  const LinearMap tall = denseMap({5}, {2, 2}, randomNumbers(20));
  const LinearMap softmax = softmaxMap({2, 2}, 1, randomNumbers(4));
  cases.push_back({"composed", product(tall, softmax), false});
  cases.push_back({"composed twice", product(product(sumMap({}, {5}, upTo(1)), tall), softmax), false});
  cases.push_back({"composed sum", sum(softmax, diagonalMap({2, 2}, {2, 2}, randomNumbers(4))), false});
  cases.push_back({"composed empty", product(denseMap({2}, {0}, {}), denseMap({0}, {3}, {})), false});
  const LinearMap one = denseMap({4}, {3}, randomNumbers(12));
  const LinearMap other = denseMap({4}, {3}, randomNumbers(12));
  const LinearMap softmaxOf4 = softmaxMap({4}, 0, randomNumbers(4));
  const LinearMap slopes = diagonalMap({4}, {4}, randomNumbers(4));
  const std::vector<NetworkWire> diamond = {
      {0, 1, one}, {0, 2, other}, {1, 3, softmaxOf4}, {2, 3, slopes}, {0, 3, one}};
  cases.push_back({"network", networkMap({3}, 4, diamond).map, false});
  cases.push_back({"network of one row", networkMap({4}, 3, std::vector<NetworkWire>{
      {0, 1, softmaxOf4}, {1, 2, sumMap({}, {4}, upTo(1), randomNumbers(4))}}).map, false});
  cases.push_back({"tall network", networkMap({2}, 3, std::vector<NetworkWire>{
      {0, 1, denseMap({3}, {2}, randomNumbers(6))}, {1, 2, denseMap({70}, {3}, randomNumbers(210))}}).map, false});
  return cases;
}

}  // namespace map_cases
