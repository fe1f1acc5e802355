#pragma once

namespace stepdown::models {

/// What someone does whose next level is full: waits outside, or holds the present place.
struct Hold {
  enum class Kind { None, UntilPlaced, Limited };
  Kind kind = Kind::None;
  double days = 0;  ///< Limited: then outside

  friend bool operator==(const Hold&, const Hold&) = default;
};

}  // namespace stepdown::models
