#include <algorithm>
#include <cmath>

#include "core/functions/families.h"
#include "core/functions/reading.h"
#include "core/linear_map/selection.h"

namespace core {
namespace {

/// The index at `flat`, a whole number from 0 below `size`. Throws `Error` that says what it indexes.
Index indexAt(const TensorView& index, std::string_view name, Index flat, Index size, const Shape& input,
              std::string_view inputName) {
  const double given = index[flat];
  if (given >= 0 && given < static_cast<double>(size) && given == std::floor(given))
    return static_cast<Index>(given);
  if (size == 0) {
    throw Error("%1 holds %2, and %3 (%4) has nothing to take along that axis",
                {std::string(name), text(AttributeValue(given)), std::string(inputName), text(input)});
  }
  throw Error(
      "%1 holds %2, and %3 (%4) has the indices 0 to %5 along that axis: whole numbers that count from 0",
      {std::string(name), text(AttributeValue(given)), std::string(inputName), text(input),
       std::to_string(size - 1)});
}

/// Rows of indices: what embedding and index_select share. Output entry (o, k, n) is the input's (o,
/// index[k], n).
struct Lookup {
  Index outer = 1;
  Index size = 1;    ///< how many there are to choose from
  Index length = 1;  ///< how many neighbours come with each
};

template <typename Use>
void forEachRow(const Lookup& lookup, const TensorView& index, std::string_view name, const TensorView& input,
                std::string_view inputName, Use&& use) {
  Index row = 0;
  for (Index o = 0; o < lookup.outer; ++o) {
    for (Index k = 0; k < index.size(); ++k, ++row) {
      const Index chosen = indexAt(index, name, k, lookup.size, input.shape(), inputName);
      use(row * lookup.length, (o * lookup.size + chosen) * lookup.length);
    }
  }
}

Shape embeddingShape(InputShapes inputs, const Settings&) {
  const Shape& weight = *inputs[0];
  if (weight.rank() != 2) {
    throw Error("the weight (%1) must be a matrix, one row for each of the words that the indices (%2) name",
                {text(weight), text(*inputs[1])});
  }
  return concatenated(*inputs[1], {weight[1]});
}

template <typename Use>
void forEachWord(const Inputs& inputs, Use&& use) {
  const Shape& weight = inputs[0].shape();
  forEachRow({1, weight[0], weight[1]}, inputs[1], "indices", inputs[0], "weight", use);
}

void embeddingValue(const Inputs& inputs, const Settings&, std::span<double> output) {
  const Index length = inputs[0].shape()[1];
  forEachWord(inputs, [&](Index to, Index from) {
    std::copy_n(inputs[0].data.data() + from, length, output.data() + to);
  });
}

LinearMap embeddingLocal(std::size_t, const Inputs& inputs, const TensorView& output, const Settings&) {
  std::vector<Index> columns(static_cast<std::size_t>(output.size()));
  const Index length = inputs[0].shape()[1];
  forEachWord(inputs, [&](Index to, Index from) {
    for (Index n = 0; n < length; ++n) columns[static_cast<std::size_t>(to + n)] = from + n;
  });
  return indexedSelectionMap(output.shape(), inputs[0].shape(), std::move(columns));
}

void embeddingAccumulate(std::size_t argument, const Inputs& inputs, const TensorView& output,
                         const Settings&, Index count, std::span<const double> upstream,
                         std::span<double> downstream) {
  if (argument != 0) return;
  const Index length = inputs[0].shape()[1];
  for (Index k = 0; k < count; ++k) {
    forEachWord(inputs, [&](Index to, Index from) {
      const double* const u = upstream.data() + k * output.size() + to;
      double* const d = downstream.data() + k * inputs[0].size() + from;
      for (Index n = 0; n < length; ++n) d[n] += u[n];
    });
  }
}

Shape indexSelectShape(InputShapes inputs, const Settings& settings) {
  const Shape& input = *inputs[0];
  const Shape& index = *inputs[1];
  const Index dim = axisOf(input, settings.integer("dim"));
  if (index.rank() > 1) {
    throw Error("the index (%1) must be a vector of places along axis %2 of the input (%3)",
                {text(index), std::to_string(dim), text(input)});
  }
  if (input.rank() == 0) {
    if (index.size() == 1) return {};
    throw Error("the index (%1) must name one place: the input (%2) has no more", {text(index), text(input)});
  }
  Shape output = input;
  output[dim] = index.size();
  return output;
}

Lookup lookupOf(const Shape& input, const Settings& settings) {
  if (input.rank() == 0) return {};
  const Index dim = axisOf(input, settings.integer("dim"));
  return {axesBetween(input, 0, dim).size(), input[dim], axesBetween(input, dim + 1, input.rank()).size()};
}

template <typename Use>
void forEachSelected(const Inputs& inputs, const Settings& settings, Use&& use) {
  forEachRow(lookupOf(inputs[0].shape(), settings), inputs[1], "index", inputs[0], "input", use);
}

void indexSelectValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const Index length = lookupOf(inputs[0].shape(), settings).length;
  forEachSelected(inputs, settings, [&](Index to, Index from) {
    std::copy_n(inputs[0].data.data() + from, length, output.data() + to);
  });
}

LinearMap indexSelectLocal(std::size_t, const Inputs& inputs, const TensorView& output,
                           const Settings& settings) {
  std::vector<Index> columns(static_cast<std::size_t>(output.size()));
  const Index length = lookupOf(inputs[0].shape(), settings).length;
  forEachSelected(inputs, settings, [&](Index to, Index from) {
    for (Index n = 0; n < length; ++n) columns[static_cast<std::size_t>(to + n)] = from + n;
  });
  return indexedSelectionMap(output.shape(), inputs[0].shape(), std::move(columns));
}

Shape gatherShape(InputShapes inputs, const Settings& settings) {
  const Shape& input = *inputs[0];
  const Shape& index = *inputs[1];
  const Index dim = axisOf(input, settings.integer("dim"));
  bool fits = std::max<Index>(input.rank(), 1) == std::max<Index>(index.rank(), 1);
  for (Index axis = 0; fits && input.rank() > 0 && axis < index.rank(); ++axis)
    fits = axis == dim || index[axis] <= input[axis];
  if (!fits) {
    throw Error(
        "the index (%1) does not fit the input (%2): it needs as many axes, none longer than the input's but axis %3, "
        "along which it chooses",
        {text(index), text(input), std::to_string(dim)});
  }
  return index;
}

/// Calls `use(j, i)`: the output entry j is the input entry i, which differs from j only along dim, where the
/// index says.
template <typename Use>
void forEachGathered(const Inputs& inputs, const Settings& settings, Use&& use) {
  const Shape& input = inputs[0].shape();
  const TensorView& index = inputs[1];
  const Index dim = axisOf(input, settings.integer("dim"));
  const IndexVector steps = input.rank() > 0 ? stridesOf(input) : IndexVector{1};
  const Index size = input.rank() > 0 ? input[dim] : 1;
  for (Index j = 0; j < index.size(); ++j) {
    IndexVector place = indexVector(index.shape(), j);
    if (place.empty()) place = IndexVector{0};
    place[static_cast<std::size_t>(dim)] = indexAt(index, "index", j, size, input, "input");
    Index i = 0;
    for (std::size_t axis = 0; axis < place.size(); ++axis) i += place[axis] * steps[axis];
    use(j, i);
  }
}

void gatherValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  forEachGathered(inputs, settings,
                  [&](Index j, Index i) { output[static_cast<std::size_t>(j)] = inputs[0][i]; });
}

LinearMap gatherLocal(std::size_t, const Inputs& inputs, const TensorView& output, const Settings& settings) {
  std::vector<Index> columns(static_cast<std::size_t>(output.size()));
  forEachGathered(inputs, settings, [&](Index j, Index i) { columns[static_cast<std::size_t>(j)] = i; });
  return indexedSelectionMap(output.shape(), inputs[0].shape(), std::move(columns));
}

constexpr std::string_view chosenSlopes =
    "\\frac{\\partial y_j}{\\partial x_i} = 1 \\text{ where } y_j \\text{ shows } x_i \\text{, else } 0";

}  // namespace

std::vector<Function> indexingFunctions() {
  return {
      {.name = "embedding",
       .title = "Embedding",
       .category = Category::Layer,
       .glyph = "emb",
       .hint = "rows",
       .formula = "{weight}_{{indices}}",
       .localFormula =
           "\\frac{\\partial y_{kn}}{\\partial {weight}_{rn}} = 1 \\text{ where } r = {indices}_k \\text{, else } 0",
       .description = "Looks up a row of the weight for each index: a word's vector.",
       .synonyms = "lookup table, word vectors, one-hot product, token, 嵌入, 词向量, 查表",
       .arguments = {{"weight"}, {.name = "indices", .differentiable = false}},
       .pytorch = "torch.nn.functional.embedding(indices.long(), weight)",
       .shape = embeddingShape,
       .value = embeddingValue,
       .local = embeddingLocal,
       .accumulate = embeddingAccumulate,
       .localReads = {{.inputs = 2, .output = false}}},
      {.name = "index_select",
       .title = "Select by index",
       .category = Category::Shape,
       .glyph = "[k]",
       .hint = "part",
       .formula = "{input}_{{index}}",
       .localFormula = chosenSlopes,
       .description =
           "Takes whole slices along one axis, in the order of an index vector; a slice may be taken twice.",
       .synonyms = "take, fancy indexing, rows, columns, 索引选择, 按索引取, 选取",
       .arguments = {{"input"}, {.name = "index", .differentiable = false}},
       .attributes = {axisAttribute("dim", 0,
                                    "The axis along which slices are taken; negative counts from the end.")},
       .pytorch = "torch.index_select(input, dim, index.long())",
       .shape = indexSelectShape,
       .value = indexSelectValue,
       .local = indexSelectLocal,
       .localReads = {{.inputs = 2, .output = false}}},
      {.name = "gather",
       .title = "Gather",
       .category = Category::Shape,
       .glyph = "x[k]",
       .hint = "part",
       .formula = "y_{k} = {input}_{{index}_k}",
       .localFormula = chosenSlopes,
       .description = "Takes one entry for each entry of the index, which says its place along one axis.",
       .synonyms = "take along axis, pick, class score, 聚集, 收集, 按索引收集",
       .arguments = {{"input"}, {.name = "index", .differentiable = false}},
       .attributes = {axisAttribute("dim", 0,
                                    "The axis along which the index chooses; negative counts from the end.")},
       .pytorch = "torch.gather(input, dim, index.long())",
       .shape = gatherShape,
       .value = gatherValue,
       .local = gatherLocal,
       .localReads = {{.inputs = 2, .output = false}}},
  };
}

}  // namespace core
