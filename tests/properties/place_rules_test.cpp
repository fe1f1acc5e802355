#include "tests/properties/place_rules.hpp"

#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

// The checker of places and hours sees what is wrong with a log.
namespace stepdown::tests {
namespace {

using models::Happening;
using models::HappeningKind;

const std::string ward = R"(
schema: 1
name: Ward
start: 2026-01-05
run: {warm_up: 0 d, horizon: 200 d, replications: 1}
holidays: [2026-02-02]
attributes:
  payer: {medicaid: 0.3, private: 0.7}
levels:
  ward:
    places: {beds: 4, changes: {2026-02-16: 2, 2026-04-06: 5}, reserved: {payer: {medicaid: 1}}}
    admission: {weekdays: [mon, tue, wed], hours: {from: 9 h, to: 17 h}}
    discharge: {weekdays: [mon, tue, wed, thu, fri], at: 10 h}
    treatment_time: {exponential: {mean: 6 d}}
    to: class
  class:
    places: {slots: 8}
    admission: {cohort: {every: 1 wk, at: 9 h}}
    treatment_time: {exponential: {mean: 12 d}}
    to: done
outcomes: [done]
arrivals:
  people: {poisson: {rate: 5 /wk}, to: ward}
)";

const std::string sharing = R"(
schema: 1
name: Sharing
start: 2026-01-05
run: {warm_up: 0 d, horizon: 300 d, replications: 1}
pools:
  house: {places: {beds: 6, turnaround: 4 h, changes: {2026-04-06: 3, 2026-07-06: 5}}}
levels:
  detox: {places: {pool: house}, treatment_time: {exponential: {mean: 4 d}}, to: {ward: 0.5, done: 0.5}}
  ward: {places: {pool: house}, treatment_time: {exponential: {mean: 9 d}}, to: {detox: 0.1, done: 0.9}, hold: 2 d}
outcomes: [done]
arrivals:
  people: {poisson: {rate: 4 /wk}, to: {detox: 0.7, ward: 0.3}}
)";

// Three levels that hold for each other, of which two have places for some alone.
const std::string rings = R"(
schema: 1
name: Rings
start: 2026-01-05
run: {warm_up: 0 d, horizon: 400 d, replications: 1}
attributes:
  payer: {medicaid: 0.3, self: 0.2, private: 0.5}
levels:
  a: {places: {beds: 3}, treatment_time: {exponential: {mean: 4 d}}, to: {b: 0.5, c: 0.4, done: 0.1}, hold: until_placed}
  b:
    places: {beds: 5, reserved: {payer: {medicaid: 2, self: 1}}, changes: {2026-04-06: 4, 2026-08-03: 5}}
    treatment_time: {exponential: {mean: 4 d}}
    to: {a: 0.5, c: 0.3, done: 0.2}
    hold: until_placed
  c:
    places: {beds: 4, reserved: {waiting_class: {new: 1, step_down: 1}}}
    treatment_time: {exponential: {mean: 4 d}}
    to: {a: 0.4, b: 0.4, done: 0.2}
    hold: until_placed
outcomes: [done]
arrivals:
  people: {poisson: {rate: 6 /wk}, to: {a: 0.3, b: 0.4, c: 0.3}}
)";

struct Ran {
  explicit Ran(const std::string& text = ward)
      : scenario(models::read_scenario_text(text, "test.yaml")) {}

  models::Scenario scenario;
  models::Model model = models::compile(scenario).model;
  std::vector<Happening> log = happenings(model);

  [[nodiscard]] RuleFindings check() const { return check_place_rules(scenario, model, log); }
  /// The first happening of that kind in that state, counted in the order of the states.
  [[nodiscard]] std::vector<Happening>::iterator first(HappeningKind kind, std::size_t state) {
    return std::ranges::find_if(log, [&](const Happening& h) {
      return h.kind == kind && models::index_of(h.state) == state;
    });
  }
};

TEST_SUITE_BEGIN("property");

TEST_CASE("place rules: a log of the rules of care breaks none") {
  const RuleFindings findings = Ran{ward}.check();
  CHECK(findings.broken.empty());
  CHECK(findings.seen.admissions_below_a_cut > 10);
  CHECK(findings.seen.beside_reserves > 50);
  CHECK(findings.seen.at_hours > 50);
  CHECK(findings.seen.at_starts > 50);
  CHECK(findings.seen.discharges > 50);
}

TEST_CASE("place rules: levels of a pool never have more than its places between them") {
  const RuleFindings findings = Ran{sharing}.check();
  CHECK(findings.broken.empty());
  CHECK(findings.seen.pooled > 100);
  CHECK(findings.seen.admissions_below_a_cut > 50);
  Ran fewer{sharing};
  fewer.scenario.pools[0].places.count.value -= 1;
  CHECK_FALSE(fewer.check().broken.empty());
}

TEST_CASE("place rules: levels that share staff never have more than it serves between them") {
  std::string text = sharing;
  const auto replace = [&text](const std::string& from, const std::string& by) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + by.size()))
      text.replace(at, from.size(), by);
  };
  replace(
      "pools:\n  house: {places: {beds: 6, turnaround: 4 h, changes: {2026-04-06: 3, "
      "2026-07-06: 5}}}",
      "staff: {counselor: {productive: 0.3, at_hand: 1}}");
  replace(
      "{pool: house},",
      "{staff: counselor}, services: {talk: {sessions_a_week: 2, lasts: 1 h, role: counselor}},");
  const RuleFindings findings = Ran{text}.check();
  CHECK(findings.broken.empty());
  CHECK(findings.seen.pooled > 100);
  Ran fewer{text};
  fewer.scenario.pools[0].places.count.value -= 1;
  CHECK_FALSE(fewer.check().broken.empty());
}

// 12 h a week: 3 h for two people in detox, 1.5 h for each in the ward.
TEST_CASE("place rules: levels that share hours of staff never need more than are at hand") {
  std::string text = sharing;
  const auto replace = [&text](const std::string& from, const std::string& by) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), by);
  };
  replace(
      "pools:\n  house: {places: {beds: 6, turnaround: 4 h, changes: {2026-04-06: 3, "
      "2026-07-06: 5}}}",
      "staff: {counselor: {productive: 0.3, at_hand: 1}}");
  replace("{pool: house},",
          "{staff: counselor}, services: {talk: {sessions_a_week: 2, lasts: 90 min, people: 2, "
          "role: counselor}},");
  replace("{pool: house},",
          "{staff: counselor}, services: {talk: {sessions_a_week: 1, lasts: 90 min, role: "
          "counselor}},");
  text += "changes: {2026-04-06: {staff.counselor.at_hand: 0.5}}\n";
  const RuleFindings findings = Ran{text}.check();
  CHECK(findings.broken.empty());
  CHECK(findings.seen.sharing_hours > 50);
  Ran fewer{text};
  *fewer.scenario.staff[0].at_hand *= 0.9;
  CHECK_FALSE(fewer.check().broken.empty());
}

TEST_CASE("place rules: somebody who never leaves takes a place that others come to") {
  Ran ran;
  const std::uint32_t person = ran.first(HappeningKind::Admission, 0)->person;
  std::erase_if(ran.log, [person](const Happening& h) {
    return h.person == person && h.kind != HappeningKind::Admission;
  });
  std::erase_if(ran.log, [person](const Happening& h) {
    return h.person == person && models::index_of(h.state) != 0;
  });
  CHECK_FALSE(ran.check().broken.empty());
}

TEST_CASE("place rules: an admission one tick too early is between starts or out of hours") {
  for (const std::size_t state : {0U, 1U}) {
    CAPTURE(state);
    Ran ran;
    auto early = ran.log.end();
    for (auto h = ran.log.begin(); h != ran.log.end(); ++h) {
      const bool is_at_nine = h->time % sim::one_day == std::chrono::hours{9};
      if (h->kind == HappeningKind::Admission && models::index_of(h->state) == state && is_at_nine)
        early = h;
    }
    REQUIRE(early != ran.log.end());
    early->time -= sim::Ticks{1};
    const RuleFindings findings = ran.check();
    REQUIRE_FALSE(findings.broken.empty());
    CHECK(findings.broken.front().find(state == 0 ? "out of hours" : "between starts") !=
          std::string::npos);
  }
}

TEST_CASE("place rules: a bed reserved for others is seen to be taken") {
  Ran ran;
  models::Scenario stricter = ran.scenario;
  stricter.states[0].places.reserves[0].places.value = 4;  // nobody else should have been admitted
  CHECK_FALSE(check_place_rules(stricter, ran.model, ran.log).broken.empty());
}

TEST_CASE("place rules: a ring takes no place that is reserved for others") {
  const Ran ran{rings};
  const RuleFindings findings = ran.check();
  CHECK(findings.broken.empty());
  CHECK(findings.seen.swaps_beside_reserves > 20);
}

// Ana, who steps down from a, and Ben, who is new to b, change places on day 3.
TEST_CASE("place rules: who comes by a ring into a place reserved for others is seen") {
  const Ran ran{R"(
schema: 1
name: Swap
start: 2026-01-05
run: {warm_up: 0 d, horizon: 4 d, replications: 1}
attributes: {payer: {medicaid: 0.5, private: 0.5}}
levels:
  a: {places: {beds: 1}, treatment_time: 2 d, to: b, hold: until_placed}
  b: {places: {beds: 1}, treatment_time: 3 d, to: a, hold: until_placed}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 400 d}, attributes: {payer: {medicaid: 0, private: 1}}, to: a}
  ben: {scheduled: {every: 400 d}, attributes: {payer: {medicaid: 1, private: 0}}, to: b}
)"};
  REQUIRE(std::ranges::count(ran.log, HappeningKind::Swap, &Happening::kind) == 2);
  const auto broken_with = [&](const std::string& attribute, const std::string& value) {
    models::Scenario reserved = ran.scenario;
    reserved.states[1].places.reserves = {{{attribute, {}}, {value, {}}, {1, {}}}};
    return check_place_rules(reserved, ran.model, ran.log).broken.size();
  };
  CHECK(broken_with("payer", "medicaid") == 1);
  CHECK(broken_with("waiting_class", "new") == 1);
}

TEST_CASE("place rules: a discharge at another hour is seen") {
  Ran ran;
  models::Scenario later = ran.scenario;
  later.states[0].discharge->from += 1.0 / 24;
  later.states[0].discharge->to += 1.0 / 24;
  CHECK_FALSE(check_place_rules(later, ran.model, ran.log).broken.empty());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
