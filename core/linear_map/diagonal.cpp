#include "core/linear_map/diagonal.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/linear_map/form.h"

namespace core {
namespace {

/// A square form that is 0 off the diagonal; `values()` and `valueStep` say where its diagonal
/// stands.
template <typename Kind>
class OnDiagonal : public Form {
public:
  explicit OnDiagonal(Index size) : Form(size, size) {}

  Index structuralNonZeros() const override { return rows; }
  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    addScaled(dx.data(), dy.data());
  }
  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    for (Index k = 0; k < count; ++k) addScaled(upstream.data() + k * rows, downstream.data() + k * rows);
  }
  double entry(Index row, Index column) const override { return row == column ? slope(row) : 0; }
  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    std::fill(block.begin(), block.end(), 0.0);
    const Index end = std::min(row + rowCount, column + columnCount);
    for (Index j = std::max(row, column); j < end; ++j) {
      block[static_cast<std::size_t>((j - row) * columnCount + j - column)] = slope(j);
    }
  }
  void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const override {
    const Run all = {.rowStep = 1,
                     .columnStep = 1,
                     .count = rows,
                     .values = kind().values(),
                     .valueStep = Kind::valueStep};
    visitInPieces(clipped(all, window), visitor, watch);
  }

private:
  const Kind& kind() const { return static_cast<const Kind&>(*this); }
  double slope(Index j) const { return kind().values()[j * Kind::valueStep]; }
  void addScaled(const double* from, double* to) const {
    for (Index j = 0; j < rows; ++j) to[j] += slope(j) * from[j];
  }
};

/// One number on the diagonal.
class Scaled final : public OnDiagonal<Scaled> {
public:
  Scaled(Index size, double factor) : OnDiagonal(size), factor_(factor) {}

  Structure structure() const override { return factor_ == 1 ? Structure::Identity : Structure::Scaled; }
  std::string describe() const override { return factor_ == 1 ? "identity" : "scaled identity"; }
  Index multiplications() const override { return std::abs(factor_) == 1 ? 0 : rows; }
  Index bytes() const override { return sizeof factor_; }
  const double* values() const { return &factor_; }
  static constexpr Index valueStep = 0;

private:
  double factor_;
};

/// A number for each entry of the diagonal.
class Diagonal final : public OnDiagonal<Diagonal> {
public:
  explicit Diagonal(std::vector<double> slopes)
      : OnDiagonal(static_cast<Index>(slopes.size())), slopes_(std::move(slopes)) {}

  Structure structure() const override { return Structure::Diagonal; }
  std::string describe() const override { return "diagonal"; }
  const double* values() const { return slopes_.data(); }
  static constexpr Index valueStep = 1;
  const std::vector<double>& slopes() const { return slopes_; }

private:
  std::vector<double> slopes_;
};

}  // namespace

LinearMap identityMap(const Shape& output, const Shape& input) { return scaledMap(output, input, 1); }

LinearMap scaledMap(const Shape& output, const Shape& input, double factor) {
  assert(output.size() == input.size());
  return {output, input, std::make_shared<Scaled>(output.size(), factor)};
}

LinearMap diagonalMap(const Shape& output, const Shape& input, std::vector<double> slopes) {
  return {output, input, std::make_shared<Diagonal>(std::move(slopes))};
}

std::optional<double> diagonalFactor(const Form& form) {
  const auto* scaled = dynamic_cast<const Scaled*>(&form);
  return scaled ? std::optional(*scaled->values()) : std::nullopt;
}

const std::vector<double>* diagonalSlopes(const Form& form) {
  const auto* diagonal = dynamic_cast<const Diagonal*>(&form);
  return diagonal ? &diagonal->slopes() : nullptr;
}

}  // namespace core
