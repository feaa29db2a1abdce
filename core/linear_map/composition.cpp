#include "core/linear_map/composition.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "core/linear_map/diagonal.h"
#include "core/linear_map/form.h"
#include "core/linear_map/selection.h"
#include "core/linear_map/zero.h"

namespace core {
namespace {

using FormPointer = std::shared_ptr<const Form>;

/// count · times, at most `most` (which the true number may not exceed), without overflow.
Index boundedProduct(Index count, Index times, Index most) {
  return times != 0 && count > most / times ? most : count * times;
}

/// outer · inner, applied one after the other.
class Product final : public Form {
public:
  Product(FormPointer outer, FormPointer inner)
      : Form(outer->rows, inner->columns), outer_(std::move(outer)), inner_(std::move(inner)) {}

  Structure structure() const override { return Structure::Composed; }
  std::string describe() const override { return "composed: a product"; }
  /// An upper bound: every entry of a factor can reach one full row or column.
  Index structuralNonZeros() const override {
    const Index all = rows * columns;
    return std::min(boundedProduct(outer_->structuralNonZeros(), columns, all),
                    boundedProduct(inner_->structuralNonZeros(), rows, all));
  }
  Index multiplications() const override { return outer_->multiplications() + inner_->multiplications(); }
  Index bytes() const override { return outer_->bytes() + inner_->bytes(); }
  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    std::vector<double> middle(static_cast<std::size_t>(inner_->rows));
    inner_->accumulate(dx, middle);
    outer_->accumulate(middle, dy);
  }
  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    std::vector<double> middle(static_cast<std::size_t>(count * inner_->rows));
    outer_->accumulateTransposed(count, upstream, middle);
    inner_->accumulateTransposed(count, middle, downstream);
  }
  double entry(Index row, Index column) const override {
    double value = 0;
    readBlock(row, column, 1, 1, {&value, 1});
    return value;
  }

  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    if (rowCount <= columnCount) {
      readRows(row, column, rowCount, columnCount, block);
    } else {
      readColumns(row, column, rowCount, columnCount, block);
    }
    // An infinity times a zero that stands there by structure has polluted entries: only then look at each
    // term.
    if (!std::all_of(block.begin(), block.end(), [](double value) { return std::isfinite(value); })) {
      readTermByTerm(row, column, rowCount, columnCount, block);
    }
  }

private:
  /// Rows of `outer` pushed back through `inner`.
  void readRows(Index row, Index column, Index rowCount, Index columnCount, std::span<double> block) const {
    std::vector<double> middle(static_cast<std::size_t>(outer_->columns));
    std::vector<double> line(static_cast<std::size_t>(columns));
    for (Index j = 0; j < rowCount; ++j) {
      outer_->readBlock(row + j, 0, 1, outer_->columns, middle);
      std::fill(line.begin(), line.end(), 0.0);
      inner_->accumulateTransposed(1, middle, line);
      std::copy_n(line.data() + column, columnCount, block.data() + j * columnCount);
    }
  }

  /// Columns of `inner` pushed forward through `outer`.
  void readColumns(Index row, Index column, Index rowCount, Index columnCount,
                   std::span<double> block) const {
    std::vector<double> middle(static_cast<std::size_t>(inner_->rows));
    std::vector<double> line(static_cast<std::size_t>(rows));
    for (Index i = 0; i < columnCount; ++i) {
      inner_->readBlock(0, column + i, inner_->rows, 1, middle);
      std::fill(line.begin(), line.end(), 0.0);
      outer_->accumulate(middle, line);
      for (Index j = 0; j < rowCount; ++j) {
        block[static_cast<std::size_t>(j * columnCount + i)] = line[static_cast<std::size_t>(row + j)];
      }
    }
  }

  /// Σ_l outer[j,l]·inner[l,i] over the l for which both are non-zero.
  void readTermByTerm(Index row, Index column, Index rowCount, Index columnCount,
                      std::span<double> block) const {
    std::vector<double> left(static_cast<std::size_t>(outer_->columns));
    std::vector<double> right(static_cast<std::size_t>(columnCount));
    std::fill(block.begin(), block.end(), 0.0);
    for (Index j = 0; j < rowCount; ++j) {
      outer_->readBlock(row + j, 0, 1, outer_->columns, left);
      for (Index l = 0; l < outer_->columns; ++l) {
        const double factor = left[static_cast<std::size_t>(l)];
        if (factor == 0) continue;
        inner_->readBlock(l, column, 1, columnCount, right);
        for (std::size_t i = 0; i < right.size(); ++i) {
          if (right[i] != 0) block[static_cast<std::size_t>(j * columnCount) + i] += factor * right[i];
        }
      }
    }
  }

  FormPointer outer_;
  FormPointer inner_;
};

/// first + second.
class Sum final : public Form {
public:
  Sum(FormPointer first, FormPointer second)
      : Form(first->rows, first->columns), first_(std::move(first)), second_(std::move(second)) {}

  Structure structure() const override { return Structure::Composed; }
  std::string describe() const override { return "composed: a sum"; }
  /// An upper bound: the two may share places.
  Index structuralNonZeros() const override {
    return std::min(rows * columns, first_->structuralNonZeros() + second_->structuralNonZeros());
  }
  Index multiplications() const override { return first_->multiplications() + second_->multiplications(); }
  Index bytes() const override { return first_->bytes() + second_->bytes(); }
  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    first_->accumulate(dx, dy);
    second_->accumulate(dx, dy);
  }
  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    first_->accumulateTransposed(count, upstream, downstream);
    second_->accumulateTransposed(count, upstream, downstream);
  }
  double entry(Index row, Index column) const override {
    return first_->entry(row, column) + second_->entry(row, column);
  }
  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    std::vector<double> other(block.size());
    first_->readBlock(row, column, rowCount, columnCount, block);
    second_->readBlock(row, column, rowCount, columnCount, other);
    for (std::size_t k = 0; k < block.size(); ++k) block[k] += other[k];
  }

private:
  FormPointer first_;
  FormPointer second_;
};

/// The slopes of a scaled or diagonal map of `size` rows; empty for other forms.
std::optional<std::vector<double>> slopesOf(const Form& form) {
  if (const std::vector<double>* slopes = diagonalSlopes(form)) return *slopes;
  if (const std::optional<double> factor = diagonalFactor(form)) {
    return std::vector<double>(static_cast<std::size_t>(form.rows), *factor);
  }
  return std::nullopt;
}

/// The columns that a product of two selections selects.
std::vector<Index> composedColumns(const std::vector<Index>& outer, const std::vector<Index>& inner) {
  std::vector<Index> result(outer.size());
  std::transform(outer.begin(), outer.end(), result.begin(),
                 [&](Index middle) { return middle < 0 ? -1 : inner[static_cast<std::size_t>(middle)]; });
  return result;
}

}  // namespace

LinearMap product(const LinearMap& outer, const LinearMap& inner) {
  assert(outer.inputShape() == inner.outputShape());
  const Shape& output = outer.outputShape();
  const Shape& input = inner.inputShape();
  const auto is = [](const LinearMap& map, Structure structure) { return map.structure() == structure; };
  if (is(outer, Structure::Zero) || is(inner, Structure::Zero)) return zeroMap(output, input);
  if (is(outer, Structure::Identity)) return {output, input, inner.sharedForm()};
  if (is(inner, Structure::Identity)) return {output, input, outer.sharedForm()};
  const std::optional<double> outerFactor = diagonalFactor(outer.form());
  const std::optional<double> innerFactor = diagonalFactor(inner.form());
  if (outerFactor && innerFactor) return scaledMap(output, input, *outerFactor * *innerFactor);
  if (std::optional<std::vector<double>> slopes = slopesOf(outer.form())) {
    if (const std::optional<std::vector<double>> others = slopesOf(inner.form())) {
      std::transform(slopes->begin(), slopes->end(), others->begin(), slopes->begin(), std::multiplies<>());
      return diagonalMap(output, input, std::move(*slopes));
    }
  }
  if (const std::optional<std::vector<Index>> columns = selectedColumns(outer.form())) {
    if (const std::optional<std::vector<Index>> others = selectedColumns(inner.form())) {
      return indexedSelectionMap(output, input, composedColumns(*columns, *others));
    }
  }
  return {output, input, std::make_shared<Product>(outer.sharedForm(), inner.sharedForm())};
}

LinearMap sum(const LinearMap& first, const LinearMap& second) {
  assert(first.outputShape() == second.outputShape() && first.inputShape() == second.inputShape());
  const Shape& output = first.outputShape();
  const Shape& input = first.inputShape();
  if (first.structure() == Structure::Zero) return second;
  if (second.structure() == Structure::Zero) return first;
  const std::optional<double> firstFactor = diagonalFactor(first.form());
  const std::optional<double> secondFactor = diagonalFactor(second.form());
  if (firstFactor && secondFactor) return scaledMap(output, input, *firstFactor + *secondFactor);
  if (std::optional<std::vector<double>> slopes = slopesOf(first.form())) {
    if (const std::optional<std::vector<double>> others = slopesOf(second.form())) {
      std::transform(slopes->begin(), slopes->end(), others->begin(), slopes->begin(), std::plus<>());
      return diagonalMap(output, input, std::move(*slopes));
    }
  }
  return {output, input, std::make_shared<Sum>(first.sharedForm(), second.sharedForm())};
}

}  // namespace core
