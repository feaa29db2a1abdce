#pragma once

#include <atomic>
#include <cstdlib>
#include <functional>
#include <new>

// Counts every byte that the executable holds: to be included by one file of it.

namespace {

std::atomic<std::size_t> liveBytes = 0;
std::atomic<std::size_t> peakBytes = 0;
/// In front of each allocation stands its size; what follows stays aligned.
constexpr std::size_t headerBytes = alignof(std::max_align_t);

void* counted(std::size_t size) {
  auto* const start = static_cast<std::byte*>(std::malloc(size + headerBytes));
  if (!start) throw std::bad_alloc();
  ::new (start) std::size_t(size);
  const std::size_t live = liveBytes += size;
  std::size_t peak = peakBytes;
  while (peak < live && !peakBytes.compare_exchange_weak(peak, live)) {
  }
  return start + headerBytes;
}

void released(void* pointer) noexcept {
  if (!pointer) return;
  std::byte* const start = static_cast<std::byte*>(pointer) - headerBytes;
  liveBytes -= *std::launder(reinterpret_cast<std::size_t*>(start));
  std::free(start);
}

}  // namespace

// All forms of new and delete but the aligned ones come here.
void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void operator delete(void* pointer) noexcept { released(pointer); }
void operator delete[](void* pointer) noexcept { released(pointer); }
void operator delete(void* pointer, std::size_t) noexcept { released(pointer); }
void operator delete[](void* pointer, std::size_t) noexcept { released(pointer); }

/// How many bytes are held at once, beyond what was held before, while `work` runs.
inline std::size_t peakOf(const std::function<void()>& work) {
  const std::size_t before = liveBytes;
  peakBytes = before;
  work();
  return peakBytes - before;
}
