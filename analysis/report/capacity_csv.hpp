#pragma once

#include "analysis/report/csv.hpp"
#include "analysis/theory/theory_figures.hpp"
#include "models/model.hpp"

#include <span>
#include <string_view>

/// What theory says of each level with n places, for every n.
namespace stepdown::analysis {

inline constexpr std::string_view capacity_file = "capacity.csv";
inline constexpr std::string_view capacity_meaning =
    "a level and a number of places, by theory, with the demand of the long run";

[[nodiscard]] std::span<const Column> capacity_columns();

/// @pre the report has `traffic`
void write_capacity(const models::Model& model, const TheoryReport& report, CsvWriter& csv);

}  // namespace stepdown::analysis
