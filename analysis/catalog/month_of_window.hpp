#pragma once

#include "models/model.hpp"

#include <chrono>
#include <cstddef>
#include <vector>

namespace stepdown::analysis {

/// A month of the calendar, or the part of it that is observed.
struct MonthOfWindow {
  std::chrono::year_month month{};
  std::size_t index = 0;           ///< of `StateObservations::months`
  double days = 0;                 ///< observed
  std::size_t first_midnight = 0;  ///< of those that are counted
  std::size_t midnights = 0;
};

/// In order; empty where months are not told apart.
[[nodiscard]] std::vector<MonthOfWindow> months_of_window(const models::Model& model);

}  // namespace stepdown::analysis
