#pragma once

#include <cstddef>

namespace stepdown::sim {

/// Asks for `count` objects in a row, at least one, to be brought into the cache, to be used soon;
/// changes nothing.
template <class T>
inline void prefetch(const T* first, std::size_t count = 1) {
  constexpr std::size_t cache_line = 64;
  const std::size_t size = count * sizeof(T);
  const auto* bytes = reinterpret_cast<const std::byte*>(first);
  for (std::size_t offset = 0; offset < size; offset += cache_line) {
    __builtin_prefetch(bytes + offset, 1);
  }
  if constexpr (alignof(T) < cache_line)
    __builtin_prefetch(bytes + size - 1, 1);  // objects that straddle one line more
  // GCC 12 finds functions that do nothing but prefetch free of effects and drops calls of them.
  asm volatile("");
}

}  // namespace stepdown::sim
