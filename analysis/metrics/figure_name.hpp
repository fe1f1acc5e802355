#pragma once

#include "analysis/metrics/measurement.hpp"

#include <compare>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stepdown::analysis {

/// Which figure is meant, as on the command line: `wait.mean@residential`, `lost.per_year`,
/// `completion.share@all/profile=alcohol`. The key under which figures are looked up.
struct FigureName {
  std::string metric;
  std::string statistic;
  std::string state = all;
  std::string group = all;

  friend auto operator<=>(const FigureName&, const FigureName&) = default;
};

/// The name of a row of some table: of a measurement, a summary, theory.
template <class Row>
[[nodiscard]] FigureName figure_name_of(const Row& row) {
  return {row.metric, row.statistic, row.state, row.group};
}

/// The measurement of that name; null when there is none.
[[nodiscard]] const Measurement* find_figure(const std::vector<Measurement>& measured,
                                             const FigureName& name);

/// What is wrong with a name, as "expected ..., got ...".
struct BadFigureName {
  std::string problem;
};

/// METRIC.STATISTIC[@STATE[/GROUP]]. Metric and statistic must be in the catalog; whether a state
/// has the figure only the model knows.
[[nodiscard]] std::variant<FigureName, BadFigureName> parse_figure_name(std::string_view text);

/// The name as it was written.
[[nodiscard]] std::string to_text(const FigureName& name);

}  // namespace stepdown::analysis
