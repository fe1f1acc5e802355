#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace stepdown::analysis {

/// The name in the `state` and `profile` columns of figures that are of all states or all people.
inline constexpr const char* all = "all";

/// A year in rates: days.
inline constexpr double days_per_year = 365;

/// One figure of one replication: one row of the tidy table.
///
/// `state` is a state's name, or `all`; `group` "attribute=value" of a reported attribute, or
/// `all`; `metric` and `statistic` are those of the catalog.
struct Measurement {
  std::string state;
  std::string group = all;
  std::string metric;
  std::string statistic;
  std::optional<double> value;    ///< nothing: no such figure in this replication
  std::optional<std::int64_t> n;  ///< observations behind the value; nothing for averages over time

  friend bool operator==(const Measurement&, const Measurement&) = default;
};

}  // namespace stepdown::analysis
