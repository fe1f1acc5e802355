#include "tests/support/simulated.hpp"
#include "tests/validation/agreement.hpp"
#include "tests/validation/closed_forms.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// Staff as a limit that two levels share, against the M/M/c that both are together.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Headcount;
using models::Model;
using models::Observations;
using models::StateObservations;

// Three counselors with 20 h of sessions a week each, of which everybody takes 2 h: 30 people.
const std::string clinic = R"(
schema: 1
name: Shared staff
start: 2026-01-05
run: {warm_up: 300 d, horizon: 3300 d, replications: 100}
staff:
  counselor: {productive: 0.5, at_hand: 3}
levels:
  php:
    places: {staff: counselor}
    treatment_time: {exponential: {mean: 20 d}}
    to: out
    services: {individual: {sessions_a_week: 1, lasts: 2 h, role: counselor}}
  iop:
    places: {staff: counselor}
    treatment_time: {exponential: {mean: 20 d}}
    to: out
    services: {individual: {sessions_a_week: 4, lasts: 30 min, role: counselor}}
outcomes: [out]
arrivals:
  all: {poisson: {rate: 1.2 /d}, to: {php: 0.4, iop: 0.6}}
)";

/// Of both levels together.
template <class Amount>
double sum_of(const Observations& seen, const Amount& amount) {
  return amount(seen.states[0]) + amount(seen.states[1]);
}

TEST_SUITE_BEGIN("validation");

// Which list a free place goes to is the same to all of them together: they stay equally long.
TEST_CASE("validation: levels that share staff agree with M/M/c of all their people") {
  const Model model = model_of(clinic);
  const std::vector<Observations> runs = observe(model, model.replications);
  const Mmc q{30, 1.2, 1.0 / 20};
  const auto p_wait = each(runs, [](const Observations& seen) {
    const auto count = [&seen](Counter counter) {
      return sum_of(seen, [counter](const StateObservations& level) {
        return static_cast<double>(level[counter]);
      });
    };
    return count(Counter::Delayed) / count(Counter::Requests);
  });
  const auto mean = [&runs](Headcount headcount) {
    return each(runs, [headcount](const Observations& seen) {
      return sum_of(
          seen, [headcount](const StateObservations& level) { return level[headcount].mean(); });
    });
  };
  check_agreement("two levels, one role: share who wait", p_wait, q.p_wait(), 0.2);
  check_agreement("two levels, one role: mean list", mean(Headcount::List), q.mean_list(), 0.25);
  check_agreement("two levels, one role: mean census", mean(Headcount::Census), q.load(), 0.02);
  // Of one counselor less, or of half the counselors for each level.
  check_refusal(p_wait, erlang_c(29, q.load()));
  check_refusal(p_wait, erlang_c(15, q.load() / 2));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
