#pragma once

#include <span>

#include "core/tensor/shape.h"

namespace core {

/// A row-major array of float64 of any rank; up to four entries live inside the object.
class Tensor {
 public:
  /// A scalar 0.
  Tensor() : data_(1) {}
  explicit Tensor(Shape shape, double fill = 0);
  /// `data` in row-major order, exactly `shape.size()` entries (asserted).
  Tensor(Shape shape, std::span<const double> data);
  Tensor(Shape shape, std::initializer_list<double> data) : Tensor(shape, std::span(data.begin(), data.size())) {}
  static Tensor scalar(double value) { return Tensor(Shape{}, value); }

  const Shape& shape() const { return shape_; }
  Index size() const { return static_cast<Index>(data_.size()); }
  std::span<double> data() { return {data_.data(), data_.size()}; }
  std::span<const double> data() const { return {data_.data(), data_.size()}; }
  double& operator[](Index flat) { return data_[static_cast<std::size_t>(flat)]; }
  double operator[](Index flat) const { return data_[static_cast<std::size_t>(flat)]; }
  double at(std::span<const Index> index) const { return (*this)[flatIndex(shape_, index)]; }

  /// Equal shapes and equal bits: a NaN equals itself, +0 differs from −0.
  bool operator==(const Tensor& other) const;

 private:
  Shape shape_;
  InlineVector<double, 4> data_;
};

/// A tensor that lives elsewhere (in an arena, in a `Tensor`): what functions read. Cheap to copy; the owner must outlive it.
struct TensorView {
  const Shape* shapePointer = nullptr;
  std::span<const double> data;

  TensorView() = default;  ///< of no tensor: only to be assigned to
  TensorView(const Shape& shape, std::span<const double> values) : shapePointer(&shape), data(values) {}
  TensorView(const Tensor& tensor) : shapePointer(&tensor.shape()), data(tensor.data()) {}

  const Shape& shape() const { return *shapePointer; }
  Index size() const { return static_cast<Index>(data.size()); }
  double operator[](Index flat) const { return data[static_cast<std::size_t>(flat)]; }
  Tensor copy() const { return Tensor(*shapePointer, data); }
};

}  // namespace core
