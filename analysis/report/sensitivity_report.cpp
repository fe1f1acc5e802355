#include "analysis/report/sensitivity_report.hpp"

#include "analysis/report/csv.hpp"
#include "analysis/report/dictionary.hpp"
#include "analysis/report/text_table.hpp"
#include "analysis/report/wrapped_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr const char* sensitivity_file = "sensitivity.csv";

constexpr std::array<Column, 9> columns_of_sensitivity{{
    {"state", "-", "name of a state; all: of all states together"},
    {"profile", "-", "value of a reported attribute; all: of all people together"},
    {"figure", "-", "metric and statistic, as in metrics.csv of a run"},
    {"factor", "-", "name of a factor; empty: of all together"},
    {"rank", "-", "of the factor for this figure; 1 matters most"},
    {"measure", "-", "what is said of the two, see the measures below"},
    {"value", "-", "as the figure, or a share or coefficient without a unit"},
    {"low", "-", "low end of its 95 % interval"},
    {"high", "-", "high end of that interval"},
}};

struct SensitivityMeasure {
  std::string_view name;
  std::string_view meaning;
};

constexpr std::array<SensitivityMeasure, 16> measures{{
    {"at_low", "the figure with the factor at its low end, all others as in the scenario"},
    {"at_base", "the figure of the scenario as it is"},
    {"at_high", "the figure with the factor at its high end, all others as in the scenario"},
    {"span", "largest less smallest of these three; factors are ranked by it"},
    {"swing", "at_high - at_low, paired by replication"},
    {"from_low", "at_base - at_low, paired by replication"},
    {"from_high", "at_high - at_base, paired by replication"},
    {"elasticity", "relative change of the figure over relative change of the factor, at the base"},
    {"rank_coefficient",
     "standardized rank regression coefficient, -1 to 1; factors are ranked by its size"},
    {"coefficient", "standardized regression coefficient"},
    {"first",
     "first-order Sobol index: share of the variance that would go if the factor were known"},
    {"total",
     "total Sobol index: share of the variance that would stay if all others were known; factors "
     "are ranked by it"},
    {"explained_by_ranks", "R2 of the regression of ranks; coefficients tell all if it is near 1"},
    {"explained", "R2 of the regression of values"},
    {"variance", "of the figure between points, without chance"},
    {"noise", "what chance adds to it"},
}};

/// What of each method is shown, in this order.
std::vector<std::string_view> shown_of(SensitivityMethod method) {
  switch (method) {
    case SensitivityMethod::Tornado:
      return {"at_low", "at_base", "at_high", "swing", "elasticity"};
    case SensitivityMethod::Regression:
      return {"rank_coefficient", "coefficient", "first"};
    case SensitivityMethod::Sobol:
      return {"first", "total"};
  }
  return {};
}

std::string cell_of(const SensitivityRow* row) {
  if (row == nullptr || !row->value) return "-";
  if (!row->interval) return fmt::format("{:.4g}", *row->value);
  return fmt::format(
      "{:.3g} ({:.3g} to {:.3g})", *row->value, row->interval->low, row->interval->high);
}

/// The rows of one figure as a table.
std::string table_of(const std::vector<const SensitivityRow*>& rows,
                     const std::vector<std::string_view>& shown,
                     const Page& page) {
  std::vector<std::vector<std::string>> cells{{"factor"}};
  cells.front().insert(cells.front().end(), shown.begin(), shown.end());
  const int factors = std::ranges::max(rows, {}, &SensitivityRow::rank)->rank;
  for (int rank = 1; rank <= factors; ++rank) {
    std::vector<std::string>& line = cells.emplace_back();
    const auto first = std::ranges::find(rows, rank, &SensitivityRow::rank);
    line.push_back((*first)->factor);
    for (const std::string_view measure : shown) {
      const auto at = std::ranges::find_if(rows, [&](const SensitivityRow* row) {
        return row->rank == rank && row->measure == measure;
      });
      line.push_back(cell_of(at == rows.end() ? nullptr : *at));
    }
  }
  return aligned(std::move(cells), page);
}

}  // namespace

std::vector<std::string> write_sensitivity(const std::vector<SensitivityRow>& rows,
                                           const std::filesystem::path& folder) {
  write_csv(folder / sensitivity_file, columns_of_sensitivity, [&rows](CsvWriter& csv) {
    for (const SensitivityRow& row : rows) {
      csv.text(row.figure.state).text(row.figure.group);
      csv.text(row.figure.metric + "." + row.figure.statistic).text(row.factor);
      if (row.rank > 0)
        csv.number(std::int64_t{row.rank});
      else
        csv.blank();
      csv.text(row.measure).number(row.value).interval(row.interval).end_row();
    }
  });
  std::vector<DescribedValue> values;
  for (const SensitivityMeasure& measure : measures)
    values.push_back(
        {sensitivity_file, "measure", std::string(measure.name), "", std::string(measure.meaning)});
  return {sensitivity_file,
          write_dictionary(
              {{sensitivity_file, "one row a figure, factor and measure", columns_of_sensitivity}},
              values,
              folder)};
}

std::string sensitivity_text(const std::vector<SensitivityRow>& rows,
                             SensitivityMethod method,
                             const Page& page) {
  std::string text;
  for (auto at = rows.begin(); at != rows.end();) {
    const auto end = std::find_if(
        at, rows.end(), [&](const SensitivityRow& row) { return row.figure != at->figure; });
    std::vector<const SensitivityRow*> of_figure;
    for (auto row = at; row != end; ++row)
      of_figure.push_back(&*row);
    text +=
        wrapped(to_text(at->figure), page) + "\n\n" + table_of(of_figure, shown_of(method), page);
    for (const SensitivityRow* const row : of_figure)
      if (row->factor.empty()) text += fmt::format("{}: {}\n", row->measure, cell_of(row));
    text += "\n";
    at = end;
  }
  return text;
}

}  // namespace stepdown::analysis
