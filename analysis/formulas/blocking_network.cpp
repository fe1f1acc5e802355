#include "analysis/formulas/blocking_network.hpp"

#include "analysis/formulas/blocking_floor.hpp"
#include "sim/contract.hpp"

#include <numeric>
#include <utility>

namespace stepdown::analysis {

namespace {

/// Follows someone who has to go on in the same instant (turned away, gave up), possibly several
/// times, along every branch.
class Branches {
 public:
  Branches(const std::vector<BlockingStation>& stations, const BlockingNetwork::Visit& visit)
      : spec_(stations), visit_(visit) {}

  /// The person goes to `to` (by station; what is missing leaves), from `origin`.
  void spread(const BlockingFloor& floor,
              const std::vector<double>& to,
              std::size_t origin,
              double rate,
              int depth) {
    double leaves = 1;
    for (std::size_t j = 0; j < to.size(); ++j) {
      if (!(to[j] > 0)) continue;
      leaves -= to[j];
      BlockingFloor copy = floor;
      ask(copy, j, origin, rate * to[j], depth);
    }
    if (leaves > 1e-12) {
      BlockingFloor copy = floor;
      copy.settle();
      visit_(rate * leaves, copy.pack(), copy.events());
    }
  }

  void ask(BlockingFloor& floor, std::size_t target, std::size_t origin, double rate, int depth) {
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
  BlockingFloor floor(stations_);
  floor.settle();
  return floor.pack();
}

void BlockingNetwork::for_each_transition(const NetworkState& state, const Visit& visit) const {
  const BlockingFloor floor(stations_, state);
  Branches branches(stations_, visit);
  const bool is_at_cap = people(state) >= most_people_;
  for (std::size_t s = 0; s < stations_.size(); ++s) {
    const BlockingStation& spec = stations_[s];
    if (spec.arrivals > 0) {
      BlockingFloor copy = floor;
      if (is_at_cap) {
        copy.lose_one();
        visit(spec.arrivals, copy.pack(), copy.events());
      } else {
        branches.ask(copy, s, outside_network, spec.arrivals, 0);
      }
    }
    const double ends = spec.rate * floor.station(s).treated;
    double leaves = 1;
    for (std::size_t j = 0; ends > 0 && j < stations_.size(); ++j) {
      if (!(spec.to[j] > 0)) continue;
      leaves -= spec.to[j];
      BlockingFloor copy = floor;
      if (copy.end_treatment(s, j)) {
        visit(ends * spec.to[j], copy.pack(), copy.events());
      } else {
        branches.spread(copy, stations_[j].turned_away_to, s, ends * spec.to[j], 1);
      }
    }
    if (ends > 0 && leaves > 1e-12) {
      BlockingFloor copy = floor;
      static_cast<void>(copy.end_treatment(s, outside_network));
      visit(ends * leaves, copy.pack(), copy.events());
    }
    const auto& list = floor.station(s).list;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const double patience =
          spec.patience_rate[static_cast<std::size_t>(floor.requester(list[i].origin, s))];
      if (list[i].is_holding || !(patience > 0)) continue;
      BlockingFloor copy = floor;
      const std::size_t origin = copy.give_up(s, i);
      branches.spread(copy, spec.gave_up_to, origin, patience, 0);
    }
  }
}

std::vector<StationCensus> BlockingNetwork::census(const NetworkState& state) const {
  const BlockingFloor floor(stations_, state);
  std::vector<StationCensus> result(stations_.size());
  for (std::size_t s = 0; s < stations_.size(); ++s) {
    result[s].treated = floor.station(s).treated;
    result[s].list = static_cast<int>(floor.station(s).list.size());
    result[s].held_for.resize(stations_.size());
  }
  for (std::size_t s = 0; s < stations_.size(); ++s) {
    for (const BlockingFloor::Waiter& waiter : floor.station(s).list) {
      if (!waiter.is_holding) continue;
      ++result[waiter.origin].held;
      ++result[waiter.origin].held_for[s];
    }
  }
  return result;
}

bool BlockingNetwork::is_full(const NetworkState& state, std::size_t station) const {
  return !BlockingFloor(stations_, state).has_free_place(station);
}

int BlockingNetwork::people(const NetworkState& state) const {
  return BlockingFloor(stations_, state).people();
}

}  // namespace stepdown::analysis
