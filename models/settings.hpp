#pragma once

#include <string>

namespace stepdown::models {

/// Plain settings of a scenario as a whole: nothing in them is looked up or derived, so that the
/// Model has them as the author wrote them. All lengths of time are in days.
struct Settings {
  double episode_gap = 30;       ///< the longest gap between two levels inside one episode
  std::string currency = "USD";  ///< of all money, as reports call it
};

}  // namespace stepdown::models
