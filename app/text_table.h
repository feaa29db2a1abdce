#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/tensor/tensor.h"

namespace app {

/// The columns that a UTF-8 text takes in a terminal: Chinese, Japanese and Korean signs take two.
std::size_t displayWidth(std::string_view text);

/// Rows of cells, written with aligned columns and two blanks between them.
class TextTable {
public:
  enum class Align { Left, Right };

  /// `aligns` beyond the last column and where it is short: left.
  explicit TextTable(std::vector<Align> aligns = {}) : aligns_(std::move(aligns)) {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  /// Each line begins with `indent`; no line ends with blanks.
  std::string text(std::string_view indent = "") const;

private:
  std::vector<Align> aligns_;
  std::vector<std::vector<std::string>> rows_;
};

/// A number for people: up to `digits` significant digits.
std::string shortNumber(double value, int digits = 4);

/// A tensor in one cell: "2.5", "[1, 2]", "[[1, 2], [3, 4]]", shortened with … to about `width` columns.
std::string shortTensor(core::TensorView tensor, std::size_t width = 44);

/// A tensor as aligned rows of numbers, one block for each index of the leading axes; long ones are shortened
/// with ….
std::string tensorBlocks(core::TensorView tensor, std::string_view indent);

}  // namespace app
