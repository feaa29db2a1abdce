#include <Eigen/Cholesky>
#include <algorithm>
#include <limits>

#include "core/functions/families.h"
#include "core/linear_map/cholesky.h"
#include "core/linear_map/matrix_product.h"
#include "core/linear_map/sandwich.h"
#include "core/linear_map/sum.h"
#include "core/tensor/broadcast.h"
#include "core/tensor/lu.h"

namespace core {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Shape batchOf(const Shape& shape, Index trailing = 2) {
  return axesBetween(shape, 0, shape.rank() - trailing);
}
Index lastAxis(const Shape& shape) { return shape[shape.rank() - 1]; }

Shape squareShape(InputShapes inputs, const Settings&) {
  const Shape& input = *inputs[0];
  if (input.rank() < 2 || input[input.rank() - 2] != lastAxis(input)) {
    throw Error("the input (%1) must be a square matrix on its last two axes", {text(input)});
  }
  return input;
}

Shape determinantShape(InputShapes inputs, const Settings& settings) {
  return batchOf(squareShape(inputs, settings));
}

/// Calls `use(matrix, n, k)` for the k-th matrix on the last two axes.
template <typename Use>
void forEachMatrix(const TensorView& tensor, Use&& use) {
  const Index n = lastAxis(tensor.shape());
  const Index count = batchOf(tensor.shape()).size();
  for (Index k = 0; k < count; ++k)
    use(tensor.data.subspan(static_cast<std::size_t>(k * n * n), static_cast<std::size_t>(n * n)), n, k);
}

/// "the input (2×3×3)", or which of its matrices.
std::string named(std::string_view argument, const Shape& shape, Index k) {
  const std::string whole = std::string(argument) + " (" + text(shape) + ")";
  return shape.rank() == 2 ? "the matrix " + whole
                           : "the matrix " + std::to_string(k) + " of " + whole + ", counted from 0,";
}

/// Throws `Error` that names the matrix where it is singular.
void refuseSingular(const Lu& lu, std::string_view argument, const Shape& shape, Index k,
                    std::string_view because) {
  if (!lu.isSingular()) return;
  throw Error("%1 is singular: %2", {named(argument, shape, k), std::string(because)});
}

/// The inverses of all matrices.
std::vector<double> inverses(const TensorView& tensor, std::string_view argument) {
  std::vector<double> result(tensor.data.size());
  forEachMatrix(tensor, [&](std::span<const double> matrix, Index n, Index k) {
    const Lu lu(matrix, n);
    refuseSingular(lu, argument, tensor.shape(), k,
                   "its rows depend on each other, so that it has no inverse");
    lu.invert(std::span(result).subspan(static_cast<std::size_t>(k * n * n), matrix.size()));
  });
  return result;
}

void determinantValue(const Inputs& inputs, const Settings&, std::span<double> output) {
  forEachMatrix(inputs[0], [&](std::span<const double> matrix, Index n, Index k) {
    output[static_cast<std::size_t>(k)] = Lu(matrix, n).determinant();
  });
}

LinearMap overMatrices(const TensorView& input, const TensorView& output, std::vector<double> weights) {
  const Index rank = input.shape().rank();
  return sumMap(output.shape(), input.shape(), std::vector<Index>{rank - 2, rank - 1}, std::move(weights));
}

LinearMap determinantLocal(std::size_t, const Inputs& inputs, const TensorView& output, const Settings&) {
  std::vector<double> weights(inputs[0].data.size());
  forEachMatrix(inputs[0], [&](std::span<const double> matrix, Index n, Index k) {
    cofactors(matrix, n, std::span(weights).subspan(static_cast<std::size_t>(k * n * n), matrix.size()));
  });
  return overMatrices(inputs[0], output, std::move(weights));
}

void logDeterminantValue(const Inputs& inputs, const Settings&, std::span<double> output) {
  forEachMatrix(inputs[0], [&](std::span<const double> matrix, Index n, Index k) {
    output[static_cast<std::size_t>(k)] = Lu(matrix, n).logDeterminant();
  });
}

/// The transposed inverse; where there is none the cofactors divided by 0; 0 where the determinant is negative and the value NaN, as
/// PyTorch has it.
LinearMap logDeterminantLocal(std::size_t, const Inputs& inputs, const TensorView& output, const Settings&) {
  std::vector<double> weights(inputs[0].data.size());
  forEachMatrix(inputs[0], [&](std::span<const double> matrix, Index n, Index k) {
    const auto slopes = std::span(weights).subspan(static_cast<std::size_t>(k * n * n), matrix.size());
    const Lu lu(matrix, n);
    if (lu.isNegative()) {
      std::ranges::fill(slopes, 0.0);
    } else if (lu.isSingular()) {
      cofactors(matrix, n, slopes);
      for (double& slope : slopes) slope /= std::abs(lu.determinant());
    } else {
      lu.invert(slopes);
      for (Index row = 0; row < n; ++row) {
        for (Index column = 0; column < row; ++column)
          std::swap(slopes[static_cast<std::size_t>(row * n + column)],
                    slopes[static_cast<std::size_t>(column * n + row)]);
      }
    }
  });
  return overMatrices(inputs[0], output, std::move(weights));
}

Message logDeterminantCorner(const Inputs& inputs, const TensorView& output, const Settings&) {
  if (std::ranges::find(output.data, -std::numeric_limits<double>::infinity()) != output.data.end())
    return {"The determinant is 0: its logarithm is −∞, and its slopes are infinite.", {}};
  bool isNegative = false;
  forEachMatrix(inputs[0], [&](std::span<const double> matrix, Index n, Index) {
    isNegative = isNegative || Lu(matrix, n).isNegative();
  });
  if (!isNegative) return {};
  return {"The determinant is negative: its logarithm has no value, and no gradient passes, as in PyTorch.", {}};
}

void inverseValue(const Inputs& inputs, const Settings&, std::span<double> output) {
  std::ranges::copy(inverses(inputs[0], "input"), output.begin());
}

LinearMap inverseLocal(std::size_t, const Inputs& inputs, const TensorView& output, const Settings&) {
  const Shape& shape = inputs[0].shape();
  const Index n = lastAxis(shape);
  const Shape batch = batchOf(shape);
  const IndexVector own(strides(batch).axes());
  const std::vector<double> inverse(output.data.begin(), output.data.end());
  return sandwichMap(output.shape(), shape, {batch, own, own, own, n, n, n, n, "Kronecker: dX ↦ −Y·dX·Y"},
                     inverse, inverse);
}

/// L with L·Lᵀ = (A + Aᵀ)/2.
void choleskyValue(const Inputs& inputs, const Settings&, std::span<double> output) {
  forEachMatrix(inputs[0], [&](std::span<const double> matrix, Index n, Index k) {
    if (n == 0) return;
    const Eigen::Map<const Matrix> a(matrix.data(), n, n);
    Eigen::Map<Matrix> factor(output.data() + k * n * n, n, n);
    const Eigen::LLT<Matrix> llt(0.5 * (a + a.transpose()));
    if (llt.info() == Eigen::Success) {
      factor = llt.matrixL();
    } else if (a.hasNaN()) {
      factor.setConstant(std::numeric_limits<double>::quiet_NaN());
    } else {
      throw Error(
          "%1 is not positive definite, and only such a matrix is L·Lᵀ: x·A·x must be positive for every x but 0",
          {named("input", inputs[0].shape(), k)});
    }
  });
}

LinearMap choleskyLocal(std::size_t, const Inputs& inputs, const TensorView& output, const Settings&) {
  return choleskyMap(inputs[0].shape(), {output.data.begin(), output.data.end()});
}

/// A·X = B in batches: n equations, `columns` right-hand sides.
struct SolveSizes {
  Shape batch;
  IndexVector batchesA;  ///< strides over `batch`, in matrices
  IndexVector batchesB;
  Index n = 1;
  Index columns = 1;
  bool isVector = false;  ///< B holds vectors, one right-hand side each
};

/// As in PyTorch: B holds vectors where it has one axis, or the axes of A but the last.
SolveSizes solveSizes(const Shape& a, const Shape& b) {
  if (a.rank() < 2 || a[a.rank() - 2] != lastAxis(a)) {
    throw Error("A (%1) must be a square matrix on its last two axes, to be solved for B (%2)",
                {text(a), text(b)});
  }
  SolveSizes sizes;
  sizes.n = lastAxis(a);
  sizes.isVector = b.rank() == 1 || b == axesBetween(a, 0, a.rank() - 1);
  const Index trailing = sizes.isVector ? 1 : 2;
  if (b.rank() < trailing || b[b.rank() - trailing] != sizes.n) {
    throw Error("A (%1) cannot be solved for B (%2): B needs %3 rows, one for each equation",
                {text(a), text(b), std::to_string(sizes.n)});
  }
  sizes.columns = sizes.isVector ? 1 : lastAxis(b);
  try {
    sizes.batch = broadcastShape(batchOf(a), batchOf(b, trailing));
  } catch (const Error&) {
    throw Error(
        "A (%1) cannot be solved for B (%2): the axes in front, %3 and %4, must be equal or 1, counted from the end",
        {text(a), text(b), text(batchOf(a)), text(batchOf(b, trailing))});
  }
  sizes.batchesA = broadcastStrides(batchOf(a), sizes.batch);
  sizes.batchesB = broadcastStrides(batchOf(b, trailing), sizes.batch);
  return sizes;
}

Shape solveShape(InputShapes inputs, const Settings&) {
  const SolveSizes sizes = solveSizes(*inputs[0], *inputs[1]);
  const Shape vectors = concatenated(sizes.batch, {sizes.n});
  return sizes.isVector ? vectors : concatenated(vectors, {sizes.columns});
}

void solveValue(const Inputs& inputs, const Settings&, std::span<double> output) {
  const SolveSizes s = solveSizes(inputs[0].shape(), inputs[1].shape());
  const auto square = static_cast<std::size_t>(s.n * s.n);
  const auto side = static_cast<std::size_t>(s.n * s.columns);
  StridedWalk walk(s.batch, std::vector{s.batchesA, s.batchesB});
  for (std::size_t k = 0; k < static_cast<std::size_t>(s.batch.size()); ++k, walk.next()) {
    const auto a = static_cast<std::size_t>(walk.position(0));
    const Lu lu(inputs[0].data.subspan(a * square, square), s.n);
    refuseSingular(lu, "A", inputs[0].shape(), walk.position(0),
                   "its rows depend on each other, so that there is no one solution");
    lu.solve(inputs[1].data.subspan(static_cast<std::size_t>(walk.position(1)) * side, side), s.columns,
             output.subspan(k * side, side));
  }
}

/// By A: dX = −A⁻¹·dA·X. By B: dX = A⁻¹·dB, where every right-hand side meets the inverse.
LinearMap solveLocal(std::size_t argument, const Inputs& inputs, const TensorView& output, const Settings&) {
  const SolveSizes s = solveSizes(inputs[0].shape(), inputs[1].shape());
  std::vector<double> inverse = inverses(inputs[0], "A");
  const Shape& input = inputs[argument].shape();
  if (argument == 0) {
    return sandwichMap(output.shape(), input,
                       {s.batch, s.batchesA, s.batchesA, IndexVector(strides(s.batch).axes()), s.n, s.n, s.n,
                        s.columns, "Kronecker: dA ↦ −A⁻¹·dA·X"},
                       std::move(inverse), {output.data.begin(), output.data.end()});
  }
  return productMap(output.shape(), input,
                    {.batch = s.batch,
                     .columnBatches = s.batchesB,
                     .factorBatches = s.batchesA,
                     .repeats = s.columns,
                     .rowCount = s.n,
                     .columnCount = s.n,
                     .rowsInterleaved = true,
                     .columnsInterleaved = true,
                     .factor = "A⁻¹"},
                    std::move(inverse));
}

/// Matrices far from singular, and positive definite.
const std::vector<Domain> wellConditioned = {{-0.5, 0.5, 2}};

std::vector<Example> squareExamples() {
  return {{{Shape{3, 3}}},       {{Shape{2, 2}}},    {{Shape{1, 1}}}, {{Shape{2, 3, 3}}},
          {{Shape{2, 1, 2, 2}}}, {{Shape{0, 2, 2}}}, {{Shape{0, 0}}}};
}

}  // namespace

std::vector<Function> matrixFunctions() {
  return {
      {.name = "det",
       .title = "Determinant",
       .category = Category::LinearAlgebra,
       .glyph = "det",
       .hint = "→1",
       .formula = "\\det {input}",
       .localFormula =
           "\\frac{\\partial y}{\\partial {input}_{ij}} = \\mathrm{cof}({input})_{ij} = y \\cdot ({input}^{-1})_{ji}",
       .description = "By how much a square matrix scales volumes.",
       .synonyms = "determinant, volume, cofactor, 行列式, 方阵的行列式",
       .arguments = {{"input"}},
       .pytorch = "torch.linalg.det(input)",
       .shape = determinantShape,
       .value = determinantValue,
       .local = determinantLocal,
       .localReads = {{.inputs = 1, .output = false}},
       .domains = wellConditioned,
       .examples = squareExamples()},
      {.name = "logdet",
       .title = "Log-determinant",
       .category = Category::LinearAlgebra,
       .glyph = "ldet",
       .hint = "→1",
       .formula = "\\log \\det {input}",
       .localFormula = "\\frac{\\partial y}{\\partial {input}} = ({input}^{-1})^T",
       .description =
           "The logarithm of the determinant, computed without leaving the range of numbers; none where it is negative.",
       .synonyms = "log determinant, slogdet, Gaussian likelihood, 对数行列式, 行列式的对数",
       .arguments = {{"input"}},
       .pytorch = "torch.logdet(input)",
       .shape = determinantShape,
       .value = logDeterminantValue,
       .local = logDeterminantLocal,
       .corner = logDeterminantCorner,
       .localReads = {{.inputs = 1, .output = false}},
       .domains = wellConditioned,
       .examples = squareExamples()},
      {.name = "inverse",
       .title = "Inverse",
       .category = Category::LinearAlgebra,
       .glyph = "X⁻¹",
       .hint = "mat",
       .formula = "{input}^{-1}",
       .localFormula = "\\frac{\\partial y_{rc}}{\\partial {input}_{kl}} = -y_{rk} \\cdot y_{lc}",
       .description = "The matrix that undoes a square matrix.",
       .synonyms = "inv, matrix inverse, reciprocal matrix, 逆矩阵, 求逆, 矩阵的逆",
       .arguments = {{"input"}},
       .pytorch = "torch.linalg.inv(input)",
       .shape = squareShape,
       .value = inverseValue,
       .local = inverseLocal,
       .localReads = {{.inputs = 0, .output = true}},
       .domains = wellConditioned,
       .examples = squareExamples()},
      {.name = "cholesky",
       .title = "Cholesky factor",
       .category = Category::LinearAlgebra,
       .glyph = "LLᵀ",
       .hint = "mat",
       .formula = "L \\text{ with } L L^T = {input}",
       .localFormula =
           "dL = L \\cdot \\Phi(L^{-1} \\cdot \\frac{d{input} + d{input}^T}{2} \\cdot L^{-T}),\\quad "
           "\\Phi: \\text{ lower triangle, its diagonal halved}",
       .description =
           "The lower triangle whose product with its transpose is the matrix; of the input its symmetric part counts.",
       .synonyms =
           "square root of a matrix, positive definite, covariance, 乔列斯基, 楚列斯基分解, 平方根分解",
       .arguments = {{"input"}},
       .pytorch = "torch.linalg.cholesky(input)",
       .shape = squareShape,
       .value = choleskyValue,
       .local = choleskyLocal,
       .localReads = {{.inputs = 0, .output = true}},
       .domains = wellConditioned,
       .examples = squareExamples()},
      {.name = "solve",
       .title = "Solve",
       .category = Category::LinearAlgebra,
       .glyph = "A\\B",
       .hint = "mat",
       .formula = "{A}^{-1} {B}",
       .localFormula = "\\frac{\\partial y}{\\partial {A}} = -{A}^{-1} \\otimes y^T,\\quad "
                       "\\frac{\\partial y}{\\partial {B}} = {A}^{-1} \\otimes I",
       .description = "The X with A X = B: one linear system for each column of B.",
       .synonyms = "linear system, equations, left division, backslash, 解线性方程组, 求解, 方程组",
       .arguments = {{"A"}, {"B"}},
       .pytorch = "torch.linalg.solve(A, B)",
       .shape = solveShape,
       .value = solveValue,
       .local = solveLocal,
       .localReads = {{.inputs = 1, .output = true}, {.inputs = 1, .output = false}},
       .domains = {{-0.5, 0.5, 2}, {-2, 2}},
       .examples = {{{Shape{3, 3}, Shape{3, 2}}},
                    {{Shape{2, 2}, Shape{2}}},
                    {{Shape{2, 3, 3}, Shape{2, 3}}},
                    {{Shape{2, 2, 2}, Shape{2, 1}}},
                    {{Shape{2, 2}, Shape{3, 2, 2}}},
                    {{Shape{2, 1, 2, 2}, Shape{3, 2, 1}}},
                    {{Shape{2, 3, 3}, Shape{3}}},
                    {{Shape{1, 1}, Shape{1, 3}}},
                    {{Shape{2, 2}, Shape{2, 0}}},
                    {{Shape{0, 0}, Shape{0, 2}}}}},
  };
}

}  // namespace core
