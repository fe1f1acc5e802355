#include "analysis/theory/blocking_network.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr std::size_t outside = SIZE_MAX;
constexpr std::size_t gone = SIZE_MAX;

/// Someone on a list.
struct Waiter {
  std::size_t origin = outside;  ///< the station they were in last; `outside`: none yet
  bool is_holding = false;       ///< still occupies a place there

  [[nodiscard]] bool holds(std::size_t at) const { return is_holding && origin == at; }
};

struct Station {
  int treated = 0;
  std::vector<Waiter> list;
};

/// A state taken apart, with the rules that change it.
class Floor {
 public:
  Floor(const std::vector<BlockingStation>& stations, const NetworkState& state)
      : spec_(stations), stations_(stations.size()) {
    std::size_t at = 0;
    for (Station& station : stations_) {
      station.treated = state[at++];
      station.list.resize(state[at++]);
      for (Waiter& waiter : station.list) {
        const unsigned code = state[at++];
        waiter.is_holding = code % 2 == 1;
        waiter.origin = code / 2 == 0 ? outside : code / 2 - 1;
      }
    }
    clear_events();
  }

  explicit Floor(const std::vector<BlockingStation>& stations)
      : spec_(stations), stations_(stations.size()) {
    clear_events();
  }

  [[nodiscard]] NetworkState pack() const {
    NetworkState state;
    for (const Station& station : stations_) {
      state.push_back(static_cast<std::uint8_t>(station.treated));
      state.push_back(static_cast<std::uint8_t>(station.list.size()));
      for (const Waiter& waiter : station.list) {
        const std::size_t origin = waiter.origin == outside ? 0 : waiter.origin + 1;
        state.push_back(static_cast<std::uint8_t>(2 * origin + (waiter.is_holding ? 1 : 0)));
      }
    }
    return state;
  }

  [[nodiscard]] const Station& station(std::size_t s) const { return stations_[s]; }
  [[nodiscard]] const NetworkEvents& events() const { return events_; }
  void lose_one() { ++events_.lost; }

  [[nodiscard]] int held(std::size_t at) const {
    int count = 0;
    for (const Station& station : stations_)
      count += static_cast<int>(std::count_if(
          station.list.begin(), station.list.end(), [at](const Waiter& w) { return w.holds(at); }));
    return count;
  }

  [[nodiscard]] bool has_free_place(std::size_t s) const {
    const std::optional<int>& places = spec_[s].places;
    return !places || stations_[s].treated + held(s) < *places;
  }

  [[nodiscard]] int people() const {
    int count = 0;
    for (const Station& station : stations_)
      count += station.treated + static_cast<int>(station.list.size());
    return count;
  }

  /// Treatment in `s` ends; the person asks for `target` next, or leaves.
  [[nodiscard]] bool end_treatment(std::size_t s, std::size_t target) {
    --stations_[s].treated;
    if (target == gone) {
      settle();
      return true;
    }
    return ask(target, s, spec_[s].is_level && spec_[s].holds);
  }

  /// The waiter at `position` of the list of `s` gives up; returns where they came from.
  std::size_t give_up(std::size_t s, std::size_t position) {
    auto& list = stations_[s].list;
    const std::size_t origin = list[position].origin;
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(position));
    ++events_.gave_up[s];
    return origin;
  }

  /// Someone who was in `origin` last asks for a place in `target`, keeping the present place or
  /// not (and already taken out of treatment). Returns false when they were turned away: then the
  /// caller decides where they go.
  [[nodiscard]] bool ask(std::size_t target, std::size_t origin, bool keeps_place) {
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
    const std::optional<int> limit = spec_[target].list_limit;
    if (!keeps_place && limit && people_outside(target) > *limit) {
      auto& list = stations_[target].list;
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(asker_.position));
      ++events_.turned_away[target];
      return false;
    }
    ++events_.delayed[target];
    return true;
  }

  /// Class of someone from `origin` who asks for `target`, as the simulation orders them.
  [[nodiscard]] std::size_t class_of(std::size_t origin, std::size_t target) const {
    using models::WaitingClass;
    WaitingClass result = WaitingClass::New;
    if (origin != outside)
      result = !spec_[origin].is_level ? WaitingClass::Return
               : target < origin       ? WaitingClass::Escalation
                                       : WaitingClass::StepDown;
    return static_cast<std::size_t>(result);
  }

  /// Offers free places until nothing moves.
  void settle() {
    for (bool moved = true; moved;) {
      moved = false;
      for (std::size_t s = 0; s < stations_.size(); ++s) {
        while (!stations_[s].list.empty() && has_free_place(s)) {
          admit(s, 0);
          moved = true;
        }
        while (spec_[s].is_saturated && stations_[s].list.empty() && has_free_place(s)) {
          ++stations_[s].treated;
          ++events_.requests[s];
          ++events_.delayed[s];
          ++events_.admissions[s];
          moved = true;
        }
      }
    }
  }

 private:
  struct Place {
    std::size_t target = 0;
    std::size_t position = 0;
  };

  const std::vector<BlockingStation>& spec_;
  std::vector<Station> stations_;
  NetworkEvents events_;
  bool is_asking_ = false;
  Place asker_;

  void clear_events() {
    const std::vector<int> none(spec_.size(), 0);
    events_ = {none, none, none, none, none, none, 0};
  }

  [[nodiscard]] int people_outside(std::size_t s) const {
    const auto& list = stations_[s].list;
    return static_cast<int>(
        std::count_if(list.begin(), list.end(), [](const Waiter& w) { return !w.is_holding; }));
  }

  std::size_t join(std::size_t target, const Waiter& waiter) {
    auto& list = stations_[target].list;
    const auto rank = [&](const Waiter& w) {
      return spec_[target].class_rank[class_of(w.origin, target)];
    };
    const auto after = std::find_if(
        list.begin(), list.end(), [&](const Waiter& other) { return rank(other) > rank(waiter); });
    const auto position = after - list.begin();
    list.insert(after, waiter);
    return static_cast<std::size_t>(position);
  }

  /// The waiter at `position` of the list of `s` takes a place there and frees the one they held.
  void admit(std::size_t s, std::size_t position) {
    auto& list = stations_[s].list;
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(position));
    ++stations_[s].treated;
    ++events_.admissions[s];
    if (!is_asking_ || asker_.target != s) return;
    if (asker_.position == position) is_asking_ = false;
    if (asker_.position > position) --asker_.position;
  }

  [[nodiscard]] std::optional<std::size_t> first_holder(std::size_t from, std::size_t to) const {
    const auto& list = stations_[to].list;
    for (std::size_t i = 0; i < list.size(); ++i)
      if (list[i].holds(from)) return i;
    return std::nullopt;
  }

  /// If the asker, who holds `from`, closes a ring of holders, one person moves along each side.
  bool swap_a_ring(std::size_t from) {
    if (!is_asking_) return false;
    const std::size_t to = asker_.target;
    std::vector<std::size_t> reached_from(stations_.size(), gone);
    std::vector<std::size_t> search{to};
    reached_from[to] = from;
    for (std::size_t i = 0; i < search.size() && search[i] != from; ++i) {
      for (std::size_t next = 0; next < stations_.size(); ++next) {
        if (reached_from[next] != gone || !first_holder(search[i], next)) continue;
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
};

}  // namespace

BlockingNetwork::BlockingNetwork(std::vector<BlockingStation> stations, int most_people)
    : stations_(std::move(stations)), most_people_(most_people) {
  sim::expects(most_people_ > 0 && most_people_ <= 250, "a cap between 1 and 250 people");
  sim::expects(stations_.size() < 60, "fewer than 60 stations");
  for (BlockingStation& station : stations_) {
    station.to.resize(stations_.size());
    station.turned_away_to.resize(stations_.size());
    station.gave_up_to.resize(stations_.size());
    sim::expects(std::accumulate(station.to.begin(), station.to.end(), 0.0) < 1 + 1e-9,
                 "probabilities that sum to at most 1");
  }
}

NetworkState BlockingNetwork::empty() const {
  Floor floor(stations_);
  floor.settle();
  return floor.pack();
}

namespace {

/// Follows someone who has to go on in the same instant (turned away, gave up), possibly several
/// times, along every branch.
class Branches {
 public:
  Branches(const std::vector<BlockingStation>& stations, const BlockingNetwork::Visit& visit)
      : spec_(stations), visit_(visit) {}

  /// The person goes to `to` (by station; what is missing leaves), from `outside`.
  void spread(const Floor& floor,
              const std::vector<double>& to,
              std::size_t origin,
              double rate,
              int depth) {
    double leaves = 1;
    for (std::size_t j = 0; j < to.size(); ++j) {
      if (!(to[j] > 0)) continue;
      leaves -= to[j];
      Floor copy = floor;
      ask(copy, j, origin, rate * to[j], depth);
    }
    if (leaves > 1e-12) {
      Floor copy = floor;
      copy.settle();
      visit_(rate * leaves, copy.pack(), copy.events());
    }
  }

  void ask(Floor& floor, std::size_t target, std::size_t origin, double rate, int depth) {
    if (floor.ask(target, origin, false)) {
      visit_(rate, floor.pack(), floor.events());
      return;
    }
    sim::expects(depth < 100, "people who are turned away find an end");
    spread(floor, spec_[target].turned_away_to, origin, rate, depth + 1);
  }

 private:
  const std::vector<BlockingStation>& spec_;
  const BlockingNetwork::Visit& visit_;
};

}  // namespace

void BlockingNetwork::for_each_transition(const NetworkState& state, const Visit& visit) const {
  const Floor floor(stations_, state);
  Branches branches(stations_, visit);
  const bool is_at_cap = people(state) >= most_people_;
  for (std::size_t s = 0; s < stations_.size(); ++s) {
    const BlockingStation& spec = stations_[s];
    if (spec.arrivals > 0) {
      Floor copy = floor;
      if (is_at_cap) {
        copy.lose_one();
        visit(spec.arrivals, copy.pack(), copy.events());
      } else {
        branches.ask(copy, s, outside, spec.arrivals, 0);
      }
    }
    const double ends = spec.rate * floor.station(s).treated;
    double leaves = 1;
    for (std::size_t j = 0; ends > 0 && j < stations_.size(); ++j) {
      if (!(spec.to[j] > 0)) continue;
      leaves -= spec.to[j];
      Floor copy = floor;
      if (copy.end_treatment(s, j)) {
        visit(ends * spec.to[j], copy.pack(), copy.events());
      } else {
        branches.spread(copy, stations_[j].turned_away_to, s, ends * spec.to[j], 1);
      }
    }
    if (ends > 0 && leaves > 1e-12) {
      Floor copy = floor;
      static_cast<void>(copy.end_treatment(s, gone));
      visit(ends * leaves, copy.pack(), copy.events());
    }
    const auto& list = floor.station(s).list;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const double patience = spec.patience_rate[floor.class_of(list[i].origin, s)];
      if (list[i].is_holding || !(patience > 0)) continue;
      Floor copy = floor;
      const std::size_t origin = copy.give_up(s, i);
      branches.spread(copy, spec.gave_up_to, origin, patience, 0);
    }
  }
}

std::vector<StationCensus> BlockingNetwork::census(const NetworkState& state) const {
  const Floor floor(stations_, state);
  std::vector<StationCensus> result(stations_.size());
  for (std::size_t s = 0; s < stations_.size(); ++s) {
    result[s].treated = floor.station(s).treated;
    result[s].list = static_cast<int>(floor.station(s).list.size());
    result[s].held_for.resize(stations_.size());
  }
  for (std::size_t s = 0; s < stations_.size(); ++s) {
    for (const Waiter& waiter : floor.station(s).list) {
      if (!waiter.is_holding) continue;
      ++result[waiter.origin].held;
      ++result[waiter.origin].held_for[s];
    }
  }
  return result;
}

bool BlockingNetwork::is_full(const NetworkState& state, std::size_t station) const {
  return !Floor(stations_, state).has_free_place(station);
}

int BlockingNetwork::people(const NetworkState& state) const {
  return Floor(stations_, state).people();
}

}  // namespace stepdown::analysis
