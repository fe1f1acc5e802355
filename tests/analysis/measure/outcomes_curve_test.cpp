#include "analysis/measure/curve.hpp"
#include "sim/contract.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace stepdown::analysis {

namespace {

using enum ClockEnd;

CurvePoint at(const std::vector<ClockTime>& clocks, double days) {
  const std::vector<ClockGroup> groups = grouped(clocks);
  return Curve(groups).at(days);
}

/// Weeks in remission of the 21 children given 6-mercaptopurine, of Freireich et al. (1963), Blood
/// 21, 699; as in the files gehan.dat of lifelines and gehan of R's MASS.
std::vector<ClockTime> remissions() {
  return {{6, Event},    {6, Event},     {6, Event},     {6, Censored},  {7, Event},
          {9, Censored}, {10, Event},    {10, Censored}, {11, Censored}, {13, Event},
          {16, Event},   {17, Censored}, {19, Censored}, {20, Censored}, {22, Event},
          {23, Event},   {25, Censored}, {32, Censored}, {32, Censored}, {34, Censored},
          {35, Censored}};
}

/// Months from bone marrow transplant to relapse (event) or death in remission (competing) of 35
/// patients, of Scrucca, Santucci and Aversa (2007), Bone Marrow Transplantation 40, 381; as in the
/// file bmt.arff of scikit-survival, whose status 2 is relapse and 1 death.
std::vector<ClockTime> transplants() {
  constexpr std::array<std::array<int, 2>, 35> table{
      {{13, 2}, {1, 1},  {72, 0}, {7, 2}, {8, 2},  {67, 0}, {9, 2},  {5, 2},  {70, 0},
       {4, 0},  {7, 0},  {68, 0}, {1, 2}, {10, 2}, {7, 2},  {3, 1},  {4, 1},  {4, 1},
       {3, 1},  {3, 1},  {22, 2}, {8, 1}, {2, 2},  {0, 2},  {0, 1},  {35, 0}, {35, 0},
       {4, 2},  {14, 2}, {26, 2}, {3, 2}, {2, 0},  {8, 0},  {32, 0}, {12, 1}}};
  constexpr std::array ends{Censored, Competing, Event};
  std::vector<ClockTime> clocks;
  for (const auto& [months, status] : table)
    clocks.push_back({static_cast<double>(months), ends.at(static_cast<std::size_t>(status))});
  return clocks;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

// Three clocks end at 1, 2 and 3 days and one is cut off at 2:
// S(1) = 3/4; at 2 the censored one still is at risk, S(2) = 3/4 x 2/3 = 1/2; S(3) = 0.
TEST_CASE("curve: events come before censoring at the same time") {
  const std::vector<ClockTime> clocks{{2, Censored}, {1, Event}, {3, Event}, {2, Event}};
  CHECK(at(clocks, 0).free == 1);
  CHECK(at(clocks, 0.9).at_risk == 4);
  CHECK(at(clocks, 1).free == doctest::Approx(0.75));
  CHECK(at(clocks, 1).at_risk == 4);
  CHECK(at(clocks, 1.5).at_risk == 3);
  CHECK(at(clocks, 2).free == doctest::Approx(0.5));
  CHECK(at(clocks, 2).incidence == doctest::Approx(0.5));
  CHECK(at(clocks, 2).at_risk == 3);
  CHECK(at(clocks, 2).events == 2);
  CHECK(at(clocks, 2).censored == 1);
  CHECK(at(clocks, 3).free == 0);
  CHECK(at(clocks, 3).incidence == doctest::Approx(1));
}

// Four clocks: event at 1, competing at 2, event at 3, censored at 4.
// S: 3/4, 1/2, 1/4. F = 1/4, 1/4, 1/4 + 1/2 x 1/2 = 1/2: nobody who died at 2 can have it later.
// 1 - Kaplan-Meier with deaths censored would say 1 - 3/4 x 1/2 = 5/8.
TEST_CASE("curve: what competes is not censoring") {
  const std::vector<ClockTime> clocks{{1, Event}, {2, Competing}, {3, Event}, {4, Censored}};
  CHECK(at(clocks, 2).incidence == doctest::Approx(0.25));
  CHECK(at(clocks, 3).incidence == doctest::Approx(0.5));
  CHECK(at(clocks, 3).free == doctest::Approx(0.25));
  const std::vector<ClockTime> censored{{1, Event}, {2, Censored}, {3, Event}, {4, Censored}};
  CHECK(at(censored, 3).incidence == doctest::Approx(0.625));
}

TEST_CASE("curve: incidence is one less survival where nothing competes") {
  const std::vector<ClockGroup> groups = grouped(remissions());
  const Curve curve(groups);
  for (const CurvePoint& point : curve.points()) {
    CHECK(point.incidence == doctest::Approx(1 - point.free));
    CHECK(point.incidence_variance == doctest::Approx(point.free_variance));
  }
}

TEST_CASE("curve: is known while someone is at risk") {
  const std::vector<ClockTime> clocks{{5, Event}, {10, Censored}};
  CHECK(Curve::is_known(at(clocks, 0)));
  CHECK(Curve::is_known(at(clocks, 10)));
  CHECK_FALSE(Curve::is_known(at(clocks, 11)));
  CHECK(at(clocks, 11).at_risk == 0);
}

TEST_CASE("curve: stays known for ever once all clocks have ended by themselves") {
  const std::vector<ClockTime> clocks{{3, Censored}, {5, Event}, {10, Competing}};
  CHECK(Curve::is_known(at(clocks, 1000)));
  CHECK(at(clocks, 1000).incidence == doctest::Approx(0.5));
  CHECK(at(clocks, 1000).free == 0);
}

TEST_CASE("curve: of nobody is not known") {
  CHECK_FALSE(Curve::is_known(at({}, 0)));
  CHECK(at({}, 30).at_risk == 0);
}

TEST_CASE("curve: refuses times that do not exist") {
  CHECK_THROWS_AS(grouped({{-1, Event}}), sim::ContractViolation);
  const std::vector<ClockGroup> backwards{{.days = 2, .events = 1}, {.days = 1, .events = 1}};
  CHECK_THROWS_AS(Curve{backwards}, sim::ContractViolation);
}

// 3 at risk; in a stretch one ends by its event and one is cut off. Half of the latter counts:
// 1 - 1 / 2.5. At its middle the curve has fallen, and just after it one is at risk.
TEST_CASE("curve: of those cut off in a stretch of time half are at risk of its events") {
  const std::vector<ClockGroup> groups{{.days = 0.5, .events = 1, .censored = 1, .half_width = 0.5},
                                       {.days = 2, .events = 1}};
  const Curve curve(groups);
  CHECK(curve.at(0.4).free == 1);
  CHECK(curve.at(1).free == doctest::Approx(1 - 1 / 2.5));
  CHECK(curve.at(1).at_risk == 1);
  CHECK(curve.at(2).free == 0);
}

TEST_CASE("curve walk: says at every time what the curve says") {
  models::ClockCounts counts;
  for (const double days : {0.0, 0.5, 3.0, 3.0, 17.2, 90.0, 399.0, 400.0, 401.0, 1825.0, 3999.0})
    counts.event(sim::to_ticks(days));
  for (const double days : {0.5, 3.0, 29.5, 402.0, 2000.0})
    counts.competing(sim::to_ticks(days));
  for (const double days : {2.0, 3.0, 30.0, 365.0, 500.0, 5000.0})
    counts.censored(sim::to_ticks(days));
  for (const std::vector<ClockGroup>& groups : {counts.grouped(), counts.grouped_by_cell()}) {
    const Curve curve(groups);
    CurveWalk walk(groups);
    CHECK(walk.started() == curve.started());
    for (const double days :
         {0.0, 0.5, 1.0, 3.0, 3.5, 4.0, 30.0, 31.0, 365.0, 400.0, 405.0, 4000.0}) {
      CAPTURE(days);
      const CurvePoint expected = curve.at(days);
      const CurvePoint found = walk.go_to(days);
      CHECK(found.days == expected.days);
      CHECK(found.at_risk == expected.at_risk);
      CHECK(found.events == expected.events);
      CHECK(found.competing == expected.competing);
      CHECK(found.censored == expected.censored);
      CHECK(found.free == expected.free);
      CHECK(found.incidence == expected.incidence);
    }
    CHECK_THROWS_AS(walk.go_to(4000), sim::ContractViolation);
  }
}

// As survfit of R's package survival 3.5-3 prints them. Klein and Moeschberger (2003), Survival
// Analysis, 2nd ed., section 4.2, work the same example by hand.
TEST_CASE("curve: agrees with R on the remissions of Freireich et al.") {
  struct Row {
    double weeks;
    std::int64_t at_risk;
    double survival;
    double standard_error;
  };
  constexpr std::array<Row, 7> survfit{{{6, 21, 0.85714286, 0.076360355},
                                        {7, 17, 0.80672269, 0.086935285},
                                        {10, 15, 0.75294118, 0.096349653},
                                        {13, 12, 0.69019608, 0.106814708},
                                        {16, 11, 0.62745098, 0.114053865},
                                        {22, 7, 0.53781513, 0.128233752},
                                        {23, 6, 0.44817927, 0.134591457}}};
  for (const Row& row : survfit) {
    CAPTURE(row.weeks);
    const CurvePoint point = at(remissions(), row.weeks);
    CHECK(point.at_risk == row.at_risk);
    CHECK(point.free == doctest::Approx(row.survival).epsilon(1e-7));
    CHECK(std::sqrt(point.free_variance) == doctest::Approx(row.standard_error).epsilon(1e-7));
  }
  CHECK(at(remissions(), 35).free == doctest::Approx(0.44817927).epsilon(1e-7));
}

// Cumulative incidences: cuminc of R's package cmprsk 2.2-11 and survfit of survival 3.5-3, which
// agree with each other and with the tests of scikit-survival 0.28. Standard errors: survfit's.
TEST_CASE("curve: agrees with R on the transplants of Scrucca et al.") {
  struct Row {
    double months;
    std::int64_t at_risk;
    double relapse;
    double relapse_error;
    double free;
  };
  constexpr std::array<Row, 9> survfit{{{0, 35, 0.028571429, 0.028160307, 0.94285714},
                                        {2, 31, 0.085714286, 0.047318781, 0.85714286},
                                        {4, 25, 0.144827586, 0.059940534, 0.65024631},
                                        {7, 20, 0.237719916, 0.073570851, 0.55735398},
                                        {8, 17, 0.270505444, 0.077329011, 0.49178292},
                                        {12, 12, 0.340760146, 0.084151924, 0.38640087},
                                        {14, 10, 0.411014849, 0.088256985, 0.31614616},
                                        {26, 8, 0.481269552, 0.090016796, 0.24589146},
                                        {72, 1, 0.481269552, 0.090016796, 0.24589146}}};
  for (const Row& row : survfit) {
    CAPTURE(row.months);
    const CurvePoint point = at(transplants(), row.months);
    CHECK(point.at_risk == row.at_risk);
    CHECK(point.incidence == doctest::Approx(row.relapse).epsilon(1e-7));
    CHECK(std::sqrt(point.incidence_variance) == doctest::Approx(row.relapse_error).epsilon(1e-7));
    CHECK(point.free == doctest::Approx(row.free).epsilon(1e-7));
  }
}

TEST_SUITE_END();

}  // namespace stepdown::analysis
