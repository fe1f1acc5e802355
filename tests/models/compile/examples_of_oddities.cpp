#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"
#include "tests/models/compile/rule_examples.hpp"
#include "tests/support/small_models.hpp"

#include <chrono>
#include <functional>

namespace stepdown::tests {

using models::Rule;
using models::Scenario;

namespace {

constexpr auto next_year = std::chrono::year{2027} / std::chrono::January / 1;

std::vector<RuleExample> oddities_of_arrivals() {
  return {
      {Rule::NobodyComes,
       [](Scenario& s) { s.arrivals[0].process = models::PoissonArrivals{}; },
       "test.yaml:20:3: warning: arrivals.referrals.rate: rate is 0: nobody comes from here\n"
       "1 warning\n"},
      {Rule::NobodyComes,
       [](Scenario& s) {
         s.arrivals[0].process = models::ScheduledArrivals{7, 500};
       },
       "test.yaml:20:3: warning: arrivals.referrals.first: is after the end of the run: nobody "
       "comes from here\n1 warning\n"},
      {Rule::NobodyComes,
       [](Scenario& s) {
         s.arrivals[0] = dated("referrals", {200}, {{"care", 1}});
       },
       "warning: arrivals.referrals.dates: none of the 1 dates of 'test.csv' lies in the run: "
       "nobody comes from here\n1 warning\n"},
      {Rule::ArrivalsUnused,
       [](Scenario& s) {
         s.arrivals[0] = dated("referrals", {-1, 3, 200}, {{"care", 1}});
       },
       "warning: arrivals.referrals.dates: 2 of the 3 dates of 'test.csv' lie outside the run and "
       "are left out\n1 warning\n"},
      {Rule::ArrivalsUnused,
       [](Scenario& s) {
         models::PoissonArrivals growing;
         growing.per_day = 1;
         growing.steps = {{365, 2}};
         s.arrivals[0].process = growing;
         s.arrivals[0].written = {{"steps.2027-01-01", {"test.yaml", 21, 9}}};
       },
       "test.yaml:21:9: warning: arrivals.referrals.steps.2027-01-01: never happens: the run ends "
       "on 2026-04-21\n1 warning\n"},
  };
}

std::vector<RuleExample> oddities_of_levels() {
  return {
      {Rule::ChangeNeverHappens,
       [](Scenario& s) {
         s.states[0].places.changes = {{{next_year, {"test.yaml", 17, 9}}, {9, {}}}};
       },
       "test.yaml:17:9: warning: levels.care.places.changes.2027-01-01: never happens: the run "
       "ends on 2026-04-21\n1 warning\n"},
      {Rule::NoPlaces,
       [](Scenario& s) { s.states[0].places.count.value = 0; },
       "test.yaml:9:20: warning: levels.care.places: 0 places at all times: nobody is ever "
       "admitted here; with 'waiting.limit: 0' people go elsewhere at once\n1 warning\n"},
      {Rule::WaitingUnused,
       [](Scenario& s) {
         s.states[0].places = {};
         s.states[0].waiting.limit = {3, {}};
         s.states[0].waiting.turned_away_to = to({{"lost", 1}});
       },
       "test.yaml:8:3: warning: levels.care.waiting: never used: places are unlimited, so nobody "
       "waits here\n1 warning\n"},
      {Rule::GaveUpUnused,
       [](Scenario& s) {
         s.states[0].waiting.gave_up_to = to({{"lost", 1}});
       },
       "test.yaml:8:3: warning: levels.care.waiting.gave_up_to: never used: nobody here has a "
       "patience\n1 warning\n"},
      {Rule::TimeUnused,
       [](Scenario& s) {
         s.states[0].exits[0].time = lasting(sim::Constant{3});
         s.states[0].exits[1].time = lasting(sim::Constant{4});
       },
       "test.yaml:8:3: warning: levels.care.treatment_time: not used, because every exit has a "
       "time "
       "of its own\n1 warning\n"},
      {Rule::DropoutsStayAsLong,
       [](Scenario& s) { s.states[0].exits[1].time.reset(); },
       "test.yaml:11:3: warning: levels.care.exits.dropout: has no treatment_time of its own, so "
       "that those who drop out stay as long as those who complete; write how long they stay, such "
       "as 'treatment_time: {exponential: {mean: 7 d}}'\n1 warning\n"},
      {Rule::FarTooFewPlaces,
       [](Scenario& s) {
         s.arrivals[0] = poisson("referrals", 4, {{"care", 1}});
       },
       "test.yaml:9:20: warning: levels.care.places: 5 places for about 33 people who come here "
       "first and would be here at once; is a rate '/d' that should be '/wk', or a stay too long?\n"
       "1 warning\n"},
      {Rule::StaysOutlastTheRun,
       [](Scenario& s) {
         s.states[0].places = {};
         s.states[0].time = lasting(sim::Constant{150});
         s.states[0].exits[1].time = lasting(sim::Constant{150});
       },
       "test.yaml:8:3: warning: levels.care: half of the stays here last longer than 150 d, but "
       "only 100 d are observed; most stays will still be open at the horizon\n1 warning\n"},
  };
}

std::vector<RuleExample> oddities_of_ways() {
  return {
      {Rule::ShareOfZero,
       [](Scenario& s) {
         s.states[0].exits[0].to = to({{"well", 1}, {"lost", 0}});
       },
       "warning: levels.care.exits.planned.to.lost: share is 0, so that nobody goes to 'lost' this "
       "way; leave it out\n1 warning\n"},
      {Rule::ExitOfNobody,
       [](Scenario& s) {
         s.states[0].exits.push_back(split_exit("administrative", 0, {{"lost", 1}}));
         s.states[0].exits[2].reason = word("administrative", 12);
       },
       "test.yaml:12:3: warning: levels.care.exits.administrative: probability is 0 for everybody; "
       "leave the exit out\n1 warning\n"},
      {Rule::NobodyGetsHere,
       [](Scenario& s) {
         s.states.push_back(outcome("moved"));
         s.states.back().name = word("moved", 19);
       },
       "test.yaml:19:3: warning: outcomes.moved: never used: nobody can get here\n1 warning\n"},
      {Rule::NobodyLeaves,
       [](Scenario& s) {
         s.states.insert(
             s.states.begin() + 1,
             open_level("lodge", sim::Constant{9}, {split_exit("planned", 1, {{"lodge", 1}})}));
         s.states[1].name = word("lodge", 14);
         s.states[0].exits[1].to = to({{"lodge", 0.5}, {"lost", 0.5}});
       },
       "test.yaml:14:3: warning: levels.lodge: nobody ever reaches an outcome from lodge: people "
       "stay in the pathway for ever and their number grows with the length of the run\n"
       "1 warning\n"},
  };
}

/// The scenario changes on a date, in whose first line something is other than before.
void change_on(Scenario& s, models::Date date, const std::function<void(Scenario&)>& change) {
  models::ScenarioPeriod period{.date = {date, {"test.yaml", 30, 3}}, .paths = {}, .scenario = s};
  change(period.scenario);
  s.later_periods.push_back(period);
}

std::vector<RuleExample> oddities_of_changes() {
  constexpr auto in_march = std::chrono::year{2026} / std::chrono::March / 1;
  const auto longer = [](Scenario& s) { s.states[0].time = lasting(sim::Exponential{11}); };
  return {
      {Rule::ChangeWithoutEffect,
       [=](Scenario& s) { change_on(s, in_march, [](Scenario& /*same*/) {}); },
       "test.yaml:30:3: warning: changes.2026-03-01: changes nothing: all is as it was before that "
       "date\n1 warning\n"},
      {Rule::ChangeNeverHappens,
       [=](Scenario& s) { change_on(s, next_year, longer); },
       "test.yaml:30:3: warning: changes.2027-01-01: never happens: the run ends on 2026-04-21\n"
       "1 warning\n"},
      {Rule::ChangeBeforeStart,
       [=](Scenario& s) {
         change_on(s, std::chrono::year{2026} / std::chrono::January / 1, longer);
       },
       "test.yaml:30:3: error: changes.2026-01-01: expected a date after the start on 2026-01-01; "
       "write what holds from the start where it belongs\n1 error\n"},
  };
}

}  // namespace

std::vector<RuleExample> examples_of_oddities() {
  std::vector<RuleExample> examples{
      {Rule::PoolOfNobody,
       [](Scenario& s) {
         models::Pool pool;
         pool.name = word("house", 30);
         pool.places = s.states[0].places;
         s.pools.push_back(pool);
       },
       "test.yaml:30:3: warning: pools.house: fewer than two levels draw on it, so that nothing is "
       "shared\n1 warning\n"},
      {Rule::ValueOfNobody,
       [](Scenario& s) {
         s.attributes[0].values[1].at = {"test.yaml", 6, 7};
         s.attributes[0].shares = to({{"alcohol", 1}, {"opioid", 0}});
       },
       "test.yaml:6:7: warning: attributes.profile: nobody has the value 'opioid': its share is 0 "
       "everywhere\n1 warning\n"},
  };
  for (auto& more :
       {oddities_of_arrivals(), oddities_of_levels(), oddities_of_ways(), oddities_of_changes()})
    examples.insert(examples.end(), more.begin(), more.end());
  return examples;
}

}  // namespace stepdown::tests
