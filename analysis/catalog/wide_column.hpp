#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stepdown::analysis {

/// The tables for people, in which a figure has a column.
enum class WideTable : std::uint8_t {
  Levels,
  Waits,
  Exits,
  Flows,
  Held,
  Medications,
  Staffing,
  Services,
  Money
};

/// Which number of a figure over replications goes into a cell.
enum class Part : std::uint8_t {
  Value,
  Low,  ///< of the 95 % interval
  High,
  Pooled,  ///< all replications thrown together
  N,       ///< observations behind the figure, in all replications
  PerDay,  ///< value / 365: turns place-days a year into places
  Replications
};

/// A column that shows one statistic of the figure that it is declared with.
struct WideColumn {
  WideTable table{};
  std::string name;
  std::string unit;
  std::string meaning;
  std::string statistic;
  Part part = Part::Value;
  bool has_interval = false;  ///< two more columns: the ends of its interval
  std::string after = {};     ///< the column before it; empty: in order of declaration
};

/// In `WideColumn::after`: the first of the figures.
inline constexpr std::string_view at_the_beginning = "(beginning)";

}  // namespace stepdown::analysis
