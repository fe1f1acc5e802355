#include "analysis/summary/left_out_curves.hpp"

#include "analysis/measure/curve.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace stepdown::analysis {

namespace {

using models::ClockCounts;

/// Clocks of four groups of replications: some at round times, some not, up to two years.
std::vector<ClockCounts> four_groups(bool competes) {
  std::mt19937_64 random{4};
  std::vector<ClockCounts> groups(4);
  for (int i = 0; i < 600; ++i) {
    ClockCounts& group = groups[random() % groups.size()];
    const auto ticks = static_cast<std::int64_t>(random() % 63'072'000'000);
    const sim::Ticks time =
        i % 5 == 0 ? sim::whole_days(sim::Ticks{ticks}) * sim::one_day : sim::Ticks{ticks};
    if (i % 3 == 0)
      group.event(time);
    else if (competes && i % 3 == 1)
      group.competing(time);
    else
      group.censored(time);
  }
  return groups;
}

/// All but one.
std::vector<ClockGroup> rest_of(const std::vector<ClockCounts>& groups, std::size_t left_out) {
  ClockCounts rest;
  for (std::size_t g = 0; g < groups.size(); ++g)
    if (g != left_out) rest.add(groups[g]);
  return rest.grouped_by_cell();
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("left out curves: are the curves of all clocks but those of one group") {
  for (const bool competes : {false, true}) {
    const std::vector<ClockCounts> groups = four_groups(competes);
    const std::vector<const ClockCounts*> seen{&groups[0], &groups[1], &groups[2], &groups[3]};
    LeftOutCurves curves(seen, false);
    REQUIRE(curves.size() == groups.size());
    for (const double days : {0.0, 7.0, 30.0, 31.2, 365.0, 729.0, 730.0, 1000.0}) {
      curves.go_to(days);
      for (std::size_t g = 0; g < groups.size(); ++g) {
        CAPTURE(days);
        CAPTURE(g);
        const CurvePoint expected = Curve(rest_of(groups, g)).at(days);
        CHECK(curves.free(g) == doctest::Approx(expected.free).epsilon(1e-12));
        CHECK(curves.incidence(g) == doctest::Approx(expected.incidence).epsilon(1e-12));
        CHECK(curves.is_known(g) == Curve::is_known(expected));
      }
    }
  }
}

// Two groups of one clock each: without the first all end by 5 d, without the second by 3 d.
TEST_CASE("left out curves: stay known once all clocks have ended by themselves") {
  std::vector<ClockCounts> groups(2);
  groups[0].event(sim::to_ticks(3));
  groups[1].censored(sim::to_ticks(5));
  const std::vector<const ClockCounts*> seen{&groups[0], &groups[1]};
  LeftOutCurves curves(seen, true);
  curves.go_to(5);
  CHECK(curves.is_known(0));
  curves.go_to(6);
  CHECK_FALSE(curves.is_known(0));
  CHECK(curves.is_known(1));
  CHECK(curves.free(1) == 0);
  CHECK(curves.end(0) == std::nullopt);
  CHECK(curves.end(1) == 1.0);
}

TEST_SUITE_END();

}  // namespace stepdown::analysis
