#include "analysis/catalog/families.hpp"
#include "analysis/catalog/shares_of_lengths.hpp"
#include "analysis/statistics/ratio.hpp"

#include <iterator>
#include <string>

namespace stepdown::analysis {

namespace {

using models::Length;
using enum WideTable;

std::int64_t stays(const Seen& seen) {
  return static_cast<std::int64_t>(seen.here[Length::Stay].count());
}

/// A part of the stays that ended, of each on average.
Number per_stay(const Seen& seen, const sim::TimeSum& time) {
  return {ratio(time.days(), stays(seen)), stays(seen)};
}

const models::ExitObservations& exit_of(const Seen& seen) {
  return seen.here.exits[seen.subject];
}

/// A year is between two edges of bins, and many programs last just as long: it is counted.
Number above_a_year(const Seen& seen) {
  return {ratio(seen.here.stays_above_a_year, stays(seen)), stays(seen)};
}

std::vector<WideColumn> stay_in_levels() {
  return {
      {Levels,
       "mean_stay_days",
       "days",
       "length of the stays that ended: treatment + hold + transfer + wait for discharge",
       "mean",
       Part::Value,
       true},
      {Levels,
       "stay_median_days",
       "days",
       "half of the stays that ended were at most so long",
       "median"},
      {Levels, "stay_p90_days", "days", "90 % of the stays that ended were at most so long", "p90"},
      {Levels,
       "stay_above_30d",
       "fraction",
       "share of the stays that ended that were longer than 30 days",
       "above_30d"},
      {Levels,
       "stay_above_90d",
       "fraction",
       "share of the stays that ended that were longer than 90 days",
       "above_90d"},
      {Levels,
       "n_stays",
       "stays",
       "stays that ended, in all replications together: behind the stay figures",
       "mean",
       Part::N},
  };
}

Figure stay() {
  constexpr Length length = Length::Stay;
  Figure figure = figure_of(length, Where::Levels | Where::Community, stay_in_levels());
  figure.measure = LengthsOfTime{length,
                                 {{"above_7d", share_above<length, 7>, About::People},
                                  {"above_14d", share_above<length, 14>, About::People},
                                  {"above_30d", share_above<length, 30>, About::People},
                                  {"above_60d", share_above<length, 60>, About::People},
                                  {"above_90d", share_above<length, 90>, About::People},
                                  {"above_180d", share_above<length, 180>, About::People},
                                  {"above_365d", above_a_year, About::People}}};
  return figure;
}

std::vector<Figure> parts_of_stays() {
  return {
      {"stay_treated",
       "days",
       Where::Levels | Where::Groups,
       "part of stay: treatment",
       Numbers{{"mean",
                [](const Seen& seen) { return per_stay(seen, seen.here.stay_treated); },
                About::People}}},
      {"stay_held",
       "days",
       Where::Levels | Where::Groups,
       "part of stay: held for a place",
       Numbers{{"mean",
                [](const Seen& seen) { return per_stay(seen, seen.here.stay_held); },
                About::People}}},
      {"stay_transfer",
       "days",
       Where::Levels | Where::Groups,
       "part of stay: transfer",
       Numbers{{"mean",
                [](const Seen& seen) { return per_stay(seen, seen.here.stay_transfer); },
                About::People}}},
      {"stay_to_discharge",
       "days",
       Where::DischargingLevels | Where::Groups,
       "part of stay: waiting for the hour of discharge",
       Numbers{{"mean",
                [](const Seen& seen) { return per_stay(seen, seen.here.stay_discharge); },
                About::People}}},
  };
}

std::vector<Figure> open_stay_figures() {
  return {
      {"open_stays",
       "people",
       Where::Levels | Where::Community | Where::Groups,
       "stays that had not ended at the horizon; in no stay figure",
       Numbers{
           {"count",
            [](const Seen& seen) { return Number{static_cast<double>(seen.here.open_stays)}; }}},
       {{Levels,
         "open_stays",
         "stays",
         "stays still open at the horizon, mean per replication; in no stay figure",
         "count"},
        {Exits,
         "open_stays",
         "stays",
         "of this state, still open at the horizon: in no other column; mean per replication",
         "count",
         Part::Value,
         false,
         "n"}}},
      {"open_stay",
       "days",
       Where::Levels | Where::Community | Where::Groups,
       "length so far of the stays still open at the horizon",
       Numbers{{"mean",
                [](const Seen& seen) {
                  return Number{ratio(seen.here.open_stay_time.days(), seen.here.open_stays),
                                seen.here.open_stays};
                },
                About::People}}},
  };
}

/// Stays that ended by one exit within a limit, of all that ended.
template <int days>
Number ended_within(const Seen& seen) {
  return {ratio(exit_of(seen).within(days * sim::one_day), stays(seen)), stays(seen)};
}

WideColumn ended_within_column(const std::string& days) {
  return {Exits,
          "within_" + days + "d",
          "fraction",
          "of all stays in the state that ended: for this reason, within " + days + " days",
          "within_" + days + "d"};
}

Figure exits_by_reason() {
  return {"exits.<reason>",
          "people",
          Where::Levels | Where::Community | Where::Groups,
          "stays that ended for this reason; share: of all stays that ended; within_<k>d: of all "
          "stays that ended those that did so for this reason, and within k days, which is in the "
          "long run the probability of it, the other reasons competing",
          Counts{[](const Seen& seen) { return exit_of(seen).count(); },
                 stays,
                 {{"within_7d", ended_within<7>, About::People},
                  {"within_14d", ended_within<14>, About::People},
                  {"within_30d", ended_within<30>, About::People},
                  {"within_60d", ended_within<60>, About::People},
                  {"within_90d", ended_within<90>, About::People},
                  {"within_180d", ended_within<180>, About::People}}},
          {{Exits,
            "exits_per_year",
            "people / year",
            "stays that ended for this reason",
            "per_year",
            Part::Value,
            true},
           {Exits,
            "share",
            "fraction",
            "of all stays in the state that ended",
            "share",
            Part::Value,
            true},
           ended_within_column("7"),
           ended_within_column("30"),
           ended_within_column("90")}};
}

Figure stay_by_reason() {
  Figure figure{"stay.<reason>",
                "days",
                Where::Levels | Where::Community | Where::Groups,
                "length of the stays that ended for this reason",
                SummedLengths{[](const Seen& seen) {
                  const models::ExitObservations& exit = exit_of(seen);
                  return Sums{exit.count(), exit.stay_sum.days(), exit.stay_square_sum};
                }},
                {{Exits,
                  "mean_stay_days",
                  "days",
                  "length of these stays: treatment + hold + transfer",
                  "mean",
                  Part::Value,
                  true},
                 {Exits, "sd_stay_days", "days", "standard deviation between stays", "sd"},
                 {Exits,
                  "n",
                  "stays",
                  "stays that ended for this reason, in all replications together",
                  "mean",
                  Part::N}}};
  figure.after = "stay_transfer";
  return figure;
}

}  // namespace

std::vector<Figure> stay_figures() {
  std::vector<Figure> figures{stay()};
  std::ranges::move(parts_of_stays(), std::back_inserter(figures));
  std::ranges::move(open_stay_figures(), std::back_inserter(figures));
  return figures;
}

/// By the reason for leaving.
std::vector<Figure> exit_figures() {
  return {exits_by_reason(), stay_by_reason()};
}

}  // namespace stepdown::analysis
