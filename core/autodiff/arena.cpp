#include "core/autodiff/arena.h"

#include <sys/mman.h>

#include <algorithm>

namespace core {

void Slab::reserve(std::size_t count) {
  // Far too large a slab is given back.
  constexpr std::size_t keepable = std::size_t(1) << 20;
  if (count <= capacity_ && (capacity_ <= keepable || count >= capacity_ / 4)) return;
  // Large slabs take large pages: a run touches all of it, and looking up small pages costs as much as the numbers.
  constexpr std::size_t largePage = std::size_t(1) << 21;
  const std::size_t bytes = std::max<std::size_t>(count, 1) * sizeof(double);
  const std::size_t alignment = bytes >= 2 * largePage ? largePage : 64;
  memory_.reset();
  capacity_ = 0;
  memory_ = alignedBuffer(count, alignment);
  capacity_ = count;
  if (alignment == largePage) madvise(memory_.get(), bytes, MADV_HUGEPAGE);
}

}  // namespace core
