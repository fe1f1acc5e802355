#include "sim/distributions/distribution.hpp"
#include "sim/distributions/uniform.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

// Race exits that come when treatment is over, to those who are held or in transfer. Few people,
// whole numbers; everybody comes from a source of their own, which names them.
namespace stepdown::tests {
namespace {

using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

const std::string head = R"(
schema: 1
name: Overtaking
start: 2026-01-05
run: {warm_up: 0 d, horizon: 60 d, replications: 1}
)";

// kim has b until day 20. ana is ready for it on day 2, and a review on day 5 sends her home. ben
// asks for a on day 1.
const std::string reviewed = head + R"(
levels:
  a:
    places: {beds: 1}
    exits:
      planned: {probability: 1, treatment_time: 2 d, to: b}
      review: {after: 5 d, to: home}
    hold: until_placed
  b: {places: {beds: 1}, treatment_time: 20 d, to: done}
community:
  home: {time: 300 d, to: done}
outcomes: [done]
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: b}
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: a}
)";

/// How the only stay in a state went.
struct Parts {
  double treated, held, transfer;
};

void check_parts(const StateObservations& seen, const Parts& parts) {
  CHECK(seen[Length::Stay].count() == 1);
  CHECK(seen.stay_treated.days() == doctest::Approx(parts.treated));
  CHECK(seen.stay_held.days() == doctest::Approx(parts.held));
  CHECK(seen.stay_transfer.days() == doctest::Approx(parts.transfer));
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("overtaking: a race goes on while somebody is held and ends the hold") {
  const Model model = model_of(reviewed);
  CHECK(story(model) == R"(
0 kim enters b
0 ana enters a
2 ana holds for b
5 ana is overtaken in a
5 ana enters home
20 kim ends done
)");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& a = observed(model, all, "a");
  check_parts(a, {.treated = 2, .held = 3, .transfer = 0});
  CHECK(a.exits[0].count() == 0);
  CHECK(a.exits[1].count() == 1);
  CHECK(a.held_for[1].holds == 1);
  CHECK(a.held_for[1].place_time.days() == doctest::Approx(3));
  CHECK(observed(model, all, "b")[Headcount::List].integral_days() == doctest::Approx(3));
}

TEST_CASE("overtaking: a race of treatment alone ends with treatment") {
  CHECK(story(model_of(reviewed, {"levels.a.exits.review.while=treated"})) == R"(
0 kim enters b
0 ana enters a
2 ana holds for b
20 kim ends done
20 ana enters b
40 ana ends done
)");
  CHECK(story(model_of(reviewed, {"levels.a.exits.review.while=present"})) ==
        story(model_of(reviewed)));
  // Before the end of treatment it is a race like any other.
  CHECK(story(model_of(
            reviewed,
            {"levels.a.exits.review.while=treated", "levels.a.exits.review.after=1 d"})) == R"(
0 kim enters b
0 ana enters a
1 ana enters home
20 kim ends done
)");
}

TEST_CASE("overtaking: a race that comes at the end of treatment has lost") {
  CHECK(story(model_of(reviewed, {"levels.a.exits.review.after=2 d"})) == R"(
0 kim enters b
0 ana enters a
2 ana holds for b
20 kim ends done
20 ana enters b
40 ana ends done
)");
}

TEST_CASE("overtaking: a race comes before the place that falls free in the same instant") {
  CHECK(story(model_of(reviewed, {"levels.b.treatment_time=5 d"})) == R"(
0 kim enters b
0 ana enters a
2 ana holds for b
5 kim ends done
5 ana is overtaken in a
5 ana enters home
)");
}

TEST_CASE("overtaking: races end with the stay when a hold comes to its limit") {
  CHECK(story(model_of(reviewed, {"levels.a.hold=2 d"})) == R"(
0 kim enters b
0 ana enters a
2 ana holds for b
4 ana stops holding a
4 ana waits for b
20 kim ends done
20 ana enters b
40 ana ends done
)");
  // At the same moment the hold has ended.
  CHECK(story(model_of(reviewed, {"levels.a.hold=3 d"})).find("overtaken") == std::string::npos);
}

// The transfer takes from day 2 to 6.
TEST_CASE("overtaking: a race goes on in transfer") {
  const std::string transfer = "levels.a.exits.planned.transfer=4 d";
  const Model model = model_of(reviewed, {transfer});
  CHECK(story(model) == R"(
0 kim enters b
0 ana enters a
5 ana is overtaken in a
5 ana enters home
20 kim ends done
)");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& a = observed(model, all, "a");
  check_parts(a, {.treated = 2, .held = 0, .transfer = 3});
  CHECK(a.transfer_time.days() == doctest::Approx(3));
  CHECK(story(model_of(reviewed, {transfer, "levels.a.exits.review.while=treated"}))
            .find("overtaken") == std::string::npos);
}

// ana keeps the one bed of b from day 2; ben asks for it on day 3 and gets it when she goes home.
TEST_CASE("overtaking: a place reserved during a transfer is free when a race ends the transfer") {
  const std::string with_ben =
      reviewed + "  ben: {scheduled: {every: 1000 d, first: 3 d}, to: b}\n";
  const std::vector<std::string> reserving{
      "levels.a.exits.planned.transfer={time: 4 d, reserve: true}",
      "arrivals.kim.scheduled.first=40 d"};
  const Model model = model_of(with_ben, reserving);
  CHECK(story(model) == R"(
0 ana enters a
3 ben waits for b
5 ana is overtaken in a
5 ana enters home
5 ben enters b
25 ben ends done
40 kim enters b
)");
  const Observations all = models::Simulator{model}.run(0);
  CHECK(observed(model, all, "b").full_time == sim::to_ticks(2 + 1 + 20 + 20));
  // While b is full, she stands in its line during the transfer and leaves it.
  CHECK(story(model_of(with_ben, {reserving[0]})) == R"(
0 kim enters b
0 ana enters a
3 ben waits for b
5 ana is overtaken in a
5 ana enters home
20 kim ends done
20 ben enters b
40 ben ends done
)");
}

// b is full until day 20 and c until day 9, which a review on day 5 makes ana ask for.
const std::string two_targets = head + R"(
levels:
  a:
    places: {beds: 1}
    exits:
      planned: {probability: 1, treatment_time: 2 d, to: b}
      review: {after: 5 d, to: c}
    hold: until_placed
  b: {places: {beds: 1}, treatment_time: 20 d, to: done}
  c: {places: {beds: 1}, treatment_time: 9 d, to: done}
outcomes: [done]
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: b}
  lea: {scheduled: {every: 1000 d, first: 0 d}, to: c}
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: a}
)";

TEST_CASE("overtaking: who is overtaken can hold or be in transfer again") {
  const Model model = model_of(two_targets);
  CHECK(story(model) == R"(
0 kim enters b
0 lea enters c
0 ana enters a
2 ana holds for b
5 ana is overtaken in a
5 ana holds for c
9 lea ends done
9 ana enters c
18 ana ends done
20 kim ends done
)");
  const Observations held = models::Simulator{model}.run(0);
  const StateObservations& a = observed(model, held, "a");
  check_parts(a, {.treated = 2, .held = 7, .transfer = 0});
  CHECK(a.held_for[1].place_time.days() == doctest::Approx(3));
  CHECK(a.held_for[2].place_time.days() == doctest::Approx(4));
  CHECK(observed(model, held, "c")[Length::Wait].maximum() == doctest::Approx(4));

  // Held for b from day 2, in transfer from 5 to 6, held for c until 9.
  const Model slow = model_of(two_targets, {"levels.a.exits.review.transfer=1 d"});
  const Observations moved = models::Simulator{slow}.run(0);
  check_parts(observed(slow, moved, "a"), {.treated = 2, .held = 6, .transfer = 1});
  CHECK(observed(slow, moved, "a").transfer_time.days() == doctest::Approx(1));
  CHECK(observed(slow, moved, "c")[Length::Wait].maximum() == doctest::Approx(3));
}

TEST_CASE("overtaking: the days of a stay are remembered once and its last exit counts") {
  const auto days_in_c = [](const std::string& when) {
    const std::string effects =
        "effects:\n  longer: {when: {" + when + "}, state: c, stay_ratio: 2, source: test}\n";
    const Model model = model_of(two_targets + effects);
    const Observations all = models::Simulator{model}.run(0);
    return observed(model, all, "c")[Length::Stay].maximum();
  };
  CHECK(days_in_c("days_in_care: '>= 9 d'") == doctest::Approx(18));
  CHECK(days_in_c("days_in_care: '> 9 d'") == doctest::Approx(9));
  CHECK(days_in_c("last_exit: review") == doctest::Approx(18));
  CHECK(days_in_c("last_exit: planned") == doctest::Approx(9));
}

// Ana dies at some moment of her second or third day, and is in transfer for 5 d more.
const std::string dies_and_is_transferred = R"(
schema: 1
name: A death with a transfer
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d}
levels:
  a:
    places: {beds: 1}
    exits: {death: {after: {uniform: {min: 1 d, max: 3 d}}, to: died, transfer: 5 d}}
    hold: until_placed
  b: {places: {beds: 0}, treatment_time: 1 d, to: died}
outcomes: [died]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: a}
)";

TEST_CASE("overtaking: the hazard of a death is faced until it takes somebody and no longer") {
  const Model model = model_of(dies_and_is_transferred);
  const Observations all = models::Simulator{model}.run(0);
  const double died = observed(model, all, "a")[Length::Stay].sum() - 5;
  CHECK(died > 1);
  CHECK(all.outcomes.cells[0].deaths_expected ==
        doctest::Approx(sim::cumulative_hazard(sim::Uniform{1, 3}, died)));

  // Whatever one may think of a death after which a place is kept for ever.
  const Model held = model_of(dies_and_is_transferred, {"levels.a.exits.death.to=b"});
  CHECK(models::Simulator{held}.run(0).outcomes.cells[0].deaths_expected ==
        doctest::Approx(sim::cumulative_hazard(sim::Uniform{1, 3}, died)));
}

TEST_CASE("overtaking: races in words that are wrong are refused") {
  CHECK(refusal_of(reviewed, {"levels.a.exits.review.while=held"})
            .find("levels.a.exits.review.while: expected 'present' or 'treated', got 'held'") !=
        std::string::npos);
  CHECK(refusal_of(reviewed, {"levels.a.exits.planned.while=treated"})
            .find("levels.a.exits.planned") != std::string::npos);
}

TEST_SUITE_END();

// Treatment of 1 d, then the bed is kept for ever; death at random with mean 10 d.
const std::string held_for_ever = R"(
schema: 1
name: Held for ever
start: 2026-01-05
run: {warm_up: 0 d, horizon: 400 d, replications: 400}
levels:
  a:
    places: {beds: 1}
    exits:
      planned: {probability: 1, treatment_time: 1 d, to: b}
      death: {after: {exponential: {mean: 10 d}}, to: died}
    hold: until_placed
  b: {places: {beds: 0, changes: {2027-02-08: 1}}, treatment_time: 10 d, to: out}
outcomes: [out, died]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: a}
)";

TEST_SUITE_BEGIN("validation");

// 400 people. Mean stay 10 d with standard error 10 / 20 = 0.5 d; the hazards that they faced sum
// to as many expected deaths as people, with standard error 20. Where the race ends with treatment
// 1 - exp(-0.1) = 9.5 % die, with standard error 1.5 %.
TEST_CASE("overtaking: whoever is held for ever dies of a hazard that goes on") {
  constexpr int people = 400;
  const Model model = model_of(held_for_ever);
  double deaths = 0;
  double expected = 0;
  std::vector<double> stays;
  for (const Observations& all : observe(model, people)) {
    deaths += static_cast<double>(all.outcomes.cells[0].deaths);
    expected += all.outcomes.cells[0].deaths_expected;
    stays.push_back(observed(model, all, "a")[Length::Stay].sum());
  }
  CHECK(deaths == people);
  CHECK(std::abs(expected - people) < 4 * std::sqrt(double{people}));
  CHECK(check_mean(stays, 10.0));

  const Model treated = model_of(held_for_ever, {"levels.a.exits.death.while=treated"});
  std::vector<double> died;
  expected = 0;
  for (const Observations& all : observe(treated, people)) {
    died.push_back(static_cast<double>(all.outcomes.cells[0].deaths));
    expected += all.outcomes.cells[0].deaths_expected;
  }
  CHECK(check_mean(died, 1 - std::exp(-0.1)));
  CHECK(std::abs(expected - people * (1 - std::exp(-0.1))) < 4 * std::sqrt(0.1 * people));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
