#include <algorithm>
#include <array>
#include <memory>

#include "core/functions/families.h"
#include "core/linear_map/attention.h"
#include "core/linear_map/matrix_product.h"
#include "core/tensor/broadcast.h"
#include "core/tensor/multiply.h"

namespace core {
namespace {

Shape batchOf(const Shape& shape) { return axesBetween(shape, 0, shape.rank() - 2); }

[[noreturn]] void refuse(InputShapes inputs, std::string_view why) {
  throw Error("the query (%1), key (%2) and value (%3) do not fit together: %4",
              {text(*inputs[0]), text(*inputs[1]), text(*inputs[2]), std::string(why)});
}

Shape attentionBatch(InputShapes inputs) {
  try {
    return broadcastShape(broadcastShape(batchOf(*inputs[0]), batchOf(*inputs[1])), batchOf(*inputs[2]));
  } catch (const Error&) {
    refuse(inputs, "the axes before the last two must be equal or 1");
  }
}

Shape attentionShape(InputShapes inputs, const Settings&) {
  const Shape &query = *inputs[0], &key = *inputs[1], &value = *inputs[2];
  if (std::min({query.rank(), key.rank(), value.rank()}) < 2) {
    refuse(inputs, "each needs two axes, places × features, with batches in front");
  }
  if (query[query.rank() - 1] != key[key.rank() - 1]) {
    refuse(inputs, "the query and the key must have the same number of features on the last axis");
  }
  if (key[key.rank() - 2] != value[value.rank() - 2]) {
    refuse(inputs, "there must be one value for each key, on the last axis but one");
  }
  return concatenated(attentionBatch(inputs), {query[query.rank() - 2], value[value.rank() - 1]});
}

AttentionSizes sizesOf(const Inputs& inputs, const Settings& settings) {
  const Shape &query = inputs[0].shape(), &key = inputs[1].shape(), &value = inputs[2].shape();
  const std::array<const Shape*, 3> shapes = {&query, &key, &value};
  AttentionSizes sizes;
  sizes.batch = attentionBatch(shapes);
  sizes.queryBatches = broadcastStrides(batchOf(query), sizes.batch);
  sizes.keyBatches = broadcastStrides(batchOf(key), sizes.batch);
  sizes.valueBatches = broadcastStrides(batchOf(value), sizes.batch);
  sizes.queries = query[query.rank() - 2];
  sizes.keys = key[key.rank() - 2];
  sizes.width = query[query.rank() - 1];
  sizes.valueWidth = value[value.rank() - 1];
  sizes.isCausal = settings.boolean("is_causal");
  return sizes;
}

/// The scores of one call.
class Scores {
public:
  Scores(const AttentionSizes& s, const Inputs& inputs)
      : count_(static_cast<std::size_t>(s.scoreCount())), numbers_(std::make_unique_for_overwrite<double[]>(count_)) {
    attentionScores(s, inputs[0].data, inputs[1].data, numbers_.get());
  }
  std::span<const double> numbers() const { return {numbers_.get(), count_}; }

private:
  std::size_t count_;
  std::unique_ptr<double[]> numbers_;
};

/// y = scores · V: by V every column of it meets the scores.
ProductPattern valuePattern(const AttentionSizes& sizes) {
  return {.batch = sizes.batch,
          .columnBatches = sizes.valueBatches,
          .factorBatches = IndexVector(strides(sizes.batch).axes()),
          .repeats = sizes.valueWidth,
          .rowCount = sizes.queries,
          .columnCount = sizes.keys,
          .rowsInterleaved = true,
          .columnsInterleaved = true,
          .factor = "softmax"};
}

void attentionValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const AttentionSizes s = sizesOf(inputs, settings);
  const Scores scores(s, inputs);
  StridedWalk walk(s.batch, std::vector{s.valueBatches});
  for (Index batch = 0; batch < s.batch.size(); ++batch, walk.next()) {
    multiply({scores.numbers().data() + batch * s.queries * s.keys, s.queries, s.keys, s.keys, 1},
             {inputs[2].data.data() + walk.position(0) * s.keys * s.valueWidth, s.keys, s.valueWidth,
              s.valueWidth, 1},
             {output.data() + batch * s.queries * s.valueWidth, s.queries, s.valueWidth, s.valueWidth, 1});
  }
}

LinearMap attentionLocal(std::size_t argument, const Inputs& inputs, const TensorView& output,
                         const Settings& settings) {
  const AttentionSizes s = sizesOf(inputs, settings);
  const Scores scores(s, inputs);
  const Shape& input = inputs[argument].shape();
  if (argument == 2) return productMap(output.shape(), input, valuePattern(s), {scores.numbers().begin(), scores.numbers().end()});
  const AttentionNumbers numbers = {scores.numbers(), inputs[1 - argument].data, inputs[2].data, output.data};
  return attentionMap(output.shape(), input, s, argument == 0 ? AttentionSide::Query : AttentionSide::Key,
                      numbers);
}

void attentionAccumulateAll(const Inputs& inputs, const TensorView&, const Settings& settings, Index count,
                            std::span<const double> upstream, std::span<const std::span<double>> downstream) {
  const AttentionSizes s = sizesOf(inputs, settings);
  const Scores scores(s, inputs);
  accumulateAttention(s,
                      {scores.numbers(), inputs[0].data, inputs[1].data, inputs[2].data, downstream[0], downstream[1],
                       downstream[2]},
                      count, upstream);
}

void attentionAccumulate(std::size_t argument, const Inputs& inputs, const TensorView& output,
                         const Settings& settings, Index count, std::span<const double> upstream,
                         std::span<double> downstream) {
  std::array<std::span<double>, 3> wanted;
  wanted[argument] = downstream;
  attentionAccumulateAll(inputs, output, settings, count, upstream, wanted);
}

}  // namespace

std::vector<Function> attentionFunctions() {
  return {
      {.name = "scaled_dot_product_attention",
       .title = "Attention",
       .category = Category::Layer,
       .glyph = "QKV",
       .hint = "N→M",
       .formula = "\\mathrm{softmax}\\left( \\frac{{query} {key}^T}{\\sqrt{d}} \\right) {value}",
       .localFormula =
           "\\frac{\\partial y_l}{\\partial {query}_l} = \\frac{1}{\\sqrt{d}} {value}^T "
           "(\\mathrm{diag}(p_l) - p_l p_l^T) {key},\\quad "
           "\\frac{\\partial y_l}{\\partial {key}_s} = \\frac{p_{ls}}{\\sqrt{d}} ({value}_s - y_l) {query}_l^T,\\quad "
           "\\frac{\\partial y_l}{\\partial {value}_s} = p_{ls} I",
       .description =
           "Each query takes a weighted mean of the values; the weights say how well it meets each key.",
       .synonyms =
           "attention, transformer, self-attention, query key value, causal mask, 注意力, 自注意力, 缩放点积注意力",
       .arguments = {{"query"}, {"key"}, {"value"}},
       .attributes = {{"is_causal", AttributeType::Boolean, false,
                       "Whether a query sees only the keys up to its own place."}},
       .pytorch = "torch.nn.functional.scaled_dot_product_attention(query, key, value, is_causal=is_causal)",
       .shape = attentionShape,
       .value = attentionValue,
       .local = attentionLocal,
       .accumulate = attentionAccumulate,
       .accumulateAll = attentionAccumulateAll},
  };
}

}  // namespace core
