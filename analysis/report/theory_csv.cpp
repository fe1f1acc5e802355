#include "analysis/report/theory_csv.hpp"

#include "analysis/formulas/capacity_curve.hpp"
#include "analysis/formulas/poisson_census.hpp"
#include "analysis/report/agreement_report.hpp"
#include "analysis/report/csv.hpp"
#include "analysis/report/theory_dictionary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <variant>
#include <vector>

namespace stepdown::analysis {

using models::Model;

namespace {

constexpr std::array<Column, 8> figure_columns{{
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

constexpr std::array<Column, 9> capacity_columns{{
    {"level", "-", "name of a level"},
    {"places", "places", "n, until hardly anybody is delayed; then the places there are"},
    {"p_delay",
     "fraction",
     "requests that find all places taken and are lost: P(N = n) / P(N <= n) where people come "
     "alone at one rate, N Poisson, the census with unlimited places; by the forward equations "
     "where the rate changes, averaged over those who ask in the pattern or the observed part; by "
     "the loss formula of GI/M/c/c on a schedule with exponential stays; else about: "
     "P(N + J >= n | N <= n), N the census with unlimited places, J those of the own batch"},
    {"one_in_n", "requests", "one request in so many is delayed"},
    {"full", "fraction", "share of time with n or more people"},
    {"utilization", "fraction", "of n places, by those not delayed"},
    {"is_present", "-", "1: the level has so many places now"},
    {"is_about", "-", "1: p_delay is an approximation"},
    {"method", "-", "how p_delay is found"},
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

/// As many places as anybody may want to look at: a quarter more than there are, or so many that
/// hardly anybody is delayed; but not millions.
int most_places(const StateDemand& demand, const std::vector<OfferedPart>& parts) {
  constexpr double most_beyond_the_load = 10'000;
  constexpr double most = 100'000;
  const auto beyond = [](const OfferedPart& part) {
    return part.load + 6 * std::sqrt(census_variance(part)) + 5;
  };
  const double a = std::ranges::max(parts, {}, &OfferedPart::load).load;
  const double wanted =
      std::max(demand.places.value_or(0) * 1.25, beyond(std::ranges::max(parts, {}, beyond)));
  return static_cast<int>(std::min({wanted, a + most_beyond_the_load, most}));
}

void write_capacity(const Model& model, const TheoryReport& report, CsvWriter& csv) {
  constexpr double negligible_delay = 1e-9;
  for (std::size_t l = 0; l < model.level_count; ++l) {
    const auto* sizing = std::get_if<LevelSizing>(&report.sizing[l]);
    if (sizing == nullptr) continue;
    const StateDemand& demand = report.traffic->states[l];
    int last = -1;
    const auto add = [&](const CapacityPoint& point) {
      csv.text(model.states[l].name).number(std::int64_t{point.places}).sensible(point.p_delay);
      csv.sensible(point.one_in_n).sensible(point.full).sensible(point.utilization);
      csv.number(std::int64_t{demand.places == point.places ? 1 : 0});
      csv.number(std::int64_t{sizing->is_about() ? 1 : 0}).text(sizing->method()).end_row();
      last = point.places;
    };
    for (const CapacityPoint& point : sizing->curve(most_places(demand, sizing->parts()))) {
      add(point);
      if (point.p_delay < negligible_delay) break;
    }
    if (demand.places && *demand.places > last) add(sizing->point(*demand.places));
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
                                      const std::filesystem::path& folder) {
  std::vector<std::string> files{"theory.csv"};
  write_csv(
      folder / files.back(), figure_columns, [&](CsvWriter& csv) { write_figures(report, csv); });
  if (report.traffic) {
    files.emplace_back("capacity.csv");
    write_csv(folder / files.back(), capacity_columns, [&](CsvWriter& csv) {
      write_capacity(model, report, csv);
    });
  }
  files.emplace_back("census_theory.csv");
  write_csv(folder / files.back(), census_columns, [&](CsvWriter& csv) {
    write_census(model, report, csv);
  });
  files.push_back(
      write_dictionary({{"theory.csv", "a figure, or why there is none", figure_columns},
                        {"capacity.csv", "a level and a number of places", capacity_columns},
                        {"census_theory.csv", "a state and a day", census_columns},
                        {agreement_file, agreement_meaning, agreement_columns()}},
                       described_figures("theory.csv", report.figures),
                       folder));
  return files;
}

}  // namespace stepdown::analysis
