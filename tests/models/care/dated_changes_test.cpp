#include "tests/properties/conservation.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// Numbers that change on dates, traced by hand and held against what is exact.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Happening;
using models::HappeningKind;
using models::Length;
using models::Model;
using models::Observations;

/// Somebody comes at each midnight and stays for two days, from day 3 on for five.
const std::string daily = R"(
schema: 1
name: Daily
start: 2026-01-05
run: {warm_up: 0 d, horizon: 6 d, replications: 1}
levels:
  php:
    places: unlimited
    treatment_time: 2 d
    to: op
  op:
    places: unlimited
    treatment_time: 1 d
    to: out
outcomes: [out]
arrivals:
  ana: {scheduled: {every: 1 d}, to: php}
)";

/// Two exits, by chance.
const std::string two_exits = R"(
schema: 1
name: Two exits
start: 2026-01-05
run: {warm_up: 0 d, horizon: 200 d, replications: 1}
levels:
  iop:
    places: unlimited
    exits:
      planned: {probability: 0.7, treatment_time: 10 d, to: well}
      dropout: {probability: 0.3, treatment_time: 10 d, to: lost}
outcomes: [well, lost]
arrivals:
  referrals: {poisson: {rate: 1 /d}, to: iop}
)";

const std::string to_six_tenths = R"(changes:
  2026-04-15:
    levels.iop.exits.dropout.probability: 0.6
    levels.iop.exits.planned.probability: 0.4
)";

/// One bed, where the first stays for long.
const std::string one_bed = R"(
schema: 1
name: One bed
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
levels:
  ward:
    places: {beds: 1}
    treatment_time: 100 d
    to: well
    waiting: {order: first_come, patience: 6 d, gave_up_to: lost}
outcomes: [well, lost]
arrivals:
  ana: {scheduled: {every: 2 d}, to: ward}
)";

Observations audited(const Model& model) {
  Observations all = models::Simulator{model}.run(0);
  check_books(model, all);
  check_against_log(model, all, replay(model, happenings(model)));
  return all;
}

bool is_same(const Happening& a, const Happening& b) {
  return a.time == b.time && a.person == b.person && a.source == b.source &&
         a.source_index == b.source_index && a.who == b.who && a.kind == b.kind &&
         a.state == b.state && a.reason == b.reason && a.since == b.since;
}

/// How many happenings two logs have in common at the front.
std::size_t common(const std::vector<Happening>& a, const std::vector<Happening>& b) {
  std::size_t same = 0;
  while (same < a.size() && same < b.size() && is_same(a[same], b[same]))
    ++same;
  return same;
}

bool is_same(const std::vector<Happening>& a, const std::vector<Happening>& b) {
  return a.size() == b.size() && common(a, b) == a.size();
}

/// Stays in the level that ended, by when they began and by the exit: who began before the date and
/// dropped out, and so on.
struct Ends {
  std::vector<double> dropped;  ///< per replication: share of those who began before
  std::vector<double> dropped_later;
};

double share(int part, int all) {
  return static_cast<double>(part) / static_cast<double>(all);
}

Ends ends_of_stays(const Model& model, double date, int replications) {
  Ends ends;
  for (int r = 0; r < replications; ++r) {
    std::array<int, 2> all{};
    std::array<int, 2> lost{};
    for (const Happening& h : happenings(model, static_cast<std::uint32_t>(r))) {
      if (h.kind != HappeningKind::TreatmentEnd) continue;
      const std::size_t later = sim::to_days(h.since) >= date ? 1 : 0;
      ++all[later];
      lost[later] += model.reasons[static_cast<std::size_t>(h.reason)].name == "dropout" ? 1 : 0;
    }
    ends.dropped.push_back(share(lost[0], all[0]));
    ends.dropped_later.push_back(share(lost[1], all[1]));
  }
  return ends;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("changes on dates: stays begun keep their time and those that begin then have the new") {
  const Model model = model_of(daily + "changes: {2026-01-08: {levels.php.treatment_time: 5 d}}\n");
  CHECK(story(model) == R"(
0 ana enters php
1 ana-2 enters php
2 ana enters op
2 ana-3 enters php
3 ana ends out
3 ana-2 enters op
3 ana-4 enters php
4 ana-2 ends out
4 ana-3 enters op
4 ana-5 enters php
5 ana-3 ends out
5 ana-6 enters php
)");
  CHECK(audited(model).people == 6);
}

TEST_CASE("changes on dates: who moves on in the first instant of a date has the new numbers") {
  const Model model = model_of(daily + "changes: {2026-01-07: {levels.op.treatment_time: 3 d}}\n");
  CHECK(story(model).find("5 ana ends out") != std::string::npos);
  const Model later = model_of(daily + "changes: {2026-01-08: {levels.op.treatment_time: 3 d}}\n");
  CHECK(story(later).find("3 ana ends out") != std::string::npos);
}

TEST_CASE("changes on dates: later dates keep what earlier ones changed") {
  const Model model = model_of(daily + R"(changes:
  2026-01-06: {levels.php.treatment_time: 3 d}
  2026-01-07: {levels.op.treatment_time: 12 h}
)");
  CHECK(model.period_count() == 3);
  CHECK(story(model) == R"(
0 ana enters php
1 ana-2 enters php
2 ana enters op
2 ana-3 enters php
2.5 ana ends out
3 ana-4 enters php
4 ana-2 enters op
4 ana-5 enters php
4.5 ana-2 ends out
5 ana-3 enters op
5 ana-6 enters php
5.5 ana-3 ends out
)");
}

TEST_CASE("changes on dates: a split changes for stays that begin from then on") {
  const Model model = model_of(two_exits + to_six_tenths);
  const Ends ends = ends_of_stays(model, 100, 200);
  CHECK(check_mean(ends.dropped, 0.3));
  CHECK(check_mean(ends.dropped_later, 0.6));
  const auto left = each(observe(model, 200), [&](const Observations& all) {
    return static_cast<double>(observed(model, all, "iop").exits[1].count());
  });
  CHECK(check_mean(left, 100 * 0.3 + 90 * 0.6));
}

TEST_CASE("changes on dates: the census forgets the old time as those leave who have it") {
  const Model model = model_of(R"(
schema: 1
name: Census
start: 2026-01-05
run: {warm_up: 0 d, horizon: 121 d, replications: 1}
levels:
  php:
    places: unlimited
    treatment_time: {exponential: {mean: 10 d}}
    to: out
outcomes: [out]
arrivals: {ana: {poisson: {rate: 2 /d}, to: php}}
changes: {2026-03-06: {levels.php.treatment_time: {exponential: {mean: 30 d}}}}
)");
  const std::vector<Observations> all = observe(model, 400);
  const auto census_on = [&](std::size_t day) {
    return each(all, [day](const Observations& one) {
      return static_cast<double>(one.daily[0].census[day]);
    });
  };
  const double before = 20 * (1 - std::exp(-6.0));
  CHECK(check_mean(census_on(60), before));
  for (const std::size_t day : {70U, 90U, 120U}) {
    const double since = static_cast<double>(day) - 60;
    CHECK(check_mean(census_on(day),
                     before * std::exp(-since / 10) + 60 * (1 - std::exp(-since / 30))));
  }
}

TEST_CASE("changes on dates: a rate changes as if it were a step of the source") {
  const std::string rate = "changes: {2026-02-14: {arrivals.referrals.poisson.rate: 5 /d}}\n";
  const Model changed = model_of(two_exits + rate);
  const Model stepped =
      model_of(two_exits, {"arrivals.referrals.poisson.steps={2026-02-14: 5 /d}"});
  CHECK(is_same(happenings(changed), happenings(stepped)));
  const auto people = each(observe(changed, 200), [](const Observations& all) {
    return static_cast<double>(all.sources[0].arrivals);
  });
  CHECK(check_mean(people, 40 + 160 * 5.0));
  CHECK(models::mean_moments(changed.sources[0].process, changed.calendar, 0, 200) == 840);
  CHECK(models::peak(changed.sources[0].process, 200).in_all == doctest::Approx(840));
  CHECK(models::peak(changed.sources[0].process, 200).per_day == 5);
  CHECK(model_of(two_exits + rate, {"run.horizon=30 d"}).sources[0].features.empty());
}

TEST_CASE("changes on dates: nothing differs before the date nor if nothing changes") {
  const std::vector<Happening> plain = happenings(model_of(two_exits));
  const std::vector<Happening> changed = happenings(model_of(two_exits + to_six_tenths));
  const std::size_t same = common(plain, changed);
  CHECK(same < plain.size());
  CHECK(plain[same].time >= sim::to_ticks(110));  // the end of a stay that began after the date
  CHECK(is_same(
      plain,
      happenings(model_of(two_exits + to_six_tenths,
                          {"changes.2026-04-15.levels.iop.exits.dropout.probability=0.3",
                           "changes.2026-04-15.levels.iop.exits.planned.probability=0.7"}))));
}

// Pilots of the warm-up and typical starts look at the first period alone.
TEST_CASE("changes on dates: the first period is the model without changes") {
  const Model plain = model_of(two_exits);
  const Model first = models::first_period(model_of(two_exits + to_six_tenths));
  CHECK(first.behaviors.size() == plain.behaviors.size());
  CHECK(first.request_behaviors.size() == plain.request_behaviors.size());
  CHECK(is_same(happenings(first), happenings(plain)));
}

TEST_CASE("changes on dates: an exit that nobody takes at first is taken later") {
  const Model model = model_of(
      two_exits + R"(changes:
  2026-04-15:
    levels.iop.exits.planned: {probability: 0, treatment_time: 10 d, to: {well: 1}}
    levels.iop.exits.dropout.probability: 1
)",
      {"levels.iop.exits.dropout.probability=0", "levels.iop.exits.planned.probability=1"});
  const Ends ends = ends_of_stays(model, 100, 2);
  CHECK(ends.dropped == std::vector<double>{0, 0});
  CHECK(ends.dropped_later == std::vector<double>{1, 1});
  CHECK(observed(model, audited(model), "lost")[Counter::Requests] == 0);
}

TEST_CASE("changes on dates: those who wait keep their patience and those who come have the new") {
  const Model model =
      model_of(one_bed + "changes: {2026-01-09: {levels.ward.waiting.patience: 1 d}}\n",
               {"run.horizon=9 d"});
  CHECK(story(model) == R"(
0 ana enters ward
2 ana-2 waits for ward
4 ana-3 waits for ward
5 ana-3 gives up ward
5 ana-3 ends lost
6 ana-4 waits for ward
7 ana-4 gives up ward
7 ana-4 ends lost
8 ana-2 gives up ward
8 ana-2 ends lost
8 ana-5 waits for ward
)");
  audited(model);
}

TEST_CASE("changes on dates: who waits when patience ends for all may give up as before") {
  const Model model =
      model_of(one_bed + "changes: {2026-01-09: {levels.ward.waiting: {order: first_come}}}\n",
               {"run.horizon=20 d"});
  CHECK(story(model).find("8 ana-2 gives up ward\n8 ana-2 ends lost\n") != std::string::npos);
  CHECK(story(model).find("ana-3 gives up") == std::string::npos);
}

TEST_CASE("changes on dates: limits of lists and of holds change for who asks from then on") {
  const Model model = model_of(one_bed + R"(changes:
  2026-01-10: {levels.ward.waiting: {order: first_come, limit: 2, turned_away_to: lost}}
)");
  CHECK(story(model).find("4 ana-3 waits for ward\n6 ana-4 is turned away from ward") !=
        std::string::npos);
  const std::string holders = R"(
schema: 1
name: Holders
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
levels:
  ward: {places: {beds: 9}, treatment_time: 1 d, hold: 4 d, to: iop}
  iop: {places: {slots: 1}, treatment_time: 100 d, to: out}
outcomes: [out]
arrivals: {ana: {scheduled: {every: 1 d}, to: ward}}
changes: {2026-01-08: {levels.ward.hold: 2 d}}
)";
  const Model holding = model_of(holders);
  const std::string told = story(holding);
  CHECK(told.find("6 ana-2 stops holding ward") != std::string::npos);
  CHECK(told.find("5 ana-3 stops holding ward") != std::string::npos);
  audited(holding);
}

TEST_CASE("changes on dates: a transfer takes the time of the date on which treatment ends") {
  const std::string transfers = R"(
schema: 1
name: Transfers
start: 2026-01-05
run: {warm_up: 0 d, horizon: 12 d, replications: 1}
levels:
  ward:
    places: {beds: 9}
    exits: {planned: {probability: 1, treatment_time: 2 d, transfer: 3 d, to: out}}
outcomes: [out]
arrivals: {ana: {scheduled: {every: 1 d}, to: ward}}
changes: {2026-01-08: {levels.ward.exits.planned.transfer: 1 d}}
)";
  const std::string told = story(model_of(transfers));
  CHECK(told.find("\n5 ana ends out") != std::string::npos);
  CHECK(told.find("\n4 ana-2 ends out") != std::string::npos);
}

TEST_CASE("changes on dates: effects can come and ask for history then") {
  const std::string effects = R"(effects:
  dial: {when: {episodes: ">= 2"}, stay_ratio: 2, source: assumption}
changes:
  2026-01-07:
    effects.strength: 0
    effects.longer: {when: {admissions: ">= 1"}, stay_ratio: 3, source: assumption}
  2026-01-08: {effects.strength: 1}
)";
  const Model model = model_of(daily + effects);
  CHECK(model.states[0].tests.size() == 2);
  const std::string told = story(model);
  CHECK(told.find("3 ana ends out") != std::string::npos);  // entered `op` on day 2: strength 0
  CHECK(told.find("6 ana-2 ends out") == std::string::npos);
  CHECK(story(model_of(daily + effects, {"run.horizon=8 d"})).find("6 ana-2 ends out") !=
        std::string::npos);  // three days from day 3 on
}

TEST_CASE("changes on dates: people who come from then on are of other kinds and go elsewhere") {
  const std::string kinds = R"(attributes: {payer: {medicaid: 1, private: 0}}
changes:
  2026-01-07: {attributes.payer: {private: 1, medicaid: 0}}
  2026-01-08: {arrivals.ana.to: op}
)";
  const Model model = model_of(daily + kinds);
  std::vector<std::uint32_t> who;
  for (const Happening& h : happenings(model))
    if (h.kind == HappeningKind::Arrival) who.push_back(static_cast<std::uint32_t>(h.who));
  CHECK(who == std::vector<std::uint32_t>{0, 0, 1, 1, 1, 1});
  CHECK(story(model).find("2 ana-3 enters php\n") != std::string::npos);
  CHECK(story(model).find("3 ana-4 enters op\n") != std::string::npos);
  audited(model);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
