#include "core/tensor/lu.h"

#include <Eigen/LU>
#include <Eigen/SVD>
#include <cmath>
#include <limits>

namespace core {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using View = Eigen::Map<Matrix>;
using ConstView = Eigen::Map<const Matrix>;

}  // namespace

struct Lu::Parts {
  Eigen::PartialPivLU<Matrix> lu = {};
  Index n = 0;
};

Lu::Lu(std::span<const double> matrix, Index n) : parts_(std::make_unique<Parts>()) {
  parts_->n = n;
  if (n > 0) parts_->lu.compute(ConstView(matrix.data(), n, n));
}

Lu::~Lu() = default;

bool Lu::isSingular() const {
  if (parts_->n == 0) return false;
  const Matrix& m = parts_->lu.matrixLU();
  const double rounding = static_cast<double>(parts_->n) * std::numeric_limits<double>::epsilon();
  for (Index k = 0; k < parts_->n; ++k) {
    double madeFrom = std::abs(m(k, k));
    for (Index j = 0; j < k; ++j) madeFrom += std::abs(m(k, j) * m(j, k));
    if (std::abs(m(k, k)) <= rounding * madeFrom && parts_->n > 1) return true;
    if (m(k, k) == 0) return true;
  }
  return false;
}

double Lu::determinant() const { return parts_->n == 0 ? 1 : parts_->lu.determinant(); }

double Lu::logDeterminant() const {
  if (parts_->n == 0) return 0;
  double sum = 0;
  for (Index k = 0; k < parts_->n; ++k) sum += std::log(std::abs(parts_->lu.matrixLU()(k, k)));
  return hasNegativeSign() && !std::isinf(sum) ? std::numeric_limits<double>::quiet_NaN() : sum;
}

bool Lu::isNegative() const {
  for (Index k = 0; k < parts_->n; ++k) {
    const double pivot = parts_->lu.matrixLU()(k, k);
    if (pivot == 0 || std::isnan(pivot)) return false;
  }
  return hasNegativeSign();
}

bool Lu::hasNegativeSign() const {
  if (parts_->n == 0) return false;
  bool isNegative = parts_->lu.permutationP().determinant() < 0;
  for (Index k = 0; k < parts_->n; ++k) isNegative ^= parts_->lu.matrixLU()(k, k) < 0;
  return isNegative;
}

void Lu::invert(std::span<double> inverse) const {
  if (parts_->n > 0) View(inverse.data(), parts_->n, parts_->n) = parts_->lu.inverse();
}

void Lu::solve(std::span<const double> b, Index columns, std::span<double> x) const {
  if (parts_->n == 0 || columns == 0) return;
  View(x.data(), parts_->n, columns) = parts_->lu.solve(ConstView(b.data(), parts_->n, columns));
}

void cofactors(std::span<const double> matrix, Index n, std::span<double> result) {
  if (n == 0) return;
  const ConstView a(matrix.data(), n, n);
  View c(result.data(), n, n);
  if (!a.allFinite()) {
    c.setConstant(std::numeric_limits<double>::quiet_NaN());
    return;
  }
  const Lu lu(matrix, n);
  if (!lu.isSingular()) {
    lu.invert(result);
    c = (lu.determinant() * c.transpose()).eval();
    return;
  }
  // With A = U·Σ·Vᵀ the cofactors are det(U)·det(V) · U·cof(Σ)·Vᵀ, and those of a diagonal are products of
  // the others.
  const Eigen::JacobiSVD<Matrix> svd(a, Eigen::ComputeFullU | Eigen::ComputeFullV);
  Eigen::VectorXd others(n);
  for (Index k = 0; k < n; ++k) {
    others[k] = 1;
    for (Index m = 0; m < n; ++m) others[k] *= m == k ? 1 : svd.singularValues()[m];
  }
  const double sign = std::copysign(1.0, svd.matrixU().determinant() * svd.matrixV().determinant());
  c = sign * svd.matrixU() * others.asDiagonal() * svd.matrixV().transpose();
}

}  // namespace core
