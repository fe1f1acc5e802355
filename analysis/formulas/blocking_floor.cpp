#include "analysis/formulas/blocking_floor.hpp"

#include <algorithm>

namespace stepdown::analysis {

BlockingFloor::BlockingFloor(const std::vector<BlockingStation>& stations)
    : spec_(&stations), stations_(stations.size()) {
  const std::vector<int> none(stations.size(), 0);
  events_ = {none, none, none, none, none, none, 0};
}

BlockingFloor::BlockingFloor(const std::vector<BlockingStation>& stations,
                             const NetworkState& state)
    : BlockingFloor(stations) {
  std::size_t at = 0;
  for (Station& station : stations_) {
    station.treated = state[at++];
    station.list.resize(state[at++]);
    for (Waiter& waiter : station.list) {
      const unsigned code = state[at++];
      waiter.is_holding = code % 2 == 1;
      waiter.origin = code / 2 == 0 ? outside_network : code / 2 - 1;
    }
  }
}

NetworkState BlockingFloor::pack() const {
  NetworkState state;
  for (const Station& station : stations_) {
    state.push_back(static_cast<std::uint8_t>(station.treated));
    state.push_back(static_cast<std::uint8_t>(station.list.size()));
    for (const Waiter& waiter : station.list) {
      const std::size_t origin = waiter.origin == outside_network ? 0 : waiter.origin + 1;
      state.push_back(static_cast<std::uint8_t>(2 * origin + (waiter.is_holding ? 1 : 0)));
    }
  }
  return state;
}

int BlockingFloor::held(std::size_t at) const {
  int count = 0;
  for (const Station& station : stations_)
    count += static_cast<int>(std::count_if(
        station.list.begin(), station.list.end(), [at](const Waiter& w) { return w.holds(at); }));
  return count;
}

bool BlockingFloor::has_free_place(std::size_t s) const {
  const std::optional<int>& places = (*spec_)[s].places;
  return !places || stations_[s].treated + held(s) < *places;
}

int BlockingFloor::people() const {
  int count = 0;
  for (const Station& station : stations_)
    count += station.treated + static_cast<int>(station.list.size());
  return count;
}

bool BlockingFloor::end_treatment(std::size_t s, std::size_t target) {
  --stations_[s].treated;
  if (target == outside_network) {
    settle();
    return true;
  }
  return ask(target, s, (*spec_)[s].is_level && (*spec_)[s].holds);
}

std::size_t BlockingFloor::give_up(std::size_t s, std::size_t position) {
  auto& list = stations_[s].list;
  const std::size_t origin = list[position].origin;
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(position));
  ++events_.gave_up[s];
  return origin;
}

bool BlockingFloor::ask(std::size_t target, std::size_t origin, bool keeps_place) {
  ++events_.requests[target];
  const auto position = join(target, {origin, keeps_place});
  asker_ = {target, position};
  is_asking_ = true;
  settle();
  if (keeps_place && is_asking_) {
    while (swap_a_ring(origin))
      settle();
  }
  if (!is_asking_) return true;
  is_asking_ = false;
  const std::optional<int> limit = (*spec_)[target].list_limit;
  if (!keeps_place && limit && people_outside(target) > *limit) {
    auto& list = stations_[target].list;
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(asker_.position));
    ++events_.turned_away[target];
    return false;
  }
  ++events_.delayed[target];
  return true;
}

Requester BlockingFloor::requester(std::size_t origin, std::size_t target) const {
  if (origin == outside_network) return Requester::New;
  if (!(*spec_)[origin].is_level) return Requester::Return;
  return target < origin ? Requester::Escalation : Requester::StepDown;
}

void BlockingFloor::settle() {
  for (bool moved = true; moved;) {
    moved = false;
    for (std::size_t s = 0; s < stations_.size(); ++s) {
      while (!stations_[s].list.empty() && has_free_place(s)) {
        admit(s, 0);
        moved = true;
      }
      while ((*spec_)[s].is_saturated && stations_[s].list.empty() && has_free_place(s)) {
        ++stations_[s].treated;
        ++events_.requests[s];
        ++events_.delayed[s];
        ++events_.admissions[s];
        moved = true;
      }
    }
  }
}

int BlockingFloor::people_outside(std::size_t s) const {
  const auto& list = stations_[s].list;
  return static_cast<int>(
      std::count_if(list.begin(), list.end(), [](const Waiter& w) { return !w.is_holding; }));
}

std::size_t BlockingFloor::join(std::size_t target, const Waiter& waiter) {
  auto& list = stations_[target].list;
  const auto rank = [&](const Waiter& w) {
    return (*spec_)[target].class_rank[static_cast<std::size_t>(requester(w.origin, target))];
  };
  const auto after = std::find_if(
      list.begin(), list.end(), [&](const Waiter& other) { return rank(other) > rank(waiter); });
  const auto position = after - list.begin();
  list.insert(after, waiter);
  return static_cast<std::size_t>(position);
}

/// The waiter at `position` of the list of `s` takes a place there and frees the one they held.
void BlockingFloor::admit(std::size_t s, std::size_t position) {
  auto& list = stations_[s].list;
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(position));
  ++stations_[s].treated;
  ++events_.admissions[s];
  if (!is_asking_ || asker_.target != s) return;
  if (asker_.position == position) is_asking_ = false;
  if (asker_.position > position) --asker_.position;
}

std::optional<std::size_t> BlockingFloor::first_holder(std::size_t from, std::size_t to) const {
  const auto& list = stations_[to].list;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i].holds(from)) return i;
  return std::nullopt;
}

/// If the asker, who holds `from`, closes a ring of holders, one person moves along each side.
bool BlockingFloor::swap_a_ring(std::size_t from) {
  if (!is_asking_) return false;
  const std::size_t to = asker_.target;
  constexpr std::size_t not_yet = SIZE_MAX;
  std::vector<std::size_t> reached_from(stations_.size(), not_yet);
  std::vector<std::size_t> search{to};
  reached_from[to] = from;
  for (std::size_t i = 0; i < search.size() && search[i] != from; ++i) {
    for (std::size_t next = 0; next < stations_.size(); ++next) {
      if (reached_from[next] != not_yet || !first_holder(search[i], next)) continue;
      reached_from[next] = search[i];
      search.push_back(next);
    }
  }
  if (std::find(search.begin(), search.end(), from) == search.end()) return false;
  std::size_t at = from;
  do {
    const std::size_t before = reached_from[at];
    ++events_.swaps[at];
    admit(at, *first_holder(before, at));
    at = before;
  } while (at != from);
  return true;
}

}  // namespace stepdown::analysis
