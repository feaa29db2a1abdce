#pragma once

#include <span>

#include "core/tensor/shape.h"

namespace core {

/// NumPy's rule: axes are aligned from the end; sizes agree or one of them is 1.
/// Throws `Error` naming both shapes when they do not fit together.
Shape broadcastShape(const Shape& a, const Shape& b);

/// Strides with which a tensor of shape `from` is read as if it had the shape `to`: 0 on every repeated axis,
/// one entry an axis of `to`. `from` must broadcast to `to`.
IndexVector broadcastStrides(const Shape& from, const Shape& to);

/// Walks the entries of `shape` in row-major order and keeps the flat positions in several strided operands.
class StridedWalk {
 public:
  StridedWalk(const Shape& shape, std::span<const IndexVector> strides);

  Index position(std::size_t operand) const { return positions_[operand]; }
  /// To the next entry in row-major order.
  void next();

 private:
  Shape shape_;
  IndexVector index_;
  InlineVector<Index, 4> positions_;
  InlineVector<Index, 16> strides_;  // operand-major
};

}  // namespace core
