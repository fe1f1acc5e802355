#include "analysis/theory/typical_start.hpp"

#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

// A start as theory expects it: what is there on the first day, and what the wait is from then on.
namespace stepdown::tests {
namespace {

using models::Length;
using models::Model;
using models::Observations;

const std::string ten_slots = R"(
schema: 1
name: M/M/10
start: 2026-01-05
run: {warm_up: 0 d, horizon: 1825 d, replications: 100}
levels:
  a: {places: {slots: 10}, treatment_time: {exponential: {mean: 42 d}}, to: {home: 0.5, out: 0.5}}
community:
  home: {time: {exponential: {mean: 100 d}}, to: out}
outcomes: [out]
arrivals:
  r: {poisson: {rate: 0.2261904762 /d}, to: a}
start_from: typical
)";

Model typical(const std::vector<std::string>& sets = {}) {
  Model model = model_of(ten_slots, sets);
  REQUIRE_FALSE(analysis::add_typical_start(model));
  return model;
}

TEST_SUITE_BEGIN("unit");

// M/M/10 with load 9.5: its probabilities are known, p(n+1) = p(n) 9.5 / min(n + 1, 10).
TEST_CASE("typical start: as many are in a level and on its list as the long run has") {
  const Model model = typical({"run.horizon=1 d"});
  REQUIRE(model.start->crowds.size() == 2);
  std::vector<double> p{1};
  for (int n = 1; n < 600; ++n)
    p.push_back(p.back() * 9.5 / std::min(n, 10));
  double sum = 0;
  for (const double one : p)
    sum += one;
  double expected = 0;
  double list = 0;
  for (std::size_t n = 0; n < p.size(); ++n) {
    expected += static_cast<double>(n) * p[n] / sum;
    list += std::max(0.0, static_cast<double>(n) - 10) * p[n] / sum;
  }
  const auto runs = observe(model, 3000);
  const auto there = each(runs, [](const Observations& all) {
    return static_cast<double>(all.daily[0].census[0] + all.daily[0].list[0]);
  });
  // The tail of the theory is cut where 1e-5 of it is left.
  CHECK(std::abs(moments_of(there).mean() - expected) <
        4 * moments_of(there).standard_error() + 0.02);
  const auto waiting =
      each(runs, [](const Observations& all) { return static_cast<double>(all.daily[0].list[0]); });
  CHECK(std::abs(moments_of(waiting).mean() - list) <
        4 * moments_of(waiting).standard_error() + 0.02);
  CHECK(moments_of(waiting).standard_error() < 0.05 * list);
  // Half of 0.226 a day go home for 100 days.
  const auto at_home = each(
      runs, [](const Observations& all) { return static_cast<double>(all.states[1].entered); });
  CHECK(moments_of(at_home).mean() == doctest::Approx(0.5 * 22.619).epsilon(0.03));
}

// Long-run mean wait C(10, 9.5) / (10 / 42 - 0.2262) = 69.3 d. Empty, 182 days of warm-up are far
// too short: some 20 d are seen then.
TEST_CASE("typical start: the mean wait is that of the long run after a tenth of the warm-up") {
  const double truth = 69.3;
  const auto mean_wait = [](const Model& model) {
    double waits = 0;
    double people = 0;
    std::vector<double> each_wait;
    for (const Observations& all : observe(model, 200)) {
      const double n = static_cast<double>(all.states[0][Length::Wait].count());
      waits += all.states[0][Length::Wait].sum();
      people += n;
      each_wait.push_back(all.states[0][Length::Wait].sum() / n);
    }
    return std::pair{waits / people, moments_of(each_wait).standard_error()};
  };
  const std::vector<std::string> sets{"run.warm_up=73 d", "run.horizon=1168 d"};
  const auto [with, error] = mean_wait(typical(sets));
  MESSAGE(fmt::format("typical start: {:.1f} d with a standard error of {:.1f}", with, error));
  CHECK(std::abs(with - truth) < 4 * error);
  std::vector<std::string> from_empty = sets;
  from_empty.emplace_back("start_from={a: {census: 0}}");
  const auto [without, error_without] = mean_wait(model_of(ten_slots, from_empty));
  MESSAGE(fmt::format("empty: {:.1f} d", without));
  CHECK(without < truth - 6 * error_without);
}

TEST_CASE("typical start: where the list grows without end there is none") {
  Model model = model_of(ten_slots, {"arrivals.r.poisson.rate=1 /d"});
  const auto none = analysis::add_typical_start(model);
  REQUIRE(none);
  CHECK(none->reason == "a waiting list grows without end");
  CHECK(model.start->crowds.empty());
}

TEST_CASE("typical start: one more place changes nobody's luck") {
  const auto people_in_home = [](const Model& model) {
    std::vector<std::string> rows;
    for (const models::Happening& h : happenings(model))
      if (h.time == sim::Ticks::zero() && h.state == models::StateId{1})
        rows.push_back(fmt::format("{} {}", h.source_index, h.since.count()));
    return rows;
  };
  const auto few = people_in_home(typical());
  const auto more = people_in_home(typical({"levels.a.places.slots=11"}));
  CHECK(few.size() > 3);
  CHECK(few == more);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
