#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace ui {

/// A rows × cols matrix of numbers in row-major order, seen but not owned.
struct HeatmapData {
  std::span<const double> numbers = {};
  int rows = 0;
  int cols = 0;
  std::span<const std::uint8_t> missing =
      {};  ///< 1 where a number is not computed yet; empty when all are there

  size_t index(int row, int col) const {
    return static_cast<size_t>(row) * static_cast<size_t>(cols) + static_cast<size_t>(col);
  }
  double at(int row, int col) const { return numbers[index(row, col)]; }
  bool isMissing(int row, int col) const { return !missing.empty() && missing[index(row, col)] != 0; }
};

}  // namespace ui
