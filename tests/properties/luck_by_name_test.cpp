#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

// Attributes, exits and sources draw by their names. What is written in front of the others, and
// changes nothing by itself, changes nobody's luck.
namespace stepdown::tests {
namespace {

using models::Happening;
using models::Model;

/// What is inserted, each in front of the others of its kind.
struct Inserted {
  std::string attribute = {};
  std::string race = {};
  std::string split = {};
  std::string source = {};
};

std::string pathway(const Inserted& inserted) {
  return fmt::format(R"(
schema: 1
name: Luck by name
start: 2026-01-05
run: {{warm_up: 0 d, horizon: 3 y, replications: 1, seed: 7}}
attributes:
{}  profile: {{alcohol: 0.5, opioid: 0.3, other: 0.2}}
  housing: {{given: profile, alcohol: {{stable: 0.7, unstable: 0.3}}, opioid: {{stable: 0.4, unstable: 0.6}}, other: {{stable: 0.9, unstable: 0.1}}}}
levels:
  day:
    places: {{slots: 12}}
    exits:
{}{}      planned: {{probability: 0.7, treatment_time: {{gamma: {{mean: 20 d, cv: 0.6}}}}, to: {{evening: 0.6, home: 0.4}}}}
      dropout: {{probability: 0.3, treatment_time: {{exponential: {{mean: 8 d}}}}, to: home}}
      relapse: {{after: {{exponential: {{mean: 60 d}}}}, to: {{day: 0.5, home: 0.5}}}}
      death: {{after: {{weibull: {{shape: 0.8, scale: 900 d}}}}, to: died}}
    waiting: {{patience: {{exponential: {{mean: 10 d}}}}, gave_up_to: home}}
  evening: {{places: unlimited, treatment_time: {{lognormal: {{mean: 40 d, cv: 0.8}}}}, to: {{home: 0.7, recovered: 0.2, aftercare: 0.1}}}}
community:
  home:
    exits:
{}      relapse: {{after: {{exponential: {{mean: 100 d}}}}, to: day}}
      recovery: {{after: {{exponential: {{mean: 200 d}}}}, to: recovered}}
  aftercare: {{time: {{exponential: {{mean: 30 d}}}}, to: recovered}}
outcomes: [recovered, died]
effects:
  housing: {{when: {{housing: unstable}}, state: day, reason: relapse, hazard_ratio: 2, source: test}}
arrivals:
{}  clinic: {{poisson: {{rate: 0.5 /d}}, to: day}}
  court: {{poisson: {{rate: 0.2 /d}}, batch: {{1: 0.5, 3: 0.5}}, to: {{day: 0.5, evening: 0.5}}}}
)",
                     inserted.attribute,
                     inserted.race,
                     inserted.split,
                     inserted.race,
                     inserted.source);
}

/// What happens to the people of the two sources that are always there, without numbers that count
/// everybody.
std::vector<std::string> told(const Inserted& inserted) {
  const Model model = model_of(pathway(inserted));
  const std::size_t housing = model.attributes.size() - 1;
  std::vector<std::string> rows;
  for (const Happening& h : happenings(model)) {
    const std::string& source = model.sources[h.source].name;
    if (source != "clinic" && source != "court") continue;
    const auto& values = model.classes[models::index_of(h.who)];
    rows.push_back(
        fmt::format("{} {}:{} {} {} {} {} {}",
                    h.time.count(),
                    source,
                    h.source_index,
                    model.attributes[housing - 1].values[values[housing - 1]],
                    model.attributes[housing].values[values[housing]],
                    word_for(h.kind),
                    model.state(h.state).name,
                    h.reason < 0 ? "" : model.reasons[static_cast<std::size_t>(h.reason)].name));
  }
  return rows;
}

TEST_SUITE_BEGIN("property");

TEST_CASE("luck by name: what is inserted in front of the others changes nobody else's history") {
  const std::string attribute = "  insurance: {public: 0.6, private: 0.4}\n";
  const std::string race = "      moved_away: {after: 4000 d, to: died}\n";  // beyond the run
  const std::string split = "      referred_on: {probability: 0, treatment_time: 3 d, to: home}\n";
  // who walks in takes no place that others want
  const std::string source = "  walk_ins: {poisson: {rate: 1 /d}, to: aftercare}\n";
  const std::vector<std::string> before = told({});
  REQUIRE(before.size() > 3000);
  CHECK(told({.attribute = attribute}) == before);
  CHECK(told({.race = race}) == before);
  CHECK(told({.split = split}) == before);
  CHECK(told({.source = source}) == before);
  CHECK(told({attribute, race, split, source}) == before);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
