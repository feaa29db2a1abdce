#include "core/tensor/tensor.h"

#include <cassert>
#include <cstring>

namespace core {

Tensor::Tensor(Shape shape, double fill) : shape_(std::move(shape)), data_(static_cast<std::size_t>(shape_.size()), fill) {}

Tensor::Tensor(Shape shape, std::span<const double> data) : shape_(std::move(shape)), data_(data) {
  assert(static_cast<Index>(data.size()) == shape_.size());
}

bool Tensor::operator==(const Tensor& other) const {
  return shape_ == other.shape_ &&
         (data_.empty() || std::memcmp(data_.data(), other.data_.data(), data_.size() * sizeof(double)) == 0);
}

}  // namespace core
