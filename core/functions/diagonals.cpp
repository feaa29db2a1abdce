#include <algorithm>
#include <cstdlib>

#include "core/functions/families.h"
#include "core/functions/reading.h"
#include "core/linear_map/selection.h"
#include "core/linear_map/strided.h"

namespace core {
namespace {

// Offsets beyond any matrix all mean the same; clipped so that sums of them stay in range.
constexpr double farthest = 1e12;

/// The length of the diagonal `offset` places to the right of the main one.
Index diagonalLength(Index rowCount, Index columnCount, Index offset) {
  return std::max<Index>(
      offset >= 0 ? std::min(rowCount, columnCount - offset) : std::min(rowCount + offset, columnCount), 0);
}

Reading readDiagonal(const Shape& input, const Settings& settings) {
  if (input.rank() < 2) {
    throw Error("the input (%1) has no diagonal: it needs at least two axes", {text(input)});
  }
  const Index offset = settings.integer("offset");
  const Index dim1 = normalisedAxis(settings.integer("dim1"), input.rank());
  const Index dim2 = normalisedAxis(settings.integer("dim2"), input.rank());
  if (dim1 == dim2) {
    throw Error(
        "dim1 and dim2 both name axis %1 of the input (%2): a diagonal runs through two different axes",
        {std::to_string(dim1), text(input)});
  }
  const IndexVector steps = stridesOf(input);
  const Index down = steps[static_cast<std::size_t>(dim1)];
  const Index right = steps[static_cast<std::size_t>(dim2)];
  std::vector<Index> shape, strides;
  for (Index axis = 0; axis < input.rank(); ++axis) {
    if (axis == dim1 || axis == dim2) continue;
    shape.push_back(input[axis]);
    strides.push_back(steps[static_cast<std::size_t>(axis)]);
  }
  shape.push_back(diagonalLength(input[dim1], input[dim2], offset));
  strides.push_back(down + right);
  const Index start = shape.back() == 0 ? 0 : offset >= 0 ? offset * right : -offset * down;
  return {Shape(shape), start, IndexVector(std::span<const Index>(strides))};
}

/// A last axis of n entries becomes two of n + |offset|.
Shape diagEmbedShape(InputShapes inputs, const Settings& settings) {
  const Shape& input = *inputs[0];
  if (input.rank() == 0) {
    throw Error("the input is a scalar: it has no axis to lay on a diagonal; give it one by Unsqueeze", {});
  }
  const Index size = input[input.rank() - 1] + std::abs(settings.integer("offset"));
  return concatenated(axesBetween(input, 0, input.rank() - 1), {size, size});
}

/// For every entry of the result the input entry that it shows, or −1.
std::vector<Index> embeddedColumns(const Shape& input, const Settings& settings) {
  const Index length = input[input.rank() - 1];
  const Index offset = settings.integer("offset");
  const Index size = length + std::abs(offset);
  const Index matrices = axesBetween(input, 0, input.rank() - 1).size();
  std::vector<Index> columns(static_cast<std::size_t>(matrices * size * size), -1);
  const Index start = offset >= 0 ? offset : -offset * size;
  for (Index matrix = 0; matrix < matrices; ++matrix) {
    for (Index k = 0; k < length; ++k)
      columns[static_cast<std::size_t>(matrix * size * size + start + k * (size + 1))] = matrix * length + k;
  }
  return columns;
}

void diagEmbedValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  const std::vector<Index> columns = embeddedColumns(inputs[0].shape(), settings);
  for (std::size_t j = 0; j < output.size(); ++j) output[j] = columns[j] < 0 ? 0 : inputs[0][columns[j]];
}

LinearMap diagEmbedLocal(std::size_t, const Inputs& inputs, const TensorView& output,
                         const Settings& settings) {
  return indexedSelectionMap(output.shape(), inputs[0].shape(), embeddedColumns(inputs[0].shape(), settings));
}

enum class Triangle { Lower, Upper };

template <Triangle triangle>
Shape triangleShape(InputShapes inputs, const Settings&) {
  if (inputs[0]->rank() < 2) {
    throw Error("the input (%1) is no matrix: a triangle needs at least two axes", {text(*inputs[0])});
  }
  return *inputs[0];
}

/// Calls `use(j, kept)` for every entry of the matrices on the last two axes.
template <Triangle triangle, typename Use>
void forEachEntry(const Shape& shape, const Settings& settings, Use&& use) {
  const Index rowCount = shape[shape.rank() - 2];
  const Index columnCount = shape[shape.rank() - 1];
  const Index diagonal = settings.integer("diagonal");
  Index j = 0;
  for (Index matrix = axesBetween(shape, 0, shape.rank() - 2).size(); matrix > 0; --matrix) {
    for (Index r = 0; r < rowCount; ++r) {
      for (Index c = 0; c < columnCount; ++c, ++j)
        use(j, triangle == Triangle::Lower ? c - r <= diagonal : c - r >= diagonal);
    }
  }
}

template <Triangle triangle>
void triangleValue(const Inputs& inputs, const Settings& settings, std::span<double> output) {
  forEachEntry<triangle>(inputs[0].shape(), settings, [&](Index j, bool kept) {
    output[static_cast<std::size_t>(j)] = kept ? inputs[0][j] : 0;
  });
}

template <Triangle triangle>
LinearMap triangleLocal(std::size_t, const Inputs& inputs, const TensorView& output,
                        const Settings& settings) {
  std::vector<Index> columns(static_cast<std::size_t>(output.size()));
  forEachEntry<triangle>(output.shape(), settings,
                         [&](Index j, bool kept) { columns[static_cast<std::size_t>(j)] = kept ? j : -1; });
  return indexedSelectionMap(output.shape(), inputs[0].shape(), std::move(columns));
}

template <Triangle triangle>
Function triangular(Function row) {
  row.arguments = {{"input"}};
  row.attributes = {
      {.name = "diagonal",
       .type = AttributeType::Integer,
       .defaultValue = Index(0),
       .meaning =
           "The last diagonal that stays: 0 the main one, positive to its right, negative to its left.",
       .minimum = -farthest,
       .maximum = farthest}};
  row.shape = triangleShape<triangle>;
  row.value = triangleValue<triangle>;
  row.local = triangleLocal<triangle>;
  row.localReads = {{.inputs = 0, .output = false}};
  return row;
}

Shape traceShape(InputShapes inputs, const Settings&) {
  if (inputs[0]->rank() != 2) {
    throw Error("the input (%1) must be a matrix: the trace is the sum of its diagonal", {text(*inputs[0])});
  }
  return {};
}

void traceValue(const Inputs& inputs, const Settings&, std::span<double> output) {
  const Shape& shape = inputs[0].shape();
  output[0] = 0;
  for (Index k = 0; k < std::min(shape[0], shape[1]); ++k) output[0] += inputs[0][k * (shape[1] + 1)];
}

LinearMap traceLocal(std::size_t, const Inputs& inputs, const TensorView& output, const Settings&) {
  const Shape& shape = inputs[0].shape();
  const Index length = std::min(shape[0], shape[1]);
  // Lines one entry longer than those of the matrix put its diagonal into the first column.
  return stridedMap(output.shape(), shape,
                    {.keyedByColumn = true,
                     .key = {length, shape[1] + 1},
                     .box = {length, 1},
                     .start = {0, 0},
                     .strides = {0, 0}});
}

AttributeSpec offsetAttribute() {
  return {.name = "offset",
          .type = AttributeType::Integer,
          .defaultValue = Index(0),
          .meaning = "Which diagonal: 0 the main one, positive to its right, negative to its left.",
          .minimum = -farthest,
          .maximum = farthest};
}

}  // namespace

std::vector<Function> diagonalFunctions() {
  return {
      {.name = "trace",
       .title = "Trace",
       .category = Category::LinearAlgebra,
       .glyph = "tr",
       .hint = "→1",
       .formula = "\\mathrm{tr}({input})",
       .localFormula = "\\frac{\\partial y}{\\partial {input}_{ij}} = \\delta_{ij}",
       .description = "The sum of a matrix's diagonal.",
       .synonyms = "diagonal sum, spur, 迹, 矩阵的迹, 对角线之和",
       .arguments = {{"input"}},
       .pytorch = "torch.trace(input)",
       .shape = traceShape,
       .value = traceValue,
       .local = traceLocal,
       .localReads = {{.inputs = 0, .output = false}}},
      rearranging<readDiagonal>(
          {.name = "diagonal",
           .title = "Diagonal",
           .category = Category::LinearAlgebra,
           .glyph = "⋱",
           .hint = "part",
           .formula = "y_k = {input}_{kk}",
           .localFormula = "\\frac{\\partial y_k}{\\partial {input}_{ij}} = \\delta_{ki} \\cdot \\delta_{kj}",
           .description = "The entries on a diagonal through two axes, as a new last axis.",
           .synonyms = "diag, main diagonal, 对角线, 对角元素, 取对角",
           .attributes = {offsetAttribute(),
                          {"dim1", AttributeType::Integer, Index(0), "The axis that runs down."},
                          {"dim2", AttributeType::Integer, Index(1), "The axis that runs to the right."}},
           .pytorch = "torch.diagonal(input, offset, dim1, dim2)"}),
      {.name = "diag_embed",
       .title = "Diagonal matrix",
       .category = Category::LinearAlgebra,
       .glyph = "diag",
       .hint = "mat",
       .formula = "\\mathrm{diag}({input})",
       .localFormula = "\\frac{\\partial y_{ij}}{\\partial {input}_k} = \\delta_{ik} \\cdot \\delta_{jk}",
       .description = "Lays the last axis on the diagonal of new matrices; all else is 0.",
       .synonyms = "diag, diagonal matrix, embed, 对角矩阵, 嵌入对角, 构造对角",
       .arguments = {{"input"}},
       .attributes = {offsetAttribute()},
       .pytorch = "torch.diag_embed(input, offset)",
       .shape = diagEmbedShape,
       .value = diagEmbedValue,
       .local = diagEmbedLocal,
       .localReads = {{.inputs = 0, .output = false}}},
      triangular<Triangle::Lower>(
          {.name = "tril",
           .title = "Lower triangle",
           .category = Category::LinearAlgebra,
           .glyph = "◺",
           .hint = "mat",
           .formula = "\\mathrm{tril}({input})",
           .localFormula =
               "\\frac{\\partial y_{ij}}{\\partial {input}_{ij}} = 1 \\text{ where } j \\le i \\text{, all else } 0",
           .description =
               "Keeps what stands on and below a diagonal of the last two axes; all else becomes 0.",
           .synonyms = "lower triangular, causal mask, 下三角, 下三角矩阵, 因果掩码",
           .pytorch = "torch.tril(input, diagonal)"}),
      triangular<Triangle::Upper>(
          {.name = "triu",
           .title = "Upper triangle",
           .category = Category::LinearAlgebra,
           .glyph = "◹",
           .hint = "mat",
           .formula = "\\mathrm{triu}({input})",
           .localFormula =
               "\\frac{\\partial y_{ij}}{\\partial {input}_{ij}} = 1 \\text{ where } j \\ge i \\text{, all else } 0",
           .description =
               "Keeps what stands on and above a diagonal of the last two axes; all else becomes 0.",
           .synonyms = "upper triangular, mask, 上三角, 上三角矩阵, 掩码",
           .pytorch = "torch.triu(input, diagonal)"}),
  };
}

}  // namespace core
