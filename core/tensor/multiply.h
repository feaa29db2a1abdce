#pragma once

#include "core/tensor/shape.h"

namespace core {

/// A matrix that lives elsewhere: entry (row, column) stands at data[row·rowStep + column·columnStep].
template <typename Number>
struct MatrixView {
  Number* data;
  Index rows;
  Index columns;
  Index rowStep;
  Index columnStep;

  MatrixView transposed() const { return {data, columns, rows, columnStep, rowStep}; }
};

/// result = a · b, whatever stood in it; as `multiplyAdd` onto zeros.
void multiply(const MatrixView<const double>& a, const MatrixView<const double>& b, const MatrixView<double>& result);

/// result += a · b. One of the two steps of every matrix should be 1 (row- or column-major); that is fast.
void multiplyAdd(const MatrixView<const double>& a, const MatrixView<const double>& b,
                 const MatrixView<double>& result);

}  // namespace core
