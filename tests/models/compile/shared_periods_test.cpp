#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

// Scenarios that change on dates: what a date leaves as it was is read and compiled once.
namespace stepdown::tests {
namespace {

using models::Model;
using models::Scenario;
using models::SharedList;
using models::State;

/// Ten levels one after another, and a hundred states out of care.
std::string hundred_states() {
  std::string yaml =
      "schema: 1\nname: Many states\nstart: 2026-01-05\n"
      "run: {warm_up: 0 d, horizon: 300 d, replications: 1}\n"
      "attributes: {payer: {medicaid: 0.6, private: 0.4}}\n"
      "staff: {counselor: {at_hand: 3}}\nlevels:\n";
  for (int i = 0; i < 10; ++i)
    yaml += fmt::format(
        "  l{}: {{places: {{beds: 10}}, treatment_time: {} d, hold: 1 d, exits: {{planned: "
        "{{probability: 0.9, to: c{}}}, dropout: {{probability: 0.1, to: out}}}}, services: "
        "{{group: {{sessions_a_week: 2, lasts: 1 h, role: counselor}}}}}}\n",
        i,
        i + 3,
        i);
  yaml += "community:\n";
  for (int i = 0; i < 100; ++i)
    yaml +=
        fmt::format("  c{}: {{time: {} d, to: {{out: 0.5, c{}: 0.5}}}}\n", i, i + 2, (i + 1) % 100);
  yaml += "outcomes: [out]\narrivals:\n";
  for (int i = 0; i < 10; ++i)
    yaml += fmt::format("  s{}: {{poisson: {{rate: {} /wk}}, to: l{}}}\n", i, i + 1, i);
  return yaml +
         "effects:\n"
         "  kept: {when: {payer: medicaid}, state: l3, reason: dropout, odds_ratio: 2, source: a}\n"
         "  lost: {when: {days_in_care: '>= 1 d'}, state: [l4, l5], reason: dropout, odds_ratio: "
         "3, "
         "source: a}\n";
}

std::string on_dates(int count, const std::string& changes) {
  std::string yaml = "changes:\n";
  for (int i = 0; i < count; ++i)
    yaml += fmt::format("  2026-{:02}-{:02}: {{{}}}\n",
                        2 + i / 28,
                        1 + i % 28,
                        fmt::format(fmt::runtime(changes), i + 2));
  return yaml;
}

/// How many different elements the lists of all dates have.
template <class T>
std::size_t different(const Scenario& scenario, SharedList<T> Scenario::*list) {
  std::set<const T*> found;
  const auto look_at = [&](const SharedList<T>& items) {
    for (const T& item : items)
      found.insert(&item);
  };
  look_at(scenario.*list);
  for (const models::ScenarioPeriod& period : scenario.later_periods)
    look_at(period.scenario.*list);
  return found.size();
}

template <class T>
void separate(SharedList<T>& list) {
  std::vector<T> copies;
  for (const T& item : std::as_const(list))
    copies.push_back(item);
  list = std::move(copies);
}

/// The same, as if each date had been read by itself: nothing is shared.
Scenario apart(Scenario scenario) {
  for (models::ScenarioPeriod& period : scenario.later_periods) {
    separate(period.scenario.states);
    separate(period.scenario.arrivals);
    separate(period.scenario.attributes);
    separate(period.scenario.medications);
    separate(period.scenario.staff);
    separate(period.scenario.effects);
  }
  return scenario;
}

/// All that a model says of its periods.
void check_same(const Model& a, const Model& b) {
  CHECK(a.later_periods == b.later_periods);
  CHECK(a.states == b.states);
  CHECK(a.later_states == b.later_states);
  CHECK(a.behaviors == b.behaviors);
  CHECK(a.distributions == b.distributions);
  CHECK(a.later_medications == b.later_medications);
  CHECK(a.later_staff == b.later_staff);
  CHECK(a.targets.size() == b.targets.size());
  CHECK(a.split_exits.size() == b.split_exits.size());
  CHECK(a.race_exits.size() == b.race_exits.size());
  for (std::size_t p = 0; p < a.period_count(); ++p)
    for (std::size_t s = 0; s < a.sources.size(); ++s) {
      CHECK(a.sources_in(p)[s].class_share == b.sources_in(p)[s].class_share);
      CHECK(a.sources_in(p)[s].first_states == b.sources_in(p)[s].first_states);
    }
  const std::size_t requests = std::min(a.request_behaviors.size(), b.request_behaviors.size());
  for (std::size_t r = 0; r < requests; ++r)
    CHECK(a.request_behaviors[r] == b.request_behaviors[r]);
  if (!a.money) return;
  CHECK(a.money->later == b.money->later);
  CHECK(a.money->list_in == b.money->list_in);
}

Scenario read(const std::string& yaml) {
  return models::read_scenario_text(yaml, "test.yaml");
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("periods: a date has in common with that before it what it does not change") {
  const Scenario scenario =
      read(hundred_states() + on_dates(100, "levels.l3.treatment_time: {} d"));
  REQUIRE(scenario.later_periods.size() == 100);
  CHECK(different(scenario, &Scenario::states) == 111 + 100);
  CHECK(different(scenario, &Scenario::arrivals) == 10);
  CHECK(different(scenario, &Scenario::effects) == 2);
  CHECK(different(scenario, &Scenario::attributes) == 1);
}

TEST_CASE("periods: a model builds anew only the states that change") {
  const Scenario scenario =
      read(hundred_states() + on_dates(100, "levels.l3.treatment_time: {} d"));
  const Model model = models::compile(scenario).model;
  CHECK(model.later_states.size() == 100);
  CHECK(model.later_sources.empty());
  CHECK(model.later_staff.empty());
  // by payer, and of l4 and l5 by history, too
  CHECK(model.behaviors.size() == 2 * (110 + 2) + 100 * 2);
}

TEST_CASE("periods: dates on which only people or staff or rates change have the same states") {
  const Model model = models::compile(read(hundred_states() + R"(changes:
  2026-02-01: {arrivals.s3.poisson.rate: 9 /wk}
  2026-03-01: {staff.counselor.at_hand: 4}
  2026-04-01: {arrivals.s3.to: l5}
  2026-05-01: {arrivals.s3.poisson.rate: 8 /wk}
  2026-06-01: {levels.l3.services.group.sessions_a_week: 3}
  2026-07-01: {levels.l3.services.group.sessions_a_week: 3}
  2026-08-01: {effects.kept.odds_ratio: 3}
)"))
                          .model;
  const std::vector<models::Period>& periods = model.later_periods;
  REQUIRE(periods.size() == 7);
  const std::vector<std::size_t> states{0, 0, 0, 0, 1, 1, 2};
  const std::vector<std::size_t> sources{0, 0, 1, 1, 1, 1, 1};
  const std::vector<std::size_t> staff{0, 1, 1, 1, 1, 1, 1};
  for (std::size_t p = 0; p < 7; ++p) {
    CAPTURE(p);
    CHECK(periods[p].states == states[p]);
    CHECK(periods[p].sources == sources[p]);
    CHECK(periods[p].staff == staff[p]);
  }
}

TEST_CASE("periods: a model is the same whether dates have parts in common or not") {
  const std::string various = R"(changes:
  2026-02-01: {levels.l3.treatment_time: 9 d, arrivals.s3.to: l5}
  2026-03-01: {effects.kept.odds_ratio: 3, staff.counselor.at_hand: 4}
  2026-03-02: {effects.strength: 0.5}
  2026-04-01: {community.c7.to: out, levels.l0.costs: {a_day: 5}}
  2026-05-01: {attributes.payer: {medicaid: 0.5, private: 0.5}}
  2026-06-01: {effects.new: {when: {days_in_care: ">= 3 d"}, state: l7, reason: dropout, odds_ratio: 2, source: a}}
  2026-07-01: {levels.l0.costs.a_day: 5, levels.l9.places.turnaround: 4 h}
  2026-08-01: {levels.l3.treatment_time: 6 d, levels.l3.waiting.target: 3 d}
)";
  const std::string text = hundred_states() + various;
  const std::vector<std::string> sets{"levels.l9.places.turnaround=3 h",
                                      "levels.l3.waiting={target: 2 d}",
                                      "levels.l8.alongside={l9: {share: 0.5}}"};
  const Scenario scenario = models::read_scenario_text(text, "test.yaml", sets);
  const models::Compiled shared = models::compile(scenario);
  const models::Compiled whole = models::compile(apart(scenario));
  check_same(shared.model, whole.model);
  CHECK(shared.model.features == whole.model.features);
  CHECK(shared.warnings.size() == whole.warnings.size());
  for (std::size_t i = 0; i < std::min(shared.warnings.size(), whole.warnings.size()); ++i)
    CHECK(to_text(shared.warnings[i]) == to_text(whole.warnings[i]));
}

TEST_CASE("periods: what nobody does is odd only if nobody does it on any date") {
  const std::string yaml = hundred_states() + R"(changes:
  2026-02-01: {community.c7.to: {out: 1, c8: 0}, arrivals.s2.to: {l3: 1, l4: 0}}
  2026-03-01: {levels.l3.treatment_time: 9 d}
  2026-04-01: {arrivals.s2.to: {l3: 0.5, l4: 0.5}}
)";
  const std::vector<std::string> sets{"community.c7.to={out: 1, c8: 0}",
                                      "arrivals.s2.to={l3: 1, l4: 0}"};
  const Scenario scenario = models::read_scenario_text(yaml, "test.yaml", sets);
  const auto about_zero = [](const models::Compiled& compiled) {
    std::vector<std::string> keys;
    for (const models::Diagnostic& one : compiled.warnings)
      if (one.rule == models::Rule::ShareOfZero) keys.push_back(one.key);
    return keys;
  };
  CHECK(about_zero(models::compile(scenario)) == std::vector<std::string>{"community.c7.to.c8"});
  CHECK(about_zero(models::compile(apart(scenario))) ==
        std::vector<std::string>{"community.c7.to.c8"});
}

TEST_CASE("periods: a date that changes nothing is told whatever its list was") {
  const auto is_idle = [](const std::string& change) {
    const models::Compiled compiled =
        models::compile(read(hundred_states() + "changes: {2026-02-01: {" + change + "}}\n"));
    return std::ranges::any_of(compiled.warnings, [](const models::Diagnostic& one) {
      return one.rule == models::Rule::ChangeWithoutEffect;
    });
  };
  CHECK(is_idle("levels.l3.treatment_time: 6 d"));
  CHECK(is_idle("arrivals.s2.poisson.rate: 3 /wk"));
  CHECK(is_idle("staff.counselor.at_hand: 3"));
  CHECK(is_idle("effects.kept.odds_ratio: 2"));
  CHECK_FALSE(is_idle("levels.l3.treatment_time: 7 d"));
  CHECK_FALSE(is_idle("arrivals.s2.poisson.rate: 4 /wk"));
  CHECK_FALSE(is_idle("staff.counselor.at_hand: 4"));
  CHECK_FALSE(is_idle("effects.kept.odds_ratio: 2.5"));
  CHECK_FALSE(is_idle("levels.l3.waiting: {limit: 3, turned_away_to: out}"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
