#pragma once

#include "models/model.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace stepdown::analysis {

/// A stretch of the window in which prices and costs are the same.
struct SpanOfWindow {
  std::size_t period = 0;
  std::optional<std::size_t> index;  ///< of `StateObservations::spans`; nothing: the whole window
  double days = 0;
  std::size_t first_midnight = 0;  ///< of those that are counted
  std::size_t midnights = 0;
};

/// A month of the calendar, or the part of it that is observed.
struct MonthOfWindow {
  std::chrono::year_month month{};
  std::vector<SpanOfWindow> spans;

  [[nodiscard]] double days() const;
};

/// In order; empty where months are not told apart.
[[nodiscard]] std::vector<MonthOfWindow> months_of_window(const models::Model& model);

}  // namespace stepdown::analysis
