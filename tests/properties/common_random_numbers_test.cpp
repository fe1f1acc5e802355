#include "analysis/experiments/run_model.hpp"
#include "analysis/report/tables.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The same luck for the same person in every scenario: what is not changed stays the same to the
// bit, and results do not depend on who computes them.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Happening;
using models::HappeningKind;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;

/// One stay as the person lives it: where, how long until ready, how it ends. The time of ready is
/// not in it, because waiting may shift it.
struct Stay {
  std::string state;
  sim::Ticks treated{};
  std::string reason;
};

/// What befalls one person, apart from waiting.
struct Life {
  models::ClassId who{};
  std::string asked_first;
  sim::Ticks referred_at{};
  bool was_lost = false;  ///< gave up or was turned away at least once
  std::vector<Stay> stays;
};

/// Lives by arrival source and number in it.
std::map<std::pair<std::string, std::uint32_t>, Life> lives(const Model& model) {
  std::map<std::pair<std::string, std::uint32_t>, Life> result;
  std::map<std::uint32_t, sim::Ticks> admitted_at;
  for (const Happening& h : happenings(model)) {
    Life& life = result[{model.sources[h.source].name, h.source_index}];
    const std::string& state = model.state(h.state).name;
    if (h.kind == HappeningKind::Arrival) {
      life.who = h.who;
      life.asked_first = state;
      life.referred_at = h.time;
    } else if (h.kind == HappeningKind::Admission) {
      admitted_at[h.person] = h.time;
    } else if (h.kind == HappeningKind::TreatmentEnd) {
      life.stays.push_back({state,
                            h.time - admitted_at[h.person],
                            model.reasons[static_cast<std::size_t>(h.reason)].name});
    } else if (h.kind == HappeningKind::GaveUp || h.kind == HappeningKind::TurnedAway) {
      life.was_lost = true;
    }
  }
  return result;
}

struct Comparison {
  std::size_t people = 0;
  std::size_t stays = 0;
  std::size_t different = 0;
};

/// Compares people and their stays as far as both scenarios saw them; people for whom the list
/// ended otherwise (gave up in one of the two) only as far as their attributes.
Comparison compare_lives(const Model& one, const Model& other) {
  Comparison result;
  const auto lives_of_one = lives(one);
  const auto lives_of_other = lives(other);
  REQUIRE(lives_of_one.size() == lives_of_other.size());
  for (const auto& [person, life] : lives_of_one) {
    const Life& twin = lives_of_other.at(person);
    ++result.people;
    if (life.who != twin.who || life.asked_first != twin.asked_first ||
        life.referred_at != twin.referred_at) {
      ++result.different;
    }
    if (life.was_lost || twin.was_lost) continue;
    const std::size_t both = std::min(life.stays.size(), twin.stays.size());
    for (std::size_t i = 0; i < both; ++i) {
      ++result.stays;
      const Stay& a = life.stays[i];
      const Stay& b = twin.stays[i];
      if (a.state != b.state || a.reason != b.reason || a.treated != b.treated) ++result.different;
    }
  }
  return result;
}

std::string text_of(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// The log of a replication as text: times in full, states by name.
std::string log_text(const Model& model, std::uint32_t replication = 0) {
  std::string text;
  for (const Happening& h : happenings(model, replication)) {
    text += fmt::format("{} {} {} {} {} {} {}\n",
                        h.time.count(),
                        h.person,
                        h.source_index,
                        models::index_of(h.who),
                        word_for(h.kind),
                        model.state(h.state).name,
                        h.reason < 0 ? "" : model.reasons[static_cast<std::size_t>(h.reason)].name);
  }
  return text;
}

/// Observations as text: every figure of every state in full, states by name.
std::string observations_text(const Model& model, const Observations& all) {
  std::string text = fmt::format("{} {} {}\n", all.events, all.people, all.people_inside);
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    const models::StateObservations& o = all.states[s];
    text += fmt::format("{} {:a} {:a} {:a} {:a} {} {} {} {} {} {:a} {:a} {:a} {} {}\n",
                        model.states[s].name,
                        o[Headcount::Census].integral_days(),
                        o[Headcount::List].integral_days(),
                        o[Headcount::Held].integral_days(),
                        sim::to_days(o.full_time),
                        o[Counter::Requests],
                        o[Counter::Delayed],
                        o[Counter::Admissions],
                        o[Counter::GaveUp],
                        o[Counter::Swaps],
                        o[Length::Wait].sum(),
                        o[Length::Stay].sum(),
                        o[Length::Stay].count() > 0 ? o[Length::Stay].quantile(0.9) : 0.0,
                        o.open_stays,
                        o.entered);
  }
  return text;
}

const std::string flagship = "scenarios/regional_network.yaml";
// Without effects: some of them ask how long a person waited, which a bed does change.
const std::vector<std::string> two_years{
    "run.warm_up=0 d", "run.horizon=2 y", "effects.strength=0"};

std::vector<std::string> two_years_and(const std::string& change) {
  std::vector<std::string> sets = two_years;
  sets.push_back(change);
  return sets;
}

TEST_SUITE_BEGIN("property");

TEST_CASE("common random numbers: one more bed changes nobody's attributes or treatment or exits") {
  SUBCASE("regional network") {
    const Comparison c =
        compare_lives(model_of_file(flagship, two_years),
                      model_of_file(flagship, two_years_and("levels.residential.places.beds=33")));
    CHECK(c.people > 4000);
    CHECK(c.stays > 6000);
    CHECK(c.different == 0);
  }
  SUBCASE("network in which nobody gives up") {
    const std::vector<std::string> short_run{"run.horizon=1000 d", "levels.php.places.slots=60"};
    std::vector<std::string> one_more = short_run;
    one_more.emplace_back("levels.inpatient.places.beds=107");
    const Comparison c = compare_lives(model_of_file("scenarios/bench/r1.yaml", short_run),
                                       model_of_file("scenarios/bench/r1.yaml", one_more));
    CHECK(c.people > 5000);
    CHECK(c.stays > 20000);
    CHECK(c.different == 0);
  }
}

TEST_CASE("common random numbers: the comparison can fail") {
  const Comparison c = compare_lives(
      model_of_file(flagship, two_years),
      model_of_file(flagship,
                    two_years_and("levels.iop.exits.planned.treatment_time.lognormal.mean=59 d")));
  CHECK(c.different > 100);
}

TEST_CASE("common random numbers: a level that nobody uses changes nothing") {
  std::string with_unused = text_of(flagship);
  const std::string before = "\ncommunity:\n";
  REQUIRE(with_unused.find(before) != std::string::npos);
  with_unused.insert(with_unused.find(before) + 1,
                     "  unused:\n    places: {beds: 5}\n    treatment_time: 3 d\n    to: home\n\n");
  // And one before all others, which moves every level to another position.
  const std::string levels = "\nlevels:\n";
  with_unused.insert(
      with_unused.find(levels) + levels.size(),
      "  first_unused:\n    places: {beds: 5}\n    treatment_time: 3 d\n    to: home\n\n");
  const Model plain = model_of(text_of(flagship), two_years);
  const Model more = model_of(with_unused, two_years);
  CHECK(more.level_count == plain.level_count + 2);
  const bool same_log = log_text(plain) == log_text(more);
  CHECK(same_log);
}

TEST_CASE("common random numbers: a source that is switched off leaves the others their people") {
  const Model both = model_of_file(flagship, two_years);
  const Model one =
      model_of_file(flagship, two_years_and("arrivals.mental_health.poisson.rate=0.7 /wk"));
  const auto lives_of_both = lives(both);
  std::size_t compared = 0;
  for (const auto& [person, life] : lives(one)) {
    if (person.first != "substance_use") continue;
    const Life& twin = lives_of_both.at(person);
    ++compared;
    CHECK(life.who == twin.who);
    CHECK(life.referred_at == twin.referred_at);
    CHECK(life.asked_first == twin.asked_first);
  }
  CHECK(compared > 3000);
}

TEST_CASE("repetition: the same seed gives the same bits and another seed does not") {
  const Model model = model_of_file(flagship, two_years);
  const std::string once = log_text(model);
  const bool same = once == log_text(model_of_file(flagship, two_years));
  CHECK(same);
  const bool same_with_other_seed =
      once == log_text(model_of_file(flagship, two_years_and("run.seed=2")));
  CHECK_FALSE(same_with_other_seed);
  const bool same_in_other_replication = once == log_text(model, 1);
  CHECK_FALSE(same_in_other_replication);
}

TEST_CASE("repetition: a replication does not depend on those that ran before it") {
  const Model model = model_of_file(flagship, two_years);
  models::Simulator used{model};
  for (std::uint32_t r = 0; r < 4; ++r)
    static_cast<void>(used.run(r));
  const std::string reused = observations_text(model, used.run(4));
  const std::string fresh = observations_text(model, models::Simulator{model}.run(4));
  CHECK(reused == fresh);
}

TEST_CASE("repetition: nothing is left of observations whose memory is used again") {
  const Model model = model_of_file(flagship, two_years);
  models::Simulator simulator{model};
  models::Observations spent = models::Simulator{model}.run(7);
  simulator.reuse(std::move(spent));
  const std::string reused = observations_text(model, simulator.run(4));
  const std::string fresh = observations_text(model, models::Simulator{model}.run(4));
  CHECK(reused == fresh);
}

TEST_CASE("repetition: an event log does not change the observations") {
  const Model model = model_of_file(flagship, two_years);
  const std::string without = observations_text(model, models::Simulator{model}.run(0));
  const std::string with =
      observations_text(model, models::Simulator{model}.run(0, [](const Happening&) {}));
  CHECK(with == without);
}

TEST_CASE("repetition: every table is the same to the byte for 1 and 2 and 7 threads") {
  const Model model = model_of_file(flagship, two_years_and("run.replications=9"));
  const auto bytes_of_tables = [&model](int threads) {
    analysis::RunOptions options;
    options.threads = threads;
    const auto summary = analysis::run_model(model, options);
    REQUIRE(summary.has_value());
    std::map<std::string, std::string> bytes;
    for (const analysis::Table& table : analysis::tables()) {
      if (table.is_written != nullptr && !table.is_written({model, *summary})) continue;
      std::string& text = bytes[std::string{table.file}];
      table.write({model, *summary}, [&text](std::string_view piece) { text += piece; });
    }
    return bytes;
  };
  const auto one = bytes_of_tables(1);
  CHECK(one.size() >= 7);
  for (const int threads : {2, 7}) {
    for (const auto& [file, bytes] : bytes_of_tables(threads)) {
      CAPTURE(file);
      const bool same = bytes == one.at(file);
      CHECK(same);
      CHECK(bytes.size() > 200);
    }
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
