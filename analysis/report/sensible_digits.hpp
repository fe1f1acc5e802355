#pragma once

#include "analysis/statistics/confidence_interval.hpp"

#include <optional>

namespace stepdown::analysis {

/// Gives values as many digits as a table for people shows: four more than an interval of this half
/// width needs and at least four, or seven where there is none. 6.1234567 with 0.2 beside it is
/// 6.12346.
class SensibleDigits {
 public:
  explicit SensibleDigits(std::optional<double> half_width);
  [[nodiscard]] double of(double value) const;

 private:
  std::optional<int> decimals_;  ///< of what has at least four digits then; nothing: no interval
};

/// Of one value.
[[nodiscard]] double with_sensible_digits(double value, std::optional<double> half_width);

[[nodiscard]] std::optional<double> half_width_of(const std::optional<Interval>& interval);

}  // namespace stepdown::analysis
