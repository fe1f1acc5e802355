#pragma once

#include "analysis/metrics/measurement.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stepdown::analysis {

/// Which figure is meant, as on the command line: `wait.mean@residential`, `lost.per_year`,
/// `completion.share@all/profile=alcohol`.
struct FigureName {
  std::string metric;
  std::string statistic;
  std::string state = all;
  std::string group = all;

  friend bool operator==(const FigureName&, const FigureName&) = default;
};

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
