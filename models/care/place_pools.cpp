#include "models/care/place_pools.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace stepdown::models {

namespace {

/// The first level that draws on the same places: itself, mostly.
std::size_t first_of_pool(const Model& model, std::size_t level) {
  const std::optional<std::uint16_t>& pool = model.states[level].pool;
  if (!pool) return level;
  const auto first = std::ranges::find(model.states, pool, &StateModel::pool);
  return static_cast<std::size_t>(first - model.states.begin());
}

/// As `PoolPlan::is_plain`.
bool has_plain_places(const StateModel& level) {
  return !level.pool && !level.staff_group && !level.turnaround && level.reserves.empty() &&
         !level.has_gate() && level.tracks.empty() && !level.program.follows_stays();
}

}  // namespace

PoolPlan plan_pools(const Model& model) {
  PoolPlan plan;
  plan.levels = model.level_count;
  for (std::size_t l = 0; l < model.level_count; ++l) {
    const StateModel& level = model.states[l];
    plan.pool_of.push_back(PoolId{static_cast<std::uint16_t>(first_of_pool(model, l))});
    plan.rank.push_back(level.pool_rank);
    plan.has_turnaround.push_back(level.turnaround.has_value());
    plan.is_plain.push_back(has_plain_places(level));
    plan.staff_group.push_back(level.staff_group);
    plan.places.push_back(level.is_limited ? std::optional{level.places} : std::nullopt);
  }
  plan.pool_of.resize(model.states.size(), PoolId{static_cast<std::uint16_t>(model.level_count)});
  plan.places.emplace_back();
  plan.has_turnaround.push_back(false);
  plan.is_plain.push_back(true);
  plan.staff_group.emplace_back();
  return plan;
}

PlacePools::PlacePools(PoolPlan plan)
    : plan_{std::move(plan)},
      levels_of_(plan_.places.size()),
      levels_of_group_(plan_.places.size()),
      pools_(plan_.places.size()) {
  sim::expects(std::ranges::all_of(plan_.pool_of,
                                   [&](PoolId id) { return index_of(id) < plan_.places.size(); }),
               "every state draws on a pool that exists");
  plan_.rank.resize(plan_.levels, 0);
  plan_.has_turnaround.resize(plan_.places.size(), false);
  plan_.is_plain.resize(plan_.places.size(), false);
  plan_.staff_group.resize(plan_.places.size());
  for (std::size_t l = 0; l < plan_.levels; ++l) {
    const StateId level{static_cast<std::uint16_t>(l)};
    const std::size_t pool = index_of(pool_of(level));
    levels_of_[pool].push_back(level);
    if (plan_.staff_group[pool]) levels_of_group_[*plan_.staff_group[pool]].push_back(level);
  }
  for (std::vector<StateId>& levels : levels_of_)
    std::ranges::stable_sort(
        levels, {}, [this](StateId level) { return plan_.rank[index_of(level)]; });
  reset();
}

void PlacePools::reset() {
  noted_.clear();
  lines_.reset(static_cast<int>(plan_.levels));
  for (std::size_t p = 0; p < pools_.size(); ++p) {
    const std::optional<int> places = plan_.places[p];
    pools_[p] = Pool{};
    pools_[p].places.open = places.value_or(std::numeric_limits<int>::max());
    pools_[p].is_limited = places.has_value();
    pools_[p].has_turnaround = plan_.has_turnaround[p];
    pools_[p].is_plain = plan_.is_plain[p];
    pools_[p].shares_hours = plan_.staff_group[p].has_value();
    pools_[p].is_shared = levels_of_[p].size() > 1 || pools_[p].shares_hours;
  }
}

/// Behind all others, of which the last noted is looked at first.
void PlacePools::put_hours_last() {
  std::ranges::partition(noted_, [this](PoolId id) { return pools_[index_of(id)].shares_hours; });
}

sim::Ticket PlacePools::join_line(StateId level, const sim::Waiter& waiter) {
  ++pool(level).waiting;
  look_again(level);
  return lines_.join(static_cast<int>(level), waiter);
}

void PlacePools::leave_line(StateId level, sim::Ticket ticket) {
  --pool(level).waiting;
  lines_.leave(ticket);
}

sim::Ticket PlacePools::change_rank(StateId level, sim::Ticket ticket, std::uint32_t rank) {
  sim::Waiter waiter = lines_.waiter(ticket);
  if (waiter.rank == rank) return ticket;
  lines_.leave(ticket);
  waiter.rank = rank;
  return lines_.join(static_cast<int>(level), waiter);
}

}  // namespace stepdown::models
