#include "core/linear_map/attention.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "core/linear_map/form.h"
#include "core/tensor/broadcast.h"
#include "core/tensor/elementary.h"
#include "core/tensor/multiply.h"
#include "core/tensor/vectorised.h"

namespace core {
namespace {

template <typename Number>
MatrixView<Number> matrix(Number* data, Index rowCount, Index columnCount) {
  return {data, rowCount, columnCount, columnCount, 1};
}

/// Where the matrices of one output batch begin, in matrices.
struct Batch {
  Index query;
  Index key;
  Index value;
};

std::vector<Batch> batchesOf(const AttentionSizes& s) {
  std::vector<Batch> batches(static_cast<std::size_t>(s.batch.size()));
  StridedWalk walk(s.batch, std::vector{s.queryBatches, s.keyBatches, s.valueBatches});
  for (Batch& batch : batches) {
    batch = {walk.position(0), walk.position(1), walk.position(2)};
    walk.next();
  }
  return batches;
}

/// Softmax's own local gradient row by row, then the scale: what is given by p is turned into what is given
/// by Q·Kᵀ, and the other way round.
void throughSoftmax(const AttentionSizes& s, const double* scores, double* gradient) {
  const double scale = s.scale();
  vectorised([=, &s] {
    for (Index line = 0; line < s.queries * s.keys; line += s.keys) {
      const double* const p = scores + line;
      double* const g = gradient + line;
      const double mean = sumInLanes(s.keys, [=](Index k) { return p[k] * g[k]; });
      for (Index k = 0; k < s.keys; ++k) g[k] = scale * p[k] * (g[k] - mean);
    }
  });
}

void fillScores(const AttentionSizes& s, double* scores) {
  const double scale = s.scale();
  vectorised([=, &s] {
    for (Index query = 0; query < s.queries; ++query) {
      double* const line = scores + query * s.keys;
      const Index seen = s.seenBy(query);
      const double largest = largestInLanes(line, seen);
      for (Index k = 0; k < seen; ++k) line[k] = exponential((line[k] - largest) * scale);
      const double factor = 1 / sumInLanes(seen, [=](Index k) { return line[k]; });
      for (Index k = 0; k < seen; ++k) line[k] *= factor;
      std::fill(line + seen, line + s.keys, 0.0);
    }
  });
}

class Attention final : public Form {
public:
  Attention(Index rowCount, Index columnCount, const AttentionSizes& sizes, AttentionSide side,
            const AttentionNumbers& numbers)
      : Form(rowCount, columnCount),
        sizes_(sizes),
        side_(side),
        batches_(batchesOf(sizes)),
        scores_(numbers.scores.begin(), numbers.scores.end()),
        other_(numbers.other.begin(), numbers.other.end()),
        value_(numbers.value.begin(), numbers.value.end()),
        output_(numbers.output.begin(), numbers.output.end()),
        repeats_(columnCount != sizes.batch.size() *
                                    (side == AttentionSide::Query ? sizes.queries : sizes.keys) *
                                    sizes.width) {}

  Structure structure() const override {
    const Index blocks = sizes_.batch.size() * (side_ == AttentionSide::Query ? sizes_.queries : 1);
    return blocks == 1 ? Structure::Dense : Structure::BlockDiagonal;
  }
  std::string describe() const override {
    if (side_ == AttentionSide::Query) return "a block for each query: Vᵀ·(diag(p) − p·pᵀ)·K/√d";
    return sizes_.batch.size() == 1 ? "dense: every key through every score" : "dense, batch by batch";
  }
  Index structuralNonZeros() const override {
    if (side_ == AttentionSide::Query) return rows * sizes_.width;
    return sizes_.batch.size() * sizes_.valueWidth * sizes_.width * seenPairs();
  }
  Index multiplications() const override {
    const Index scores = sizes_.batch.size() * sizes_.queries * sizes_.keys;
    return scores * (sizes_.width + sizes_.valueWidth + 3);
  }
  Index bytes() const override {
    return static_cast<Index>((scores_.size() + other_.size() + value_.size() + output_.size()) *
                              sizeof(double));
  }

  Pattern pattern() const override {
    return blocksOnDiagonal(repeats_ ? 1 : sizes_.batch.size() * (side_ == AttentionSide::Query ? sizes_.queries : 1), Structure::Dense);
  }

  void accumulate(std::span<const double> dx, std::span<double> dy) const override {
    const AttentionSizes& s = sizes_;
    std::vector<double> gradient(static_cast<std::size_t>(s.queries * s.keys));
    for (std::size_t b = 0; b < batches_.size(); ++b) {
      std::ranges::fill(gradient, 0.0);
      const bool byQuery = side_ == AttentionSide::Query;
      const Batch& batch = batches_[b];
      const double* const query = (byQuery ? dx.data() : other_.data()) + batch.query * s.queries * s.width;
      const double* const key = (byQuery ? other_.data() : dx.data()) + batch.key * s.keys * s.width;
      multiplyAdd(matrix(query, s.queries, s.width), matrix(key, s.keys, s.width).transposed(),
                  matrix(gradient.data(), s.queries, s.keys));
      const auto at = static_cast<Index>(b);
      throughSoftmax(s, scores_.data() + at * s.queries * s.keys, gradient.data());
      multiplyAdd(matrix<const double>(gradient.data(), s.queries, s.keys),
                  matrix(value_.data() + batch.value * s.keys * s.valueWidth, s.keys, s.valueWidth),
                  matrix(dy.data() + at * s.queries * s.valueWidth, s.queries, s.valueWidth));
    }
  }

  void accumulateTransposed(Index count, std::span<const double> upstream,
                            std::span<double> downstream) const override {
    AttentionPass pass{scores_, other_, other_, value_};
    (side_ == AttentionSide::Query ? pass.byQuery : pass.byKey) = downstream;
    accumulateAttention(sizes_, pass, count, upstream);
  }

  double entry(Index row, Index column) const override {
    double value = 0;
    readBlock(row, column, 1, 1, std::span(&value, 1));
    return value;
  }

  void readBlock(Index row, Index column, Index rowCount, Index columnCount,
                 std::span<double> block) const override {
    std::fill(block.begin(), block.end(), 0.0);
    for (Index j = row; j < row + rowCount; ++j) {
      double* const line = block.data() + (j - row) * columnCount - column;
      const Index b = j / (sizes_.queries * sizes_.valueWidth);
      const Index query = j / sizes_.valueWidth % sizes_.queries;
      const Batch& batch = batches_[static_cast<std::size_t>(b)];
      if (side_ == AttentionSide::Query) {
        const Index start = (batch.query * sizes_.queries + query) * sizes_.width;
        const Index first = std::max(start, column);
        const Index end = std::min(start + sizes_.width, column + columnCount);
        const double* const keys = other_.data() + batch.key * sizes_.keys * sizes_.width;
        for (Index k = 0; first < end && k < sizes_.seenBy(query); ++k) {
          const double weight = throughScore(j, b, query, k);
          for (Index i = first; i < end; ++i) line[i] += weight * keys[k * sizes_.width + i - start];
        }
      } else {
        const Index start = batch.key * sizes_.keys * sizes_.width;
        const Index end = std::min(start + sizes_.seenBy(query) * sizes_.width, column + columnCount);
        for (Index i = std::max(start, column); i < end; ++i) line[i] = byKey(j, b, query, i - start);
      }
    }
  }
  void visit(const Window& window, const RunVisitor& visitor, const Watch& watch) const override {
    std::vector<double> line(static_cast<std::size_t>(std::min(
        window.columnCount, side_ == AttentionSide::Query ? sizes_.width : sizes_.keys * sizes_.width)));
    Pace pace(watch, window.rowCount);
    for (Index row = window.row; row < window.rowEnd(); ++row) {
      const Index b = row / (sizes_.queries * sizes_.valueWidth);
      const Index query = row / sizes_.valueWidth % sizes_.queries;
      const Batch& batch = batches_[static_cast<std::size_t>(b)];
      const bool byQueries = side_ == AttentionSide::Query;
      const Index start =
          (byQueries ? batch.query * sizes_.queries + query : batch.key * sizes_.keys) * sizes_.width;
      const Index begin = std::max(start, window.column);
      const Index end =
          std::min(window.columnEnd(), start + (byQueries ? 1 : sizes_.seenBy(query)) * sizes_.width);
      if (begin < end) {
        readBlock(row, begin, 1, end - begin, {line.data(), static_cast<std::size_t>(end - begin)});
        visitor({.row = row, .column = begin, .count = end - begin, .values = line.data()});
      }
      pace.advance(1, std::max<Index>(0, end - begin) * sizes_.keys);
    }
  }

private:
  Index seenPairs() const {
    Index pairs = 0;
    for (Index query = 0; query < sizes_.queries; ++query) pairs += sizes_.seenBy(query);
    return pairs;
  }

  /// p_s · (v_s − y)/√d for the output entry `row` of query: what one unit of the score s adds to it.
  double throughScore(Index row, Index b, Index query, Index key) const {
    const AttentionSizes& s = sizes_;
    const Index e = row % s.valueWidth;
    const double p = scores_[static_cast<std::size_t>((b * s.queries + query) * s.keys + key)];
    const Index matrixOfValue = batches_[static_cast<std::size_t>(b)].value;
    const double v = value_[static_cast<std::size_t>((matrixOfValue * s.keys + key) * s.valueWidth + e)];
    return s.scale() * p * (v - output_[static_cast<std::size_t>(row)]);
  }

  double byKey(Index row, Index b, Index query, Index within) const {
    const Index matrixOfQuery = batches_[static_cast<std::size_t>(b)].query;
    const Index feature = within % sizes_.width;
    return throughScore(row, b, query, within / sizes_.width) *
           other_[static_cast<std::size_t>((matrixOfQuery * sizes_.queries + query) * sizes_.width +
                                           feature)];
  }

  AttentionSizes sizes_;
  AttentionSide side_;
  std::vector<Batch> batches_;
  std::vector<double> scores_;
  std::vector<double> other_;
  std::vector<double> value_;
  std::vector<double> output_;
  bool repeats_;  ///< several batches meet in the same columns
};

}  // namespace

double AttentionSizes::scale() const { return width > 0 ? 1 / std::sqrt(static_cast<double>(width)) : 1; }

Index AttentionSizes::seenBy(Index query) const { return isCausal ? std::min(query + 1, keys) : keys; }

Index AttentionSizes::scoreCount() const { return batch.size() * queries * keys; }

void attentionScores(const AttentionSizes& s, std::span<const double> query, std::span<const double> key, double* scores) {
  for (const Batch& batch : batchesOf(s)) {
    multiply(matrix(query.data() + batch.query * s.queries * s.width, s.queries, s.width),
             matrix(key.data() + batch.key * s.keys * s.width, s.keys, s.width).transposed(),
             matrix(scores, s.queries, s.keys));
    fillScores(s, scores);
    scores += s.queries * s.keys;
  }
}

LinearMap attentionMap(const Shape& output, const Shape& input, const AttentionSizes& sizes,
                       AttentionSide side, const AttentionNumbers& numbers) {
  return {output, input, std::make_shared<Attention>(output.size(), input.size(), sizes, side, numbers)};
}

void accumulateAttention(const AttentionSizes& s, const AttentionPass& pass, Index count,
                         std::span<const double> upstream) {
  if (count == 0 || upstream.empty()) return;
  const Index rows = static_cast<Index>(upstream.size()) / count;
  const Index table = s.queries * s.keys;
  const std::vector<Batch> batches = batchesOf(s);
  const auto upstreamOf = [&](Index k, std::size_t b) {
    return matrix(upstream.data() + k * rows + static_cast<Index>(b) * s.queries * s.valueWidth, s.queries, s.valueWidth);
  };
  // The gradient of row k in a matrix of an argument.
  const auto partOf = [&](std::span<double> gradient, Index k, Index place, Index rowCount, Index columnCount) {
    const Index stride = static_cast<Index>(gradient.size()) / count;
    return matrix(gradient.data() + k * stride + place * rowCount * columnCount, rowCount, columnCount);
  };
  // One argument after the other over all batches: that is the order of additions where an argument is repeated or stands twice.
  const bool throughScores = !pass.byQuery.empty() || !pass.byKey.empty();
  const std::size_t size = throughScores ? static_cast<std::size_t>(table) * batches.size() : 0;
  const auto gradients = std::make_unique_for_overwrite<double[]>(size);
  for (Index k = 0; k < count; ++k) {
    for (std::size_t b = 0; throughScores && b < batches.size(); ++b) {
      const auto at = static_cast<Index>(b) * table;
      const double* const value = pass.value.data() + batches[b].value * s.keys * s.valueWidth;
      multiply(upstreamOf(k, b), matrix(value, s.keys, s.valueWidth).transposed(),
               matrix(gradients.get() + at, s.queries, s.keys));
      throughSoftmax(s, pass.scores.data() + at, gradients.get() + at);
    }
    const auto slopesOf = [&](std::size_t b) {
      return matrix<const double>(gradients.get() + static_cast<Index>(b) * table, s.queries, s.keys);
    };
    for (std::size_t b = 0; !pass.byQuery.empty() && b < batches.size(); ++b) {
      multiplyAdd(slopesOf(b), matrix(pass.key.data() + batches[b].key * s.keys * s.width, s.keys, s.width),
                  partOf(pass.byQuery, k, batches[b].query, s.queries, s.width));
    }
    for (std::size_t b = 0; !pass.byKey.empty() && b < batches.size(); ++b) {
      multiplyAdd(slopesOf(b).transposed(),
                  matrix(pass.query.data() + batches[b].query * s.queries * s.width, s.queries, s.width),
                  partOf(pass.byKey, k, batches[b].key, s.keys, s.width));
    }
    for (std::size_t b = 0; !pass.byValue.empty() && b < batches.size(); ++b) {
      const double* const scores = pass.scores.data() + static_cast<Index>(b) * table;
      multiplyAdd(matrix(scores, s.queries, s.keys).transposed(), upstreamOf(k, b),
                  partOf(pass.byValue, k, batches[b].value, s.keys, s.valueWidth));
    }
  }
}

}  // namespace core
