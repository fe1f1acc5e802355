#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// What people are on for a time: who begins when, until when, and what it changes meanwhile.
namespace stepdown::tests {
namespace {

using models::MedicationObservations;
using models::Model;
using models::Observations;

// ana is in detox from day 1 to day 6, then at home until day 56.
const std::string one_person = R"(
schema: 1
name: Medication
start: 2026-01-05
run: {warm_up: 0 d, horizon: 60 d, replications: 1}
levels:
  detox: {places: unlimited, treatment_time: 5 d, to: home}
community:
  home: {time: 50 d, to: done}
outcomes: [done, died]
medications:
  bup: {begins: {detox: {probability: 1, after: 2 d}}, lasts: 10 d}
arrivals:
  ana: {scheduled: {every: 1000 d, first: 1 d}, to: detox}
)";

TEST_SUITE_BEGIN("unit");

TEST_CASE("medications: one begins after its wait and goes on across states until it stops") {
  const Model model = model_of(one_person);
  CHECK(story(model) == R"(
1 ana enters detox
3 ana begins a medication in detox
6 ana enters home
13 ana stops a medication in home
56 ana ends done
)");
  const Observations all = models::Simulator{model}.run(0);
  const MedicationObservations& bup = all.medications.at(0);
  CHECK(bup.begun == 1);
  CHECK(bup.stopped == 1);
  CHECK(bup.length_sum == 10);
  CHECK(bup.time.days() == 10);
  CHECK(bup.time_in.at(0).days() == 3);
  CHECK(bup.time_in.at(1).days() == 7);
  CHECK(bup.followed == std::array<std::int64_t, 4>{1, 0, 0, 0});
  CHECK(bup.kept == std::array<std::int64_t, 4>{0, 0, 0, 0});
}

TEST_CASE("medications: who leaves the state before it begins does not begin") {
  CHECK(story(model_of(one_person, {"medications.bup.begins.detox.after=6 d"})) == R"(
1 ana enters detox
6 ana enters home
56 ana ends done
)");
  // In the very moment of leaving they do.
  const Model model = model_of(one_person, {"medications.bup.begins.detox.after=5 d"});
  CHECK(story(model).find("6 ana begins a medication in home") != std::string::npos);
  CHECK(models::Simulator{model}.run(0).medications.at(0).begun == 1);
}

TEST_CASE("medications: who has stopped can begin again and who is on it goes on") {
  const Model model = model_of(
      one_person, {"medications.bup.begins={detox: 1, home: 1}", "medications.bup.lasts=5 d"});
  CHECK(story(model) == R"(
1 ana enters detox
1 ana begins a medication in detox
6 ana enters home
6 ana stops a medication in home
6 ana begins a medication in home
11 ana stops a medication in home
56 ana ends done
)");
  const Observations all = models::Simulator{model}.run(0);
  CHECK(all.medications.at(0).begun == 2);
  CHECK(all.medications.at(0).stopped == 2);
  CHECK(story(model_of(
            one_person,
            {"medications.bup.begins={detox: 1, home: 1}", "medications.bup.lasts=20 d"})) == R"(
1 ana enters detox
1 ana begins a medication in detox
6 ana enters home
21 ana stops a medication in home
56 ana ends done
)");
}

TEST_CASE("medications: a window counts what begins and stops and lasts inside it") {
  const Model model = model_of(one_person, {"run.warm_up=4 d", "run.horizon=12 d"});
  const Observations all = models::Simulator{model}.run(0);
  const MedicationObservations& bup = all.medications.at(0);
  CHECK(bup.begun == 0);
  CHECK(bup.stopped == 0);
  CHECK(bup.time.days() == 8);
  CHECK(bup.time_in.at(0).days() == 2);
  CHECK(bup.time_in.at(1).days() == 6);
}

TEST_CASE("medications: those on it when they come to a level leave it by other odds") {
  const std::string effect =
      "effects:\n  e: {when: {bup: yes}, reason: dropout, odds_ratio: 3, source: test}\n";
  const std::vector<std::string> sets{
      "levels.detox={places: unlimited, treatment_time: 5 d, exits: {planned: {probability: 0.5, "
      "to: done}, dropout: {probability: 0.5, to: died}}}",
      "arrivals.ana.batch={1000: 1}"};
  const auto dropouts = [&](const std::string& begins) {
    std::vector<std::string> all = sets;
    all.push_back("medications.bup.begins=" + begins);
    const Model model = model_of(one_person + effect, all);
    return each(observe(model, 20), [&](const Observations& o) {
      return static_cast<double>(observed(model, o, "died").entered) / 1000;
    });
  };
  CHECK(check_mean(dropouts("{detox: 1}"), 0.75));
  CHECK(check_mean(dropouts("{detox: 0.4}"), 0.6));
  CHECK(check_mean(dropouts("{detox: {probability: 1, after: 1 h}}"), 0.5));
}

constexpr int people = 1000;

// Everybody arrives at once, so that who has died by the horizon has died within so many days.
const std::string many_people = R"(
schema: 1
name: Medication
start: 2026-01-05
run: {warm_up: 0 d, horizon: 40 d, replications: 1}
levels:
  detox: {places: unlimited, treatment_time: {exponential: {mean: 8 d}}, to: home}
community:
  home:
    exits:
      death: {after: {weibull: {shape: 2, scale: 50 d}}, to: died}
      other: {after: 1000 d, to: detox}
outcomes: [died]
medications:
  bup: {at_arrival: 1, lasts: 20 d}
effects:
  safer: {when: {bup: yes}, reason: death, hazard_ratio: 0.34, source: test}
arrivals:
  all: {scheduled: {every: 1000 d, first: 0 d}, batch: {1000: 1}, to: home}
)";

double hazard(double days) {
  return days * days / 2500;
}

/// Shares dead by the horizon, and expected to be, are the exact one.
void check_deaths(const Model& model, double exact, int replications = 80) {
  const std::vector<Observations> seen = observe(model, replications);
  const auto died = [&](const Observations& o) {
    return static_cast<double>(observed(model, o, "died").entered) / people;
  };
  const auto expected = [&](const Observations& o) {
    return o.outcomes.cells.at(0).deaths_expected / people;
  };
  CHECK(check_mean(each(seen, died), exact));
  CHECK(check_mean(each(seen, expected), exact));
  CHECK(check_mean(each(seen, [&](const Observations& o) { return died(o) - expected(o); }), 0));
}

TEST_CASE("medications: a hazard follows them while they last") {
  const double until_stop = 0.34 * hazard(20) + hazard(40) - hazard(20);
  check_deaths(model_of(many_people), 1 - std::exp(-until_stop));

  const double between = hazard(10) + 0.34 * (hazard(30) - hazard(10)) + hazard(40) - hazard(30);
  check_deaths(model_of(many_people,
                        {"medications.bup.at_arrival=0",
                         "medications.bup.begins={home: {probability: 1, after: 10 d}}"}),
               1 - std::exp(-between));
  // Half of them.
  check_deaths(model_of(many_people,
                        {"medications.bup.at_arrival=0",
                         "medications.bup.begins={home: {probability: 0.5, after: 10 d}}"}),
               1 - (std::exp(-between) + std::exp(-hazard(40))) / 2);
}

TEST_CASE("medications: a time ratio holds from what is left of the clock") {
  check_deaths(
      model_of(many_people, {"effects.safer={when: {bup: yes}, time_ratio: 2, source: test}"}),
      1 - std::exp(-(hazard(20.0 / 2) + hazard(40) - hazard(20))));
}

TEST_CASE("medications: two of them multiply and each stops on its own") {
  const double faced =
      0.34 * 0.5 * hazard(10) + 0.34 * (hazard(20) - hazard(10)) + hazard(40) - hazard(20);
  check_deaths(
      model_of(many_people,
               {"medications.second={at_arrival: 1, lasts: 10 d}",
                "effects.more={when: {second: yes}, reason: death, hazard_ratio: 0.5, source: "
                "test}"}),
      1 - std::exp(-faced));
}

TEST_CASE("medications: a hazard of those without one is the same written the other way") {
  check_deaths(
      model_of(many_people,
               {"effects.safer={when: {bup: no}, reason: death, hazard_ratio: 2, source: test}"}),
      1 - std::exp(-(hazard(20) + 2 * (hazard(40) - hazard(20)))));
}

// A bed that one person has for 1000 d; all others wait for it.
TEST_CASE("medications: the exits of those who wait outside follow them") {
  const Model model = model_of(
      many_people,
      {"levels.ward={places: {beds: 1}, treatment_time: 1000 d, to: home, waiting: {exits: {death: "
       "{after: {weibull: {shape: 2, scale: 50 d}}, to: died}}}}",
       "arrivals.all.to=ward"});
  const double share = 1 - std::exp(-(0.34 * hazard(20) + hazard(40) - hazard(20)));
  check_deaths(model, share * (people - 1) / people);
}

// Ready on day 10, all but one hold their places; they stop on day 20.
TEST_CASE("medications: races that go on while people are held follow them") {
  const Model model = model_of(
      many_people,
      {"levels.ward={places: unlimited, treatment_time: 10 d, hold: until_placed, exits: {planned: "
       "{probability: 1, to: next}, death: {after: {weibull: {shape: 2, scale: 50 d}}, to: died}}}",
       "levels.ward.exits.planned.transfer=2 d",
       "levels.next={places: {beds: 1}, treatment_time: 1000 d, to: home}",
       "arrivals.all.to=ward"});
  const double share = 1 - std::exp(-(0.34 * hazard(20) + hazard(40) - hazard(20)));
  const std::vector<Observations> seen = observe(model, 80);
  // Whoever gets the bed lives on: one of the 1000.
  CHECK(check_mean(each(seen,
                        [&](const Observations& o) {
                          return static_cast<double>(observed(model, o, "died").entered) /
                                 (people - 1);
                        }),
                   share));
  CHECK(check_mean(each(seen,
                        [&](const Observations& o) {
                          return (static_cast<double>(observed(model, o, "died").entered) -
                                  o.outcomes.cells.at(0).deaths_expected) /
                                 people;
                        }),
                   0));
}

TEST_CASE("medications: people who are there at the start have theirs from then on") {
  const Model model = model_of(many_people,
                               {"arrivals.all.scheduled.first=500 d",
                                "start_from={in_outcomes: true, home: {census: 1000}}",
                                "community.home.exits.other.after=100000 d",
                                "community.home.exits.death.after={exponential: {mean: 50 d}}"});
  check_deaths(model, 1 - std::exp(-(0.34 * 20 + 20) / 50));
}

TEST_CASE("medications: the share still on one is the survival of its length") {
  const Model model = model_of(many_people,
                               {"run.horizon=400 d",
                                "effects={}",
                                "medications.bup.lasts={weibull: {shape: 0.7, scale: 100 d}}",
                                "community.home.exits={death: {after: 500 d, to: died}}"});
  const std::vector<Observations> seen = observe(model, 80);
  for (std::size_t i = 0; i < models::kept_days.size(); ++i) {
    CAPTURE(models::kept_days.at(i));
    for (const Observations& o : seen)
      CHECK(o.medications.at(0).followed.at(i) == people);
    CHECK(check_mean(each(seen,
                          [&](const Observations& o) {
                            return static_cast<double>(o.medications.at(0).kept.at(i)) / people;
                          }),
                     std::exp(-std::pow(models::kept_days.at(i) / 100.0, 0.7))));
  }
}

/// Rates between (detox, off), (detox, on), (home, off), (home, on) and dead; the share dead by t
/// of those who are admitted to detox and begin with chance p there, then and only then.
double dead_by(double t, double p) {
  constexpr double leave = 1.0 / 8;
  constexpr double stop = 1.0 / 30;
  constexpr double death = 1.0 / 100;
  std::vector<double> share{1 - p, p, 0, 0, 0};
  const int steps = 400'000;  // of Heun's rule: an error of the order of 1e-9
  const double dt = t / steps;
  const auto flow = [&](const std::vector<double>& s) {
    const double a = leave * s[0];
    const double b = leave * s[1];
    return std::vector<double>{stop * s[1] - a - death * s[0],
                               -b - stop * s[1] - 0.34 * death * s[1],
                               a + stop * s[3] - death * s[2],
                               b - stop * s[3] - 0.34 * death * s[3],
                               death * (s[0] + s[2]) + 0.34 * death * (s[1] + s[3])};
  };
  for (int i = 0; i < steps; ++i) {
    const std::vector<double> first = flow(share);
    std::vector<double> ahead = share;
    for (std::size_t k = 0; k < share.size(); ++k)
      ahead[k] += dt * first[k];
    const std::vector<double> second = flow(ahead);
    for (std::size_t k = 0; k < share.size(); ++k)
      share[k] += dt * (first[k] + second[k]) / 2;
  }
  return share[4];
}

TEST_CASE("medications: deaths across a level and the community are those of the Markov chain") {
  const std::string death = "{after: {exponential: {mean: 100 d}}, to: died}";
  const Model model = model_of(
      many_people,
      {"run.horizon=80 d",
       "arrivals.all.to=detox",
       "levels.detox={places: unlimited, treatment_time: {exponential: {mean: 8 d}}, exits: "
       "{planned: {probability: 1, to: home}, death: " +
           death + "}}",
       "community.home.exits={death: " + death + "}",
       "medications.bup={begins: {detox: 0.35}, lasts: {exponential: {mean: 30 d}}}"});
  check_deaths(model, dead_by(80, 0.35));
}

/// All that happened, in one text.
std::string whole_story(const Model& model) {
  std::string told = story(model);
  const Observations all = models::Simulator{model}.run(0);
  return told + fmt::format("{:a}", all.outcomes.cells.at(0).deaths_expected);
}

TEST_CASE("medications: one that changes nothing or that nobody begins changes no result") {
  const std::string without = many_people.substr(0, many_people.find("medications:")) +
                              many_people.substr(many_people.find("arrivals:"));
  const std::string expected = whole_story(model_of(without));
  REQUIRE(expected.find("died") != std::string::npos);
  const std::string told = "begins a medication";
  CHECK(whole_story(model_of(many_people, {"medications.bup.at_arrival=0"})) == expected);
  const std::string with_ratio_one =
      whole_story(model_of(many_people, {"effects.safer.hazard_ratio=1"}));
  CHECK(with_ratio_one.find(told) != std::string::npos);
  std::string kept = "\n";
  std::size_t from = 1;
  while (from < with_ratio_one.size()) {
    const std::size_t end = std::min(with_ratio_one.find('\n', from), with_ratio_one.size() - 1);
    const std::string line = with_ratio_one.substr(from, end + 1 - from);
    if (line.find("a medication") == std::string::npos) kept += line;
    from = end + 1;
  }
  CHECK(kept == expected);
}

TEST_CASE("medications: a run with a log has the results of one without") {
  const Model model = model_of(many_people);
  const Observations alone = models::Simulator{model}.run(0);
  std::int64_t begun = 0;
  std::int64_t stopped = 0;
  sim::Ticks last{};
  const models::HappeningLog log = [&](const models::Happening& h) {
    CHECK(h.time >= last);
    last = h.time;
    begun += h.kind == models::HappeningKind::MedicationBegins ? 1 : 0;
    stopped += h.kind == models::HappeningKind::MedicationStops ? 1 : 0;
  };
  const Observations logged = models::Simulator{model}.run(0, log);
  CHECK(begun == alone.medications.at(0).begun);
  CHECK(stopped == alone.medications.at(0).stopped);
  CHECK(logged.medications.at(0).time.days() == alone.medications.at(0).time.days());
  CHECK(logged.outcomes.cells.at(0).deaths_expected == alone.outcomes.cells.at(0).deaths_expected);
  CHECK(logged.events == alone.events);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
