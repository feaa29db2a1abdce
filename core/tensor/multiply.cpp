#include "core/tensor/multiply.h"

#include <Eigen/Core>

namespace core {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using ColumnMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor>;
template <typename Order>
using Map = Eigen::Map<Order, Eigen::Unaligned, Eigen::OuterStride<>>;

bool isRowMajor(const MatrixView<const double>& m) { return m.columnStep == 1 || m.columns == 1; }
bool isColumnMajor(const MatrixView<const double>& m) { return m.rowStep == 1 || m.rows == 1; }

/// The step between the lines of a matrix, at least their length as Eigen wants it (it does not matter for
/// one line).
Index outerStep(Index step, Index lines, Index length) { return lines == 1 ? length : step; }

template <typename Order>
Map<const Order> mapped(const MatrixView<const double>& m) {
  const Index outer = Order::IsRowMajor ? outerStep(m.rowStep, m.rows, m.columns)
                                        : outerStep(m.columnStep, m.columns, m.rows);
  return {m.data, m.rows, m.columns, Eigen::OuterStride<>(outer)};
}

template <typename OrderA, typename OrderB>
void multiplyMapped(const MatrixView<const double>& a, const MatrixView<const double>& b,
                    const MatrixView<double>& result) {
  Map<RowMajor> target(result.data, result.rows, result.columns,
                       Eigen::OuterStride<>(outerStep(result.rowStep, result.rows, result.columns)));
  target.noalias() += mapped<OrderA>(a) * mapped<OrderB>(b);
}

/// For tiny matrices, where Eigen's preparations cost more than the product, and for steps that Eigen cannot
/// map.
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

/// One column times one row, row by row of the result.
void addOuterProduct(const MatrixView<const double>& a, const MatrixView<const double>& b,
                     const MatrixView<double>& result) {
  for (Index i = 0; i < result.rows; ++i) {
    const double factor = a.data[i * a.rowStep];
    double* const line = result.data + i * result.rowStep;
    for (Index j = 0; j < result.columns; ++j) line[j] += factor * b.data[j];
  }
}

}  // namespace

void multiplyAdd(const MatrixView<const double>& a, const MatrixView<const double>& b,
                 const MatrixView<double>& result) {
  if (a.rows * a.columns * b.columns <= 64) return multiplyPlainly(a, b, result);
  const bool rowMajorResult = result.columnStep == 1 || result.columns == 1;
  const bool columnMajorResult = result.rowStep == 1 || result.rows == 1;
  const bool mappable = (isRowMajor(a) || isColumnMajor(a)) && (isRowMajor(b) || isColumnMajor(b));
  if (!mappable || (!rowMajorResult && !columnMajorResult)) return multiplyPlainly(a, b, result);
  if (!rowMajorResult) return multiplyAdd(b.transposed(), a.transposed(), result.transposed());
  if (a.columns == 1 && result.columnStep == 1 && b.columnStep == 1) return addOuterProduct(a, b, result);
  if (isRowMajor(a)) {
    return isRowMajor(b) ? multiplyMapped<RowMajor, RowMajor>(a, b, result)
                         : multiplyMapped<RowMajor, ColumnMajor>(a, b, result);
  }
  return isRowMajor(b) ? multiplyMapped<ColumnMajor, RowMajor>(a, b, result)
                       : multiplyMapped<ColumnMajor, ColumnMajor>(a, b, result);
}

}  // namespace core
