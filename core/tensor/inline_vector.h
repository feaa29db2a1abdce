#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <type_traits>

namespace core {

/// A vector of trivial elements of which the first `N` live inside the object: small shapes and small tensors do not
/// touch the heap.
template <typename T, std::size_t N>
class InlineVector {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  InlineVector() = default;
  explicit InlineVector(std::size_t size, T fill = T()) : InlineVector(Uninitialised{}, size) {
    std::fill_n(data(), size, fill);
  }
  InlineVector(std::initializer_list<T> values) : InlineVector(std::span(values.begin(), values.size())) {}
  explicit InlineVector(std::span<const T> values) : InlineVector(Uninitialised{}, values.size()) {
    std::copy(values.begin(), values.end(), data());
  }
  InlineVector(const InlineVector& other) : InlineVector(std::span<const T>(other.data(), other.size_)) {}
  InlineVector(InlineVector&& other) noexcept { swap(other); }
  InlineVector& operator=(InlineVector other) noexcept {
    swap(other);
    return *this;
  }
  ~InlineVector() = default;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* data() { return heap_ ? heap_.get() : inline_; }
  const T* data() const { return heap_ ? heap_.get() : inline_; }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }
  T& operator[](std::size_t k) { return data()[k]; }
  const T& operator[](std::size_t k) const { return data()[k]; }
  bool operator==(const InlineVector& other) const { return std::equal(begin(), end(), other.begin(), other.end()); }

 private:
  struct Uninitialised {};
  InlineVector(Uninitialised, std::size_t size) : size_(size) {
    if (size > N) heap_ = std::make_unique_for_overwrite<T[]>(size);
  }
  void swap(InlineVector& other) noexcept {
    std::swap(size_, other.size_);
    std::swap(heap_, other.heap_);
    std::swap(inline_, other.inline_);
  }

  std::size_t size_ = 0;
  std::unique_ptr<T[]> heap_;
  T inline_[N] = {};
};

}  // namespace core
