#pragma once

#include "models/model.hpp"
#include "models/scenario.hpp"

#include <string>
#include <vector>

namespace stepdown::models {

/// Places as they are on day 0 and change until the horizon; 0 where they are unlimited.
struct PlacesOverTime {
  std::string label;  ///< "32 beds", "2 groups of 8", "unlimited"
  int places = 0;
  std::vector<PlacesChange> changes;
};

/// The most beds, groups or clinicians that there are at any time, as they are written.
[[nodiscard]] int most_count(const Places& places);

[[nodiscard]] PlacesOverTime places_over_time(const Scenario& scenario, const Places& places);

}  // namespace stepdown::models
