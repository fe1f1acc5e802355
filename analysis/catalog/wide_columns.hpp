#pragma once

#include "analysis/catalog/wide_column.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// What the two columns after a figure mean that has an interval.
inline constexpr const char* low_end_meaning = "low end of the 95 % interval of the column before";
inline constexpr const char* high_end_meaning = "high end of that interval";

/// A column of a wide table, in its place.
struct PlacedColumn {
  std::string name;
  std::string unit;
  std::string meaning;
  std::string_view figure;  ///< as declared: with angle brackets when it is a family
  std::string statistic;
  Part part = Part::Value;
  std::string after;  ///< see `WideColumn::after`
};

/// All columns that the figures of states declare for a table, in order.
[[nodiscard]] std::vector<PlacedColumn> wide_columns(WideTable table);

}  // namespace stepdown::analysis
