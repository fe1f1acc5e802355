#include "analysis/measure/measure.hpp"

#include "analysis/measure/collector.hpp"
#include "analysis/measure/outcome_figures.hpp"
#include "analysis/statistics/ratio.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace stepdown::analysis {

namespace {

using models::Counter;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateId;
using models::StateModel;
using models::StateObservations;

/// What all figures of one state are computed from.
struct Seen {
  const Model& model;
  const Observations& all;
  const StateModel& state;
  const StateObservations& here;
  std::size_t index;

  [[nodiscard]] bool is_level() const { return index < model.level_count; }
  [[nodiscard]] double per_year(double number) const {
    return number * days_per_year / all.window_days;
  }
  [[nodiscard]] double per_year(std::int64_t count) const {
    return per_year(static_cast<double>(count));
  }
};

void add_rate(Collector& to, const std::string& metric, std::int64_t count, const Seen& seen) {
  to.add(metric, "per_year", seen.per_year(count), count);
}

void add_rate_and_share(Collector& to,
                        const std::string& metric,
                        std::int64_t count,
                        std::int64_t of,
                        const Seen& seen) {
  add_rate(to, metric, count, seen);
  to.add(metric, "share", ratio(count, of), of);
}

/// Open places on average. Those that never change are given as they are: the sum over time of
/// their days, piece by piece, misses them by a hair.
double mean_places(const Seen& seen) {
  if (seen.state.changes.empty()) return seen.state.places;
  return seen.here.open_place_days / seen.all.window_days;
}

/// Summed up in another order than the places, people in all of them may come out a hair above 1.
std::optional<double> utilization(const StateObservations& here) {
  const auto share = ratio(here[Headcount::Census].integral(), here.open_place_days);
  constexpr double rounding = 1e-9;
  sim::expects(!share || *share <= 1 + rounding, "nobody is in a place that is not open");
  return share ? std::optional(std::min(1.0, *share)) : std::nullopt;
}

/// Census, its parts, and how full the level is.
void add_census(Collector& to, const Seen& seen) {
  const StateObservations& here = seen.here;
  to.add_over_time("census", here[Headcount::Census].histogram());
  if (!seen.is_level()) return;
  sim::TimeHistogram midnights;
  midnights.add_each(seen.all.daily[seen.index].census, 1);
  to.add_over_time("census_midnight", midnights);
  const double days = seen.all.window_days;
  const double held = here[Headcount::Held].integral();
  to.add(
      "treating", "mean", (here[Headcount::Census].integral() - held - here.transfer_days) / days);
  to.add_over_time("held", here[Headcount::Held].histogram());
  to.add("transfer", "mean", here.transfer_days / days);
  if (!seen.state.is_limited) return;
  to.add("places", "mean", mean_places(seen));
  to.add("utilization", "mean", utilization(here));
  to.add("full", "share", here.full_days / days);
}

void add_waiting(Collector& to, const Seen& seen) {
  const StateObservations& here = seen.here;
  add_rate(to, "requests", here[Counter::Requests], seen);
  to.add("p_delay",
         "share",
         ratio(here[Counter::Delayed], here[Counter::Requests]),
         here[Counter::Requests]);
  to.add("one_in_n",
         "ratio",
         ratio(here[Counter::Requests], here[Counter::Delayed]),
         here[Counter::Requests]);
  to.add_histogram("wait", here[Length::Wait]);
  const auto admitted = static_cast<std::int64_t>(here[Length::Wait].count());
  for (std::size_t i = 0; i < models::wait_limits.size(); ++i)
    to.add("wait",
           fmt::format("within_{}d", models::wait_limits[i]),
           ratio(here.admitted_within[i], admitted),
           admitted);
  to.add_histogram("gave_up_wait", here[Length::GaveUpWait]);
  to.add("open_waits", "count", static_cast<double>(here.open_waits));
  to.add("open_wait", "mean", ratio(here.open_wait_days, here.open_waits), here.open_waits);
  to.add_over_time("list", here[Headcount::List].histogram());
  add_rate_and_share(to, "gave_up", here[Counter::GaveUp], here[Counter::Requests], seen);
  add_rate_and_share(to, "turned_away", here[Counter::TurnedAway], here[Counter::Requests], seen);
  add_rate_and_share(
      to, "lost", here[Counter::GaveUp] + here[Counter::TurnedAway], here[Counter::Requests], seen);
  add_rate_and_share(to, "diverted", here[Counter::Diverted], here[Counter::Requests], seen);
  add_rate(to, "admissions", here[Counter::Admissions], seen);
}

/// People held here for places elsewhere.
void add_holding(Collector& to, const Seen& seen, const std::vector<StateId>& next) {
  add_rate(to, "swaps", seen.here[Counter::Swaps], seen);
  models::HeldFor total;
  for (const models::HeldFor& held : seen.here.held_for) {
    total.holds += held.holds;
    total.place_days += held.place_days;
  }
  const auto add = [&](const std::string& metric, const models::HeldFor& held) {
    to.add(metric, "per_year", seen.per_year(held.place_days), held.holds);
    to.add(metric, "mean", ratio(held.place_days, held.holds), held.holds);
  };
  add("held_days", total);
  if (seen.state.hold.kind == models::Hold::Kind::None) return;
  for (const StateId level : next)
    if (seen.model.is_level(level) && seen.model.state(level).is_limited)
      add("held_for." + seen.model.state(level).name, seen.here.held_for[index_of(level)]);
}

void add_stays(Collector& to, const Seen& seen) {
  const StateObservations& here = seen.here;
  to.add_histogram("stay", here[Length::Stay]);
  const auto stays = static_cast<std::int64_t>(here[Length::Stay].count());
  if (seen.is_level()) {
    to.add("stay_treated", "mean", ratio(here.stay_treated, stays), stays);
    to.add("stay_held", "mean", ratio(here.stay_held, stays), stays);
    to.add("stay_transfer", "mean", ratio(here.stay_transfer, stays), stays);
  }
  to.add("open_stays", "count", static_cast<double>(here.open_stays));
  to.add("open_stay", "mean", ratio(here.open_stay_days, here.open_stays), here.open_stays);
  for (std::size_t i = 0; i < seen.state.exits.size(); ++i) {
    const std::string& reason = seen.model.reasons[index_of(seen.state.exits[i].reason)].name;
    const models::ExitObservations& exit = here.exits[i];
    add_rate_and_share(to, "exits." + reason, exit.count, stays, seen);
    to.add_moments("stay." + reason, exit.count, exit.stay_sum, exit.stay_square_sum);
  }
}

/// Moves out of one state, or out of one arrival source.
/// @param name  of the state or source, as it is to appear in the metric
void add_flows(Collector& to,
               const Seen& seen,
               const std::string& name,
               const std::vector<StateId>& next,
               const std::vector<std::int64_t>& flow_to) {
  std::int64_t seen_in_all = 0;
  for (const std::int64_t count : flow_to)
    seen_in_all += count;
  std::int64_t listed = 0;
  for (const StateId state : next) {
    const std::int64_t count = flow_to[index_of(state)];
    const std::string metric = fmt::format("flow.{}.{}", name, seen.model.state(state).name);
    add_rate_and_share(to, metric, count, seen_in_all, seen);
    listed += count;
  }
  sim::expects(listed == seen_in_all, "every move that was made is possible");
}

/// Moves into each state inside the window.
std::vector<std::int64_t> entries(const Observations& observations) {
  std::vector<std::int64_t> into(observations.states.size(), 0);
  const auto add = [&into](const std::vector<std::int64_t>& flow_to) {
    for (std::size_t i = 0; i < flow_to.size(); ++i)
      into[i] += flow_to[i];
  };
  for (const StateObservations& state : observations.states)
    add(state.flow_to);
  for (const models::SourceObservations& source : observations.sources)
    add(source.flow_to);
  return into;
}

/// Of all states together.
void add_totals(Collector& to, const Seen& seen) {
  std::int64_t arrivals = 0;
  for (const models::SourceObservations& source : seen.all.sources)
    arrivals += source.arrivals;
  StateObservations total;
  double in_care = 0;
  double waiting = 0;
  for (std::size_t i = 0; i < seen.model.level_count; ++i) {
    const StateObservations& level = seen.all.states[i];
    total[Counter::Requests] += level[Counter::Requests];
    total[Counter::Delayed] += level[Counter::Delayed];
    total[Counter::GaveUp] += level[Counter::GaveUp];
    total[Counter::TurnedAway] += level[Counter::TurnedAway];
    total[Counter::Admissions] += level[Counter::Admissions];
    total[Counter::Swaps] += level[Counter::Swaps];
    in_care += level[Headcount::Census].integral();
    waiting += level[Headcount::List].integral();
  }
  add_rate(to, "arrivals", arrivals, seen);
  to.add("census", "mean", in_care / seen.all.window_days);
  to.add("list", "mean", waiting / seen.all.window_days);
  add_rate(to, "requests", total[Counter::Requests], seen);
  to.add("p_delay",
         "share",
         ratio(total[Counter::Delayed], total[Counter::Requests]),
         total[Counter::Requests]);
  add_rate(to, "admissions", total[Counter::Admissions], seen);
  add_rate_and_share(to, "gave_up", total[Counter::GaveUp], total[Counter::Requests], seen);
  add_rate_and_share(to, "turned_away", total[Counter::TurnedAway], total[Counter::Requests], seen);
  add_rate_and_share(to,
                     "lost",
                     total[Counter::GaveUp] + total[Counter::TurnedAway],
                     total[Counter::Requests],
                     seen);
  add_rate(to, "swaps", total[Counter::Swaps], seen);
}

}  // namespace

Measured measure(const Model& model, const Moves& moves, const Observations& observations) {
  Collector to;
  const std::vector<std::int64_t> entered = entries(observations);
  for (std::size_t i = 0; i < model.states.size(); ++i) {
    const Seen seen{model, observations, model.states[i], observations.states[i], i};
    to.state = seen.state.name;
    if (model.is_outcome(StateId{static_cast<std::uint16_t>(i)})) {
      add_rate(to, "entered", entered[i], seen);
      continue;
    }
    add_census(to, seen);
    if (seen.is_level()) {
      add_waiting(to, seen);
      add_holding(to, seen, moves.from_state[i]);
    } else {
      add_rate(to, "entered", entered[i], seen);
    }
    add_stays(to, seen);
    add_flows(to, seen, seen.state.name, moves.from_state[i], seen.here.flow_to);
  }
  to.state = all;
  const Seen seen{model, observations, model.states.front(), observations.states.front(), 0};
  for (std::size_t i = 0; i < model.sources.size(); ++i) {
    const std::string& name = model.sources[i].name;
    add_rate(to, "arrivals." + name, observations.sources[i].arrivals, seen);
    add_flows(to, seen, name, moves.from_source[i], observations.sources[i].flow_to);
  }
  add_totals(to, seen);
  MeasuredOutcomes outcomes =
      measure_outcomes(model, observations.outcomes, observations.window_days);
  for (OutcomeFigure& figure : outcomes.figures)
    to.found.push_back(std::move(figure.measurement));
  return {std::move(to.found), std::move(outcomes.curves)};
}

}  // namespace stepdown::analysis
