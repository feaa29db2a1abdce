#include "core/linear_map/cholesky.h"

#include <Eigen/Core>
#include <algorithm>

#include "core/linear_map/form.h"
#include "core/linear_map/zero.h"

namespace core {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using View = Eigen::Map<Matrix>;
using ConstView = Eigen::Map<const Matrix>;

/// The lower triangle with its diagonal halved.
void halveToLower(Matrix& m) {
  m.triangularView<Eigen::StrictlyUpper>().setZero();
  m.diagonal() *= 0.5;
}

class Cholesky final : public Form {
public:
  Cholesky(Index size, Index n, std::vector<double> factors)
      : Form(size, size), n_(n), factors_(std::move(factors)) {
    inverses_.assign(factors_.size(), 0.0);
    for (Index start = 0; start < rows; start += n_ * n_) {
      View inverse(inverses_.data() + start, n_, n_);
      inverse.setIdentity();
      factor(start).triangularView<Eigen::Lower>().solveInPlace(inverse);
    }
  }

  Structure structure() const override { return Structure::Triangular; }
  std::string describe() const override { return "Cholesky: dS ↦ L·Φ(L⁻¹·dS·L⁻ᵀ)"; }
  /// The row (i, j), j ≤ i, meets the entries of A with one index up to i and the other up to j.
  Index structuralNonZeros() const override {
    Index count = 0;
    for (Index i = 1; i <= n_; ++i) {
      for (Index j = 1; j <= i; ++j) count += 2 * i * j - j * j;
    }
    return n_ == 0 ? 0 : rows / (n_ * n_) * count;
  }
  Index multiplications() const override { return 3 * rows * n_; }
  Index bytes() const override {
    return static_cast<Index>((factors_.size() + inverses_.size()) * sizeof(double));
  }

  Pattern pattern() const override {
    return blocksOnDiagonal(n_ > 0 ? rows / (n_ * n_) : 0, Structure::Triangular);
  }

  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    for (Index start = 0; start < rows; start += n_ * n_) {
      const ConstView a(dx.data() + start, n_, n_);
      const Matrix symmetric = 0.5 * (a + a.transpose());
      Matrix middle = inverse(start) * symmetric * inverse(start).transpose();
      halveToLower(middle);
      View(dy.data() + start, n_, n_) += factor(start) * middle;
    }
  }

  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    for (Index k = 0; k < count; ++k) {
      for (Index start = 0; start < rows; start += n_ * n_) {
        const Matrix lower =
            ConstView(upstream.data() + k * rows + start, n_, n_).triangularView<Eigen::Lower>();
        Matrix middle = factor(start).transpose() * lower;
        halveToLower(middle);
        const Matrix full = inverse(start).transpose() * middle * inverse(start);
        View(downstream.data() + k * rows + start, n_, n_) += 0.5 * (full + full.transpose());
      }
    }
  }

  /// With a and b the columns k and l of L⁻¹ the middle is ½·(a·bᵀ + b·aᵀ), and only its column j meets the
  /// row (i, j).
  double entry(Index row, Index column) const override {
    const Index start = row / (n_ * n_) * n_ * n_;
    if (column / (n_ * n_) * n_ * n_ != start) return 0;
    const Index i = (row - start) / n_, j = row % n_;
    const Index k = (column - start) / n_, l = column % n_;
    const ConstView L = factor(start), inverted = inverse(start);
    double sum = 0;
    for (Index p = j; p <= i; ++p) {
      const double middle = 0.5 * (inverted(p, k) * inverted(j, l) + inverted(p, l) * inverted(j, k));
      sum += L(i, p) * (p == j ? 0.5 : 1) * middle;
    }
    return sum;
  }

  /// The row (i, j), j ≤ i, meets the whole of A's rows k ≤ j up to column i, and of those below up to row i
  /// the part up to column j.
  void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const override {
    std::vector<double> line(static_cast<std::size_t>(n_));
    Pace pace(watch, window.rowCount);
    for (Index row = window.row; row < window.rowEnd(); ++row) {
      const Index start = row / (n_ * n_) * n_ * n_;
      const Index i = (row - start) / n_, j = row % n_;
      for (Index k = 0; j <= i && k <= i; ++k) {
        const Index first = std::max(start + k * n_, window.column);
        const Index end = std::min(start + k * n_ + (k <= j ? i : j) + 1, window.columnEnd());
        if (first >= end) continue;
        for (Index at = first; at < end; ++at) line[static_cast<std::size_t>(at - first)] = entry(row, at);
        visitor({.row = row, .column = first, .count = end - first, .values = line.data()});
        pace.advance(0, (end - first) * (i - j + 1));
      }
      pace.advance(1, 0);
    }
  }

private:
  ConstView factor(Index start) const { return {factors_.data() + start, n_, n_}; }
  ConstView inverse(Index start) const { return {inverses_.data() + start, n_, n_}; }

  Index n_;
  std::vector<double> factors_;
  std::vector<double> inverses_;
};

}  // namespace

LinearMap choleskyMap(const Shape& shape, std::vector<double> factors) {
  if (shape.size() == 0) return zeroMap(shape, shape);
  return {shape, shape,
          std::make_shared<Cholesky>(shape.size(), shape[shape.rank() - 1], std::move(factors))};
}

}  // namespace core
