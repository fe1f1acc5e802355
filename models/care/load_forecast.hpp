#pragma once

#include "models/model.hpp"

#include <cstddef>

namespace stepdown::models {

/// How busy a network will roughly be once it has filled up, ignoring waits and history. Tables are
/// sized by it; results never depend on it.
struct LoadForecast {
  double events_per_day = 1;  ///< referrals and ends of stays; positive
  double people_inside = 0;   ///< at once, never more than are referred up to the horizon
};

/// For how many people to make room before the first comes, so many bytes each: some more than are
/// forecast, but not more than 8 GB, since a forecast can be wrong.
[[nodiscard]] std::size_t room_for(const LoadForecast& load, std::size_t bytes_each);

/// The traffic equations by repeated substitution, then Little's law.
[[nodiscard]] LoadForecast forecast_load(const Model& model);

}  // namespace stepdown::models
