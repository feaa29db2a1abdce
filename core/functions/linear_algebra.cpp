#include <algorithm>
#include <array>

#include "core/functions/families.h"
#include "core/linear_map/broadcast.h"
#include "core/linear_map/dense.h"
#include "core/linear_map/matrix_product.h"
#include "core/tensor/broadcast.h"
#include "core/tensor/multiply.h"

namespace core {
namespace {

std::vector<double> numbersOf(const TensorView& tensor) { return {tensor.data.begin(), tensor.data.end()}; }

Shape leadingAxes(const Shape& shape, Index trailing) {
  return axesBetween(shape, 0, std::max<Index>(shape.rank() - trailing, 0));
}

/// The shape with another size on one axis.
std::string textWith(Shape shape, Index axis, Index size) {
  shape[axis] = size;
  return text(shape);
}

/// A product as batches of m × k times k × n. Where b is one matrix all leading axes of a count as rows.
struct MatmulSizes {
  Shape batch;
  IndexVector batchesA;  ///< strides over `batch`, in matrices
  IndexVector batchesB;
  Index m = 1;
  Index k = 1;
  Index n = 1;
};

[[noreturn]] void refuseMatmul(const Shape& a, const Shape& b, Index axisB) {
  const Index lastA = a[a.rank() - 1];
  const std::vector<std::string> words = {text(a),
                                          text(b),
                                          std::to_string(lastA),
                                          std::to_string(b[axisB]),
                                          textWith(a, a.rank() - 1, b[axisB]),
                                          textWith(b, axisB, lastA)};
  const std::string fits = "; a %5 or b %6 would fit";
  if (a.rank() == 1 && b.rank() == 1) {
    throw Error("a (%1) cannot multiply b (%2): the %3 entries of a must meet the %4 entries of b" + fits,
                words);
  }
  if (a.rank() == 1)
    throw Error("a (%1) cannot multiply b (%2): the %3 entries of a must meet the %4 rows of b" + fits,
                words);
  if (b.rank() == 1)
    throw Error("a (%1) cannot multiply b (%2): the %3 columns of a must meet the %4 entries of b" + fits,
                words);
  throw Error("a (%1) cannot multiply b (%2): the %3 columns of a must meet the %4 rows of b" + fits, words);
}

Shape matmulBatch(const Shape& a, const Shape& b) {
  try {
    return broadcastShape(leadingAxes(a, 2), leadingAxes(b, 2));
  } catch (const Error&) {
    throw Error(
        "a (%1) cannot multiply b (%2): the axes before the last two, %3 and %4, must be equal or 1, "
        "counted from the end",
        {text(a), text(b), text(leadingAxes(a, 2)), text(leadingAxes(b, 2))});
  }
}

Shape matmulShape(InputShapes inputs, const Settings&) {
  const Shape& a = *inputs[0];
  const Shape& b = *inputs[1];
  if (a.rank() == 0 || b.rank() == 0) {
    throw Error("a (%1) cannot multiply b (%2): both need at least one axis; use Multiply for a scalar",
                {text(a), text(b)});
  }
  const Index axisB = std::max<Index>(b.rank() - 2, 0);
  if (a[a.rank() - 1] != b[axisB]) refuseMatmul(a, b, axisB);
  Shape output = matmulBatch(a, b);
  if (a.rank() > 1) output = concatenated(output, {a[a.rank() - 2]});
  if (b.rank() > 1) output = concatenated(output, {b[b.rank() - 1]});
  return output;
}

MatmulSizes matmulSizes(const Shape& a, const Shape& b) {
  MatmulSizes sizes;
  sizes.k = a[a.rank() - 1];
  sizes.n = b.rank() > 1 ? b[b.rank() - 1] : 1;
  if (b.rank() <= 2) {
    sizes.m = leadingAxes(a, 1).size();
    return sizes;
  }
  sizes.m = a.rank() > 1 ? a[a.rank() - 2] : 1;
  sizes.batch = broadcastShape(leadingAxes(a, 2), leadingAxes(b, 2));
  sizes.batchesA = broadcastStrides(leadingAxes(a, 2), sizes.batch);
  sizes.batchesB = broadcastStrides(leadingAxes(b, 2), sizes.batch);
  return sizes;
}

void matmulValue(const Inputs& inputs, const Settings&, std::span<double> output) {
  const MatmulSizes s = matmulSizes(inputs[0].shape(), inputs[1].shape());
  StridedWalk walk(s.batch, std::array{s.batchesA, s.batchesB});
  for (Index batch = 0; batch < s.batch.size(); ++batch) {
    multiply({inputs[0].data.data() + walk.position(0) * s.m * s.k, s.m, s.k, s.k, 1},
             {inputs[1].data.data() + walk.position(1) * s.k * s.n, s.k, s.n, s.n, 1},
             {output.data() + batch * s.m * s.n, s.m, s.n, s.n, 1});
    walk.next();
  }
}

/// y[m,n] = Σ_k a[m,k]·b[k,n]: by a every row m meets bᵀ, by b every column n meets a.
ProductPattern matmulPattern(std::size_t argument, const Inputs& inputs) {
  const MatmulSizes s = matmulSizes(inputs[0].shape(), inputs[1].shape());
  if (argument == 0) {
    return {.batch = s.batch,
            .columnBatches = s.batchesA,
            .factorBatches = s.batchesB,
            .repeats = s.m,
            .rowCount = s.n,
            .columnCount = s.k,
            .factorTransposed = true,
            .factor = "bᵀ"};
  }
  return {.batch = s.batch,
          .columnBatches = s.batchesB,
          .factorBatches = s.batchesA,
          .repeats = s.n,
          .rowCount = s.m,
          .columnCount = s.k,
          .rowsInterleaved = true,
          .columnsInterleaved = true,
          .factor = inputs[0].shape().rank() == 1 ? "aᵀ" : "a"};
}

LinearMap matmulLocal(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings&) {
  return productMap(output.shape(), inputs[argument].shape(), matmulPattern(argument, inputs),
                    numbersOf(inputs[1 - argument]));
}

void matmulAccumulate(std::size_t argument, const Inputs& inputs, const TensorView&, const Settings&,
                      Index count, std::span<const double> upstream, std::span<double> downstream) {
  accumulateProduct(matmulPattern(argument, inputs), inputs[1 - argument].data, count, upstream, downstream);
}

void matmulAssign(std::size_t argument, const Inputs& inputs, const TensorView&, const Settings&,
                  std::span<const double> upstream, std::span<double> downstream) {
  assignProduct(matmulPattern(argument, inputs), inputs[1 - argument].data, upstream, downstream);
}

Shape linearShape(InputShapes inputs, const Settings&) {
  const Shape& input = *inputs[0];
  const Shape& weight = *inputs[1];
  if (weight.rank() != 2) {
    throw Error(
        "the weight (%1) must be a matrix: as many rows as outputs, as many columns as the input (%2) has entries "
        "on its last axis",
        {text(weight), text(input)});
  }
  if (input.rank() == 0) {
    throw Error("the weight (%1) cannot map the input (%2): the input needs a last axis of %3 entries",
                {text(weight), text(input), std::to_string(weight[1])});
  }
  const Index last = input.rank() - 1;
  if (weight[1] != input[last]) {
    throw Error(
        input.rank() == 1
            ? "the weight (%1) cannot map the input (%2): the %3 columns of the weight must meet the %4 entries of the input; "
              "a weight %5 or an input %6 would fit"
            : "the weight (%1) cannot map the input (%2): the %3 columns of the weight must meet the %4 entries on the input's "
              "last axis; a weight %5 or an input %6 would fit",
        {text(weight), text(input), std::to_string(weight[1]), std::to_string(input[last]),
         textWith(weight, 1, input[last]), textWith(input, last, weight[1])});
  }
  if (inputs.size() > 2 && inputs[2] && *inputs[2] != Shape{weight[0]}) {
    throw Error(
        "the bias (%1) does not fit the weight (%2): it needs %3 entries, one for each row of the weight",
        {text(*inputs[2]), text(weight), std::to_string(weight[0])});
  }
  Shape output = input;
  output[last] = weight[0];
  return output;
}

/// Everything of linear as L rows of I entries that become L rows of O entries.
struct LinearSizes {
  Index rows;
  Index inputs;
  Index outputs;
};

LinearSizes linearSizes(const Inputs& inputs) {
  return {leadingAxes(inputs[0].shape(), 1).size(), inputs[1].shape()[1], inputs[1].shape()[0]};
}

void linearValue(const Inputs& inputs, const Settings&, std::span<double> output) {
  const LinearSizes s = linearSizes(inputs);
  multiply({inputs[0].data.data(), s.rows, s.inputs, s.inputs, 1},
           {inputs[1].data.data(), s.inputs, s.outputs, 1, s.inputs},
           {output.data(), s.rows, s.outputs, s.outputs, 1});
  if (!inputs.has(2)) return;
  const double* const bias = inputs[2].data.data();
  for (Index row = 0; row < s.rows; ++row) {
    double* const line = output.data() + row * s.outputs;
    for (Index o = 0; o < s.outputs; ++o) line[o] += bias[o];
  }
}

/// y[l,o] = Σ_i weight[o,i]·input[l,i]: by the input every row l meets the weight, by the weight every output
/// o meets the input.
ProductPattern linearPattern(std::size_t argument, const Inputs& inputs) {
  const LinearSizes s = linearSizes(inputs);
  if (argument == 0)
    return {.repeats = s.rows, .rowCount = s.outputs, .columnCount = s.inputs, .factor = "weight"};
  return {.repeats = s.outputs,
          .rowCount = s.rows,
          .columnCount = s.inputs,
          .rowsInterleaved = true,
          .factor = inputs[0].shape().rank() == 1 ? "inputᵀ" : "input"};
}

LinearMap linearLocal(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings&) {
  if (argument == 2) return broadcastMap(output.shape(), inputs[2].shape());
  return productMap(output.shape(), inputs[argument].shape(), linearPattern(argument, inputs),
                    numbersOf(inputs[1 - argument]));
}

void linearAccumulate(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings&,
                      Index count, std::span<const double> upstream, std::span<double> downstream) {
  if (argument == 2) {
    const auto outputs = static_cast<std::size_t>(inputs[2].size());
    const auto entries = static_cast<std::size_t>(output.size());
    for (std::size_t k = 0; k < entries * static_cast<std::size_t>(count); k += outputs) {
      double* const line = downstream.data() + k / entries * outputs;
      for (std::size_t o = 0; o < outputs; ++o) line[o] += upstream[k + o];
    }
  } else {
    accumulateProduct(linearPattern(argument, inputs), inputs[1 - argument].data, count, upstream,
                      downstream);
  }
}

void linearAssign(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings& settings,
                  std::span<const double> upstream, std::span<double> downstream) {
  if (argument < 2)
    return assignProduct(linearPattern(argument, inputs), inputs[1 - argument].data, upstream, downstream);
  std::ranges::fill(downstream, 0.0);
  linearAccumulate(argument, inputs, output, settings, 1, upstream, downstream);
}

Shape dotShape(InputShapes inputs, const Settings&) {
  const Shape& a = *inputs[0];
  const Shape& b = *inputs[1];
  if (a.rank() != 1 || b.rank() != 1) {
    throw Error("a (%1) and b (%2) must both be vectors; use Matrix product for matrices",
                {text(a), text(b)});
  }
  if (a != b) {
    throw Error("a (%1) cannot meet b (%2): the %1 entries of a must meet as many entries of b",
                {text(a), text(b)});
  }
  return {};
}

void dotValue(const Inputs& inputs, const Settings&, std::span<double> output) {
  output[0] = 0;
  const Index size = inputs[0].size();
  multiplyAdd({inputs[0].data.data(), 1, size, size, 1}, {inputs[1].data.data(), size, 1, 1, 1},
              {output.data(), 1, 1, 1, 1});
}

LinearMap dotLocal(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings&) {
  return denseMap(output.shape(), inputs[argument].shape(), numbersOf(inputs[1 - argument]));
}

Shape outerShape(InputShapes inputs, const Settings&) {
  const Shape& a = *inputs[0];
  const Shape& b = *inputs[1];
  if (a.rank() != 1 || b.rank() != 1) {
    throw Error(
        "a (%1) and b (%2) must both be vectors: the result has a row for each entry of a and a column for each of b",
        {text(a), text(b)});
  }
  return {a[0], b[0]};
}

void outerValue(const Inputs& inputs, const Settings&, std::span<double> output) {
  std::size_t k = 0;
  for (const double a : inputs[0].data) {
    for (const double b : inputs[1].data) output[k++] = a * b;
  }
}

LinearMap outerLocal(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings&) {
  const Index rows = inputs[0].size();
  const Index columns = inputs[1].size();
  const ProductPattern pattern = argument == 0
                                     ? ProductPattern{.repeats = rows, .rowCount = columns, .factor = "b"}
                                     : ProductPattern{.repeats = columns,
                                                      .rowCount = rows,
                                                      .rowsInterleaved = true,
                                                      .columnsInterleaved = true,
                                                      .factor = "a"};
  return productMap(output.shape(), inputs[argument].shape(), pattern, numbersOf(inputs[1 - argument]));
}

}  // namespace

std::vector<Function> linearAlgebraFunctions() {
  return {
      {.name = "linear",
       .title = "Linear",
       .category = Category::LinearAlgebra,
       .glyph = "Wx",
       .hint = "N→M",
       .formula = "{weight} {input} + {bias}",
       .localFormula =
           "\\frac{\\partial y}{\\partial {input}} = {weight},\\quad "
           "\\frac{\\partial y_j}{\\partial {weight}_{km}} = \\delta_{jk} \\cdot {input}_m,\\quad "
           "\\frac{\\partial y}{\\partial {bias}} = I",
       .formulaOfRows = "{input} {weight}^T + {bias}",
       .localFormulaOfRows =
           "\\frac{\\partial y}{\\partial {input}} = I \\otimes {weight},\\quad "
           "\\frac{\\partial y_{nj}}{\\partial {weight}_{km}} = \\delta_{jk} \\cdot {input}_{nm},\\quad "
           "\\frac{\\partial y_{nj}}{\\partial {bias}_k} = \\delta_{jk}",
       .description =
           "A layer's weighted sums: each row of the weight meets the input's last axis, and a bias is added.",
       .synonyms =
           "dense, fully connected, affine, layer, weight, bias, Wx+b, linear map, 线性, 线性层, 全连接, 仿射, 权重",
       .arguments = {{"input"}, {"weight"}, {.name = "bias", .optional = true}},
       .pytorch = "torch.nn.functional.linear(input, weight, bias)",
       .shape = linearShape,
       .value = linearValue,
       .local = linearLocal,
       .accumulate = linearAccumulate,
       .assign = linearAssign,
       .localReads = {{.inputs = 2, .output = false}, {.inputs = 1, .output = false}, {.inputs = 0, .output = false}}},
      {.name = "matmul",
       .title = "Matrix product",
       .category = Category::LinearAlgebra,
       .glyph = "@",
       .hint = "mat",
       .formula = "{a} {b}",
       .localFormula = "\\frac{\\partial y}{\\partial {a}} = I \\otimes {b}^T,\\quad "
                       "\\frac{\\partial y}{\\partial {b}} = {a} \\otimes I",
       .description =
           "The product of matrices or vectors over the last axis of a; axes in front are batches and are "
           "repeated where they are 1.",
       .synonyms = "matmul, multiply matrices, mm, bmm, mv, @, 矩阵乘法, 矩阵乘积, 矩阵相乘",
       .arguments = {{"a"}, {"b"}},
       .pytorch = "torch.matmul(a, b)",
       .shape = matmulShape,
       .value = matmulValue,
       .local = matmulLocal,
       .accumulate = matmulAccumulate,
       .assign = matmulAssign,
       .localReads = {{.inputs = 2, .output = false}, {.inputs = 1, .output = false}}},
      {.name = "dot",
       .title = "Dot product",
       .category = Category::LinearAlgebra,
       .glyph = "a·b",
       .hint = "→1",
       .formula = "{a} \\cdot {b}",
       .localFormula =
           "\\frac{\\partial y}{\\partial {a}} = {b}^T,\\quad \\frac{\\partial y}{\\partial {b}} = {a}^T",
       .description = "The sum of the products of two vectors' entries.",
       .synonyms = "inner product, scalar product, 点积, 内积, 数量积",
       .arguments = {{"a"}, {"b"}},
       .pytorch = "torch.dot(a, b)",
       .shape = dotShape,
       .value = dotValue,
       .local = dotLocal},
      {.name = "outer",
       .title = "Outer product",
       .category = Category::LinearAlgebra,
       .glyph = "abᵀ",
       .hint = "mat",
       .formula = "{a} {b}^T",
       .localFormula =
           "\\frac{\\partial y}{\\partial {a}} = I \\otimes {b},\\quad \\frac{\\partial y}{\\partial {b}} = {a} \\otimes I",
       .description = "The matrix of all products of an entry of a with an entry of b.",
       .synonyms = "tensor product, rank one, dyadic, 外积, 张量积",
       .arguments = {{"a"}, {"b"}},
       .pytorch = "torch.outer(a, b)",
       .shape = outerShape,
       .value = outerValue,
       .local = outerLocal},
  };
}

}  // namespace core
