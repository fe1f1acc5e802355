#include "tests/properties/conservation.hpp"

#include "tests/properties/random_network.hpp"
#include "tests/properties/replay.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

// What must hold on every path, not on average: nobody and no time is lost, nobody is where there
// is no place, and the observations say what the event log says.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

constexpr std::uint64_t random_networks = 300;

/// Whether a race at `longest_stay` ends stays there.
bool has_cap(const Model& model, const models::StateModel& state) {
  return std::ranges::any_of(state.exits, [&model](const models::ExitInfo& exit) {
    return model.reasons[models::index_of(exit.reason)].name == "cap";
  });
}

/// No stay is longer than a race at `longest_stay` allows.
void check_caps(const Model& model, const Observations& all) {
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    const StateObservations& seen = all.states[s];
    CAPTURE(model.states[s].name);
    if (has_cap(model, model.states[s]) && seen[Length::Stay].count() > 0)
      CHECK(seen[Length::Stay].maximum() <= longest_stay);
  }
}

void check_sum_of_groups(const Observations& all, std::size_t state) {
  const StateObservations& seen = all.states[state];
  StateObservations sum;
  sim::TimeSum stays;
  std::vector<std::int64_t> flow_to(seen.flow_to.size());
  for (const Observations& group : all.groups) {
    const StateObservations& part = group.states[state];
    sum.entered += part.entered;
    sum.open_stays += part.open_stays;
    stays += part.clipped_stay_time;
    for (std::size_t i = 0; i < sum.by_counter.size(); ++i)
      sum.by_counter[i] += part.by_counter[i];
    for (std::size_t i = 0; i < sum.by_length.size(); ++i)
      sum.by_length[i].merge(part.by_length[i]);
    for (std::size_t to = 0; to < flow_to.size(); ++to)
      flow_to[to] += part.flow_to[to];
  }
  CHECK(sum.entered == seen.entered);
  CHECK(sum.open_stays == seen.open_stays);
  CHECK(stays == seen.clipped_stay_time);
  CHECK(sum.by_counter == seen.by_counter);
  CHECK(flow_to == seen.flow_to);
  for (std::size_t i = 0; i < sum.by_length.size(); ++i) {
    CHECK(sum.by_length[i].count() == seen.by_length[i].count());
    if (seen.by_length[i].count() > 0)
      CHECK(sum.by_length[i].quantile(0.9) == seen.by_length[i].quantile(0.9));
  }
}

TEST_SUITE_BEGIN("property");

TEST_CASE("conservation: nobody and no time is lost in random networks") {
  std::int64_t swaps = 0;
  std::int64_t holds = 0;
  std::int64_t diverted = 0;
  std::int64_t overtaken = 0;
  std::int64_t left_list = 0;
  for (std::uint64_t seed = 0; seed < random_networks; ++seed) {
    CAPTURE(seed);
    const Model model = model_of(random_network(seed));
    models::Simulator simulator{model};
    std::vector<models::Happening> log;
    const Observations all =
        simulator.run(0, [&log](const models::Happening& h) { log.push_back(h); });
    check_books(model, all);
    const std::vector<Replayed> told = replay(model, log);
    check_against_log(model, all, told);
    check_caps(model, all);
    for (const Replayed& state : told)
      overtaken += state.overtaken;
    for (const StateObservations& s : all.states) {
      swaps += s[Counter::Swaps];
      diverted += s[Counter::Diverted];
      left_list += s[Counter::LeftList];
      for (const models::HeldFor& h : s.held_for)
        holds += h.holds;
    }
  }
  // The networks are worth something only if all of this happened.
  CHECK(swaps > 1000);
  CHECK(holds > 10000);
  CHECK(diverted > 1000);
  CHECK(overtaken > 1000);
  CHECK(left_list > 1000);
}

TEST_CASE("conservation: nobody and no time is lost where people look at lists before they join") {
  std::int64_t balked = 0;
  std::int64_t redirected = 0;
  for (std::uint64_t seed = 0; seed < random_networks; ++seed) {
    CAPTURE(seed);
    const Model model = model_of(random_network(seed, false, seed % 2 == 1, false, true));
    std::vector<models::Happening> log;
    const Observations all =
        models::Simulator{model}.run(0, [&log](const models::Happening& h) { log.push_back(h); });
    check_books(model, all);
    check_against_log(model, all, replay(model, log));
    for (const StateObservations& s : all.states) {
      balked += s[Counter::Balked];
      redirected += s[Counter::Redirected];
    }
  }
  CHECK(balked > 1000);
  CHECK(redirected > 1000);
}

TEST_CASE("conservation: nobody and no time is lost in random networks that reserve places") {
  for (std::uint64_t seed = 0; seed < random_networks; ++seed) {
    CAPTURE(seed);
    const Model model = model_of(random_network(seed, true));
    check_books(model, models::Simulator{model}.run(0));
  }
}

TEST_CASE("conservation: nobody and no time is lost in the regional network") {
  const Model model =
      model_of_file("scenarios/regional_network.yaml", {"run.warm_up=200 d", "run.horizon=2 y"});
  models::Simulator simulator{model};
  std::vector<models::Happening> log;
  const Observations all =
      simulator.run(3, [&log](const models::Happening& h) { log.push_back(h); });
  check_books(model, all);
  check_against_log(model, all, replay(model, log));
}

// Area under the list = sum of the parts of all waits that lie in the window: over the waits that
// began and ended in it, those cut off by its edges, and nothing else.
TEST_CASE("conservation: the area under the waiting list is the sum of the waits") {
  const Model model = model_of_file("scenarios/textbook/mmc.yaml", {"run.warm_up=0 d"});
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& clinic = observed(model, all, "clinic");
  CHECK(clinic[Headcount::List].integral_days() ==
        doctest::Approx(clinic[Length::Wait].sum() + clinic.open_wait_time.days()).epsilon(1e-12));
  sim::TimeSum stays = clinic.open_stay_time;
  for (const models::ExitObservations& exit : clinic.exits)
    stays += exit.stay_sum;
  CHECK(clinic[Headcount::Census].integral() == stays);
}

// Each group is audited while it is observed; that nobody is in none or in two is looked at here.
TEST_CASE("conservation: what is seen of the groups adds up to what is seen of everybody") {
  std::size_t groups = 0;
  for (std::uint64_t seed = 0; seed < random_networks / 5; ++seed) {
    CAPTURE(seed);
    Model model = model_of(random_network(seed));
    if (model.attributes.empty()) continue;
    model.report_by = {model.attributes.size() - 1};
    const Observations all = models::Simulator{model}.run(0);
    REQUIRE(all.groups.size() == model.attributes.back().values.size());
    groups += all.groups.size();
    for (std::size_t s = 0; s < model.states.size(); ++s)
      check_sum_of_groups(all, s);
    for (std::size_t s = 0; s < model.sources.size(); ++s) {
      std::int64_t arrivals = 0;
      for (const Observations& group : all.groups)
        arrivals += group.sources[s].arrivals;
      CHECK(arrivals == all.sources[s].arrivals);
    }
  }
  CHECK(groups > 20);
}

// Four in a morning for four, which is cut to one on day 2 and keeps them; the evening grows from
// one to five on day 4: nine are there, although there were at most six places at any time.
TEST_CASE("conservation: who is in a track that is cut stays while another one grows") {
  const Model model = model_of(R"(
schema: 1
name: Tracks
start: 2026-01-05
run: {warm_up: 0 d, horizon: 9 d, replications: 1}
attributes: {daytime: {free: 0.5, works: 0.5}}
levels:
  iop:
    tracks:
      morning: {places: {slots: 4, changes: {2026-01-07: 1}}, only: {daytime: free}}
      evening: {places: {slots: 1, changes: {2026-01-09: 5}}, only: {daytime: works}}
    treatment_time: 10 d
    to: out
outcomes: [out]
arrivals:
  early: {scheduled: {every: 400 d, first: 1 d}, batch: {4: 1}, attributes: {daytime: {free: 1, works: 0}}, to: iop}
  late: {scheduled: {every: 400 d, first: 5 d}, batch: {5: 1}, attributes: {daytime: {free: 0, works: 1}}, to: iop}
)");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& iop = observed(model, all, "iop");
  CHECK(iop[models::Headcount::Census].maximum() == 9);
  CHECK(iop.tracks[0].census.maximum() == 4);
  CHECK(iop.tracks[1].census.maximum() == 5);
  check_books(model, all);
  check_against_log(model, all, replay(model, happenings(model)));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
