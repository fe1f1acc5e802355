#include "analysis/measure/measure.hpp"
#include "analysis/measure/moves.hpp"
#include "analysis/summary/monthly_money.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

// Salaries, sessions, denials and months against a sheet of paper.
namespace stepdown::tests {
namespace {

using analysis::Measurement;
using analysis::MonthlyMoney;
using models::Model;
using models::Observations;

// Eight people come on January 19 at 00:00, are in php for 14.5 days and then in iop for 7: at 14
// and at 7 of the 28 midnights.
const std::string program = R"(
schema: 1
name: Staff
start: 2026-01-19
run: {warm_up: 0 d, horizon: 28 d, replications: 2}
staff:
  counselor: {productive: 0.5, at_hand: 2, salary: 60000}
  nurse: {salary: 80000}
  driver: {at_hand: 3}
levels:
  php:
    places: unlimited
    treatment_time: 348 h
    to: iop
    attendance: 0.75
    services: {group: {sessions_a_week: 3, lasts: 2 h, people: 4, role: counselor}}
    posts: {nurse: {people: 8, hours_a_week: 40}, driver: {people: 8}}
    prices: {a_day: 100, an_admission: 50, sessions: {group: 40}, denied: 0.1}
    costs: {a_year: 36500, a_day: 10, an_admission: 5}
  iop:
    places: {slots: 9}
    treatment_time: 7 d
    to: done
    services: {individual: {sessions_a_week: 1, lasts: 1 h, role: counselor}}
    prices: {a_day: 70}
    costs: {a_place_day: 2}
outcomes: [done]
arrivals:
  all: {scheduled: {every: 10000 d, first: 0 d}, batch: {8: 1}, to: php}
)";

struct Figures {
  explicit Figures(const Model& model)
      : all{analysis::measure(model, analysis::possible_moves(model), observe(model, 1).front())
                .figures} {}

  [[nodiscard]] const Measurement* find(const std::string& metric,
                                        const std::string& state,
                                        const std::string& group = "all") const {
    const auto found = std::ranges::find_if(all, [&](const Measurement& one) {
      return one.metric == metric && one.state == state && one.group == group;
    });
    return found == all.end() ? nullptr : &*found;
  }
  /// A year; -1: there is none.
  [[nodiscard]] double operator()(const std::string& metric, const std::string& state) const {
    const Measurement* const found = find(metric, state);
    return found == nullptr ? -1 : found->value.value_or(-2);
  }

  std::vector<Measurement> all;
};

doctest::Approx exactly(double amount) {
  return doctest::Approx(amount).epsilon(1e-12);
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("staff cost: those at hand are paid and others as they are needed") {
  const Figures figures{model_of(program)};
  // counselor: 2 groups x 3 x 2 h / (40 h x 0.5) on 14 of 28 days, 8 x 1 h / 20 h on 7 of 28
  CHECK(figures("fte.counselor", "php") == exactly(0.3));
  CHECK(figures("fte.counselor", "iop") == exactly(0.1));
  CHECK(figures("staff_cost.counselor", "all") == exactly(120000));
  CHECK(figures("staff_cost.counselor", "php") == exactly(90000));
  CHECK(figures("staff_cost.counselor", "iop") == exactly(30000));
  // nurse: a post on half of the days
  CHECK(figures("staff_cost.nurse", "php") == exactly(40000));
  CHECK(figures("staff_cost.nurse", "all") == exactly(40000));
  CHECK(figures("staff_cost.nurse", "iop") == -1);
  CHECK(figures("staff_cost.driver", "all") == -1);
  CHECK(figures("staff_cost", "all") == exactly(160000));
  CHECK(figures("staff_cost", "php") == exactly(130000));
  CHECK(figures("staff_cost", "iop") == exactly(30000));
  const double a_year = 365.0 / 28;
  CHECK(figures("variable_cost", "php") == exactly((8 * 14.5 * 10 + 8 * 5) * a_year));
  CHECK(figures("cost", "php") == exactly((8 * 14.5 * 10 + 8 * 5) * a_year + 36500 + 130000));
  CHECK(figures("cost", "iop") == exactly(9 * 2 * 365.0 + 30000));
  CHECK(figures("cost", "all") == exactly(figures("cost", "php") + figures("cost", "iop")));
}

TEST_CASE("staff cost: it is carried by what people bring in") {
  const Figures figures{model_of(program)};
  const double census = 8 * 7 / 28.0;
  CHECK(figures("break_even_census", "iop") ==
        exactly(census * (9 * 2 * 365.0 + 30000) / (8 * 7 * 70 * 365.0 / 28)));
}

// A price that rises makes no other weeks of those who are paid as before.
TEST_CASE("staff cost: what each level bears is the same when a price changes") {
  const std::string dearer = "changes={2026-02-10: {levels.iop.prices.a_day: 80}}";
  const Figures figures{model_of(program, {dearer})};
  CHECK(figures("staff_cost.counselor", "php") == exactly(90000));
  CHECK(figures("staff_cost.counselor", "iop") == exactly(30000));
  CHECK(figures("staff_cost.nurse", "php") == exactly(40000));
  // From January 31 at noon on: half a day without a midnight, and 15 days. There is a post at two
  // midnights.
  const Figures later{model_of(program, {dearer, "run.warm_up=12.5 d"})};
  CHECK(later("staff_cost.nurse", "all") == exactly(80000 * 2 / 15.0));
  CHECK(later("staff_cost", "all") == exactly(120000 + 80000 * 2 / 15.0));
  // That half a day, paid as before, needs the post of the midnight after it.
  const Figures paid_more{model_of(
      program, {"changes={2026-02-01: {staff.nurse.salary: 160000}}", "run.warm_up=12.5 d"})};
  CHECK(paid_more("staff_cost.nurse", "php") == exactly((80000 * 0.5 + 160000 * 2) / 15.5));
}

// Two counselors for 14 days, in which php alone needs them, at 13 midnights; then three, in which
// php needs 12 h at one and iop 8 h at seven.
TEST_CASE("staff cost: those at hand are shared out anew from the day on which there are others") {
  const Figures figures{model_of(program, {"changes={2026-02-02: {staff.counselor.at_hand: 3}}"})};
  const double php = 12.0;
  const double iop = 8.0;
  CHECK(figures("staff_cost.counselor", "php") ==
        exactly(60000 * (2 * 0.5 + 3 * 0.5 * php / (php + 7 * iop))));
  CHECK(figures("staff_cost.counselor", "iop") ==
        exactly(60000 * 3 * 0.5 * 7 * iop / (php + 7 * iop)));
  CHECK(figures("staff_cost.counselor", "all") == exactly(60000 * 2.5));
}

TEST_CASE("staff cost: nobody is needed in a level where nobody is") {
  const Figures figures{model_of(program, {"arrivals.all.batch={1: 1}", "run.horizon=10 d"})};
  CHECK(figures("staff_cost.counselor", "iop") == exactly(0));
  CHECK(figures("staff_cost.counselor", "php") == exactly(120000));
}

TEST_CASE("staff cost: salaries alone are money") {
  const std::vector<std::string> none{
      "levels.php={places: unlimited, treatment_time: 5 d, to: "
      "iop, posts: {nurse: {people: 8}, counselor: {people: 1}}}",
      "levels.iop={places: unlimited, treatment_time: 5 d, to: "
      "done, posts: {driver: {people: 8}}}"};
  const Figures figures{model_of(program, none)};
  CHECK(figures("revenue", "all") == 0);
  CHECK(figures("margin", "all") == exactly(-figures("staff_cost", "all")));
}

TEST_CASE("prices: sessions are paid as they are attended and what is denied is not") {
  const Figures figures{model_of(program)};
  const double a_year = 365.0 / 28;
  const double sessions = 8 * 14.5 / 7 * 3 * 0.75;
  const double billed = 8 * 14.5 * 100 + 8 * 50 + sessions * 40;
  CHECK(figures("revenue", "php") == exactly(0.9 * billed * a_year));
  CHECK(figures("denied", "php") == exactly(0.1 * billed * a_year));
  CHECK(figures("denied", "iop") == 0);
  CHECK(figures("denied", "all") == exactly(0.1 * billed * a_year));
  const Figures none{model_of(program, {"levels.php.prices={a_day: 100}"})};
  CHECK(none("denied", "all") == -1);
  CHECK(none("revenue", "php") == exactly(8 * 14.5 * 100 * a_year));
}

TEST_CASE("prices: a session of a service that there is none of is refused") {
  CHECK(refusal_of(program, {"levels.iop.prices={sessions: {individal: 80}}"})
            .find("levels.iop.prices.sessions.individal: expected one of 'services' of the level, "
                  "got 'individal'; did you mean 'individual'?") != std::string::npos);
  CHECK(refusal_of(program, {"levels.iop.prices={denied: 0.1}"})
            .find("expected a price, 'a_day', 'an_admission' or 'sessions', got none") !=
        std::string::npos);
}

TEST_CASE("prices: who pays what and what is denied depends on the payer") {
  const Model model = model_of(
      program,
      {"attributes={payer: {medicaid: 1, sliding: 0}}",
       "report_by=[payer]",
       "levels.php.prices={a_day: {given: payer, medicaid: 100, sliding: 15}, sessions: {group: "
       "{given: payer, medicaid: 40, sliding: 4}}, denied: {given: payer, medicaid: 0.25, sliding: "
       "0}}",
       "arrivals={one: {scheduled: {every: 10000 d, first: 0 d}, batch: {6: 1}, to: php}, two: "
       "{scheduled: {every: 10000 d, first: 0 d}, batch: {2: 1}, attributes: {payer: {medicaid: 0, "
       "sliding: 1}}, to: php}}"});
  const Figures figures{model};
  const double a_year = 365.0 / 28;
  const double sessions = 14.5 / 7 * 3 * 0.75;  // of a person
  const double medicaid = 6 * (14.5 * 100 + sessions * 40);
  const double sliding = 2 * (14.5 * 15 + sessions * 4);
  CHECK(figures.find("revenue", "php", "payer=medicaid")->value.value() ==
        exactly(0.75 * medicaid * a_year));
  CHECK(figures.find("revenue", "php", "payer=sliding")->value.value() ==
        exactly(sliding * a_year));
  CHECK(figures("revenue", "php") == exactly((0.75 * medicaid + sliding) * a_year));
  CHECK(figures("denied", "all") == exactly(0.25 * medicaid * a_year));
}

/// A row of the table by months.
const MonthlyMoney& row(const std::vector<MonthlyMoney>& rows,
                        unsigned month,
                        std::optional<std::size_t> state,
                        const std::string& group = "all") {
  const auto found = std::ranges::find_if(rows, [&](const MonthlyMoney& one) {
    return static_cast<unsigned>(one.month.month.month()) == month && one.state == state &&
           one.group == group;
  });
  REQUIRE(found != rows.end());
  return *found;
}

std::vector<MonthlyMoney> monthly(const Model& model, int replications) {
  analysis::MonthlyMoneySummarizer months{model};
  for (const Observations& seen : observe(model, replications))
    months.add(seen);
  return months.finish();
}

TEST_CASE("money by month: each has its own days and admissions and midnights") {
  const std::vector<MonthlyMoney> rows = monthly(model_of(program), 2);
  CHECK(rows.size() == 2 * 3);
  const std::size_t php = 0;
  const std::size_t iop = 1;
  const double sessions_a_day = 3 * 0.75 / 7;
  const double billed = 8 * 13 * (100 + sessions_a_day * 40) + 8 * 50;
  CHECK(row(rows, 1, php).month.days() == 13);
  CHECK(row(rows, 1, php).revenue.mean == exactly(0.9 * billed));
  CHECK(row(rows, 2, php).revenue.mean == exactly(0.9 * 8 * 1.5 * (100 + sessions_a_day * 40)));
  CHECK(row(rows, 1, php).variable_cost.mean == exactly(8 * 13 * 10 + 8 * 5));
  CHECK(row(rows, 2, php).variable_cost.mean == exactly(8 * 1.5 * 10));
  CHECK(row(rows, 2, iop).revenue.mean == exactly(8 * 7 * 70));
  // a nurse at 12 of 13 midnights, and at 2 of 15; all of the counselors' time in January
  const double nurse = 80000.0 / 365;
  const double counselors = 2 * 60000.0 / 365;
  CHECK(row(rows, 1, php).cost.value().mean ==
        exactly(8 * 13 * 10 + 8 * 5 + 13 * 100 + 12 * nurse + 13 * counselors));
  CHECK(row(rows, 1, iop).cost.value().mean == exactly(13 * 9 * 2));
  // in February php needs 2 x 12 h, iop 7 x 8 h
  CHECK(row(rows, 2, php).cost.value().mean ==
        exactly(8 * 1.5 * 10 + 15 * 100 + 2 * nurse + 15 * counselors * 24 / 80));
  CHECK(row(rows, 2, iop).cost.value().mean == exactly(15 * 9 * 2 + 15 * counselors * 56 / 80));
  CHECK(row(rows, 2, std::nullopt).cost.value().mean ==
        exactly(row(rows, 2, php).cost->mean + row(rows, 2, iop).cost->mean));
  CHECK(row(rows, 1, iop).margin.value().mean == exactly(-13.0 * 9 * 2));
}

TEST_CASE("money by month: months make up the window") {
  const std::vector<std::string> longer{"run.warm_up=30.5 d",
                                        "run.horizon=411 d",
                                        "attributes={payer: {medicaid: 0.6, private: 0.4}}",
                                        "report_by=[payer]",
                                        "levels.php.places={slots: 9, changes: {2026-07-15: 7}}",
                                        "levels.php.prices.a_day={given: payer, medicaid: 100, "
                                        "private: 140}",
                                        "levels.php.costs.a_place_day=3",
                                        "arrivals.all={poisson: {rate: 0.7 /d}, to: php}"};
  const Model model = model_of(program, longer);
  const Figures figures{model};
  const std::vector<MonthlyMoney> rows = monthly(model, 1);
  CHECK(rows.size() == 14 * 3 * 3);  // from February 18 at noon to March 5
  const double years = (411 - 30.5) / 365;
  double revenue = 0;
  double medicaid = 0;
  double cost = 0;
  double days = 0;
  for (const MonthlyMoney& month : rows) {
    if (month.state != std::size_t{0}) continue;
    if (month.group == "payer=medicaid") medicaid += month.revenue.mean;
    if (month.group != "all") continue;
    days += month.month.days();
    revenue += month.revenue.mean;
    cost += month.cost.value().mean;
  }
  CHECK(days == exactly(411 - 30.5));
  CHECK(revenue / years == exactly(figures("revenue", "php")));
  CHECK(medicaid / years ==
        exactly(figures.find("revenue", "php", "payer=medicaid")->value.value()));
  const double staff_apart = 0.02;  // shares of time of those at hand are others each month
  CHECK(cost / years == doctest::Approx(figures("cost", "php")).epsilon(staff_apart));
}

// Eight people are in php from January 19 to February 2 at noon; from January 25 on a day there
// costs 100 more, of which a tenth is denied.
TEST_CASE("money by month: a price that rises within a month is paid from its date on") {
  const Model model = model_of(program, {"changes={2026-01-25: {levels.php.prices.a_day: 200}}"});
  const std::vector<MonthlyMoney> before = monthly(model_of(program), 1);
  const std::vector<MonthlyMoney> rows = monthly(model, 1);
  REQUIRE(rows.size() == before.size());
  const std::size_t php = 0;
  const double in_january = 0.9 * 8 * 7 * 100;
  const double in_february = 0.9 * 8 * 1.5 * 100;
  CHECK(row(rows, 1, php).month.days() == 13);
  CHECK(row(rows, 1, php).revenue.mean == exactly(row(before, 1, php).revenue.mean + in_january));
  CHECK(row(rows, 2, php).revenue.mean == exactly(row(before, 2, php).revenue.mean + in_february));
  CHECK(row(rows, 1, php).cost->mean == exactly(row(before, 1, php).cost->mean));
  CHECK(Figures{model}("revenue", "php") == exactly(Figures{model_of(program)}("revenue", "php") +
                                                    (in_january + in_february) * 365 / 28));
}

TEST_CASE("money by month: nothing is kept where there is no money") {
  const Model model = model_of(program,
                               {"staff={counselor: {}}",
                                "levels.php={places: unlimited, treatment_time: 5 d, to: done, "
                                "posts: {counselor: {people: 1}}}",
                                "levels.iop={places: unlimited, treatment_time: 5 d, to: done}"});
  CHECK_FALSE(model.money.has_value());
  CHECK(observe(model, 1).front().states.front().spans.empty());
  CHECK(monthly(model, 1).empty());
}

// Eight people come on day 0, of whom four recover, and two on day 100, too late to be followed
// for a year.
TEST_CASE("money: those who recover within a year bear the cost of those who do not") {
  const Model model = model_of(R"(
schema: 1
name: A year later
start: 2026-01-05
run: {warm_up: 0 d, horizon: 400 d, replications: 1}
attributes:
  luck: {good: 1, bad: 0}
levels:
  iop:
    places: unlimited
    treatment_time: 10 d
    to: {given: luck, good: recovered, bad: home}
    costs: {a_day: 10}
community:
  home: {time: 300 d, to: left}
outcomes: [recovered, left]
arrivals:
  good: {scheduled: {every: 10000 d, first: 0 d}, batch: {4: 1}, to: iop}
  bad: {scheduled: {every: 10000 d, first: 0 d}, batch: {4: 1}, attributes: {luck: {good: 0, bad: 1}}, to: iop}
  late: {scheduled: {every: 10000 d, first: 100 d}, batch: {2: 1}, to: iop}
)");
  const Figures figures{model};
  CHECK(figures("cost_per_person", "all") == exactly(100));
  CHECK(figures("cost_per_recovery", "all") == exactly(1000.0 / 6));
  CHECK(figures("cost_per_completion", "all") == exactly(100));
  CHECK(figures.find("cost_per_completion", "all")->n == 10);
  CHECK(figures("cost_per_recovery_12m", "all") == exactly(200));
  CHECK(figures.find("cost_per_recovery_12m", "all")->n == 4);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
