#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace stepdown::models {

/// The number of the list of a period that is `now`: that of the period before, `known` with the
/// number `before`, if it is the same; else it is put behind those that hold later.
template <class List>
[[nodiscard]] std::size_t number_of(List now,
                                    const List& known,
                                    std::size_t before,
                                    std::vector<List>& later) {
  if (now == known) return before;
  later.push_back(std::move(now));
  return later.size();
}

}  // namespace stepdown::models
