#pragma once

#include <cstddef>

namespace stepdown::sim {

/// Asks for an object to be brought into the cache, to be used soon; changes nothing.
///
/// Functions that do nothing but prefetch must be inlined early: GCC 12 finds them free of effects
/// and drops the calls.
template <class T>
[[gnu::always_inline]] inline void prefetch(const T* object) {
  constexpr std::size_t cache_line = 64;
  const auto* bytes = reinterpret_cast<const std::byte*>(object);
  for (std::size_t offset = 0; offset < sizeof(T); offset += cache_line) {
    __builtin_prefetch(bytes + offset, 1);
  }
  __builtin_prefetch(bytes + sizeof(T) - 1, 1);  // an object that straddles one line more
}

}  // namespace stepdown::sim
