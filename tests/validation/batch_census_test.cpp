#include "analysis/formulas/capacity_curve.hpp"
#include "analysis/theory/theory_figures.hpp"
#include "sim/time_weighted.hpp"
#include "tests/support/simulated.hpp"
#include "tests/validation/agreement.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

// Where people come in batches: the census with unlimited places, and what those who ask find.
namespace stepdown::tests {
namespace {

using analysis::OfferedPart;
using models::HappeningKind;
using models::Headcount;
using models::Model;
using models::Observations;

/// Batches of one and of four to two levels, the second entered at times of their own; some come
/// back.
constexpr const char* pathway = R"(schema: 1
name: Batches
start: 2026-01-05
run: {warm_up: 300 d, horizon: 1300 d}
levels:
  day: {places: unlimited, treatment_time: {lognormal: {mean: 8 d, cv: 0.5}}, to: {evening: 0.8, home: 0.2}}
  evening: {places: unlimited, treatment_time: {lognormal: {mean: 20 d, cv: 0.4}}, to: {home: 0.5, out: 0.5}}
community:
  home: {time: {exponential: {mean: 15 d}}, to: {day: 0.4, out: 0.6}}
outcomes: [out]
arrivals:
  court: {poisson: {rate: 2 /wk}, batch: {1: 0.4, 4: 0.6}, to: {day: 0.7, evening: 0.3}}
)";

/// P(N + J >= n) with the companions J of the part.
double finds_at_least(const OfferedPart& part, std::size_t n) {
  const analysis::CountDistribution census = analysis::census_of(part);
  double finds = 0;
  for (std::size_t j = 0; j < part.companions.size(); ++j)
    finds += part.companions[j] * (n > j ? 1 - census.at_most(n - j - 1) : 1.0);
  return finds;
}

/// Share of the admissions after the warm-up that find n people there or more, from the event log.
double share_that_finds(const Model& model, std::uint32_t replication, std::size_t level, int n) {
  std::vector<std::size_t> where;
  int inside = 0;
  double asked = 0;
  double found = 0;
  for (const models::Happening& h : happenings(model, replication)) {
    if (h.kind != HappeningKind::Admission && h.kind != HappeningKind::Outcome) continue;
    where.resize(std::max<std::size_t>(where.size(), h.person + 1), model.states.size());
    if (where[h.person] == level) --inside;
    where[h.person] = models::index_of(h.state);
    if (where[h.person] != level) continue;
    if (sim::to_days(h.time) >= model.warm_up) {
      asked += 1;
      found += inside >= n ? 1 : 0;
    }
    ++inside;
  }
  return found / asked;
}

}  // namespace

TEST_SUITE_BEGIN("validation");

TEST_CASE("validation: an unlimited census of batches is compound Poisson") {
  constexpr int replications = 200;
  const Model model = model_of(pathway);
  const analysis::TheoryReport theory = analysis::theory_report(model);
  const std::vector<Observations> runs = observe(model, replications);
  for (const std::size_t level : {0U, 1U}) {
    const std::string& name = model.states[level].name;
    const auto& parts = std::get<std::vector<OfferedPart>>(theory.offered.at(level));
    REQUIRE(parts.size() == 1);
    const OfferedPart& part = parts.front();
    const auto census = [&](const Observations& o) -> const sim::TimeWeighted& {
      return observed(model, o, name)[Headcount::Census];
    };
    const auto mean = each(runs, [&](const auto& o) { return census(o).mean(); });
    check_agreement("M^X/G/inf: mean census of " + name, mean, part.load, 0.05);
    const auto spread = each(runs, [&](const auto& o) {
      const double off = census(o).mean() - part.load;
      return census(o).variance() + off * off;
    });
    check_agreement("M^X/G/inf: its variance", spread, census_variance(part), 0.1);
    check_refusal(spread, part.load);  // that of a Poisson census
    const auto high = static_cast<std::size_t>(part.load + 1.5 * std::sqrt(part.load));
    const auto full = each(runs, [&](const auto& o) {
      return sim::to_days(census(o).histogram().time_at_least(static_cast<int>(high))) /
             census(o).histogram().total_days();
    });
    check_agreement("M^X/G/inf: share of time high",
                    full,
                    1 - analysis::census_of(part).at_most(high - 1),
                    0.2);
    std::vector<double> finds;
    for (int r = 0; r < replications; ++r)
      finds.push_back(
          share_that_finds(model, static_cast<std::uint32_t>(r), level, static_cast<int>(high)));
    check_agreement(
        "M^X/G/inf: share of requests that find it high", finds, finds_at_least(part, high), 0.2);
    // who comes with others finds more than there are at other times
    check_refusal(finds, 1 - analysis::census_of(part).at_most(high - 1));
  }
}

TEST_SUITE_END();

}  // namespace stepdown::tests
