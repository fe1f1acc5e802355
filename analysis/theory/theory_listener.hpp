#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace stepdown::analysis {

/// What theory is at, of something that may take long.
struct TheoryStep {
  std::string_view what;
  std::size_t done = 0;
  std::size_t of = 1;
};

/// Hears of each step before it is begun; empty: nobody listens.
using TheoryListener = std::function<void(const TheoryStep&)>;

inline void tell(const TheoryListener& listener, const TheoryStep& step) {
  if (listener) listener(step);
}

}  // namespace stepdown::analysis
