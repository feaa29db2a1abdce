#pragma once

#include <cstdlib>
#include <memory>
#include <new>

namespace core {

struct FreeMemory {
  void operator()(double* memory) const { std::free(memory); }
};

/// Numbers side by side from a multiple of `alignment` bytes on, of no value at first.
using AlignedBuffer = std::unique_ptr<double[], FreeMemory>;

/// Throws `std::bad_alloc`.
inline AlignedBuffer alignedBuffer(std::size_t count, std::size_t alignment = 64) {
  const std::size_t bytes = (count * sizeof(double) + alignment - 1) / alignment * alignment;
  auto* const memory = static_cast<double*>(std::aligned_alloc(alignment, bytes == 0 ? alignment : bytes));
  if (!memory) throw std::bad_alloc();
  return AlignedBuffer(memory);
}

}  // namespace core
