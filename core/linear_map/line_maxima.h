#pragma once

#include <vector>

#include "core/linear_map/overview.h"

namespace core {

/// Answers which entry stands for any stretch of one line of numbers, each time in the same few steps.
class LineMaxima {
public:
  /// Takes the numbers line[0], line[step], …, `count` of them, in count · log2(count) steps.
  void assign(const double* line, Index count, Index step);
  /// The largest key of the entries from `begin` up to but not including `end` > `begin`.
  EntryKey between(Index begin, Index end) const;

private:
  Index count_ = 0;
  /// Level l holds at n the largest key of the 2^l entries from n on.
  std::vector<EntryKey> levels_;
};

}  // namespace core
