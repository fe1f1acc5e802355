#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <array>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 2> text_columns{{
    {"level", "-", "name of the level of care in the scenario"},
    {"label", "-", "its label"},
}};

constexpr std::string_view low = "low end of the 95 % interval of the column before";
constexpr std::string_view high = "high end of that interval";

constexpr std::array figures{
    FigureColumn{
        {"mean_places", "places", "open places over time; empty: unlimited"}, "places", "mean"},
    FigureColumn{{"mean_census", "people", "people occupying a place, averaged over time"},
                 "census",
                 "mean"},
    FigureColumn{{"mean_census_low", "people", low}, "census", "mean", Part::Low},
    FigureColumn{{"mean_census_high", "people", high}, "census", "mean", Part::High},
    FigureColumn{
        {"sd_census", "people", "standard deviation of the census over time"}, "census", "sd"},
    FigureColumn{{"census_p05", "people", "5 % of the time the census is at or below this"},
                 "census",
                 "p05"},
    FigureColumn{{"census_median", "people", "half of the time the census is at or below this"},
                 "census",
                 "median"},
    FigureColumn{{"census_p95", "people", "95 % of the time the census is at or below this"},
                 "census",
                 "p95"},
    FigureColumn{{"census_max", "people", "largest census in any replication"},
                 "census",
                 "max",
                 Part::Pooled},
    FigureColumn{
        {"mean_treating", "people", "part of the census: in treatment"}, "treating", "mean"},
    FigureColumn{{"mean_held",
                  "people",
                  "part of the census: treatment over, place kept because the next level is full"},
                 "held",
                 "mean"},
    FigureColumn{{"mean_transfer", "people", "part of the census: treatment over, in transfer"},
                 "transfer",
                 "mean"},
    FigureColumn{
        {"utilization",
         "fraction",
         "place-days occupied / place-days open; empty: unlimited places, or none were open"},
        "utilization",
        "mean"},
    FigureColumn{{"utilization_low", "fraction", low}, "utilization", "mean", Part::Low},
    FigureColumn{{"utilization_high", "fraction", high}, "utilization", "mean", Part::High},
    FigureColumn{{"full_share", "fraction", "share of time with no free place"}, "full", "share"},
    FigureColumn{{"requests_per_year", "people / year", "people who asked for a place"},
                 "requests",
                 "per_year"},
    FigureColumn{{"admissions_per_year", "people / year", "people who took up a place"},
                 "admissions",
                 "per_year"},
    FigureColumn{{"p_delay", "fraction", "share of requests that had to wait"}, "p_delay", "share"},
    FigureColumn{{"p_delay_low", "fraction", low}, "p_delay", "share", Part::Low},
    FigureColumn{{"p_delay_high", "fraction", high}, "p_delay", "share", Part::High},
    FigureColumn{
        {"one_in_n", "requests", "one request in so many had to wait; empty: nobody had to"},
        "one_in_n",
        "ratio"},
    FigureColumn{{"mean_wait_days",
                  "days",
                  "request to admission, of those admitted; 0 for those who did not wait"},
                 "wait",
                 "mean"},
    FigureColumn{{"mean_wait_days_low", "days", low}, "wait", "mean", Part::Low},
    FigureColumn{{"mean_wait_days_high", "days", high}, "wait", "mean", Part::High},
    FigureColumn{{"wait_median_days", "days", "half of those admitted waited at most so long"},
                 "wait",
                 "median"},
    FigureColumn{
        {"wait_p90_days", "days", "90 % of those admitted waited at most so long"}, "wait", "p90"},
    FigureColumn{{"wait_p90_days_low", "days", low}, "wait", "p90", Part::Low},
    FigureColumn{{"wait_p90_days_high", "days", high}, "wait", "p90", Part::High},
    FigureColumn{
        {"wait_p95_days", "days", "95 % of those admitted waited at most so long"}, "wait", "p95"},
    FigureColumn{
        {"wait_max_days", "days", "longest wait in any replication"}, "wait", "max", Part::Pooled},
    FigureColumn{{"n_waits",
                  "people",
                  "people admitted, in all replications together: behind the wait figures"},
                 "wait",
                 "mean",
                 Part::N},
    FigureColumn{
        {"open_waits",
         "people",
         "still on the waiting list at the horizon, mean per replication; in no wait figure"},
        "open_waits",
        "count"},
    FigureColumn{
        {"mean_list", "people", "people on the waiting list, averaged over time"}, "list", "mean"},
    FigureColumn{
        {"list_p95", "people", "95 % of the time the list is at or below this"}, "list", "p95"},
    FigureColumn{
        {"list_max", "people", "longest list in any replication"}, "list", "max", Part::Pooled},
    FigureColumn{{"gave_up_per_year", "people / year", "left the waiting list without a place"},
                 "gave_up",
                 "per_year"},
    FigureColumn{{"turned_away_per_year",
                  "people / year",
                  "found the waiting list at its limit and went where turned_away_to says"},
                 "turned_away",
                 "per_year"},
    FigureColumn{{"diverted_per_year",
                  "people / year",
                  "found the waiting list at its limit and asked another level"},
                 "diverted",
                 "per_year"},
    FigureColumn{{"lost_per_year", "people / year", "gave up or turned away"}, "lost", "per_year"},
    FigureColumn{{"lost_per_year_low", "people / year", low}, "lost", "per_year", Part::Low},
    FigureColumn{{"lost_per_year_high", "people / year", high}, "lost", "per_year", Part::High},
    FigureColumn{{"lost_share", "fraction", "gave up or turned away / requests"}, "lost", "share"},
    FigureColumn{
        {"mean_stay_days", "days", "length of the stays that ended: treatment + hold + transfer"},
        "stay",
        "mean"},
    FigureColumn{{"mean_stay_days_low", "days", low}, "stay", "mean", Part::Low},
    FigureColumn{{"mean_stay_days_high", "days", high}, "stay", "mean", Part::High},
    FigureColumn{{"stay_median_days", "days", "half of the stays that ended were at most so long"},
                 "stay",
                 "median"},
    FigureColumn{{"stay_p90_days", "days", "90 % of the stays that ended were at most so long"},
                 "stay",
                 "p90"},
    FigureColumn{{"n_stays",
                  "stays",
                  "stays that ended, in all replications together: behind the stay figures"},
                 "stay",
                 "mean",
                 Part::N},
    FigureColumn{{"open_stays",
                  "stays",
                  "stays still open at the horizon, mean per replication; in no stay figure"},
                 "open_stays",
                 "count"},
    FigureColumn{{"held_place_days_per_year",
                  "place-days / year",
                  "places of this level kept by people whose next level was full"},
                 "held_days",
                 "per_year"},
    FigureColumn{
        {"swaps_per_year", "moves / year", "moves into this level as part of a gridlock ring"},
        "swaps",
        "per_year"},
    FigureColumn{{"replications", "-", "independent runs behind the row"},
                 "census",
                 "mean",
                 Part::Replications},
};

constexpr FigureTable table{
    "levels.csv", "one row a level of care, from most to least intensive", text_columns, figures};

}  // namespace

Table levels_table() {
  const auto write = [](const Report& report, const TextSink& sink) {
    CsvWriter csv(table.columns(), sink);
    for (std::size_t i = 0; i < report.model.level_count; ++i) {
      const models::StateModel& level = report.model.states[i];
      csv.text(level.name).text(level.label);
      write_figures(csv, table, report.summary, level.name);
      csv.end_row();
    }
    csv.finish();
  };
  return {table.file, table.meaning, table.columns(), write};
}

}  // namespace stepdown::analysis
