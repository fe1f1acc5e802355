#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>

// Transfers traced by hand, with and without a place kept meanwhile.
namespace stepdown::tests {
namespace {

using models::Headcount;
using models::Model;
using models::Observations;
using models::StateObservations;

const std::string head = R"(
schema: 1
name: Transfers
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
)";

TEST_SUITE_BEGIN("unit");

const std::string transfer = head + R"(
attributes:
  who: {kim: 0, others: 1}
levels:
  first:
    places: {beds: 1}
    treatment_time: 2 d
    exits: {planned: {probability: 1, to: second, transfer: {time: 3 d, reserve: false}}}
  second:
    places: {beds: 1}
    treatment_time: {given: who, kim: 4 d, others: 10 d}
    to: done
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: first}
  kim:
    scheduled: {every: 1000 d, first: 0 d}
    attributes: {who: {kim: 1, others: 0}}
    to: second
  zoe: {scheduled: {every: 1000 d, first: 1 d}, to: first}
  ben: {scheduled: {every: 1000 d, first: 4.5 d}, to: second}
)";

// ana's treatment ends on day 2, her transfer on day 5. kim leaves second on day 4, ben takes it on
// day 4.5. ana finds it full, goes outside (no hold) and so lets zoe in.
TEST_CASE("transfer: without a reservation the next place is asked for at its end") {
  const Model model = model_of(transfer);
  CHECK(story(model) == R"(
0 ana enters first
0 kim enters second
1 zoe waits for first
4 kim ends done
4.5 ben enters second
5 ana has been transferred from first
5 zoe enters first
5 ana waits for second
10 zoe has been transferred from first
10 zoe waits for second
14.5 ben ends done
14.5 ana enters second
24.5 ana ends done
24.5 zoe enters second
)");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& first = observed(model, all, "first");
  CHECK(first.transfer_time.days() == doctest::Approx(6));  // 2-5, 7-10
  CHECK(first.stay_transfer.days() == doctest::Approx(6));
  CHECK(first.stay_treated.days() == doctest::Approx(4));
  CHECK(first.stay_held.days() == 0);
  CHECK(first[Headcount::Census].integral_days() == doctest::Approx(10));
}

// As above, but ana asks on day 2 and is granted the place that kim leaves on day 4: ben must wait
// until she has come and gone. zoe asks on day 7 and is of a better class than ben.
TEST_CASE("transfer: a reserved place is kept free until its person comes") {
  const Model model = model_of(transfer, {"levels.first.exits.planned.transfer.reserve=true"});
  CHECK(story(model) == R"(
0 ana enters first
0 kim enters second
1 zoe waits for first
4 kim ends done
4.5 ben waits for second
5 ana has been transferred from first
5 ana enters second
5 zoe enters first
10 zoe has been transferred from first
10 zoe waits for second
15 ana ends done
15 zoe enters second
25 zoe ends done
25 ben enters second
)");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& second = observed(model, all, "second");
  // kim 0-4, ana 5-15, zoe 15-25, ben 25-30; kept free 4-5
  CHECK(second[Headcount::Census].integral_days() == doctest::Approx(29));
  CHECK(second.full_time == sim::to_ticks(30));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
