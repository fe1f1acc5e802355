#include "analysis/catalog/families.hpp"
#include "analysis/catalog/shares_of_lengths.hpp"
#include "analysis/statistics/ratio.hpp"

#include <iterator>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::Counter;
using models::Length;
using enum WideTable;

std::int64_t requests(const Seen& seen) {
  return seen.here[Counter::Requests];
}

Number delayed(const Seen& seen) {
  return {ratio(seen.here[Counter::Delayed], requests(seen)), requests(seen)};
}

Number one_in(const Seen& seen) {
  return {ratio(requests(seen), seen.here[Counter::Delayed]), requests(seen)};
}

std::int64_t lost(const Seen& seen) {
  return seen.here[Counter::Lost];
}

/// Of those admitted who had to wait.
Number delayed_wait(const Seen& seen) {
  const sim::LogHistogram& waits = seen.here[Length::Wait];
  const auto n = static_cast<std::int64_t>(waits.count() - waits.zeros());
  return {ratio(waits.sum(), n), n};
}

/// Of those admitted and of those who left the list without a place.
Number any_wait(const Seen& seen) {
  const sim::LogHistogram& admitted = seen.here[Length::Wait];
  const sim::LogHistogram& gave_up = seen.here[Length::GaveUpWait];
  const sim::LogHistogram& left = seen.here[Length::LeftListWait];
  const auto n = static_cast<std::int64_t>(admitted.count() + gave_up.count() + left.count());
  return {ratio(admitted.sum() + gave_up.sum() + left.sum(), n), n};
}

Number list_empty(const Seen& seen) {
  return {sim::to_days(seen.here[models::Headcount::List].time_at(0)) / seen.all.window_days};
}

Number open_waits(const Seen& seen) {
  return {static_cast<double>(seen.here.open_waits)};
}

Number open_wait(const Seen& seen) {
  return {ratio(seen.here.open_wait_time.days(), seen.here.open_waits), seen.here.open_waits};
}

std::vector<Figure> delay_figures() {
  const Figure p_delay{
      "p_delay",
      "fraction",
      Where::Levels | Where::All | Where::Groups,
      "requests that had to wait for a place / requests; people turned away or diverted at "
      "once do not wait",
      Numbers{{"share", delayed, About::People}},
      {{Levels,
        "p_delay",
        "fraction",
        "share of requests that had to wait",
        "share",
        Part::Value,
        true},
       {Waits,
        "p_delay",
        "fraction",
        "share of the requests, answered yet or not, that had to wait; empty for gave_up and "
        "left_list",
        "share",
        Part::Value,
        true,
        "within_target_high"}},
      5};
  Figure one_in_n{"one_in_n",
                  "requests",
                  Where::Levels | Where::Groups,
                  "one request in so many had to wait: 1 / p_delay",
                  Numbers{{"ratio", one_in, About::People}},
                  {{Levels,
                    "one_in_n",
                    "requests",
                    "one request in so many had to wait; empty: nobody had to",
                    "ratio"}}};
  one_in_n.reciprocal_of = p_delay.name;
  return {p_delay, one_in_n};
}

std::vector<WideColumn> wait_in_levels() {
  return {
      {Levels,
       "mean_wait_days",
       "days",
       "request to admission, of those admitted; 0 for those who did not wait",
       "mean",
       Part::Value,
       true},
      {Levels,
       "wait_median_days",
       "days",
       "half of those admitted waited at most so long",
       "median"},
      {Levels,
       "wait_p90_days",
       "days",
       "90 % of those admitted waited at most so long",
       "p90",
       Part::Value,
       true},
      {Levels, "wait_p95_days", "days", "95 % of those admitted waited at most so long", "p95"},
      {Levels, "wait_max_days", "days", "longest wait in any replication", "max", Part::Pooled},
      {Levels,
       "n_waits",
       "people",
       "people admitted, in all replications together: behind the wait figures",
       "mean",
       Part::N},
  };
}

/// A quantile in waits.csv.
WideColumn quantile_in_waits(const std::string& statistic, const std::string& share) {
  return {Waits,
          statistic + "_days",
          "days",
          share + " waited at most so long",
          statistic,
          Part::Value,
          true};
}

/// The columns of waits.csv, which show those who gave up in rows of their own.
std::vector<WideColumn> wait_in_waits() {
  std::vector<WideColumn> columns{
      {Waits,
       "n",
       "people",
       "waits that ended in the window, in all replications together",
       "mean",
       Part::N},
      {Waits, "mean_days", "days", "mean wait", "mean", Part::Value, true},
      {Waits, "sd_days", "days", "standard deviation between people", "sd"},
  };
  const auto add = [&columns](std::vector<WideColumn> more) {
    std::ranges::move(more, std::back_inserter(columns));
  };
  add({quantile_in_waits("median", "half"),
       quantile_in_waits("p75", "75 %"),
       quantile_in_waits("p80", "80 %"),
       quantile_in_waits("p90", "90 %"),
       quantile_in_waits("p95", "95 %"),
       quantile_in_waits("p99", "99 %")});
  add({
      {Waits, "max_days", "days", "longest wait in any replication", "max", Part::Pooled},
      {Waits,
       "within_0d",
       "fraction",
       "share admitted without any wait; empty for gave_up",
       "within_0d"},
      {Waits, "within_1d", "fraction", "share admitted within 1 day", "within_1d"},
      {Waits, "within_3d", "fraction", "share admitted within 3 days", "within_3d"},
      {Waits, "within_7d", "fraction", "share admitted within 7 days", "within_7d"},
      {Waits, "within_14d", "fraction", "share admitted within 14 days", "within_14d"},
      {Waits, "within_30d", "fraction", "share admitted within 30 days", "within_30d"},
      {Waits,
       "within_target",
       "fraction",
       "share admitted within the level's own target; empty: it has none",
       "within_target",
       Part::Value,
       true},
      {Waits,
       "replications",
       "-",
       "independent runs in which anybody's wait ended",
       "mean",
       Part::Replications,
       false,
       "open_wait_mean_days"},
  });
  return columns;
}

Figure wait() {
  std::vector<WideColumn> columns = wait_in_levels();
  std::ranges::move(wait_in_waits(), std::back_inserter(columns));
  Figure figure = figure_of(Length::Wait, Where::Levels, std::move(columns));
  figure.measure = LengthsOfTime{Length::Wait, shares_within<Length::Wait>(), [](const Seen& seen) {
                                   return seen.here.admitted_within_target;
                                 }};
  return figure;
}

/// Means over other people than those admitted.
std::vector<Figure> other_wait_figures() {
  return {
      {"delayed_wait",
       "days",
       Where::Levels | Where::Groups,
       "request to admission, of those admitted who had to wait",
       Numbers{{"mean", delayed_wait, About::People}},
       {{Levels,
         "mean_delayed_wait_days",
         "days",
         "request to admission, of those admitted who had to wait",
         "mean"}}},
      {"any_wait",
       "days",
       Where::Levels | Where::Groups,
       "request to the end of waiting, however it ended: by admission (0 without a wait), giving "
       "up or an exit of `waiting`",
       Numbers{{"mean", any_wait, About::People}},
       {{Levels,
         "mean_any_wait_days",
         "days",
         "request to admission, to giving up, or to leaving the list otherwise",
         "mean"}}},
  };
}

std::vector<Figure> open_wait_figures() {
  return {
      {"open_waits",
       "people",
       Where::Levels | Where::Groups,
       "still on the waiting list at the horizon; in no wait figure",
       Numbers{{"count", open_waits}},
       {{Levels,
         "open_waits",
         "people",
         "still on the waiting list at the horizon, mean per replication; in no wait figure",
         "count"},
        {Waits,
         "open_waits",
         "people",
         "of this level, still waiting at the horizon: in no other column; mean per replication",
         "count"}}},
      {"open_wait",
       "days",
       Where::Levels | Where::Groups,
       "wait so far of those still on the list at the horizon",
       Numbers{{"mean", open_wait, About::People}},
       {{Waits, "open_wait_mean_days", "days", "their mean wait so far", "mean"}}},
  };
}

Figure list() {
  return figure_of(
      models::Headcount::List,
      Where::Levels | Where::All,
      {{Levels, "mean_list", "people", "people on the waiting list, averaged over time", "mean"},
       {Levels, "list_p90", "people", "90 % of the time the list is at or below this", "p90"},
       {Levels, "list_p95", "people", "95 % of the time the list is at or below this", "p95"},
       {Levels, "list_max", "people", "longest list in any replication", "max", Part::Pooled}},
      3);
}

Figure empty_list() {
  return {"list_empty",
          "fraction",
          Where::Levels | Where::Groups,
          "time with nobody on the waiting list / all time",
          Numbers{{"share", list_empty}},
          {{Levels,
            "list_empty_share",
            "fraction",
            "share of time with nobody on the waiting list",
            "share"}}};
}

/// Counted only where it can happen, and in no wide table.
Figure rare_figure(Counter counter, Where where) {
  Figure figure = figure_of(counter, {});
  figure.where = where | Where::Groups;
  figure.columns.clear();
  return figure;
}

Figure lost_figure() {
  return {
      "lost",
      "people",
      Where::Levels | Where::All | Where::Groups,
      "gave up, turned away or balked, and did not ask another level, or the same again, in that "
      "instant; who comes back and is lost again counts again (by person: untreated_<k>)",
      Counts{lost, requests},
      {{Levels,
        "lost_per_year",
        "people / year",
        "gave up, turned away or balked, and asked no other level at once",
        "per_year",
        Part::Value,
        true},
       {Levels, "lost_share", "fraction", "lost / requests", "share"}},
      9};
}

Figure admissions() {
  Figure figure = figure_of(Counter::Admissions, {.in_all = 6, .after = "requests_per_year"});
  figure.columns.push_back({Money,
                            "admissions_per_year",
                            "people / year",
                            "people who took up a place",
                            "per_year",
                            Part::Value,
                            true});
  return figure;
}

}  // namespace

std::vector<Figure> waiting_figures() {
  std::vector<Figure> figures{figure_of(Counter::Requests, {.in_all = 4})};
  std::ranges::move(delay_figures(), std::back_inserter(figures));
  figures.push_back(wait());
  figures.push_back(figure_of(Length::SeatWait,
                              Where::GatedLevels,
                              {{Levels,
                                "mean_wait_for_seat_days",
                                "days",
                                "part of the mean wait: no seat was free; empty: admits people at "
                                "any time",
                                "mean",
                                Part::Value,
                                false,
                                "n_waits"}}));
  figures.push_back(figure_of(Length::StartWait,
                              Where::GatedLevels,
                              {{Levels,
                                "mean_wait_for_start_days",
                                "days",
                                "part of the mean wait: a seat was free, until the next start or "
                                "hour of admission; empty: admits people at any time",
                                "mean",
                                Part::Value,
                                false,
                                "mean_wait_for_seat_days"}}));
  figures.push_back(figure_of(Length::GaveUpWait, Where::Levels, {}));
  figures.push_back(figure_of(Length::LeftListWait, Where::Levels, {}));
  std::ranges::move(other_wait_figures(), std::back_inserter(figures));
  std::ranges::move(open_wait_figures(), std::back_inserter(figures));
  std::ranges::move(
      std::vector{
          list(),
          empty_list(),
          figure_of(Counter::GaveUp,
                    {.in_all = 7, .meaning = "left the waiting list without a place"}),
          figure_of(Counter::TurnedAway,
                    {.in_all = 8,
                     .meaning =
                         "found the waiting list at its limit and went where turned_away_to says"}),
          lost_figure(),
          figure_of(Counter::Diverted,
                    {.meaning = "found the waiting list at its limit and asked another level",
                     .after = "turned_away_per_year"}),
          figure_of(Counter::LeftList,
                    {.meaning = "left the waiting list by an exit of waiting, such as death",
                     .after = "diverted_per_year"}),
          rare_figure(Counter::Balked, Where::BalkingLevels),
          rare_figure(Counter::Redirected, Where::ChoosingLevels),
          admissions(),
      },
      std::back_inserter(figures));
  // A level that is full is full for all who ask at that time.
  for (Figure& figure : figures)
    figure.comes_in_bursts = true;
  return figures;
}

}  // namespace stepdown::analysis
