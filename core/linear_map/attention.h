#pragma once

#include <vector>

#include "core/linear_map/linear_map.h"

namespace core {

/// Attention of L queries to S keys: y = softmax(Q·Kᵀ/√d)·V over the last two axes, in batches.
struct AttentionSizes {
  Shape batch = {};
  IndexVector queryBatches = {};  ///< strides over `batch`, in matrices (0 where one is repeated)
  IndexVector keyBatches = {};
  IndexVector valueBatches = {};
  Index queries = 1;     ///< L
  Index keys = 1;        ///< S
  Index width = 1;       ///< d
  Index valueWidth = 1;  ///< E
  bool isCausal = false;

  double scale() const;
  Index scoreCount() const;
  /// How many keys the query sees: those up to its own place where it is causal.
  Index seenBy(Index query) const;
};

/// softmax(Q·Kᵀ/√d), batch × L × S, into `scoreCount` numbers; 0 where a key is not seen.
void attentionScores(const AttentionSizes& sizes, std::span<const double> query, std::span<const double> key, double* scores);

/// By which argument attention is differentiated, the value apart (there it is a matrix product).
enum class AttentionSide { Query, Key };

/// The numbers that the local gradient is made of, each as its argument holds it.
struct AttentionNumbers {
  std::span<const double> scores;  ///< batch × L × S
  std::span<const double> other;   ///< the key where it is differentiated by the query, else the query
  std::span<const double> value;
  std::span<const double> output;
};

/// The local gradient of attention: by the query a block for each query, by the key a dense map for each
/// batch; of both only the scores and the arguments are kept.
LinearMap attentionMap(const Shape& output, const Shape& input, const AttentionSizes& sizes,
                       AttentionSide side, const AttentionNumbers& numbers);

/// What the backward pass reads and where it adds; nothing is added to a downstream gradient that is empty.
struct AttentionPass {
  std::span<const double> scores;
  std::span<const double> query;
  std::span<const double> key;
  std::span<const double> value;
  std::span<double> byQuery = {};
  std::span<double> byKey = {};
  std::span<double> byValue = {};
};

/// byX[k,·] += upstream[k,·] · ∂y/∂X for `count` rows, by all three arguments or some, with the same numbers in either case.
void accumulateAttention(const AttentionSizes& sizes, const AttentionPass& pass, Index count,
                         std::span<const double> upstream);

}  // namespace core
