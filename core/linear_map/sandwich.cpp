#include "core/linear_map/sandwich.h"

#include <algorithm>

#include "core/linear_map/form.h"
#include "core/tensor/broadcast.h"
#include "core/tensor/multiply.h"

namespace core {
namespace {

template <typename Number>
MatrixView<Number> matrix(Number* data, Index rowCount, Index columnCount) {
  return {data, rowCount, columnCount, columnCount, 1};
}

class Sandwich final : public Form {
public:
  Sandwich(Index rowCount, Index columnCount, const SandwichPattern& pattern, std::vector<double> left,
           std::vector<double> right)
      : Form(rowCount, columnCount), p_(pattern), left_(std::move(left)), right_(std::move(right)) {
    StridedWalk walk(p_.batch, std::vector{p_.columnBatches, p_.leftBatches, p_.rightBatches});
    batches_.resize(static_cast<std::size_t>(p_.batch.size()));
    for (Batch& batch : batches_) {
      batch = {walk.position(0), walk.position(1), walk.position(2)};
      walk.next();
    }
    // The sign goes into one factor, once.
    for (double& entry : left_) entry = -entry;
  }

  Structure structure() const override { return Structure::Kronecker; }
  std::string describe() const override {
    return std::string(p_.described) + (batches_.size() > 1 ? ", batch by batch" : "");
  }
  Index structuralNonZeros() const override { return rows * p_.k * p_.l; }
  Index multiplications() const override {
    return static_cast<Index>(batches_.size()) * p_.r * p_.l * (p_.k + p_.c);
  }
  Index bytes() const override { return static_cast<Index>((left_.size() + right_.size()) * sizeof(double)); }

  Pattern pattern() const override {
    return blocksOnDiagonal(columns == p_.batch.size() * p_.k * p_.l ? p_.batch.size() : 1, Structure::Dense);
  }

  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    std::vector<double> half(static_cast<std::size_t>(p_.r * p_.l));
    for (std::size_t b = 0; b < batches_.size(); ++b) {
      std::ranges::fill(half, 0.0);
      multiplyAdd(left(b), matrix(dx.data() + batches_[b].columns * p_.k * p_.l, p_.k, p_.l),
                  matrix(half.data(), p_.r, p_.l));
      multiplyAdd(matrix<const double>(half.data(), p_.r, p_.l), right(b),
                  matrix(dy.data() + static_cast<Index>(b) * p_.r * p_.c, p_.r, p_.c));
    }
  }

  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    std::vector<double> half(static_cast<std::size_t>(p_.k * p_.c));
    for (Index n = 0; n < count; ++n) {
      for (std::size_t b = 0; b < batches_.size(); ++b) {
        std::ranges::fill(half, 0.0);
        multiplyAdd(left(b).transposed(),
                    matrix(upstream.data() + n * rows + static_cast<Index>(b) * p_.r * p_.c, p_.r, p_.c),
                    matrix(half.data(), p_.k, p_.c));
        multiplyAdd(matrix<const double>(half.data(), p_.k, p_.c), right(b).transposed(),
                    matrix(downstream.data() + n * columns + batches_[b].columns * p_.k * p_.l, p_.k, p_.l));
      }
    }
  }

  double entry(Index row, Index column) const override {
    double value = 0;
    readBlock(row, column, 1, 1, std::span(&value, 1));
    return value;
  }

  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    std::fill(block.begin(), block.end(), 0.0);
    double* line = block.data() - column;
    for (Index j = row; j < row + rowCount; ++j, line += columnCount) {
      const auto b = static_cast<std::size_t>(j / (p_.r * p_.c));
      const Index c = j % p_.c;
      const double* const leftRow = left(b).data + j / p_.c % p_.r * p_.k;
      const double* const rightColumn = right(b).data + c;
      const Index start = batches_[b].columns * p_.k * p_.l;
      const Index first = std::max(start, column);
      const Index end = std::min(start + p_.k * p_.l, column + columnCount);
      for (Index i = first; i < end; ++i) {
        const Index within = i - start;
        line[i] = leftRow[within / p_.l] * rightColumn[within % p_.l * p_.c];
      }
    }
  }

private:
  struct Batch {
    Index columns;
    Index left;
    Index right;
  };

  MatrixView<const double> left(std::size_t b) const {
    return matrix(left_.data() + batches_[b].left * p_.r * p_.k, p_.r, p_.k);
  }
  MatrixView<const double> right(std::size_t b) const {
    return matrix(right_.data() + batches_[b].right * p_.l * p_.c, p_.l, p_.c);
  }

  SandwichPattern p_;
  std::vector<double> left_;
  std::vector<double> right_;
  std::vector<Batch> batches_;
};

}  // namespace

LinearMap sandwichMap(const Shape& output, const Shape& input, const SandwichPattern& pattern,
                      std::vector<double> left, std::vector<double> right) {
  return {
      output, input,
      std::make_shared<Sandwich>(output.size(), input.size(), pattern, std::move(left), std::move(right))};
}

}  // namespace core
