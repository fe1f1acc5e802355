#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace stepdown::analysis {

/// One way to sum up a metric.
struct Statistic {
  std::string_view name;
  std::string_view unit;  ///< "as the metric" or its own
  std::string_view definition;
};

[[nodiscard]] std::span<const Statistic> statistic_catalog();

/// The entry for a statistic's name; null when the catalog does not know it.
[[nodiscard]] const Statistic* find_statistic(std::string_view name);

/// The p of a statistic that is a quantile, 0.9 for `p90`; nothing for the others.
[[nodiscard]] std::optional<double> quantile_of(std::string_view statistic);

}  // namespace stepdown::analysis
