#include "analysis/report/capacity_csv.hpp"

#include "analysis/formulas/capacity_curve.hpp"
#include "analysis/report/tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <variant>
#include <vector>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 9> columns_of_capacity{{
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

}  // namespace

std::span<const Column> capacity_columns() {
  return columns_of_capacity;
}

void write_capacity(const models::Model& model, const TheoryReport& report, CsvWriter& csv) {
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

Table capacity_table() {
  const auto write = [](const Report& report, const TextSink& sink) {
    CsvWriter csv(columns_of_capacity, sink);
    write_capacity(report.model, *report.theory, csv);
    csv.finish();
  };
  return {.file = capacity_file,
          .meaning = capacity_meaning,
          .columns = {columns_of_capacity.begin(), columns_of_capacity.end()},
          .write = write,
          .is_written = [](const Report& report) {
            return report.theory != nullptr && report.theory->traffic.has_value();
          }};
}

}  // namespace stepdown::analysis
