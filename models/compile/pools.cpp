#include "models/compile/pools.hpp"

#include "models/compile/check_places.hpp"
#include "models/staffed_places.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace stepdown::models {
namespace {

std::vector<std::string> pool_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Pool& pool : scenario.pools)
    if (!is_of_staff(pool)) names.push_back(pool.name.value);
  return names;
}

bool is_named_by(const Pool& pool, const Places& places) {
  return places.kind == Places::Kind::Pool && places.pool.value == pool.name.value &&
         is_of_staff(pool) == !places.staff.empty();
}

bool draws_on(const State& level, const Pool& pool) {
  return level.kind == StateKind::Level && is_named_by(pool, level.places);
}

std::vector<std::string> levels_of(const Scenario& scenario, const Pool& pool) {
  std::vector<std::string> levels;
  for (const State& state : scenario.states)
    if (draws_on(state, pool)) levels.push_back(state.name.value);
  return levels;
}

void check_order(const Scenario& scenario, const Pool& pool, Problems& problems) {
  const std::vector<std::string> levels = levels_of(scenario, pool);
  for (std::size_t i = 0; i < pool.order.size(); ++i) {
    const auto& [name, at] = pool.order[i];
    if (std::ranges::find(levels, name) != levels.end()) continue;
    problems.report(Rule::NoLevelOfPool,
                    at,
                    fmt::format("pools.{}.order[{}]", pool.name.value, i),
                    fmt::format("expected a level with 'places: {{pool: {}}}', got {}{}",
                                pool.name.value,
                                in_quotes(name),
                                problems.suggestion(name, levels)));
  }
}

void check_pool(const Scenario& scenario,
                const Names& names,
                const Pool& pool,
                Problems& problems) {
  const std::string key = fmt::format("pools.{}", pool.name.value);
  const Places& places = pool.places;
  if (places.kind == Places::Kind::Pool || places.kind == Places::Kind::Unlimited ||
      places.kind == Places::Kind::Staff || !places.reserves.empty()) {
    problems.report(Rule::PoolOfOtherPlaces,
                    place_of(places.at, pool.name.at),
                    key + ".places",
                    "expected beds, slots, groups or a caseload, without 'reserved'; levels share "
                    "them as they are");
    return;
  }
  check_places(places, key + ".places", scenario, names, problems);
  warn_of_no_places(places, key + ".places", scenario, problems);
  check_order(scenario, pool, problems);
  if (levels_of(scenario, pool).size() < 2)
    problems.report(Rule::PoolOfNobody,
                    pool.name.at,
                    key,
                    "fewer than two levels draw on it, so that nothing is shared");
}

/// Of places that need other hours each nobody can wait for another for ever: who would free one
/// in a ring may free fewer hours than the next of the ring needs.
void check_hold_of_staff(const State& level, Problems& problems) {
  if (level.hold.kind != Hold::Kind::UntilPlaced) return;
  problems.report(Rule::HoldOfStaff,
                  level.name.at,
                  state_key(level) + ".hold",
                  "expected an end, such as '2 d', as a person takes other hours of the staff that "
                  "levels share at one than at the other: people who hold for each other could not "
                  "all swap, and would wait for ever");
}

/// The hours that levels share are places as they are.
void check_level_of_staff(const State& level, Problems& problems) {
  if (level.admission && level.admission->cohort)
    problems.report(
        Rule::CohortOfPool,
        place_of(level.admission->cohort->at, level.name.at),
        fmt::format("levels.{}.admission.cohort", level.name.value),
        "expected none for a level that shares staff with another, whose people may have "
        "their hours already; give it a role of its own");
  if (!level.places.turnaround && level.places.reserves.empty()) return;
  problems.report(Rule::PlacesBesidePool,
                  place_of(level.places.at, level.name.at),
                  fmt::format("levels.{}.places", level.name.value),
                  "expected nothing beside 'staff', which another level shares; give it a role of "
                  "its own, or both 'places' of a pool, see 'pools'");
}

/// A level that draws on a pool has nothing of its own.
void check_level_of_pool(const Scenario& scenario, const State& level, Problems& problems) {
  if (level.admission && level.admission->cohort)
    problems.report(Rule::CohortOfPool,
                    place_of(level.admission->cohort->at, level.name.at),
                    fmt::format("levels.{}.admission.cohort", level.name.value),
                    "expected none for a level that draws on a pool, whose people may be in its "
                    "places already; give it places of its own");
  const Places& places = level.places;
  const std::string key = fmt::format("levels.{}.places", level.name.value);
  const std::string& pool = places.pool.value;
  if (!find_pool(scenario, places))
    problems.report(Rule::UnknownPool,
                    places.pool.at,
                    key + ".pool",
                    fmt::format("expected a pool of 'pools', got {}{}",
                                in_quotes(pool),
                                problems.suggestion(pool, pool_names(scenario))));
  else if (!places.changes.empty() || places.turnaround || !places.reserves.empty())
    problems.report(Rule::PlacesBesidePool,
                    place_of(places.at, places.pool.at),
                    key,
                    fmt::format("expected nothing beside 'pool'; places change, are made ready and "
                                "are counted in pools.{}.places",
                                pool));
}

}  // namespace

std::optional<std::size_t> find_pool(const Scenario& scenario, const Places& of) {
  const auto found = std::ranges::find_if(
      scenario.pools, [&of](const Pool& pool) { return is_named_by(pool, of); });
  if (found == scenario.pools.end()) return std::nullopt;
  return static_cast<std::size_t>(found - scenario.pools.begin());
}

const Places& places_of(const Scenario& scenario, const State& level) {
  if (level.places.kind != Places::Kind::Pool) return level.places;
  const auto pool = find_pool(scenario, level.places);
  sim::expects(pool.has_value(), "the pool of a level exists");
  return scenario.pools[*pool].places;
}

void check_pools(const Scenario& scenario, const Names& names, Problems& problems) {
  for (const Pool& pool : scenario.pools)
    if (!is_of_staff(pool)) check_pool(scenario, names, pool, problems);
  for (const State& state : scenario.states) {
    if (state.places.shares_hours) {
      check_level_of_staff(state, problems);
      check_hold_of_staff(state, problems);
    }
    if (state.kind != StateKind::Level || state.places.kind != Places::Kind::Pool) continue;
    if (state.places.staff.empty()) {
      check_level_of_pool(scenario, state, problems);
    } else {
      check_level_of_staff(state, problems);
      warn_of_no_places(
          places_of(scenario, state), state_key(state) + ".places", scenario, problems);
    }
  }
}

}  // namespace stepdown::models
