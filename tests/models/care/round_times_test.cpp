#include "analysis/measure/curve.hpp"
#include "analysis/measure/outcome_figures.hpp"
#include "models/outcome_observations.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <vector>

namespace stepdown::tests {
namespace {

using models::Model;
using models::Observations;

TEST_SUITE_BEGIN("unit");

// Everybody is 30 days in op and 7 at home, by turns, from moments that are no round numbers. The
// difference of two such moments may come out a little above 7 or 30.
TEST_CASE("outcomes: round times stay round wherever they begin") {
  const Model model = model_of(R"(
schema: 1
name: Round times
start: 2026-01-05
run: {warm_up: 50.3 d, horizon: 900 d, replications: 1}
levels:
  op: {places: unlimited, treatment_time: 30 d, to: home}
community:
  home: {exits: {relapse: {probability: 1, time: 7 d, to: op}}}
arrivals:
  people: {poisson: {rate: 5 /d}, to: op}
)");
  const Observations seen = models::Simulator{model}.run(0);
  const models::OutcomeCell& cell = seen.outcomes.cells.at(0);
  std::vector<analysis::ClockGroup> groups = cell.every_readmission.grouped();
  REQUIRE(!groups.empty());
  CHECK(groups.back().days == 7);  // nothing later, censored or not
  for (const analysis::ClockGroup& group : groups)
    CHECK((group.days == 7 || group.events == 0));
  groups = cell.linkage.at(0).grouped();
  CHECK(groups.back().days == 7);
  const analysis::Curve relapse(groups);
  CHECK(relapse.at(6).incidence == 0);
  CHECK(relapse.at(7).incidence == 1);
  // In op on days 0 to 29, at home 30 to 36, in op 37 to 66; only those admitted in warm-up begin
  // in the middle, and they have no index admission before they come back.
  const auto counts = analysis::status_counts(cell);
  for (std::size_t day = 0; day <= 365; ++day) {
    CAPTURE(day);
    const bool is_home = day % 37 >= 30;
    CHECK(counts[is_home ? 0 : 1][day] == 0);
    CHECK(counts[is_home ? 1 : 0][day] > 0);
    if (day > 0) CHECK(counts[0][day] + counts[1][day] <= counts[0][day - 1] + counts[1][day - 1]);
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
