#pragma once

#include <optional>
#include <span>
#include <string_view>

/// The one list of what is measured. Reports, sweeps, targets and theory use these names.
namespace stepdown::analysis {

/// One metric, or a family of them: in `exits.<reason>` the part in angle brackets stands for a
/// name from the scenario.
struct Metric {
  std::string_view name;
  std::string_view unit;  ///< of mean, sd, quantiles, smallest and largest
  std::string_view of;    ///< which states have it
  std::string_view definition;
};

[[nodiscard]] std::span<const Metric> metric_catalog();

/// The entry for a metric's name as it stands in metrics.csv, `exits.dropout` say. Null when the
/// catalog does not know it.
[[nodiscard]] const Metric* find_metric(std::string_view name);

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

/// Whether a figure is a part of a whole, from 0 to 1: any share, and the mean utilization.
[[nodiscard]] bool is_share(std::string_view metric, std::string_view statistic);

}  // namespace stepdown::analysis
