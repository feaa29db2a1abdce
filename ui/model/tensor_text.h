#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/tensor/tensor.h"

namespace ui {

/// A number as a user types it, or why it is none.
struct TypedNumber {
  std::optional<double> number;
  QString complaint;  ///< "1,5: use a point: 1.5"
};
/// Accepts decimals with a point, powers of ten, "−" as minus, "nan", "inf", "∞".
TypedNumber typedNumber(const QString& text);

/// A shape as a user types it, or why it is none: "3×5", "3x5", "3, 5", "3 5"; empty or "scalar" is rank 0.
struct TypedShape {
  std::optional<core::Shape> shape;
  QString complaint;
};
TypedShape typedShape(const QString& text);

/// A block of numbers from a spreadsheet or a text: rows by line, columns by tab, semicolon, or else comma or space.
struct PastedBlock {
  std::vector<std::vector<double>> rows;  ///< of equal length; short rows are filled with zeros
  QString complaint;                      ///< names the line and the column of what is no number
};
PastedBlock pastedBlock(const QString& text);

/// Another shape for the same tensor: entries that have a place in both shapes stay there, new ones are 0.
core::Tensor reshapedKeeping(const core::Tensor& tensor, const core::Shape& shape);

}  // namespace ui
