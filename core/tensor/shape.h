#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>

#include "core/tensor/inline_vector.h"

namespace core {

using Index = std::int64_t;
/// Names one entry of a tensor: one index an axis, counted from 0.
using IndexVector = InlineVector<Index, 4>;

/// The sizes of a tensor's axes; rank 0 is a scalar; an axis may have size 0.
class Shape {
 public:
  Shape() = default;
  Shape(std::initializer_list<Index> axes) : axes_(axes) {}
  explicit Shape(std::span<const Index> axes) : axes_(axes) {}
  /// `rank` axes of size 0, to be filled in.
  static Shape ofRank(Index rank) {
    Shape shape;
    shape.axes_ = InlineVector<Index, 4>(static_cast<std::size_t>(rank));
    return shape;
  }

  Index rank() const { return static_cast<Index>(axes_.size()); }
  /// The number of entries: the product of the axes, 1 for rank 0.
  Index size() const;
  Index operator[](Index axis) const { return axes_[static_cast<std::size_t>(axis)]; }
  Index& operator[](Index axis) { return axes_[static_cast<std::size_t>(axis)]; }
  std::span<const Index> axes() const { return {axes_.data(), axes_.size()}; }
  auto begin() { return axes_.begin(); }
  auto begin() const { return axes_.begin(); }
  auto end() const { return axes_.end(); }
  bool operator==(const Shape&) const = default;

 private:
  InlineVector<Index, 4> axes_;
};

/// The shape of a generalized Jacobian: the axes of `first` followed by those of `second`.
Shape concatenated(const Shape& first, const Shape& second);

/// The axes from `begin` up to but not including `end`.
Shape axesBetween(const Shape& shape, Index begin, Index end);

/// The position of the entry `index` in row-major order. Errors: none; `index` must lie within `shape`.
Index flatIndex(const Shape& shape, std::span<const Index> index);

/// The inverse of `flatIndex`.
IndexVector indexVector(const Shape& shape, Index flat);

/// The row-major strides of `shape`, in entries.
Shape strides(const Shape& shape);

/// `axis` counted from the front: `rank + axis` when negative. Throws `Error` when there is no such axis.
Index normalisedAxis(Index axis, Index rank);

/// "scalar", "5" or "3×5": how a message names a shape.
std::string text(const Shape& shape);

}  // namespace core
