#pragma once

#include "analysis/catalog/measurement.hpp"

#include <algorithm>
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

/// Whether two names, or rows of tables, are of the same figure.
template <class A, class B>
[[nodiscard]] bool is_same_figure(const A& a, const B& b) {
  return a.statistic == b.statistic && a.metric == b.metric && a.state == b.state &&
         a.group == b.group;
}

/// The row of that name; null when there is none.
template <class Row>
[[nodiscard]] const Row* find_figure(const std::vector<Row>& rows, const FigureName& name) {
  const auto found = std::find_if(
      rows.begin(), rows.end(), [&](const Row& row) { return is_same_figure(row, name); });
  return found == rows.end() ? nullptr : &*found;
}

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
