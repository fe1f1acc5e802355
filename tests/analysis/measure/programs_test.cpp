#include "analysis/catalog/service_load.hpp"
#include "analysis/measure/measure.hpp"
#include "analysis/measure/moves.hpp"
#include "analysis/report/tables.hpp"
#include "analysis/summary/summarizer.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Services that depend on the week of the stay and on who comes, contacts in a crisis, and staff by
// week.
namespace stepdown::analysis {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): models from text

/// Figures of everybody by name, "fte.counselor.p95@all".
class Named {
 public:
  Named(const models::Model& model, const models::Observations& seen)
      : measured_{measure(model, possible_moves(model), seen)} {}

  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
  [[nodiscard]] double value(std::string_view name) const {
    CAPTURE(name);
    const Measurement* const found = find(name);
    REQUIRE(found != nullptr);
    REQUIRE(found->value);
    return *found->value;
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

doctest::Approx about(double expected) {
  return doctest::Approx(expected).epsilon(1e-12);
}

// Three come at noon of day 0 and two at noon of day 7, for 20 days. People at 00:00:
//
//   days       1-7   8-14   15-20   21   22-27 | all
//   week 1      3      2                       |  35
//   week 2             3       2      2        |  35
//   later                      3             2 |  30
//   all         3      5       5      2      2 | 100
//
// Of 28 days, each a seventh of a week.
const std::string by_week = R"(
schema: 1
name: Program
start: 2026-01-05
run: {warm_up: 0 d, horizon: 28 d, replications: 1}
staff: {counselor: {hours_a_week: 10}, guide: {}}
attributes: {kind: {a: 0.5, b: 0.5}}
levels:
  iop:
    places: unlimited
    treatment_time: 20 d
    to: out
    services:
      visit: {by_week: [3, 2, 1], lasts: 1 h, role: guide}
      intro: {sessions_a_week: 1, weeks: 1, lasts: 1 h, people: 4, role: counselor}
      group: {by_week: [2, 1], lasts: 2 h, people: 4, role: counselor}
outcomes: [out]
arrivals:
  first:
    scheduled: {every: 400 d, first: 0.5 d}
    batch: {3: 1}
    attributes: {kind: {a: 1, b: 0}}
    to: iop
  second:
    scheduled: {every: 400 d, first: 7.5 d}
    batch: {2: 1}
    attributes: {kind: {a: 0, b: 1}}
    to: iop
)";

Named figures_of(const std::string& yaml, const std::vector<std::string>& sets = {}) {
  const models::Model model = model_of(yaml, sets);
  return {model, models::Simulator{model}.run(0)};
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("services by week: hours and sessions equal a spreadsheet by hand") {
  const Named figures = figures_of(by_week);
  // One person a session: 3 x 35 + 2 x 35 + 1 x 30.
  CHECK(figures.value("service_hours.visit.mean@iop") == about(205 / 28.0));
  CHECK(figures.value("service_sessions.visit.mean@iop") == about(205 / 28.0));
  CHECK(figures.value("staff_hours.guide.mean@all") == about(205 / 28.0));
  // One group on each of 14 days.
  CHECK(figures.value("service_groups.intro.mean@iop") == about(14 / 28.0));
  CHECK(figures.value("service_groups.intro.max@iop") == 1);
  CHECK(figures.value("service_sessions.intro.mean@iop") == about(14 / 28.0));
  CHECK(figures.value("service_hours.intro.mean@iop") == about(35 / 28.0));
  // Once a week everybody, in 1, 2, 2 and 1 groups; once more those of the first week, in one.
  CHECK(figures.value("service_groups.group.mean@iop") == about((7 + 2 * 13 + 7) / 28.0));
  CHECK(figures.value("service_sessions.group.mean@iop") == about((40 + 14) / 28.0));
  CHECK(figures.value("service_hours.group.mean@iop") == about(2 * 135 / 28.0));
  CHECK(figures.value("staff_hours.counselor.mean@all") == about((14 + 2 * 54) / 28.0));
  CHECK(figures.value("service_hours.mean@iop") == about((205 + 35 + 270) / 28.0));
  CHECK_FALSE(figures.has("hours_attended.mean@iop"));  // nobody said who comes
  CHECK_FALSE(figures.has("overfull.group.share@iop"));
}

TEST_CASE("services by week: a last week without sessions ends them as weeks do") {
  const auto hours_with = [](const std::string& service) {
    return figures_of(by_week, {"levels.iop.services.visit={" + service + "}"})
        .value("service_hours.visit.mean@iop");
  };
  CHECK(hours_with("by_week: [3, 2, 0], lasts: 1 h, role: guide") == about(175 / 28.0));
  CHECK(hours_with("by_week: [3, 2], weeks: 2, lasts: 1 h, role: guide") == about(175 / 28.0));
  CHECK(hours_with("by_week: [3, 2], lasts: 1 h, role: guide") == about(235 / 28.0));
  CHECK(hours_with("sessions_a_week: 2, weeks: 100, lasts: 1 h, role: guide") == about(200 / 28.0));
}

// Up to day 13 there are 33 days of people in their first week and 18 in the second; then 2, 17 and
// 30 later.
TEST_CASE("services by week: from a date on each week of a stay has the sessions of that date") {
  const auto hours_with = [](const std::string& first, const std::string& later) {
    return figures_of(by_week,
                      {"levels.iop.services.visit={" + first + ", lasts: 1 h, role: guide}",
                       "changes={2026-01-19: {levels.iop.services.visit: {" + later +
                           ", lasts: 1 h, role: guide}}}"})
        .value("service_hours.visit.mean@iop");
  };
  CHECK(hours_with("by_week: [3, 2, 1]", "by_week: [5, 4, 2]") ==
        about((33 * 3 + 18 * 2 + 2 * 5 + 17 * 4 + 30 * 2) / 28.0));
  CHECK(hours_with("by_week: [3, 2, 1]", "sessions_a_week: 1, weeks: 2") ==
        about((33 * 3 + 18 * 2 + 2 + 17) / 28.0));
  CHECK(hours_with("by_week: [3, 2]", "sessions_a_week: 2") ==
        about((33 * 3 + 18 * 2 + 49 * 2) / 28.0));
}

TEST_CASE("services by week: weeks can be told apart from a date on only") {
  const Named figures =
      figures_of(by_week,
                 {"levels.iop.services={visit: {sessions_a_week: 2, lasts: 1 h, role: guide}}",
                  "changes={2026-01-19: {levels.iop.services.visit: {by_week: [4, 1], lasts: 1 h, "
                  "role: guide}}}"});
  CHECK(figures.value("service_hours.visit.mean@iop") == about((51 * 2 + 2 * 4 + 47 * 1) / 28.0));
}

// Of the people of the table above the three of the first row attend 0.5 of the sessions and the
// two that come later 0.9.
TEST_CASE("attendance: hours attended and missed equal a spreadsheet by hand") {
  const std::vector<std::string> attended{"levels.iop.attendance={given: kind, a: 0.5, b: 0.9}"};
  const Named figures = figures_of(by_week, attended);
  const double visits = 0.5 * 3 * (7 * 3 + 7 * 2 + 6) + 0.9 * 2 * (7 * 3 + 7 * 2 + 6);
  CHECK(figures.value("hours_attended.visit.mean@iop") == about(visits / 28));
  CHECK(figures.value("hours_missed.visit.mean@iop") == about((205 - visits) / 28));
  CHECK(figures.value("attended.visit.share@iop") == about(visits / 205));
  const double intro = 0.5 * 21 + 0.9 * 14;
  const double group = 2 * (0.5 * 3 * (7 * 2 + 13) + 0.9 * 2 * (7 * 2 + 13));
  CHECK(figures.value("hours_attended.mean@iop") == about((visits + intro + group) / 28));
  CHECK(figures.value("hours_missed.mean@iop") == about((510 - visits - intro - group) / 28));
  CHECK(figures.value("attended.share@iop") == about((visits + intro + group) / 510));
  // What is offered and whom it takes does not depend on it.
  CHECK(figures.value("service_hours.mean@iop") == about(510 / 28.0));
  CHECK(figures.value("staff_hours.counselor.mean@all") == about((14 + 2 * 54) / 28.0));
}

TEST_CASE("attendance: sessions by day are a seventh of those of a week") {
  const models::Model model =
      model_of(by_week, {"levels.iop.attendance={given: kind, a: 0.5, b: 0.9}"});
  const models::Observations seen = models::Simulator{model}.run(0);
  const SessionsByDay visits = sessions_by_day(model, seen, 0, 0);
  REQUIRE(visits.offered.size() == 28);
  CHECK(visits.offered[0] == 0);
  CHECK(visits.offered[7] == about(3 * 3 / 7.0));
  CHECK(visits.attended[7] == about(0.5 * 3 * 3 / 7.0));
  CHECK(visits.offered[14] == about((3 * 2 + 2 * 3) / 7.0));
  CHECK(visits.attended[14] == about((0.5 * 3 * 2 + 0.9 * 2 * 3) / 7.0));
  CHECK(visits.attended[27] == about(0.9 * 2 * 1 / 7.0));
  const SessionsByDay together = sessions_by_day(model, seen, 0);
  CHECK(together.offered[14] == about((3 * (2 + 1) + 2 * (3 + 1 + 2)) / 7.0));
  CHECK(together.attended[14] == about((0.5 * 3 * (2 + 1) + 0.9 * 2 * (3 + 1 + 2)) / 7.0));
}

// Stays of one length: what is drawn for each weighs as much.
TEST_CASE("attendance: the share attended has the mean of its law") {
  const models::Model model = model_of(R"(
schema: 1
name: Attendance
start: 2026-01-05
run: {warm_up: 0 d, horizon: 28 d, replications: 1}
staff: {counselor: {}}
levels:
  iop:
    places: unlimited
    treatment_time: 10 d
    to: out
    attendance: {mean: 0.7, sd: 0.2}
    services: {group: {sessions_a_week: 3, lasts: 3 h, people: 12, role: counselor}}
outcomes: [out]
arrivals: {r: {scheduled: {every: 7 d, first: 0.5 d}, batch: {10: 1}, to: iop}}
)");
  const std::vector<models::Observations> seen = observe(model, 200);
  CHECK(check_mean(each(seen,
                        [&](const models::Observations& one) {
                          return Named{model, one}.value("attended.group.share@iop");
                        }),
                   0.7));
}

// 26 people for good: 13 are booked into sessions for 12, of whom each comes with chance 0.9.
TEST_CASE("overbooking: groups are fewer and overfull as often as the binomial law says") {
  const auto with = [](const std::string& people, const std::string& overbook) {
    return figures_of(R"(
schema: 1
name: Overbooking
start: 2026-01-05
run: {warm_up: 7 d, horizon: 21 d, replications: 1}
staff: {counselor: {}}
levels:
  iop:
    places: unlimited
    treatment_time: 100 d
    to: out
    attendance: 0.9
    services:
      group: {sessions_a_week: 3, lasts: 1 h, people: 12, overbook: )" +
                      overbook + R"(, role: counselor}
outcomes: [out]
arrivals: {r: {scheduled: {every: 400 d, first: 0.5 d}, batch: {)" +
                      people + ": 1}, to: iop}}\n");
  };
  const Named full = with("26", "0.1");
  CHECK(full.value("service_groups.group.mean@iop") == 2);
  CHECK(full.value("staff_hours.counselor.mean@all") == about(6));
  CHECK(full.value("overfull.group.share@iop") == about(std::pow(0.9, 13)));
  // One group of 13 and one of 12; then groups of 14, of whom 13 or 14 are too many.
  CHECK(with("25", "0.1").value("overfull.group.share@iop") == about(std::pow(0.9, 13) / 2));
  CHECK(with("28", "0.17").value("overfull.group.share@iop") ==
        about(14 * std::pow(0.9, 13) * 0.1 + std::pow(0.9, 14)));
  CHECK(with("24", "0.1").value("overfull.group.share@iop") == 0);
  CHECK(with("26", "0").value("service_groups.group.mean@iop") == 3);
  CHECK_FALSE(with("26", "0").has("overfull.group.share@iop"));
}

// 100 person-days in 28 days: 100 / 28 people, 0.2 contacts of each a week, 1.5 h of two
// counselors.
TEST_CASE("crisis: contacts and their hours follow from the people who are there") {
  const Named figures = figures_of(
      by_week, {"levels.iop.crisis={contacts: 0.2 /wk, lasts: 90 min, role: counselor, staff: 2}"});
  CHECK(figures.value("crisis_contacts.per_year@iop") == about(100 / 28.0 * 0.2 * 365 / 7));
  CHECK(figures.value("crisis_rate.mean@iop") == about(20 / 28.0));
  CHECK(figures.value("crisis_hours.mean@iop") == about(30 / 28.0));
  CHECK(figures.value("staff_hours.counselor.mean@all") ==
        about((14 + 2 * 54) / 28.0 + 100 / 28.0 * 0.2 * 1.5 * 2));
  CHECK(figures.value("fte.counselor.mean@iop") ==
        about(((14 + 2 * 54) / 28.0 + 100 / 28.0 * 0.2 * 1.5 * 2) / 10));
  for (const char* figure : {"crisis_contacts.per_year", "crisis_rate.mean", "crisis_hours.mean"})
    CHECK_FALSE(figures_of(by_week).has(std::string(figure) + "@iop"));
}

/// The text of a table of one replication, or of that one twice.
std::string text_of(const Table& table, const models::Model& model, int times = 1) {
  const models::Observations seen = models::Simulator{model}.run(0);
  Summarizer summarizer{model};
  for (int i = 0; i < times; ++i)
    summarizer.add(seen, measure(model, possible_moves(model), seen));
  const Summary summary = std::move(summarizer).finish(1);
  const Report report{model, summary};
  REQUIRE(table.is_written(report));
  std::string text;
  table.write(report, [&text](std::string_view part) { text += part; });
  std::erase(text, '\r');
  return text;
}

// Hours of guides, who have 40 a week: 6 x 9 / 7; (9 + 6 x 12) / 7; (12 + 6 x 7) / 7; (4 + 6 x 2) /
// 7. Of counselors, who have 10: introductions, the group of all and that of the first week, in the
// first week 6 x (1 + 2 + 2) / 7, then (7 + 2 x 13 + 2 x 7) / 7; (1 + 2 x 14 + 2) / 7; 2 x 7 / 7.
TEST_CASE("staff: the weeks have a row each") {
  const models::Model model = model_of(by_week, {"staff.guide.at_hand=1"});
  const std::string text = text_of(staffing_weekly_table(), model);
  CHECK(
      text ==
      R"(week,from,role,at_hand,hours,hours_low,hours_high,fte_mean,fte_low,fte_high,fte_p05,fte_p95,replications
1,2026-01-05,counselor,,4.285714,,,0.4285714,,,0.4285714,0.4285714,1
1,2026-01-05,guide,1,7.714286,,,0.1928571,,,0.1928571,0.1928571,1
2,2026-01-12,counselor,,6.714286,,,0.6714286,,,0.6714286,0.6714286,1
2,2026-01-12,guide,1,11.57143,,,0.2892857,,,0.2892857,0.2892857,1
3,2026-01-19,counselor,,4.428571,,,0.4428571,,,0.4428571,0.4428571,1
3,2026-01-19,guide,1,7.714286,,,0.1928571,,,0.1928571,0.1928571,1
4,2026-01-26,counselor,,2,,,0.2,,,0.2,0.2,1
4,2026-01-26,guide,1,2.285714,,,0.05714286,,,0.05714286,0.05714286,1
)");
  CHECK(text_of(staffing_weekly_table(), model, 2).ends_with("0.05714286,0.05714286,2\n"));
}

TEST_CASE("staff: a week tells who is at hand in it") {
  const std::string text = text_of(
      staffing_weekly_table(),
      model_of(by_week,
               {"staff.guide.at_hand=1", "changes={2026-01-15: {staff.guide.at_hand: 8}}"}));
  const auto has_row = [&text](std::string_view row) {
    return text.find(row) != std::string::npos;
  };
  CHECK(has_row("\n1,2026-01-05,guide,1,"));
  CHECK(has_row("\n2,2026-01-12,guide,5,"));  // three days of one and four of eight
  CHECK(has_row("\n3,2026-01-19,guide,8,"));
}

TEST_CASE("services: the table tells what is attended and what is overfull") {
  const models::Model model =
      model_of(by_week,
               {"levels.iop.attendance={given: kind, a: 0.5, b: 0.9}",
                "levels.iop.services={group: {sessions_a_week: 7, lasts: 2 h, people: 2, "
                "overbook: 0.5, role: counselor}}"});
  // Three of one kind in one group, on 7 days alone: all three come with 0.5^3. Then five, of
  // whom a mean of (3 x 0.5 + 2 x 0.9) / 5 = 0.66 comes, in groups of three and two.
  const double share = (7 * std::pow(0.5, 3) + 13 * std::pow(0.66, 3)) / (7 + 26 + 7);
  const std::string text = text_of(services_table(), model);
  CHECK(text ==
        "level,label,service,role,people,group,groups_mean,groups_mean_low,groups_mean_high,"
        "groups_p95,groups_max,sessions,sessions_low,sessions_high,person_hours,person_hours_low,"
        "person_hours_high,hours_attended,hours_attended_low,hours_attended_high,hours_missed,"
        "hours_missed_low,hours_missed_high,attended,attended_low,attended_high,overfull,"
        "overfull_low,overfull_high\n"
        "iop,iop,group,counselor,2,all,1.428571,,,2,2,10,,,50,,,33,,,17,,,0.66,,," +
            fmt::format("{:.7g}", share) + ",,\n");
}

// 26 people from day 1 to 13: 26 x 6 person-days in the first week, 26 x 7 in the second, in which
// contacts are twice as many and half as long: 156 x 0.35 + 182 x 0.7 = 182 contacts of a person a
// week in 14 days, 13 a week, and 156 x 0.35 x 1 + 182 x 0.7 x 0.5 = 118.3 hours.
TEST_CASE("crisis: a row of services.csv has contacts and hours as those of sessions") {
  const models::Model model = model_of(R"(
schema: 1
name: Crisis
start: 2026-01-05
run: {warm_up: 0 d, horizon: 14 d, replications: 1}
staff: {clinician: {}}
levels:
  op:
    places: unlimited
    treatment_time: 30 d
    to: out
    crisis: {contacts: 0.05 /d, lasts: 1 h, role: clinician, staff: 2}
outcomes: [out]
arrivals: {r: {scheduled: {every: 400 d, first: 0.5 d}, batch: {26: 1}, to: op}}
changes:
  2026-01-12: {levels.op.crisis.contacts: 0.1 /d, levels.op.crisis.lasts: 30 min}
)");
  CHECK(text_of(services_table(), model) ==
        "level,label,service,role,people,group,groups_mean,groups_mean_low,groups_mean_high,"
        "groups_p95,groups_max,sessions,sessions_low,sessions_high,person_hours,person_hours_low,"
        "person_hours_high,hours_attended,hours_attended_low,hours_attended_high,hours_missed,"
        "hours_missed_low,hours_missed_high,attended,attended_low,attended_high,overfull,"
        "overfull_low,overfull_high\n"
        "op,op,crisis,clinician,,all,,,,,,13,,,8.45,,,,,,,,,,,,,,\n");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::analysis
