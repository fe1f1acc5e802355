#pragma once

#include "analysis/report/csv.hpp"
#include "models/input.hpp"

#include <span>
#include <string_view>

namespace stepdown::analysis {

/// inputs.csv, which several kinds of folders have.
inline constexpr std::string_view inputs_file = "inputs.csv";
inline constexpr std::string_view inputs_meaning =
    "one row a value of the scenario, in the order in which it has them, with its base, its "
    "changes "
    "and what was set";
[[nodiscard]] std::span<const Column> inputs_columns();
void write_inputs(std::span<const models::Input> inputs, CsvWriter& csv);

/// "read", "derived", "assumption" or "none".
[[nodiscard]] std::string_view name_of(models::Confidence confidence);

}  // namespace stepdown::analysis
