#include "analysis/measure/measure.hpp"
#include "analysis/measure/moves.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

// Prices, costs, services and staff that change on dates, against sheets of paper and closed forms.
namespace stepdown::analysis {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): models from text

/// Figures by name, "revenue.per_year@iop", of everybody or of a group.
class Figures {
 public:
  explicit Figures(const models::Model& model, std::uint32_t replication = 0)
      : measured_{
            measure(model, possible_moves(model), models::Simulator{model}.run(replication))} {}

  [[nodiscard]] double operator()(std::string_view name, std::string_view group = all) const {
    const auto found = std::ranges::find_if(measured_.figures, [&](const Measurement& one) {
      return one.group == group && one.metric + "." + one.statistic + "@" + one.state == name;
    });
    REQUIRE(found != measured_.figures.end());
    REQUIRE(found->value);
    return *found->value;
  }

 private:
  Measured measured_;
};

doctest::Approx about(double expected) {
  return doctest::Approx(expected).epsilon(1e-12);
}

// Ten days, nobody waits; the new numbers hold from day 5 on:
//   medicaid  comes on day 0, 4, 8: residential 0-3, 4-7, 8-; iop 3-5.5, 7-9.5; home 5.5-7.5, 9.5-
//   private   comes on day 1, 6:    residential 1-4, 6-9;     iop 4-6.5, 9-;    home 6.5-8.5
const std::string program = R"(
schema: 1
name: Money
start: 2026-01-05
run: {warm_up: 0 d, horizon: 10 d, replications: 1}
report_by: [payer]
attributes:
  payer: {medicaid: 0.6, private: 0.4}
levels:
  residential:
    places: {beds: 2}
    treatment_time: 3 d
    to: iop
    prices:
      a_day: {given: payer, medicaid: 226.35, private: 310.10}
      an_admission: 192.57
    costs: {a_year: 36500, a_place_day: 60, a_day: 40, an_admission: 30}
  iop:
    places: unlimited
    treatment_time: 60 h
    to: home
    prices: {a_day: {given: payer, medicaid: 169.52, private: 140}, days_a_week: 3.5}
community:
  home: {time: 2 d, to: recovered, costs: {a_day: 9}}
outcomes: [recovered]
arrivals:
  public:
    scheduled: {every: 4 d, first: 0 d}
    attributes: {payer: {medicaid: 1, private: 0}}
    to: residential
  own:
    scheduled: {every: 5 d, first: 1 d}
    attributes: {payer: {medicaid: 0, private: 1}}
    to: residential
changes:
  2026-01-10:
    levels.residential.prices.a_day.medicaid: 240
    levels.residential.prices.an_admission: 200
    levels.residential.costs: {a_year: 73000, a_place_day: 70, a_day: 40, an_admission: 20}
    levels.iop.prices.days_a_week: 7
    community.home.costs.a_day: 11
)";

TEST_SUITE_BEGIN("unit");

TEST_CASE("money on dates: ten days come out to the cent as on a sheet of paper") {
  const Figures figures{model_of(program)};
  const auto in_ten_days =
      [&](std::string_view metric, std::string_view state, std::string_view group = all) {
        return figures(std::string(metric) + ".per_year@" + std::string(state), group) * 10 / 365;
      };
  // residential before: 4 days of medicaid, 3 of private; 2 and 1 admissions. From day 5 on: 4, 3;
  // 1 and 1.
  CHECK(in_ten_days("revenue", "residential", "payer=medicaid") ==
        about(4 * 226.35 + 2 * 192.57 + 4 * 240 + 200));
  CHECK(in_ten_days("revenue", "residential", "payer=private") == about(6 * 310.10 + 192.57 + 200));
  CHECK(in_ten_days("revenue", "residential") == about(2450.54 + 2253.17));
  CHECK(in_ten_days("variable_cost", "residential") == about(14 * 40 + 3 * 30 + 2 * 20));
  CHECK(in_ten_days("cost", "residential") == about(690 + 500 + 600 + 1000 + 700));
  CHECK(in_ten_days("margin", "residential") == about(4703.71 - 3490));
  CHECK(figures("break_even_census.mean@residential") == about(1.4 * 2800 / (4703.71 - 690)));
  // iop before: 2 days of medicaid, 1 of private, half of them paid; then 3 and 2.5, all paid
  CHECK(in_ten_days("revenue", "iop", "payer=medicaid") == about(4 * 169.52));
  CHECK(in_ten_days("revenue", "iop", "payer=private") == about(3 * 140));
  CHECK(in_ten_days("cost", "home") == about(4.5 * 11));
  CHECK(in_ten_days("revenue", "all") == about(4703.71 + 678.08 + 420));
}

TEST_CASE("money on dates: who is admitted at midnight of the date pays the new price") {
  const auto private_pays = [](const std::string& date) {
    const std::vector<std::string> sets{"changes={" + date +
                                        ": {levels.residential.prices.an_admission: 200}}"};
    return Figures{model_of(program, sets)}("revenue.per_year@residential", "payer=private") * 10 /
           365;
  };
  CHECK(private_pays("2026-01-11") == about(6 * 310.10 + 192.57 + 200));
  CHECK(private_pays("2026-01-12") == about(6 * 310.10 + 2 * 192.57));
}

TEST_CASE("money on dates: only days of the window count and places as they are open") {
  const Figures figures{model_of(
      program,
      {"run.warm_up=2 d", "levels.residential.places={beds: 2, changes: {2026-01-08: 4}}"})};
  // days 2 to 5: 2 + 4 + 4 places; days 5 to 10: 4
  CHECK((figures("cost.per_year@residential") - figures("variable_cost.per_year@residential")) * 8 /
            365 ==
        about(300 + 10 * 60 + 1000 + 20 * 70));
  // before warm-up nothing counts, whatever the price was then
  const Figures early{
      model_of(program, {"run.warm_up=6 d", "levels.residential.prices.an_admission=100000000"})};
  CHECK(early("revenue.per_year@residential", "payer=medicaid") * 4 / 365 == about(3 * 240 + 200));
}

/// Random people for half a year; another price and cost from April on (day 86).
const std::string random_people = R"(
schema: 1
name: Random people
start: 2026-01-05
run: {warm_up: 0 d, horizon: 180 d, replications: 1}
levels:
  php:
    places: unlimited
    treatment_time: {exponential: {mean: 20 d}}
    to: out
    prices: {a_day: 100, an_admission: 50}
    costs: {a_day: 60}
outcomes: [out]
arrivals: {ana: {poisson: {rate: 2 /d}, to: php}}
)";
const std::string from_april = R"(changes:
  2026-04-01: {levels.php.prices.a_day: 130, levels.php.prices.an_admission: 10, levels.php.costs.a_day: 75}
)";

// Before a date a run is the same as one that ends then.
TEST_CASE("money on dates: the parts of a run are paid by their prices to the cent") {
  const Figures changed{model_of(random_people + from_april)};
  const Figures whole{model_of(random_people)};
  const Figures first{model_of(random_people, {"run.horizon=86 d"})};
  const double people_days = whole("census.mean@php") * 180;
  const double people_days_first = first("census.mean@php") * 86;
  const double admissions = whole("admissions.per_year@php") * 180 / 365;
  const double admissions_first = first("admissions.per_year@php") * 86 / 365;
  CHECK(changed("revenue.per_year@php") * 180 / 365 ==
        about(100 * people_days_first + 130 * (people_days - people_days_first) +
              50 * admissions_first + 10 * (admissions - admissions_first)));
  CHECK(changed("cost.per_year@php") * 180 / 365 ==
        about(60 * people_days_first + 75 * (people_days - people_days_first)));
}

// With the census 40 (1 - exp(-t / 20)) on day t.
TEST_CASE("money on dates: mean revenue is the integral of the census at the price of the day") {
  const models::Model model = model_of(random_people + from_april);
  std::vector<double> revenue;
  for (std::uint32_t r = 0; r < 200; ++r)
    revenue.push_back(Figures{model, r}("revenue.per_year@php") * 180 / 365);
  const auto days_until = [](double t) { return 40 * (t - 20 * (1 - std::exp(-t / 20))); };
  CHECK(check_mean(
      revenue,
      100 * days_until(86) + 130 * (days_until(180) - days_until(86)) + 50 * 2 * 86 + 10 * 2 * 94));
}

// One person on days 0 to 3 and one on 5 to 8, each offered a session a day.
TEST_CASE("money on dates: sessions are paid as they are attended on the date") {
  const std::string by_session = R"(
schema: 1
name: Sessions
start: 2026-01-05
run: {warm_up: 0 d, horizon: 10 d, replications: 1}
staff: {counselor: {}}
levels:
  iop:
    places: unlimited
    treatment_time: 3 d
    to: out
    attendance: 0.5
    services: {group: {sessions_a_week: 7, lasts: 1 h, role: counselor}}
    prices: {sessions: {group: 20}}
outcomes: [out]
arrivals: {ana: {scheduled: {every: 5 d, first: 0 d}, to: iop}}
)";
  const auto revenue_with = [&](const std::vector<std::string>& sets) {
    return Figures{model_of(by_session, sets)}("revenue.per_year@iop") * 10 / 365;
  };
  CHECK(revenue_with({}) == about(20 * 6 * 0.5));
  CHECK(revenue_with({"changes={2026-01-10: {levels.iop.attendance: 0.8}}"}) ==
        about(20 * 3 * 0.5 + 20 * 3 * 0.8));
}

TEST_CASE("money on dates: the same amounts again change nothing to the last bit") {
  const std::string again = R"(changes:
  2026-04-01: {levels.php.prices.a_day: 100, levels.php.costs.a_day: 60}
)";
  const Figures changed{model_of(random_people + again)};
  const Figures plain{model_of(random_people)};
  for (const std::string_view name : {"revenue.per_year@php", "cost.per_year@all"})
    CHECK(changed(name) == plain(name));
  CHECK(model_of(random_people + again).money->list_in.empty());
}

TEST_CASE("money on dates: prices can become the same for all and not the other way round") {
  const std::vector<std::string> none{"levels.residential.prices={an_admission: 100}",
                                      "changes={2026-01-10: {levels.iop.prices.a_day: 100}}"};
  const Figures figures{model_of(program, none)};
  CHECK(figures("revenue.per_year@residential") * 10 / 365 == about(500));
  CHECK(figures("revenue.per_year@iop") * 10 / 365 ==
        about(0.5 * (2 * 169.52 + 140) + 0.5 * 100 * 5.5));
  const std::string refused = refusal_of(
      random_people,
      {"attributes={payer: {medicaid: 0.5, private: 0.5}}",
       "report_by=[payer]",
       "changes={2026-04-01: {levels.php.prices.a_day: {given: payer, medicaid: 1, private: 2}}}"});
  CHECK(refused.find("what prices are `given` is the same from the start on") != std::string::npos);
}

// People at 00:00, by day (day 4 is 2026-01-09):
//
//   day           0   1   2   3 | 4   5   6 |  7   8   9  10  11  12  13
//   iop people    0  13  13  13 |25  25  25 | 25  12  12  12   0   0   0
//   op people     0   0   0   0 | 0   0   0 |  0  13  13  13  12  12  12
//
// From day 4 on groups hold 25 (one on each day with people), and each person has two hours alone.
// Hours of counselors, a day as long as a week: 6 groups x 9 + 39 = 93; then 3 x 9 + 75 x 2 = 177
// in week 1, and 4 x 9 + 61 x 2 + 12 x 4 = 206 in week 2.
const std::string spreadsheet = R"(
schema: 1
name: Spreadsheet
start: 2026-01-05
run: {warm_up: 0 d, horizon: 14 d, replications: 1}
staff:
  counselor: {hours_a_week: 40, productive: 0.5, at_hand: 1.2}
  aide: {hours_a_week: 35}
levels:
  iop:
    places: unlimited
    treatment_time: 7 d
    to: op
    services:
      group: {sessions_a_week: 3, lasts: 3 h, people: 12, role: counselor}
      individual: {sessions_a_week: 1, lasts: 1 h, role: counselor}
  op:
    places: unlimited
    treatment_time: 3 d
    to: out
    services:
      group: {sessions_a_week: 1, lasts: 2 h, people: 10, role: counselor, staff: 2}
    posts: {aide: {people: 10, at_night: 20, at_least: 1, relief: 1.25}}
outcomes: [out]
arrivals:
  first: {scheduled: {every: 1000 d, first: 0.5 d}, batch: {13: 1}, to: iop}
  second: {scheduled: {every: 1000 d, first: 3.5 d}, batch: {12: 1}, to: iop}
changes:
  2026-01-09:
    levels.iop.services.group.people: 25
    levels.iop.services.individual.sessions_a_week: 2
  2026-01-14: {levels.op.posts.aide.at_least: 3}
)";

TEST_CASE("services on dates: groups and sessions and hours equal a spreadsheet by hand") {
  const Figures figures{model_of(spreadsheet)};
  CHECK(figures("service_groups.group.mean@iop") == about(13 / 14.0));
  CHECK(figures("service_groups.group.max@iop") == 2);
  CHECK(figures("service_sessions.individual.mean@iop") == about((39 + 136 * 2) / 14.0));
  CHECK(figures("service_hours.individual.mean@iop") == about((39 + 136 * 2) / 14.0));
  CHECK(figures("service_hours.mean@iop") == about((175 * 9 + 39 + 136 * 2) / 14.0));
  CHECK(figures("staff_hours.counselor.mean@all") == about((93 + 177 + 206) / 14.0));
  CHECK(figures("fte.counselor.max@all") == about(270 / 7.0 / 20));
}

TEST_CASE("staff on dates: equivalents and who is at hand are those of each day") {
  const auto with = [](const std::string& at_hand) {
    return Figures{model_of(
        spreadsheet,
        {"changes={2026-01-09: {levels.iop.services.group.people: 25, "
         "levels.iop.services.individual.sessions_a_week: 2, staff.counselor.productive: 1, "
         "staff.counselor.at_hand: " +
         at_hand + "}}"})};
  };
  const Figures figures = with("1.4");
  CHECK(figures("fte.counselor.mean@all") == about((93 / 20.0 + (177 + 206) / 40.0) / 14));
  CHECK(figures("fte.counselor.max@all") == about((93 / 20.0 + 177 / 40.0) / 7));  // 9.075 / 7
  CHECK(figures("weeks_short.counselor.share@all") == 0.5);  // 4 x 1.2 + 3 x 1.4 = 9
  CHECK(with("1.43")("weeks_short.counselor.share@all") == 0);
}

// Week 1: 168 h; week 2: by day 1, 2 and five times 3 posts of 112 h, by night 1, 1 and 3 of 56 h.
TEST_CASE("staff on dates: posts equal a spreadsheet by hand") {
  const Figures figures{model_of(spreadsheet)};
  CHECK(figures("staff_hours.aide.mean@op") == about((168 + 18 * 112 / 7.0 + 17 * 56 / 7.0) / 2));
  CHECK(figures("fte.aide.max@op") == about((288 + 136) * 1.25 / 35));
}

TEST_CASE("services on dates: structure is refused and told what to do") {
  const auto says = [](const std::string& change, const char* why) {
    const std::string found = refusal_of(spreadsheet, {"changes={2026-01-09: {" + change + "}}"});
    CAPTURE(found);
    CHECK(found.find(why) != std::string::npos);
  };
  const char* const fixed = "services and posts do not come, go or get other roles";
  says("levels.iop.services.group.role: aide", fixed);
  says("levels.iop.services.family: {sessions_a_week: 1, lasts: 1 h, role: aide}", fixed);
  says("levels.op.posts: {counselor: {people: 4}}", fixed);
  says("staff.aide.at_hand: 3", "staff is counted from the start on, or never");
  says("staff.aide.hours_a_week: 169", "at most 168 h");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::analysis
