#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/experiments/sweep_design.hpp"
#include "analysis/report/csv.hpp"

#include <cstddef>
#include <string>

/// What the tables of sweeps have in common.
namespace stepdown::analysis {

/// The column of a factor or an uncertain input. Its texts are those of the design.
[[nodiscard]] Column level_column(const SweepDesign& design, std::size_t column);

/// A value of a factor: numbers as numbers, whatever their sign, as text with a minus in front
/// would be taken for a formula.
void write_level(CsvWriter& csv, const std::string& level);

/// State, group and figure: three cells.
void write_name(CsvWriter& csv, const FigureName& figure);

/// The name as short as it can be read again.
[[nodiscard]] std::string short_text(const FigureName& figure);

}  // namespace stepdown::analysis
