#include "models/care/place_pools.hpp"

#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace stepdown::tests {
namespace {

using models::PlacePools;
using models::PoolId;
using models::PoolPlan;
using models::StateId;

constexpr StateId residential{0};
constexpr StateId inpatient{1};
constexpr StateId day_program{2};

/// Residential and inpatient share two beds, the day program has one slot:
///
///     residential --+-- beds (2)
///     inpatient   --+
///     day program ----- slots (1)
PoolPlan shared_beds() {
  PoolPlan plan;
  plan.pool_of = {PoolId{0}, PoolId{0}, PoolId{1}};
  plan.places = {2, 1};
  plan.levels = 3;
  return plan;
}

/// Pools with people in their lines, numbered as they come, and who was offered what.
class Clinic {
 public:
  PlacePools pools{shared_beds()};
  std::vector<std::uint32_t> offered;
  std::optional<StateId> closed;  ///< the level whose gate is closed

  void wait_for(StateId level) {
    wanted_.push_back(level);
    const auto number = static_cast<std::uint32_t>(tickets_.size());
    tickets_.push_back(pools.join_line(level, {.who = number, .time = sim::Ticks{number}}));
  }

  void give_out() {
    pools.give_out([this](StateId level) { return level != closed; },
                   [](StateId, std::uint32_t) { return true; },
                   [this](std::uint32_t who) {
                     offered.push_back(who);
                     pools.leave_line(wanted_[who], tickets_[who]);
                     pools.take(wanted_[who]);
                   },
                   [](StateId) { return true; });
  }

 private:
  std::vector<StateId> wanted_;
  std::vector<sim::Ticket> tickets_;
};

using Offered = std::vector<std::uint32_t>;

TEST_SUITE_BEGIN("unit");

TEST_CASE("place pools: a model has one pool a level and one without limit for all other states") {
  const models::Model model = model_of_file("tests/data/small_program.yaml");
  const PoolPlan plan = models::plan_pools(model);
  REQUIRE(plan.pool_of.size() == model.states.size());
  REQUIRE(plan.places.size() == model.level_count + 1);
  CHECK(plan.levels == model.level_count);
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    CAPTURE(s);
    CHECK(index_of(plan.pool_of[s]) == std::min(s, model.level_count));
    const models::StateModel& state = model.states[s];
    CHECK(plan.places[index_of(plan.pool_of[s])] ==
          (state.is_limited ? std::optional{state.places} : std::nullopt));
  }
}

TEST_CASE("place pools: a place that one level takes is gone for the other level of its pool") {
  PlacePools pools{shared_beds()};
  pools.take(residential);
  CHECK(pools.places(inpatient).has_free());
  pools.take(inpatient);
  CHECK_FALSE(pools.places(residential).has_free());
  CHECK_FALSE(pools.places(inpatient).has_free());
  CHECK(pools.places(day_program).has_free());
}

TEST_CASE("place pools: a place that one level frees is offered to who waits for the other") {
  Clinic clinic;
  clinic.pools.take(residential);
  clinic.pools.take(residential);
  clinic.wait_for(inpatient);
  clinic.give_out();
  CHECK(clinic.offered == Offered{});
  clinic.pools.give_back(residential);
  clinic.give_out();
  CHECK(clinic.offered == Offered{0});
  CHECK(clinic.pools.is_settled());
}

TEST_CASE("place pools: the levels of a pool are served as listed and each in its own order") {
  Clinic clinic;
  clinic.pools.take(residential);
  clinic.pools.take(residential);
  clinic.wait_for(inpatient);
  clinic.wait_for(residential);
  clinic.wait_for(residential);
  clinic.give_out();
  clinic.pools.set_open(residential, 5);
  clinic.give_out();
  CHECK(clinic.offered == Offered{1, 2, 0});
}

TEST_CASE("place pools: who waits for one level keeps others from a place of the whole pool") {
  Clinic clinic;
  clinic.wait_for(inpatient);
  CHECK(clinic.pools.of(residential).waiting == 1);
  CHECK(clinic.pools.of(day_program).waiting == 0);
  clinic.give_out();
  CHECK(clinic.pools.of(residential).waiting == 0);
}

TEST_CASE("place pools: a reserved place is not free for anybody else") {
  PlacePools pools{shared_beds()};
  pools.reserve(day_program);
  CHECK_FALSE(pools.places(day_program).has_free());
  pools.end_reservation(day_program);
  pools.take(day_program);
  CHECK_FALSE(pools.places(day_program).has_free());
}

TEST_CASE("place pools: after a cut a place is free only when enough have emptied") {
  PlacePools pools{shared_beds()};
  pools.take(residential);
  pools.take(inpatient);
  pools.set_open(residential, 1);
  pools.give_back(inpatient);
  CHECK_FALSE(pools.places(residential).has_free());
  pools.give_back(residential);
  CHECK(pools.places(residential).has_free());
}

TEST_CASE("place pools: a closed gate lets the other level of the pool go first") {
  Clinic clinic;
  clinic.closed = residential;
  clinic.wait_for(residential);
  clinic.wait_for(inpatient);
  clinic.give_out();
  CHECK(clinic.offered == Offered{1});
}

TEST_CASE("place pools: when a gate opens those who waited for it are offered the free places") {
  Clinic clinic;
  clinic.closed = residential;
  clinic.wait_for(residential);
  clinic.give_out();
  clinic.closed.reset();
  CHECK(clinic.pools.is_settled());
  clinic.give_out();
  CHECK(clinic.offered == Offered{});  // nobody has said that it has opened
  clinic.pools.look_again(residential);
  clinic.give_out();
  CHECK(clinic.offered == Offered{0});
}

TEST_CASE("place pools: a person can be passed over for the next in line whom the gate lets in") {
  Clinic clinic;
  clinic.wait_for(residential);
  clinic.wait_for(residential);
  const auto everybody_but_the_first = [](StateId, std::uint32_t who) { return who != 0; };
  const auto of_any_level = [](StateId) { return true; };
  CHECK(clinic.pools.first_waiting(PoolId{0}, of_any_level, everybody_but_the_first) == 1U);
  CHECK(clinic.pools.first_waiting(PoolId{1}, of_any_level, everybody_but_the_first) ==
        std::nullopt);
}

TEST_CASE("place pools: another run begins with nobody and the places of day 0") {
  Clinic clinic;
  clinic.pools.set_open(residential, 7);
  clinic.pools.take(residential);
  clinic.wait_for(day_program);
  clinic.pools.reset();
  CHECK(clinic.pools.places(residential).open == 2);
  CHECK(clinic.pools.places(residential).taken == 0);
  CHECK(clinic.pools.of(day_program).waiting == 0);
  CHECK(clinic.pools.is_settled());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
