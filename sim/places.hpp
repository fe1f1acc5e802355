#pragma once

namespace stepdown::sim {

/// A number of places and how many of them are in use. Whose they are is kept elsewhere.
struct Places {
  int open = 0;      ///< can be less than are in use: a place that closes does so when it empties
  int taken = 0;     ///< somebody is there
  int reserved = 0;  ///< kept free for somebody who comes
  int turning = 0;   ///< left, and being made ready for the next

  [[nodiscard]] constexpr int in_use() const { return taken + reserved + turning; }
  [[nodiscard]] constexpr bool has_free() const { return in_use() < open; }
  [[nodiscard]] constexpr int free() const { return has_free() ? open - in_use() : 0; }
};

}  // namespace stepdown::sim
