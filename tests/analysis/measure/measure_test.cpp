#include "analysis/measure/measure.hpp"

#include "analysis/catalog/catalog.hpp"
#include "sim/contract.hpp"
#include "tests/analysis/observations_by_hand.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

using stepdown::analysis::find_metric;
using stepdown::analysis::measure;
using stepdown::analysis::Measurement;
using stepdown::analysis::possible_moves;
using stepdown::models::Counter;
using stepdown::models::Headcount;
using stepdown::models::Length;
using stepdown::models::Model;
using stepdown::models::Observations;
using stepdown::tests::model_of_file;
using stepdown::tests::nothing_seen;
using stepdown::tests::set_for;
using stepdown::tests::two_level_model;

namespace {

/// The figure of that name of what was seen.
Measurement figure(const Model& model,
                   const Observations& seen,
                   const std::string& state,
                   const std::string& metric,
                   const std::string& statistic) {
  const auto measured = measure(model, possible_moves(model), seen).figures;
  const auto found = std::find_if(measured.begin(), measured.end(), [&](const Measurement& m) {
    return m.state == state && m.group == "all" && m.metric == metric && m.statistic == statistic;
  });
  CAPTURE(state);
  CAPTURE(metric);
  CAPTURE(statistic);
  REQUIRE(found != measured.end());
  return *found;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("measure: census and utilization of ten days by hand") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  auto& day = seen.states[0];
  set_for(day[Headcount::Census], 2, 6);  // 2 people for 6 of 10 days
  set_for(day[Headcount::Held], 1, 2);    // one of them held for 2 days
  day.transfer_time += stepdown::sim::one_day;
  day.open_place_time += 20 * stepdown::sim::one_day;
  day.full_time = 6 * stepdown::sim::one_day;
  seen.daily[0].census = {2, 2, 2, 2, 2, 2, 0, 0, 0, 0};
  CHECK(figure(model, seen, "day", "census", "mean").value == doctest::Approx(1.2));
  CHECK(figure(model, seen, "day", "census", "sd").value == doctest::Approx(std::sqrt(0.96)));
  CHECK(figure(model, seen, "day", "census", "p05").value == 0.0);
  CHECK(figure(model, seen, "day", "census", "median").value == 2.0);
  CHECK(figure(model, seen, "day", "census", "max").value == 2.0);
  CHECK(figure(model, seen, "day", "census_midnight", "mean").value == doctest::Approx(1.2));
  CHECK(figure(model, seen, "day", "held", "mean").value == doctest::Approx(0.2));
  CHECK(figure(model, seen, "day", "transfer", "mean").value == doctest::Approx(0.1));
  CHECK(figure(model, seen, "day", "treating", "mean").value == doctest::Approx(0.9));
  CHECK(figure(model, seen, "day", "places", "mean").value == doctest::Approx(2));
  CHECK(figure(model, seen, "day", "utilization", "mean").value == doctest::Approx(0.6));
  CHECK(figure(model, seen, "day", "full", "share").value == doctest::Approx(0.6));
  CHECK(figure(model, seen, "all", "census", "mean").value == doctest::Approx(1.2));
}

TEST_CASE("measure: places that never change are exactly what they are") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  seen.window_days = 7 / 30.0;  // two divided by it are no round number
  seen.states[0].open_place_time.add(2, stepdown::sim::to_ticks(seen.window_days));
  CHECK(figure(model, seen, "day", "places", "mean").value == 2.0);
}

TEST_CASE("measure: places that are always taken are used to exactly 1") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  set_for(seen.states[0][Headcount::Census], 2, 10);
  seen.states[0].open_place_time += 20 * stepdown::sim::one_day;
  CHECK(figure(model, seen, "day", "utilization", "mean").value == 1.0);
}

TEST_CASE("measure: more places taken than open are a broken promise") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  set_for(seen.states[0][Headcount::Census], 2, 10);
  seen.states[0].open_place_time += 20 * stepdown::sim::one_day - stepdown::sim::one_tick;
  CHECK_THROWS_AS(static_cast<void>(figure(model, seen, "day", "utilization", "mean")),
                  stepdown::sim::ContractViolation);
}

TEST_CASE("measure: waits by hand") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  auto& day = seen.states[0];
  day[Counter::Requests] = 5;
  day[Counter::Delayed] = 2;
  day[Counter::Admissions] = 4;
  for (const double wait : {0.0, 0.0, 0.0, 8.0})
    day[Length::Wait].add(wait);
  day[Counter::GaveUp] = 1;
  day[Counter::Lost] = 1;
  day[Length::GaveUpWait].add(2);
  day.open_waits = 2;
  day.open_wait_time += 3 * stepdown::sim::one_day;
  CHECK(figure(model, seen, "day", "p_delay", "share") ==
        Measurement{"day", "all", "p_delay", "share", 0.4, 5});
  CHECK(figure(model, seen, "day", "one_in_n", "ratio").value == 2.5);
  CHECK(figure(model, seen, "day", "wait", "mean") ==
        Measurement{"day", "all", "wait", "mean", 2.0, 4});
  CHECK(figure(model, seen, "day", "wait", "sd").value == 4.0);  // squares 3 x 4 + 36 = 48, / 3
  CHECK(figure(model, seen, "day", "wait", "median").value == 0.0);
  CHECK(figure(model, seen, "day", "wait", "max").value == 8.0);
  CHECK(figure(model, seen, "day", "wait", "within_7d").value == 0.75);
  CHECK(figure(model, seen, "day", "wait", "within_14d").value == 1.0);
  CHECK(figure(model, seen, "day", "gave_up_wait", "mean").value == 2.0);
  CHECK(figure(model, seen, "day", "gave_up_wait", "sd").value == std::nullopt);
  CHECK(figure(model, seen, "day", "open_waits", "count").value == 2.0);
  CHECK(figure(model, seen, "day", "open_wait", "mean").value == 1.5);
  CHECK(figure(model, seen, "day", "gave_up", "per_year") ==
        Measurement{"day", "all", "gave_up", "per_year", 36.5, 1});
  CHECK(figure(model, seen, "day", "lost", "share").value == 0.2);
  CHECK(figure(model, seen, "all", "lost", "per_year").value == 36.5);
  CHECK(figure(model, seen, "day", "admissions", "per_year").value == 146.0);
}

TEST_CASE("measure: waits of those from outside and of those from another level by hand") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  auto& day = seen.states[0];
  day[Counter::Requests] = 8;
  day[Counter::Delayed] = 2;
  day[Counter::InternalRequests] = 3;
  for (const double wait : {0.0, 0.0, 1.0, 9.0})
    day[Length::ExternalWait].add(wait);
  day[Length::InternalWait].add(3);
  CHECK(figure(model, seen, "day", "wait_external", "mean") ==
        Measurement{"day", "all", "wait_external", "mean", 2.5, 4});
  CHECK(figure(model, seen, "day", "wait_external", "within_1d").value == 0.75);
  CHECK(figure(model, seen, "day", "wait_external", "within_7d").value == 0.75);
  CHECK(figure(model, seen, "day", "wait_internal", "median").value == 3.0);
  CHECK(figure(model, seen, "day", "wait_internal", "within_3d").value == 1.0);
  CHECK(figure(model, seen, "day", "p_delay_external", "share") ==
        Measurement{"day", "all", "p_delay_external", "share", 0.4, 5});
  CHECK(figure(model, seen, "day", "p_delay_internal", "share").value == 0.0);
  CHECK(figure(model, seen, "evening", "p_delay_internal", "share").value == std::nullopt);
}

TEST_CASE("measure: shares of long stays by hand") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  auto& day = seen.states[0];
  for (const double stay : {7.0, 7.01, 30.0, 200.0, 365.0, 365.5})
    day[Length::Stay].add(stay);
  day.stays_above_a_year = 1;
  const auto share = [&](const char* statistic) {
    return figure(model, seen, "day", "stay", statistic).value.value();
  };
  CHECK(share("above_7d") == doctest::Approx(5.0 / 6));  // just 7 d is not longer
  CHECK(share("above_14d") == doctest::Approx(4.0 / 6));
  CHECK(share("above_30d") == doctest::Approx(3.0 / 6));
  CHECK(share("above_60d") == doctest::Approx(3.0 / 6));
  CHECK(share("above_90d") == doctest::Approx(3.0 / 6));
  CHECK(share("above_180d") == doctest::Approx(3.0 / 6));
  CHECK(share("above_365d") == doctest::Approx(1.0 / 6));
  CHECK(figure(model, seen, "day", "stay", "above_365d").n == 6);
  CHECK(figure(model, seen, "evening", "stay", "above_7d").value == std::nullopt);
}

// Of five stays three end as planned and two by dropout.
TEST_CASE("measure: stays that end for a reason within some days are a share of all") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  auto& day = seen.states[0];
  for (const int stay : {7, 30, 100})
    day.exits[0].add(stay * stepdown::sim::one_day);
  for (const int stay : {2, 8})
    day.exits[1].add(stay * stepdown::sim::one_day);
  for (const double stay : {7, 30, 100, 2, 8})
    day[Length::Stay].add(stay);
  CHECK(figure(model, seen, "day", "exits.planned", "within_7d") ==
        Measurement{"day", "all", "exits.planned", "within_7d", 0.2, 5});
  CHECK(figure(model, seen, "day", "exits.planned", "within_30d").value == 0.4);
  CHECK(figure(model, seen, "day", "exits.planned", "within_90d").value == 0.4);
  CHECK(figure(model, seen, "day", "exits.planned", "within_180d").value == 0.6);
  CHECK(figure(model, seen, "day", "exits.dropout", "within_7d").value == 0.2);
  CHECK(figure(model, seen, "day", "exits.dropout", "within_14d").value == 0.4);
  CHECK(figure(model, seen, "evening", "exits.planned", "within_7d").value == std::nullopt);
}

TEST_CASE("measure: visits a person and who was ever there by hand") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  auto& day = seen.states[0];
  seen.sources[0].arrivals = 8;
  day[Counter::Admissions] = 12;
  day[Counter::FirstVisits] = 6;
  CHECK(figure(model, seen, "day", "visits_per_person", "ratio") ==
        Measurement{"day", "all", "visits_per_person", "ratio", 1.5, 8});
  CHECK(figure(model, seen, "day", "ever_visited", "ratio").value == 0.75);
  CHECK(figure(model, seen, "evening", "ever_visited", "ratio").value == 0.0);
}

// 5 asked: 2 got a place, 1 waits, 1 is turned away, 1 diverted.
TEST_CASE("measure: people turned away or diverted at once did not wait") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  auto& day = seen.states[0];
  day[Counter::Requests] = 5;
  day[Counter::Delayed] = 1;
  day[Counter::TurnedAway] = 1;
  day[Counter::Diverted] = 1;
  CHECK(figure(model, seen, "day", "p_delay", "share").value == 0.2);
  CHECK(find_metric("p_delay")->definition ==
        "requests that had to wait for a place / requests; people turned away or diverted at once "
        "do not wait");
  // turned_away_to may name a level
  CHECK(find_metric("turned_away")->definition.find("out of care") == std::string_view::npos);
}

TEST_CASE("measure: stays exits holds and moves by hand") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  auto& day = seen.states[0];
  for (const double stay : {3.0, 5.0})
    day[Length::Stay].add(stay);
  day.stay_treated += 6 * stepdown::sim::one_day;
  day.stay_held += 2 * stepdown::sim::one_day;
  for (const int stay : {3, 5})
    day.exits[0].add(stay * stepdown::sim::one_day);
  day.held_for[1] = {1, stepdown::sim::TimeSum{2 * stepdown::sim::one_day}};
  day.flow_to[1] = 1;
  day.flow_to[2] = 1;
  day.open_stays = 1;
  day.open_stay_time += 4 * stepdown::sim::one_day;
  seen.sources[0].arrivals = 3;
  seen.sources[0].flow_to[0] = 2;
  CHECK(figure(model, seen, "day", "stay", "mean").value == 4.0);
  CHECK(figure(model, seen, "day", "stay_treated", "mean").value == 3.0);
  CHECK(figure(model, seen, "day", "stay_held", "mean").value == 1.0);
  CHECK(figure(model, seen, "day", "exits.planned", "share").value == 1.0);
  CHECK(figure(model, seen, "day", "exits.dropout", "share") ==
        Measurement{"day", "all", "exits.dropout", "share", 0.0, 2});
  CHECK(figure(model, seen, "day", "stay.planned", "mean").value == 4.0);
  CHECK(figure(model, seen, "day", "stay.planned", "sd").value == doctest::Approx(std::sqrt(2.0)));
  CHECK(figure(model, seen, "day", "stay.dropout", "mean").value == std::nullopt);
  CHECK(figure(model, seen, "day", "held_days", "per_year").value == 73.0);
  CHECK(figure(model, seen, "day", "held_days", "mean").value == 2.0);
  CHECK(figure(model, seen, "day", "flow.day.evening", "share").value == 0.5);
  CHECK(figure(model, seen, "day", "open_stays", "count").value == 1.0);
  CHECK(figure(model, seen, "day", "open_stay", "mean").value == 4.0);
  CHECK(figure(model, seen, "all", "arrivals.referrals", "per_year").value == 109.5);
  CHECK(figure(model, seen, "all", "flow.referrals.day", "per_year").value == 73.0);
  CHECK(figure(model, seen, "home", "entered", "per_year").value == 36.5);
}

TEST_CASE("measure: what was not seen has no value") {
  const Model model = two_level_model();
  const Observations seen = nothing_seen(model);
  CHECK(figure(model, seen, "day", "wait", "mean").value == std::nullopt);
  CHECK(figure(model, seen, "day", "wait", "p90").value == std::nullopt);
  CHECK(figure(model, seen, "day", "p_delay", "share").value == std::nullopt);
  CHECK(figure(model, seen, "day", "one_in_n", "ratio").value == std::nullopt);
  CHECK(figure(model, seen, "day", "stay", "mean").value == std::nullopt);
  CHECK(figure(model, seen, "day", "utilization", "mean").value == std::nullopt);
  CHECK(figure(model, seen, "day", "gave_up", "per_year").value == 0.0);  // none is a number
}

TEST_CASE("measure: the list is the same for every replication and has no name twice") {
  const Model model = two_level_model();
  Observations busy = nothing_seen(model);
  busy.states[0][Counter::Requests] = 9;
  busy.states[0][Length::Wait].add(3);
  const auto name = [](const Measurement& m) {
    return std::tuple(m.state, m.group, m.metric, m.statistic);
  };
  const auto first = measure(model, possible_moves(model), nothing_seen(model)).figures;
  const auto second = measure(model, possible_moves(model), busy).figures;
  CHECK(std::equal(
      first.begin(), first.end(), second.begin(), second.end(), [&](const auto& a, const auto& b) {
        return name(a) == name(b);
      }));
  std::set<std::tuple<std::string, std::string, std::string, std::string>> names;
  for (const Measurement& m : first)
    CHECK(names.insert(name(m)).second);
}

TEST_CASE("measure: unlimited levels have no utilization and community states no waits") {
  const Model model = two_level_model();
  const auto measured = measure(model, possible_moves(model), nothing_seen(model));
  for (const Measurement& m : measured.figures) {
    if (m.state == "evening") CHECK(m.metric != "utilization");
    if (m.state == "home") CHECK(m.metric != "wait");
    if (m.state == "gone") CHECK((m.metric == "entered" || m.metric.starts_with("status_")));
  }
}

TEST_CASE("measure: every metric and statistic is in the catalog") {
  const Model model =
      model_of_file("scenarios/regional_network.yaml", {"run.warm_up=10 d", "run.horizon=60 d"});
  const Observations seen = stepdown::models::Simulator(model).run(0);
  const auto statistics = stepdown::analysis::statistic_catalog();
  const auto measured = measure(model, possible_moves(model), seen);
  for (const Measurement& m : measured.figures) {
    CAPTURE(m.metric);
    CAPTURE(m.statistic);
    CHECK(find_metric(m.metric) != nullptr);
    CHECK(std::any_of(statistics.begin(), statistics.end(), [&](const auto& known) {
      return known.name == m.statistic;
    }));
  }
}

TEST_CASE("measure: every declared figure is measured where it exists") {
  const Model model = two_level_model();
  const auto measured = measure(model, possible_moves(model), nothing_seen(model)).figures;
  for (const auto& family : stepdown::analysis::figure_families()) {
    // nobody waits for a level with places
    if (family.subject == stepdown::analysis::Subject::LevelWaitedFor) continue;
    // it has none
    if (family.subject == stepdown::analysis::Subject::Medication) continue;
    if (family.subject == stepdown::analysis::Subject::Role) continue;
    if (family.subject == stepdown::analysis::Subject::Service) continue;
    if (family.subject == stepdown::analysis::Subject::OverbookedService) continue;
    if (family.subject == stepdown::analysis::Subject::Money) continue;
    if (family.subject == stepdown::analysis::Subject::Denial) continue;
    if (family.subject == stepdown::analysis::Subject::PaidRole) continue;
    if (family.subject == stepdown::analysis::Subject::PaidStaff) continue;
    for (const auto& figure : family.figures) {
      for (std::size_t state = 0; state < model.states.size(); ++state) {
        CAPTURE(figure.name);
        CAPTURE(model.states[state].name);
        const bool is_measured = std::ranges::any_of(measured, [&](const Measurement& m) {
          return m.state == model.states[state].name && find_metric(m.metric)->name == figure.name;
        });
        CHECK(is_measured == stepdown::analysis::exists_in(figure.where, model, state));
      }
    }
  }
}

TEST_SUITE_END();
