#include "models/features.hpp"

#include "models/compile/compile.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/uniform.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace stepdown::models {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): pieces of scenarios

/// M/M/2 with nothing else, but that each class of requests has its rank.
Scenario plain() {
  return one_level(2, 0.1, sim::Exponential{10});
}

Scenario two_sources() {
  Scenario scenario = two_profiles(1, sim::Exponential{10});
  scenario.arrivals.push_back(poisson("court", 1, {{"care", 1}}));
  Attribute mix = scenario.attributes.front();
  mix.shares = to({{"alcohol", 1}, {"opioid", 0}});
  scenario.arrivals.back().mix.push_back(mix);
  return scenario;
}

Effect on_history() {
  Effect slower = effect("slower", {compare("relapses", Comparison::AtLeast, 1)});
  slower.stay_ratio = {2, {}};
  return slower;
}

Effect first_served() {
  Effect first = effect("first", {is("profile", "opioid")});
  first.priority = {1, {}};
  return first;
}

Scenario two_levels() {
  return cascade(poisson("referrals", 0.1, {{"a", 1}}), sim::Exponential{7}, sim::Exponential{7});
}

Scenario varying() {
  Scenario scenario = plain();
  std::get<PoissonArrivals>(scenario.arrivals[0].process).growth_per_year = 0.1;
  return scenario;
}

/// People on a medication stay longer.
void begin_medication(Scenario& s) {
  Medication medication;
  medication.name = word("bup");
  medication.at_arrival = chance(0.5);
  medication.lasts = lasting(sim::Constant{30});
  s.medications.push_back(medication);
  s.effects.push_back(effect("longer", {is("bup", "yes")}));
  s.effects.back().stay_ratio = {2, {}};
}

void review_people(Scenario& s) {
  State& level = s.states[0];
  level.reviews = Reviews{{14, {}}};
  Exit at_review = level.exits[0];
  at_review.reason = word("at_review");
  at_review.probability.reset();
  at_review.at_review = chance(0.1);
  level.exits.push_back(at_review);
}

void authorize_stays(Scenario& s) {
  State& level = s.states[0];
  level.authorization.emplace().days.plain = Located<double>{14, {}};
  Exit refused = level.exits[0];
  refused.reason = word("refused");
  refused.probability.reset();
  refused.at_renewal = chance(0.1);
  level.exits.push_back(refused);
}

Scenario with(Scenario scenario, const std::function<void(Scenario&)>& change) {
  change(scenario);
  return scenario;
}

Exit death() {
  return race_exit("death", sim::Exponential{900}, {{"left", 1}});
}

/// Three people in the first level when the run begins.
void somebody_is_there(Scenario& scenario) {
  StartEntry three;
  three.state = scenario.states[0].name;
  three.people = 3;
  scenario.start_from.emplace().people = {three};
}

/// One group of two that starts weekly.
void start_weekly(Scenario& scenario, bool is_closed) {
  State& level = scenario.states[0];
  level.places.kind = Places::Kind::Groups;
  level.places.count = {1, {}};
  level.places.each = {2, {}};
  level.admission = Admission{};
  level.admission->cohort = Cohort{};
  level.admission->cohort->every = {7, {}};
  level.admission->cohort->is_closed = is_closed;
}

/// The first level draws on a pool that has its places.
void share_places(Scenario& scenario) {
  Pool pool;
  pool.name = word("house");
  pool.places = scenario.states[0].places;
  scenario.pools.push_back(pool);
  scenario.states[0].places = {};
  scenario.states[0].places.kind = Places::Kind::Pool;
  scenario.states[0].places.pool = word("house");
}

/// Counselors limit both levels, of whom people take one hour a week in the first and two in the
/// other.
void share_hours(Scenario& scenario) {
  Role counselor;
  counselor.name = word("counselor");
  counselor.at_hand = 1;
  scenario.staff = {counselor};
  for (const std::size_t level : {0U, 1U}) {
    Service talk;
    talk.name = word("talk");
    talk.role = word("counselor");
    talk.sessions_a_week = static_cast<double>(level + 1);
    talk.lasts = {1.0 / 24, {}};
    State& state = scenario.states[level];
    state.services = {talk};
    state.hold = {};
    state.places.kind = Places::Kind::Staff;
    state.places.staff = {word("counselor")};
    state.places.count = {20, {}};
    state.places.shares_hours = true;
  }
}

void stay_longer_from_march(Scenario& scenario) {
  ScenarioPeriod from_march{.date = {std::chrono::year{2026} / std::chrono::March / 1, {}},
                            .paths = {},
                            .scenario = scenario};
  from_march.scenario.states[0].time = lasting(sim::Exponential{20});
  scenario.later_periods = {from_march};
}

/// A small scenario for each feature.
std::map<Feature, Scenario> examples() {
  const sim::Exponential week{7};
  const Scenario patient = impatient_level(2, 1, week, week);
  const Scenario profiles = two_profiles(1, week);
  const Scenario holding = cascade(poisson("referrals", 0.1, {{"a", 1}}), week, week);
  return {
      {Feature::Batches,
       with(plain(),
            [](Scenario& s) {
              s.arrivals[0].batch = {{{2, {}}, {1, {}}}};
            })},
      {Feature::VaryingArrivals, varying()},
      {Feature::NonPoissonArrivals,
       with(plain(),
            [](Scenario& s) {
              s.arrivals = {scheduled("daily", 1, 0, {{"care", 1}})};
            })},
      {Feature::SourceMix, two_sources()},
      {Feature::PlacesChange,
       with(plain(),
            [](Scenario& s) {
              s.states[0].places.changes.push_back(
                  {{std::chrono::year{2026} / std::chrono::February / 1, {}}, {3, {}}});
            })},
      {Feature::DatedChanges, with(plain(), [](Scenario& s) { stay_longer_from_march(s); })},
      {Feature::HistoryEffects,
       with(relapse_loop(1, 10, 20, 40), [](Scenario& s) { s.effects = {on_history()}; })},
      {Feature::LimitedHold,
       with(cascade(poisson("referrals", 0.1, {{"a", 1}}), week, week),
            [](Scenario& s) {
              s.states[0].hold = {Hold::Kind::Limited, 3};
            })},
      {Feature::Divert,
       with(loop(2, 1, 0.25, week),
            [](Scenario& s) {
              s.states[0].waiting.limit = {3, {}};
              s.states[0].waiting.divert_to = word("lower");
            })},
      {Feature::PriorityEffects,
       with(profiles,
            [](Scenario& s) {
              s.states[0].places.kind = Places::Kind::Beds;
              s.states[0].places.count = {2, {}};
              s.effects = {first_served()};
            })},
      {Feature::NonExponentialStay, one_level(2, 0.1, sim::Constant{7})},
      {Feature::UnequalExitTimes,
       with(plain(),
            [](Scenario& s) {
              s.states[0].exits = {split_exit("planned", 0.5, {{"left", 1}}),
                                   split_exit("dropout", 0.5, {{"left", 1}})};
              s.states[0].exits[1].time = lasting(sim::Exponential{3});
            })},
      {Feature::TransferDelay,
       with(plain(),
            [](Scenario& s) {
              s.states[0].exits[0].transfer = Transfer{{sim::Constant{1}, {}}, false};
            })},
      {Feature::RacesInTransfer,
       with(plain(),
            [](Scenario& s) {
              s.states[0].exits[0].transfer = Transfer{{sim::Constant{1}, {}}, false};
              s.states[0].exits.push_back(death());
            })},
      {Feature::NonExponentialPatience, impatient_level(2, 1, week, sim::Constant{3})},
      {Feature::KindsDiffer, profiles},
      {Feature::ReservedNextPlace,
       with(loop(2, 1, 0.25, week),
            [](Scenario& s) {
              s.states[0].exits[0].transfer = Transfer{{sim::Constant{1}, {}}, true};
            })},
      {Feature::LimitedPlaces, plain()},
      {Feature::Holding, holding},
      {Feature::RacesWhileHeld,
       with(holding, [](Scenario& s) { s.states[0].exits.push_back(death()); })},
      {Feature::WaitingExits,
       with(plain(), [](Scenario& s) { s.states[0].waiting.exits = {death()}; })},
      {Feature::PeopleAtStart, with(plain(), [](Scenario& s) { somebody_is_there(s); })},
      {Feature::WaitingOrder, plain()},
      {Feature::ListLimit, limited_list(2, 3, 1, week)},
      {Feature::Patience, patient},
      {Feature::RaceExits, relapse_loop(1, 10, 20, 40)},
      {Feature::Attendance,
       with(plain(),
            [](Scenario& s) {
              s.states[0].attendance = lasting(sim::Uniform{0, 1});
            })},
      {Feature::AdmissionHours,
       with(plain(),
            [](Scenario& s) {
              s.states[0].admission = Admission{};
              s.states[0].admission->times.weekdays = 0x1f;
            })},
      {Feature::CohortStarts, with(plain(), [](Scenario& s) { start_weekly(s, false); })},
      {Feature::ClosedGroups, with(plain(), [](Scenario& s) { start_weekly(s, true); })},
      {Feature::DischargeHours,
       with(plain(),
            [](Scenario& s) {
              s.states[0].discharge = WeekPlan{};
              s.states[0].discharge->weekdays = 0x1f;
            })},
      {Feature::ReferralOrder,
       with(plain(), [](Scenario& s) { s.states[0].waiting.by_referral = true; })},
      {Feature::SharedPlaces, with(plain(), [](Scenario& s) { share_places(s); })},
      {Feature::SharedHours, with(two_levels(), share_hours)},
      {Feature::Turnaround,
       with(plain(),
            [](Scenario& s) {
              s.states[0].places.turnaround = {sim::Constant{1}, {}};
            })},
      {Feature::ReservedPlaces,
       with(profiles,
            [](Scenario& s) {
              s.states[0].places.kind = Places::Kind::Beds;
              s.states[0].places.count = {2, {}};
              s.states[0].places.reserves = {{word("profile"), word("alcohol"), {1, {}}}};
            })},
      {Feature::Tracks,
       with(plain(),
            [](Scenario& s) {
              Track& only = s.states[0].tracks.emplace_back();
              only.name = word("only");
              only.places = s.states[0].places;
              s.states[0].places = {};
            })},
      {Feature::Balking,
       with(plain(),
            [](Scenario& s) {
              s.states[0].waiting.balk = {{{1, {}}, {0.5, {}}}};
              s.states[0].waiting.balk_to = to({{"left", 1}});
            })},
      {Feature::OtherLevels,
       with(
           cascade(poisson("referrals", 0.1, {{"a", 1}}), sim::Exponential{7}, sim::Exponential{7}),
           [](Scenario& s) { s.states[0].waiting.alternatives = {word("b")}; })},
      {Feature::Intake, with(plain(), [](Scenario& s) { s.states[0].is_intake = true; })},
      {Feature::Medications, with(plain(), begin_medication)},
      {Feature::Trials, with(plain(), review_people)},
      {Feature::Renewals, with(plain(), authorize_stays)},
      {Feature::Bridge,
       with(two_levels(),
            [](Scenario& s) { s.states[0].waiting.bridge = Bridge{.to = word("b")}; })},
      {Feature::Alongside,
       with(two_levels(),
            [](Scenario& s) {
              s.states[0].hold = {};
              s.states[0].alongside = {{.level = word("b"), .share = chance(0.5)}};
            })},
  };
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("features: each is in use in a scenario that has it and noted where it is") {
  const std::map<Feature, Scenario> by_feature = examples();
  CHECK(by_feature.size() == feature_count);
  for (const auto& [feature, scenario] : by_feature) {
    CAPTURE(name_of(feature));
    const Model model = compile(scenario).model;
    CHECK(model.features.contains(feature));
    FeatureSet at_places;
    for (const SourceModel& source : model.sources)
      at_places = at_places | source.features;
    for (const StateModel& state : model.states)
      at_places = at_places | state.features;
    CHECK(at_places == model.features);
  }
}

TEST_CASE("features: a plain level uses nothing but its places and their order") {
  CHECK(compile(plain()).model.features ==
        FeatureSet{Feature::LimitedPlaces, Feature::WaitingOrder});
  CHECK(compile(unlimited_level(1, sim::Exponential{3})).model.features.empty());
}

TEST_CASE(
    "features: races that end with treatment are not told from others where nobody stays on") {
  Scenario scenario =
      cascade(poisson("referrals", 0.1, {{"a", 1}}), sim::Exponential{7}, sim::Exponential{7});
  scenario.states[0].exits.push_back(death());
  scenario.states[0].exits.back().only_while_treated = true;
  CHECK_FALSE(compile(scenario).model.features.contains(Feature::RacesWhileHeld));
  Scenario leaving = plain();
  leaving.states[0].exits.push_back(death());
  CHECK_FALSE(compile(leaving).model.features.contains(Feature::RacesWhileHeld));
  CHECK_FALSE(compile(leaving).model.features.contains(Feature::RacesInTransfer));
}

TEST_CASE("features: what only kinds of people do whom nobody sends is not in use") {
  Scenario scenario = two_profiles(1, sim::Exponential{10});
  CHECK(compile(scenario).model.features.contains(Feature::KindsDiffer));
  scenario.attributes[0].shares = to({{"alcohol", 1}, {"opioid", 0}});
  CHECK_FALSE(compile(scenario).model.features.contains(Feature::KindsDiffer));
}

TEST_CASE("features: of changes on dates rates of arrivals only are varying arrivals") {
  Scenario scenario = plain();
  stay_longer_from_march(scenario);
  Model model = compile(scenario).model;
  CHECK_FALSE(model.sources[0].features.contains(Feature::DatedChanges));
  model = first_period(model);
  CHECK(model.features == compile(plain()).model.features);
  scenario = plain();
  ScenarioPeriod later{.date = {std::chrono::year{2026} / std::chrono::March / 1, {}},
                       .paths = {},
                       .scenario = scenario};
  std::get<PoissonArrivals>(later.scenario.arrivals[0].process).per_day = 7;
  scenario.later_periods = {later};
  model = compile(scenario).model;
  CHECK_FALSE(model.features.contains(Feature::DatedChanges));
  CHECK(model.features.contains(Feature::VaryingArrivals));
}

TEST_CASE("features: every feature has a name of its own and tells where it is") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i <= feature_count; ++i) {
    const auto feature = static_cast<Feature>(i);
    names.insert(name_of(feature));
    CHECK(text_of(feature, "detox").find("detox") != std::string::npos);
  }
  CHECK(names.size() == feature_count + 1);
  CHECK(text_of(Feature::LimitedHold, "detox") == "holding in detox ends after a fixed time");
}

TEST_CASE("features: a set tells its first feature in their order") {
  FeatureSet set{Feature::Patience, Feature::Divert};
  CHECK(set.first() == Feature::Divert);
  set = set.without({Feature::Divert});
  CHECK(set.first() == Feature::Patience);
  CHECK_FALSE(set.without(set).first());
  CHECK(set.without(set).empty());
}

TEST_SUITE_END();

}  // namespace stepdown::models
