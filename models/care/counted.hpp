#pragma once

#include <cstdint>

namespace stepdown::models {

/// One state: the people in it and before it. Its places are apart, in `pools_`.
struct Site {
  std::int64_t present = 0;
  int outside = 0;  ///< people on the list who hold no place
};

/// What somebody adds to the counts of a state, or of a pool.
struct Counted {
  int present = 0;
  int outside = 0;
  int taken = 0;
  int reserved = 0;
  int waiting = 0;
};

}  // namespace stepdown::models
