#include "analysis/measure/measure.hpp"
#include "analysis/measure/moves.hpp"
#include "analysis/report/tables.hpp"
#include "analysis/summary/summarizer.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Services and staff from the counts of midnights: a small scenario against a spreadsheet, and a
// random one against its law.
namespace stepdown::analysis {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): models from text

// 13 people come at noon of day 0 and 12 at noon of day 3, for seven days in iop and three in op.
// People at 00:00, by day:
//
//   day           0   1   2   3   4   5   6 |  7   8   9  10  11  12  13 | week 1  week 2
//   iop people    0  13  13  13  25  25  25 | 25  12  12  12   0   0   0 |    114      61
//   iop groups    0   2   2   2   3   3   3 |  3   1   1   1   0   0   0 |     15       6
//   op people     0   0   0   0   0   0   0 |  0  13  13  13  12  12  12 |      0      75
//   op groups     0   0   0   0   0   0   0 |  0   2   2   2   2   2   2 |      0      12
//
// Hours of counselors: a group of iop 9 a week, so 9/7 a day; each person of iop 1 a week; a group
// of op 1 x 2 h x 2 counselors = 4 a week.
//   week 1: (15 x 9 + 114 x 1) / 7 = 249/7
//   week 2: (6 x 9 + 61 x 1 + 12 x 4) / 7 = 163/7
// An equivalent gives 40 x 0.5 = 20 h a week: 249/140 (1.78) and 163/140 (1.16).
// Nurses: each person of iop 0.25 h a week, so 175 x 0.25 / 7 in two weeks.
const std::string spreadsheet = R"(
schema: 1
name: Spreadsheet
start: 2026-01-05
run: {warm_up: 0 d, horizon: 14 d, replications: 1}
staff:
  counselor: {hours_a_week: 40, productive: 0.5, at_hand: 1.2}
  nurse: {}
levels:
  iop:
    places: unlimited
    treatment_time: 7 d
    to: op
    services:
      group: {sessions_a_week: 3, lasts: 3 h, people: 12, role: counselor}
      individual: {sessions_a_week: 1, lasts: 1 h, role: counselor}
      medication: {sessions_a_week: 0.5, lasts: 30 min, role: nurse}
  op:
    places: unlimited
    treatment_time: 3 d
    to: out
    services:
      group: {sessions_a_week: 1, lasts: 2 h, people: 10, role: counselor, staff: 2}
outcomes: [out]
arrivals:
  first: {scheduled: {every: 1000 d, first: 0.5 d}, batch: {13: 1}, to: iop}
  second: {scheduled: {every: 1000 d, first: 3.5 d}, batch: {12: 1}, to: iop}
)";

/// Figures by name, "fte.counselor.p95@all".
class Figures {
 public:
  Figures(const models::Model& model, const models::Observations& seen)
      : measured_{measure(model, possible_moves(model), seen)} {}

  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
  [[nodiscard]] std::optional<double> value(std::string_view name) const {
    const Measurement* const found = find(name);
    REQUIRE(found != nullptr);
    return found->value;
  }
  [[nodiscard]] doctest::Approx about(double expected) const {
    return doctest::Approx(expected).epsilon(1e-12);
  }

 private:
  [[nodiscard]] const Measurement* find(std::string_view name) const {
    const auto found = std::ranges::find_if(measured_.figures, [&](const Measurement& one) {
      return one.group == all && one.metric + "." + one.statistic + "@" + one.state == name;
    });
    return found == measured_.figures.end() ? nullptr : &*found;
  }

  Measured measured_;
};

Figures figures_of(const std::vector<std::string>& sets = {}) {
  const models::Model model = model_of(spreadsheet, sets);
  return {model, models::Simulator{model}.run(0)};
}

double known(const std::optional<double>& value) {
  REQUIRE(value);
  return *value;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("services: the people of the spreadsheet are those at midnight") {
  const models::Observations seen = models::Simulator{model_of(spreadsheet)}.run(0);
  CHECK(seen.daily[0].census ==
        std::vector<std::int32_t>{0, 13, 13, 13, 25, 25, 25, 25, 12, 12, 12, 0, 0, 0});
  CHECK(seen.daily[1].census ==
        std::vector<std::int32_t>{0, 0, 0, 0, 0, 0, 0, 0, 13, 13, 13, 12, 12, 12});
}

TEST_CASE("services: groups and sessions and hours equal a spreadsheet by hand") {
  const Figures figures = figures_of();
  const auto value = [&](std::string_view name) { return known(figures.value(name)); };
  CHECK(value("service_groups.group.mean@iop") == figures.about(21.0 / 14));
  CHECK(value("service_groups.group.p95@iop") == 3);
  CHECK(value("service_groups.group.max@iop") == 3);
  CHECK(value("service_sessions.group.mean@iop") == figures.about(3 * 21.0 / 14));
  CHECK(value("service_hours.group.mean@iop") == figures.about(9 * 175.0 / 14));
  CHECK(value("service_groups.individual.max@iop") == 25);
  CHECK(value("service_sessions.individual.mean@iop") == figures.about(175.0 / 14));
  CHECK(value("service_hours.medication.mean@iop") == figures.about(0.25 * 175.0 / 14));
  CHECK(value("service_hours.mean@iop") == figures.about(10.25 * 175.0 / 14));
  CHECK(value("service_groups.group.mean@op") == figures.about(12.0 / 14));
  CHECK(value("service_hours.mean@op") == figures.about(2 * 75.0 / 14));
}

TEST_CASE("staff: full-time equivalents equal a spreadsheet by hand") {
  const Figures figures = figures_of();
  const auto value = [&](std::string_view name) { return known(figures.value(name)); };
  CHECK(value("staff_hours.counselor.mean@all") == figures.about((249 + 163) / 14.0));
  CHECK(value("fte.counselor.mean@all") == figures.about((249 + 163) / 280.0));
  CHECK(value("fte.counselor.p95@all") == figures.about(249 / 140.0));
  CHECK(value("fte.counselor.max@all") == figures.about(249 / 140.0));
  CHECK(value("weeks_short.counselor.share@all") == 0.5);
  CHECK(value("staff_hours.counselor.mean@iop") == figures.about((249 + 115) / 14.0));
  CHECK(value("staff_hours.counselor.mean@op") == figures.about(48 / 14.0));
  CHECK(value("fte.counselor.max@op") == figures.about(48 / 140.0));
  CHECK(value("staff_hours.nurse.mean@all") == figures.about(0.25 * 175 / 14.0));
  CHECK(value("fte.nurse.mean@all") == figures.about(0.25 * 175 / 14.0 / 40));
  CHECK_FALSE(figures.value("weeks_short.nurse.share@all"));  // nobody said how many there are
  CHECK_FALSE(figures.has("fte.nurse.mean@op"));              // does not need any
}

TEST_CASE("staff: as many as are needed are enough") {
  const auto short_with = [](const std::string& at_hand) {
    return figures_of({"staff.counselor.productive=0.4075", "staff.counselor.at_hand=" + at_hand})
        .value("weeks_short.counselor.share@all");
  };
  // Of 16.3 h each: 249/114.1 and 163/114.1 = 10/7.
  CHECK(short_with("1.428571428571428571") == 0.5);
  CHECK(short_with("1.42857") == 1.0);
  CHECK(short_with("3") == 0.0);
}

TEST_CASE("staff: days that make no whole week have a mean and no busiest week") {
  const Figures six_days = figures_of({"run.horizon=6 d"});
  // Days 0 to 5: 2 + 2 + 2 + 3 + 3 = 12 groups and 89 people.
  CHECK(known(six_days.value("staff_hours.counselor.mean@all")) ==
        six_days.about((12 * 9 + 89) / 6.0));
  CHECK_FALSE(six_days.value("fte.counselor.p95@all"));
  CHECK_FALSE(six_days.value("weeks_short.counselor.share@all"));
  // The first of the weeks begins when warm-up ends.
  const Figures later = figures_of({"run.warm_up=7 d"});
  CHECK(known(later.value("fte.counselor.max@all")) == later.about(163 / 140.0));
}

// Five people in the morning and 13 in the evening, from day 1 on.
TEST_CASE("services: each track has groups of its own") {
  const models::Model model = model_of(R"(
schema: 1
name: Tracks
start: 2026-01-05
run: {warm_up: 0 d, horizon: 7 d, replications: 1}
staff: {counselor: {hours_a_week: 10}}
attributes: {daytime: {free: 0.5, works: 0.5}}
levels:
  iop:
    tracks:
      morning: {places: {slots: 20}, only: {daytime: free}}
      evening: {places: {slots: 20}}
    treatment_time: 30 d
    to: out
    services: {group: {sessions_a_week: 2, lasts: 1 h, people: 12, role: counselor}}
outcomes: [out]
arrivals:
  ana:
    scheduled: {every: 400 d, first: 0.5 d}
    batch: {5: 1}
    attributes: {daytime: {free: 1, works: 0}}
    to: iop
  ben:
    scheduled: {every: 400 d, first: 0.5 d}
    batch: {13: 1}
    attributes: {daytime: {free: 0, works: 1}}
    to: iop
)");
  const models::Observations seen = models::Simulator{model}.run(0);
  CHECK(seen.states[0].tracks.at(0).daily == std::vector<std::int32_t>{0, 5, 5, 5, 5, 5, 5});
  CHECK(seen.states[0].tracks.at(1).daily == std::vector<std::int32_t>{0, 13, 13, 13, 13, 13, 13});
  const Figures figures{model, seen};
  CHECK(known(figures.value("service_groups.group.max@iop")) == 3);
  CHECK(known(figures.value("service_groups.group.mean@iop")) == figures.about(18 / 7.0));
  CHECK(known(figures.value("fte.counselor.max@all")) == figures.about(3 * 2 * 6 / 70.0));
  CHECK(known(figures.value("service_hours.mean@iop")) == figures.about(18 * 2 * 6 / 7.0));
}

// One aide for 10 people of op by day and for 20 by night, and one though nobody is there:
//   week 1: 7 days x (1 x 112 + 1 x 56) / 7 = 168 h
//   week 2: (1 + 6 x 2) x 112 / 7 + 7 x 56 / 7 = 264 h
// Of 35 h a week, with 1.25 paid hours for each: 6 and 66/7 equivalents.
TEST_CASE("staff: posts by day and night equal a spreadsheet by hand") {
  const Figures figures =
      figures_of({"staff.aide={hours_a_week: 35, productive: 0.5}",
                  "levels.op.posts={aide: {people: 10, at_night: 20, at_least: 1, relief: 1.25}}"});
  const auto value = [&](std::string_view name) { return known(figures.value(name)); };
  CHECK(value("staff_hours.aide.mean@all") == figures.about((168 + 264) / 2.0));
  CHECK(value("fte.aide.mean@all") == figures.about((6 + 66 / 7.0) / 2));
  CHECK(value("fte.aide.max@all") == figures.about(66 / 7.0));
  CHECK(value("fte.aide.max@op") == figures.about(66 / 7.0));
  CHECK_FALSE(figures.has("fte.aide.mean@iop"));
  // 40 h a week, whoever is there: two posts on six of the days.
  const Figures by_day =
      figures_of({"staff.aide={}", "levels.op.posts={aide: {people: 10, hours_a_week: 40}}"});
  CHECK(known(by_day.value("fte.aide.max@all")) == by_day.about(12 / 7.0));
}

TEST_CASE("staff: tables have a row a role and level and a row a service") {
  const models::Model model = model_of(spreadsheet);
  const models::Observations seen = models::Simulator{model}.run(0);
  Summarizer summarizer{model};
  summarizer.add(seen, measure(model, possible_moves(model), seen));
  const Summary summary = std::move(summarizer).finish(1);
  const Report report{model, summary};
  const auto text_of = [&report](const Table& table) {
    std::string text;
    table.write(report, [&text](std::string_view part) { text += part; });
    std::erase(text, '\r');
    return text;
  };
  REQUIRE(staffing_table().is_written(report));
  CHECK(
      text_of(staffing_table()) ==
      R"(role,state,label,at_hand,group,hours,hours_low,hours_high,fte_mean,fte_mean_low,fte_mean_high,fte_p95,fte_p95_low,fte_p95_high,fte_max,fte_max_low,fte_max_high,weeks_short,weeks_short_low,weeks_short_high,staff_cost_per_year,staff_cost_per_year_low,staff_cost_per_year_high
counselor,all,all,1.2,all,29.42857,,,1.471429,,,1.778571,,,1.778571,,,0.5,,,,,
counselor,iop,iop,,all,26,,,1.3,,,1.778571,,,1.778571,,,,,,,,
counselor,op,op,,all,3.428571,,,0.1714286,,,0.3428571,,,0.3428571,,,,,,,,
nurse,all,all,,all,3.125,,,0.078125,,,0.1017857,,,0.1017857,,,,,,,,
nurse,iop,iop,,all,3.125,,,0.078125,,,0.1017857,,,0.1017857,,,,,,,,
)");
  REQUIRE(services_table().is_written(report));
  CHECK(
      text_of(services_table()) ==
      R"(level,label,service,role,people,group,groups_mean,groups_mean_low,groups_mean_high,groups_p95,groups_max,sessions,sessions_low,sessions_high,person_hours,person_hours_low,person_hours_high,hours_attended,hours_attended_low,hours_attended_high,hours_missed,hours_missed_low,hours_missed_high,attended,attended_low,attended_high,overfull,overfull_low,overfull_high
iop,iop,group,counselor,12,all,1.5,,,3,3,4.5,,,112.5,,,,,,,,,,,,,,
iop,iop,individual,counselor,1,all,12.5,,,25,25,12.5,,,12.5,,,,,,,,,,,,,,
iop,iop,medication,nurse,1,all,12.5,,,25,25,6.25,,,3.125,,,,,,,,,,,,,,
op,op,group,counselor,10,all,0.8571429,,,2,2,0.8571429,,,10.71429,,,,,,,,,,,,,,
)");
}

TEST_CASE("staff: without services there are no tables and no figures") {
  const models::Model model = model_of(R"(
schema: 1
name: Nothing
start: 2026-01-05
run: {warm_up: 0 d, horizon: 14 d, replications: 1}
levels: {iop: {places: unlimited, treatment_time: 7 d, to: out}}
outcomes: [out]
arrivals: {r: {poisson: {rate: 1 /d}, to: iop}}
)");
  const Summary summary;
  const Report report{model, summary};
  CHECK_FALSE(staffing_table().is_written(report));
  CHECK_FALSE(services_table().is_written(report));
  const Figures figures{model, models::Simulator{model}.run(0)};
  CHECK_FALSE(figures.has("service_hours.mean@iop"));
}

// Without limit, and with stays of 6 d, the census of two arrivals a day is Poisson with mean 12
// at every midnight after the warm-up.
TEST_CASE("services: groups of a Poisson census are those of its law") {
  const models::Model model = model_of(R"(
schema: 1
name: Poisson
start: 2026-01-05
run: {warm_up: 6 d, horizon: 34 d, replications: 1}
staff: {counselor: {hours_a_week: 10}}
levels:
  iop:
    places: unlimited
    treatment_time: 6 d
    to: out
    services: {group: {sessions_a_week: 2, lasts: 1.5 h, people: 5, role: counselor}}
outcomes: [out]
arrivals: {r: {poisson: {rate: 2 /d}, to: iop}}
)");
  double groups = 0;
  double probability = std::exp(-12.0);
  for (int people = 0; people < 100; ++people, probability *= 12.0 / people)
    groups += probability * ((people + 4) / 5);
  const std::vector<models::Observations> seen = observe(model, 400);
  const auto mean_of_figure = [&](std::string_view name) {
    return each(seen, [&](const models::Observations& one) {
      return known(Figures{model, one}.value(name));
    });
  };
  CHECK(check_mean(mean_of_figure("service_groups.group.mean@iop"), groups));
  CHECK(check_mean(mean_of_figure("fte.counselor.mean@all"), groups * 3 / 10));
  CHECK(check_mean(mean_of_figure("service_hours.mean@iop"), 12 * 3));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::analysis
