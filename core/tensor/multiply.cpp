#include "core/tensor/multiply.h"

#include <cblas.h>

#include "core/tensor/tiled_product.h"
#include "core/tensor/vectorised.h"

namespace core {
namespace {

/// Up to how many multiplications the loops here are quicker than the preparations of a library call.
constexpr Index smallProduct = 256;

/// One thread: the program has threads of its own, and sums come out the same from run to run.
void useOneThread() {
  [[maybe_unused]] static const bool done = [] {
    openblas_set_num_threads(1);
    return true;
  }();
}

template <typename Number>
bool isRowMajor(const MatrixView<Number>& m) {
  return m.columnStep == 1 || m.columns == 1;
}

template <typename Number>
bool isColumnMajor(const MatrixView<Number>& m) {
  return isRowMajor(m.transposed());
}

/// The step between the lines of a matrix, at least their length as the library wants it (it does not matter
/// for one line).
template <typename Number>
blasint lineStep(const MatrixView<Number>& m) {
  const bool byRows = isRowMajor(m);
  const Index lines = byRows ? m.rows : m.columns;
  const Index length = byRows ? m.columns : m.rows;
  return static_cast<blasint>(lines == 1 ? length : byRows ? m.rowStep : m.columnStep);
}

/// For tiny matrices, and for steps that the library cannot read.
void multiplyPlainly(const MatrixView<const double>& a, const MatrixView<const double>& b,
                     const MatrixView<double>& result) {
  for (Index i = 0; i < result.rows; ++i) {
    for (Index j = 0; j < result.columns; ++j) {
      double total = 0;
      for (Index k = 0; k < a.columns; ++k) {
        total += a.data[i * a.rowStep + k * a.columnStep] * b.data[k * b.rowStep + j * b.columnStep];
      }
      result.data[i * result.rowStep + j * result.columnStep] += total;
    }
  }
}

/// column += matrix · vector
void multiplyVector(const MatrixView<const double>& matrix, const double* vector, Index vectorStep, double* column,
                    Index columnStep) {
  cblas_dgemv(isRowMajor(matrix) ? CblasRowMajor : CblasColMajor, CblasNoTrans, static_cast<blasint>(matrix.rows),
              static_cast<blasint>(matrix.columns), 1, matrix.data, lineStep(matrix), vector,
              static_cast<blasint>(vectorStep), 1, column, static_cast<blasint>(columnStep));
}

/// The same for one column times one row, each of its own step.
void multiplyOuter(const MatrixView<const double>& a, const MatrixView<const double>& b, bool adds,
                   const MatrixView<double>& result) {
  vectorised([&] {
    for (Index i = 0; i < result.rows; ++i) {
      const double factor = a.data[i * a.rowStep];
      const double* const from = b.data;
      double* const to = result.data + i * result.rowStep;
      if (b.columnStep == 1) {
        for (Index j = 0; j < result.columns; ++j) to[j] = (adds ? to[j] : 0.0) + factor * from[j];
      } else {
        for (Index j = 0; j < result.columns; ++j) to[j] = (adds ? to[j] : 0.0) + factor * from[j * b.columnStep];
      }
    }
  });
}

/// result = result · beta + a · b, for a result whose rows stand one after the other; nothing of it is read where `beta` is 0.
void multiplyMatrices(const MatrixView<const double>& a, const MatrixView<const double>& b, double beta,
                      const MatrixView<double>& result) {
  if (a.columns == 1) return multiplyOuter(a, b, beta != 0, result);
  // The library's way of adding depends on the machine, and its preparations are for larger matrices; it is left where tiles would be
  // mostly empty, or the machine has no fused multiply-add.
  constexpr Index fewestRows = 4, fewestColumns = 12;
  if (tiledWidth() > 0 && result.rows >= fewestRows && result.columns >= fewestColumns)
    return multiplyTiled(tiledWidth(), a, b, beta != 0, result);
  const auto order = [](const MatrixView<const double>& m) { return isRowMajor(m) ? CblasNoTrans : CblasTrans; };
  cblas_dgemm(CblasRowMajor, order(a), order(b), static_cast<blasint>(result.rows),
              static_cast<blasint>(result.columns), static_cast<blasint>(a.columns), 1, a.data, lineStep(a), b.data,
              lineStep(b), beta, result.data, lineStep(result));
}

/// Whether the library multiplies these matrices, or the loops here do.
bool isForLibrary(const MatrixView<const double>& a, const MatrixView<const double>& b,
                  const MatrixView<double>& result) {
  const bool readable = (isRowMajor(a) || isColumnMajor(a)) && (isRowMajor(b) || isColumnMajor(b));
  const bool writable = isRowMajor(result) || isColumnMajor(result);
  return readable && writable && result.rows * a.columns * result.columns > smallProduct;
}

void clear(const MatrixView<double>& m) {
  for (Index i = 0; i < m.rows; ++i) {
    for (Index j = 0; j < m.columns; ++j) m.data[i * m.rowStep + j * m.columnStep] = 0;
  }
}

}  // namespace

void multiply(const MatrixView<const double>& a, const MatrixView<const double>& b, const MatrixView<double>& result) {
  if (result.rows > 1 && result.columns > 1 && isForLibrary(a, b, result)) {
    useOneThread();
    if (!isRowMajor(result)) return multiplyMatrices(b.transposed(), a.transposed(), 0, result.transposed());
    return multiplyMatrices(a, b, 0, result);
  }
  clear(result);
  multiplyAdd(a, b, result);
}

void multiplyAdd(const MatrixView<const double>& a, const MatrixView<const double>& b,
                 const MatrixView<double>& result) {
  if (!isForLibrary(a, b, result)) return multiplyPlainly(a, b, result);
  useOneThread();
  if (result.columns == 1) return multiplyVector(a, b.data, b.rowStep, result.data, result.rowStep);
  if (result.rows == 1)
    return multiplyVector(b.transposed(), a.data, a.columnStep, result.data, result.columnStep);
  if (!isRowMajor(result)) return multiplyMatrices(b.transposed(), a.transposed(), 1, result.transposed());
  multiplyMatrices(a, b, 1, result);
}

}  // namespace core
