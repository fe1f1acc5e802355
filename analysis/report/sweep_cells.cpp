#include "analysis/report/sweep_cells.hpp"

#include <string_view>

namespace stepdown::analysis {

Column level_column(const SweepDesign& design, std::size_t column) {
  const std::string& unit = design.units.at(column);
  return {design.factors.at(column),
          unit.empty() ? std::string_view{"-"} : std::string_view{unit},
          "value in this point; empty: as the scenario has it"};
}

void write_level(CsvWriter& csv, const std::string& level) {
  if (number_in(level))
    csv.ready(level, 1);
  else
    csv.text(level);
}

void write_name(CsvWriter& csv, const FigureName& figure) {
  csv.text(figure.state).text(figure.group).text(figure.metric + "." + figure.statistic);
}

std::string short_text(const FigureName& figure) {
  const bool is_of_all = figure.state == all && figure.group == all;
  return is_of_all ? figure.metric + "." + figure.statistic : to_text(figure);
}

}  // namespace stepdown::analysis
