#include "analysis/report/theory_csv.hpp"

#include "analysis/formulas/poisson_census.hpp"
#include "analysis/report/agreement_report.hpp"
#include "analysis/report/capacity_csv.hpp"
#include "analysis/report/csv.hpp"
#include "analysis/report/inputs_csv.hpp"
#include "analysis/report/theory_dictionary.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace stepdown::analysis {

using models::Model;

namespace {

constexpr std::array<Column, 8> columns_of_theory{{
    {"state", "-", "name of a state; all: of all states together"},
    {"profile", "-", "people of one kind (attribute=value), or those served k-th; all: everybody"},
    {"metric", "-", "as in metrics.csv, and some that only theory has"},
    {"statistic", "-", "how it is summed up"},
    {"value", "as the metric", "the figure; empty: there is none, see note"},
    {"standing",
     "-",
     "exact, long run (the run starts empty), unlimited places, or level on its own"},
    {"method", "-", "formula or equations"},
    {"note", "-", "why there is no value, or what to keep in mind"},
}};

constexpr std::array<Column, 7> census_columns{{
    {"date", "-", "day that begins at this midnight"},
    {"state", "-", "name of a level or community state"},
    {"mean", "people", "expected census at midnight with unlimited places, from an empty start"},
    {"p05", "people", "5 % of the time at or below, if arrivals are Poisson"},
    {"median", "people", "half of the time at or below"},
    {"p95", "people", "95 % of the time at or below"},
    {"entries", "people", "expected to enter on this day"},
}};

void write_figures(const TheoryReport& report, CsvWriter& csv) {
  for (const TheoryFigure& f : report.figures) {
    csv.text(f.state).text(f.group).text(f.metric).text(f.statistic).number(f.value);
    csv.text(to_text(f.standing)).text(f.method).text(f.note).end_row();
  }
}

void write_census(const Model& model, const TheoryReport& report, CsvWriter& csv) {
  if (!report.paths) return;
  const bool has_quantiles = has_poisson_census(model);
  for (std::size_t s = 0; s < model.level_count + model.community_count; ++s) {
    const CensusPath& path = report.paths->states[s];
    for (std::size_t d = 0; d < path.daily.size(); ++d) {
      const double mean = std::max(0.0, path.midnight[d]);
      csv.text(model.calendar.iso_date(static_cast<long>(d))).text(model.states[s].name);
      csv.sensible(mean);
      if (has_quantiles) {
        const CountDistribution census = poisson_census(mean);
        for (const double p : {0.05, 0.5, 0.95})
          csv.number(static_cast<std::int64_t>(census.quantile(p)));
      } else {
        csv.blank().blank().blank();
      }
      csv.sensible(std::max(0.0, path.entries[d])).end_row();
    }
  }
}

}  // namespace

std::vector<std::string> write_theory(const Model& model,
                                      const TheoryReport& report,
                                      const std::filesystem::path& folder,
                                      std::span<const models::Input> inputs) {
  std::vector<std::string> files{"theory.csv"};
  write_csv(folder / files.back(), columns_of_theory, [&](CsvWriter& csv) {
    write_figures(report, csv);
  });
  if (report.traffic) {
    files.emplace_back(capacity_file);
    write_csv(folder / files.back(), capacity_columns(), [&](CsvWriter& csv) {
      write_capacity(model, report, csv);
    });
  }
  files.emplace_back("census_theory.csv");
  write_csv(folder / files.back(), census_columns, [&](CsvWriter& csv) {
    write_census(model, report, csv);
  });
  if (!inputs.empty()) {
    files.emplace_back(inputs_file);
    write_csv(folder / files.back(), inputs_columns(), [&](CsvWriter& csv) {
      write_inputs(inputs, csv);
    });
  }
  files.push_back(
      write_dictionary({{"theory.csv", "a figure, or why there is none", columns_of_theory},
                        {capacity_file, capacity_meaning, capacity_columns()},
                        {"census_theory.csv", "a state and a day", census_columns},
                        {inputs_file, inputs_meaning, inputs_columns()},
                        {agreement_file, agreement_meaning, agreement_columns()}},
                       described_figures("theory.csv", report.figures),
                       folder));
  return files;
}

}  // namespace stepdown::analysis
