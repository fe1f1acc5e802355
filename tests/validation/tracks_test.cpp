#include "analysis/formulas/erlang.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <vector>

// Two tracks for different people are two levels: M/M/2 and M/M/3 behind one list.
namespace stepdown::tests {
namespace {

TEST_SUITE_BEGIN("validation");

TEST_CASE("tracks: for different people they wait and are there as Erlang C has it") {
  const models::Model model = model_of(R"(
schema: 1
name: Apart
start: 2026-01-05
run: {warm_up: 300 d, horizon: 1300 d, replications: 1}
attributes: {daytime: {free: 0.3, works: 0.7}}
levels:
  iop:
    tracks:
      morning: {places: {slots: 2}, only: {daytime: free}}
      evening: {places: {slots: 3}, only: {daytime: works}}
    treatment_time: {exponential: {mean: 4 d}}
    to: out
outcomes: [out]
arrivals:
  calls: {poisson: {rate: 0.9 /d}, to: iop}
)");
  const std::vector<models::Observations> runs = observe(model, 120);
  const std::vector<analysis::WaitingSystem> systems{{.lambda = 0.3 * 0.9, .mu = 0.25, .c = 2},
                                                     {.lambda = 0.7 * 0.9, .mu = 0.25, .c = 3}};
  for (std::size_t t = 0; t < systems.size(); ++t) {
    CAPTURE(t);
    const auto expected = analysis::solve(systems[t]);
    REQUIRE(expected);
    const auto track = [t](const models::Observations& o) -> const models::TrackObservations& {
      return o.states[0].tracks[t];
    };
    CHECK(check_mean(each(runs, [&](const auto& o) { return track(o).census.mean(); }),
                     expected->census));
    CHECK(check_mean(
        each(runs, [&](const auto& o) { return sim::to_days(track(o).full_time) / o.window_days; }),
        expected->full));
    CHECK(check_mean(each(runs, [&](const auto& o) { return track(o).wait.sum() / o.window_days; }),
                     systems[t].lambda * expected->wait_admitted));
    CHECK(check_mean(each(runs,
                          [&](const auto& o) {
                            return static_cast<double>(track(o).wait.count()) / o.window_days;
                          }),
                     systems[t].lambda));
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
