#pragma once

#include <array>
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

/// A statistic with a share `p` of all at or below it.
struct Quantile {
  std::string_view statistic;
  double p = 0;
};

/// Those of numbers of people over time, ascending.
inline constexpr std::array<Quantile, 9> quantiles{{{"p05", 0.05},
                                                    {"p10", 0.1},
                                                    {"p25", 0.25},
                                                    {"median", 0.5},
                                                    {"p75", 0.75},
                                                    {"p80", 0.8},
                                                    {"p90", 0.9},
                                                    {"p95", 0.95},
                                                    {"p99", 0.99}}};
/// Those of lengths of time: from the median on.
inline constexpr std::span<const Quantile, 6> quantiles_of_lengths = std::span(quantiles).last<6>();

/// Whether it is a share of lengths of time: of those within a limit, or above it.
[[nodiscard]] constexpr bool is_share_of_lengths(std::string_view statistic) {
  return statistic.starts_with("within_") || statistic.starts_with("above_");
}

/// The p of a statistic that is a quantile, 0.9 for `p90`; nothing for the others.
[[nodiscard]] std::optional<double> quantile_of(std::string_view statistic);

}  // namespace stepdown::analysis
