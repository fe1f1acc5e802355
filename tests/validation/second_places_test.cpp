#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

// Bridges and places alongside against small Markov chains, solved here.
namespace stepdown::tests {
namespace {

using models::Beside;
using models::BesideObservations;
using models::Headcount;
using models::Model;
using models::Observations;

using State = std::array<int, 4>;
/// Where a state leads, at which rate.
using Moves = std::vector<std::pair<State, double>>;

/// Long-run shares of time of the states of a chain that are reached from nothing.
class Chain {
 public:
  template <class Leads>
  explicit Chain(const Leads& leads) {
    std::vector<State> states{State{}};
    numbers_[State{}] = 0;
    double fastest = 0;
    std::vector<Moves> moves;
    for (std::size_t i = 0; i < states.size(); ++i) {
      moves.push_back(leads(states[i]));
      double rate = 0;
      for (const auto& [next, r] : moves.back()) {
        rate += r;
        if (numbers_.emplace(next, states.size()).second) states.push_back(next);
      }
      fastest = std::max(fastest, rate);
    }
    solve(moves, 1.1 * fastest);
  }

  /// The mean of what is said of each state.
  template <class Value>
  [[nodiscard]] double mean(const Value& value) const {
    double sum = 0;
    for (const auto& [state, number] : numbers_)
      sum += shares_[number] * value(state);
    return sum;
  }

 private:
  /// Steps of the uniformized chain, until they change nothing any more.
  void solve(const std::vector<Moves>& moves, double rate) {
    shares_.assign(moves.size(), 1.0 / static_cast<double>(moves.size()));
    double change = 1;
    while (change > 1e-14) {
      std::vector<double> next = shares_;
      for (std::size_t i = 0; i < moves.size(); ++i) {
        for (const auto& [to, r] : moves[i]) {
          next[numbers_.at(to)] += shares_[i] * r / rate;
          next[i] -= shares_[i] * r / rate;
        }
      }
      change = 0;
      for (std::size_t i = 0; i < next.size(); ++i)
        change = std::max(change, std::abs(next[i] - shares_[i]));
      shares_ = std::move(next);
    }
  }

  std::map<State, std::size_t> numbers_;
  std::vector<double> shares_;
};

const BesideObservations& beside(const Model& model,
                                 const Observations& all,
                                 std::string_view level) {
  return all.beside[models::index_of(state_named(model, level))];
}

// One bed with a list of three, one slot with a list of one and people of its own. Rates a day.
struct BridgeSystem {
  double to_ward = 0.3;
  double ward = 0.2;
  double to_clinic = 0.2;
  double clinic = 0.25;
  double patience = 0.1;
  double patience_ratio = 1;
  static constexpr int ward_list = 3;
  static constexpr int clinic_list = 1;
};

/// {people in the ward or waiting for it, of these in the clinic, others in the clinic, on its
/// list}. Whoever is in the clinic for want of a bed is the first in line for it.
Moves moves_of(const BridgeSystem& s, const State& now) {
  const auto& [ward, bridging, own, listed] = now;
  const int waiting = std::max(ward - 1, 0);
  /// The slot is free: the list of the clinic is first.
  const auto with_slot_free = [](State next) {
    auto& [w, b, o, l] = next;
    if (b + o == 0 && l > 0) {
      --l;
      o = 1;
    }
    if (b + o == 0 && w > 1) b = 1;
    return next;
  };
  Moves moves;
  if (ward <= BridgeSystem::ward_list)
    moves.emplace_back(with_slot_free({ward + 1, bridging, own, listed}), s.to_ward);
  if (ward > 0) moves.emplace_back(with_slot_free({ward - 1, 0, own, listed}), s.ward);
  if (waiting > bridging)
    moves.emplace_back(with_slot_free({ward - 1, bridging, own, listed}),
                       (waiting - bridging) * s.patience);
  if (bridging > 0)
    moves.emplace_back(with_slot_free({ward - 1, 0, own, listed}), s.patience / s.patience_ratio);
  if (bridging + own == 0)
    moves.emplace_back(State{ward, bridging, 1, listed}, s.to_clinic);
  else if (listed < BridgeSystem::clinic_list)
    moves.emplace_back(State{ward, bridging, own, listed + 1}, s.to_clinic);
  if (own > 0) moves.emplace_back(with_slot_free({ward, bridging, 0, listed}), s.clinic);
  return moves;
}

Model model_of(const BridgeSystem& s) {
  return tests::model_of(fmt::format(R"(
schema: 1
name: Bridge
start: 2026-01-05
run: {{warm_up: 200 d, horizon: 3200 d, seed: 11}}
levels:
  ward:
    places: {{beds: 1}}
    treatment_time: {{exponential: {{mean: {} d}}}}
    to: out
    waiting:
      patience: {{exponential: {{mean: {} d}}}}
      gave_up_to: out
      limit: 3
      turned_away_to: out
      bridge: {{to: clinic, patience_ratio: {}}}
  clinic:
    places: {{slots: 1}}
    treatment_time: {{exponential: {{mean: {} d}}}}
    to: out
    waiting: {{limit: 1, turned_away_to: out}}
outcomes: [out]
arrivals:
  to_ward: {{poisson: {{rate: {} /d}}, to: ward}}
  to_clinic: {{poisson: {{rate: {} /d}}, to: clinic}}
)",
                                     1 / s.ward,
                                     1 / s.patience,
                                     s.patience_ratio,
                                     1 / s.clinic,
                                     s.to_ward,
                                     s.to_clinic));
}

TEST_SUITE_BEGIN("validation");

// The standard errors are some 0.3 % of the means: a patience that is not stretched, a bridge that
// begins before the list is served, or one counted twice shows.
TEST_CASE("bridge: people on it and on the lists are as the Markov chain has them") {
  for (const double ratio : {1.0, 4.0, 0.5}) {
    CAPTURE(ratio);
    const BridgeSystem system{.patience_ratio = ratio};
    const Chain chain{[&](const State& now) { return moves_of(system, now); }};
    const Model model = model_of(system);
    const std::vector<Observations> runs = observe(model, 300);
    const auto average = [&](const auto& integral) {
      return each(runs, [&](const Observations& o) { return integral(o).days() / o.window_days; });
    };
    CHECK(check_mean(average([&](const Observations& o) {
                       return beside(model, o, "clinic")[Beside::Bridge].time;
                     }),
                     chain.mean([](const State& s) { return s[1]; })));
    CHECK(check_mean(average([&](const Observations& o) {
                       return observed(model, o, "clinic")[Headcount::Census].integral();
                     }),
                     chain.mean([](const State& s) { return s[1] + s[2]; })));
    CHECK(check_mean(average([&](const Observations& o) {
                       return observed(model, o, "clinic")[Headcount::List].integral();
                     }),
                     chain.mean([](const State& s) { return s[3]; })));
    CHECK(check_mean(average([&](const Observations& o) {
                       return observed(model, o, "ward")[Headcount::List].integral();
                     }),
                     chain.mean([](const State& s) { return std::max(s[0] - 1, 0); })));
  }
}

// Two slots without a list, of whose people some want the one room of a house beside it; the house
// has people of its own, who do not wait. Rates a day.
struct AlongsideSystem {
  double to_program = 0.3;
  double program = 0.2;
  double to_house = 0.1;
  double house = 0.15;
  double share = 0.7;
  bool waits = true;
};

/// {in the program without a room, waiting for one, having it; others in the house}
Moves moves_of(const AlongsideSystem& s, const State& now) {
  const auto& [without, waiting, having, own] = now;
  const auto with_room_free = [](State next) {
    if (next[2] + next[3] == 0 && next[1] > 0) {
      --next[1];
      next[2] = 1;
    }
    return next;
  };
  const bool is_free = having + own == 0;
  Moves moves;
  if (without + waiting + having < 2) {
    moves.emplace_back(State{without + 1, waiting, having, own}, s.to_program * (1 - s.share));
    State wanting = now;
    ++wanting[is_free ? 2 : (s.waits ? 1 : 0)];
    moves.emplace_back(wanting, s.to_program * s.share);
  }
  if (without > 0)
    moves.emplace_back(State{without - 1, waiting, having, own}, without * s.program);
  if (waiting > 0)
    moves.emplace_back(State{without, waiting - 1, having, own}, waiting * s.program);
  if (having > 0) moves.emplace_back(with_room_free({without, waiting, 0, own}), s.program);
  if (is_free) moves.emplace_back(State{without, waiting, having, 1}, s.to_house);
  if (own > 0) moves.emplace_back(with_room_free({without, waiting, having, 0}), s.house);
  return moves;
}

Model model_of(const AlongsideSystem& s) {
  return tests::model_of(fmt::format(R"(
schema: 1
name: Alongside
start: 2026-01-05
run: {{warm_up: 200 d, horizon: 3200 d, seed: 12}}
levels:
  program:
    places: {{slots: 2}}
    treatment_time: {{exponential: {{mean: {} d}}}}
    to: out
    waiting: {{limit: 0, turned_away_to: out}}
    alongside: {{house: {{share: {}, wait: {}}}}}
  house:
    places: {{beds: 1}}
    treatment_time: {{exponential: {{mean: {} d}}}}
    to: out
    waiting: {{limit: 0, turned_away_to: out}}
outcomes: [out]
arrivals:
  to_program: {{poisson: {{rate: {} /d}}, to: program}}
  to_house: {{poisson: {{rate: {} /d}}, to: house}}
)",
                                     1 / s.program,
                                     s.share,
                                     s.waits,
                                     1 / s.house,
                                     s.to_program,
                                     s.to_house));
}

TEST_CASE("alongside: people who have one and who wait are as the Markov chain has them") {
  for (const bool waits : {true, false}) {
    CAPTURE(waits);
    const AlongsideSystem system{.waits = waits};
    const Chain chain{[&](const State& now) { return moves_of(system, now); }};
    const Model model = model_of(system);
    const std::vector<Observations> runs = observe(model, 300);
    const auto house = [&](const Observations& o) -> const BesideObservations& {
      return beside(model, o, "house");
    };
    CHECK(check_mean(each(runs,
                          [&](const Observations& o) {
                            return house(o)[Beside::Alongside].time.days() / o.window_days;
                          }),
                     chain.mean([](const State& s) { return s[2]; })));
    CHECK(check_mean(each(runs,
                          [&](const Observations& o) {
                            return house(o).waiting.integral_days() / o.window_days;
                          }),
                     chain.mean([](const State& s) { return s[1]; })));
    CHECK(check_mean(each(runs,
                          [&](const Observations& o) {
                            const auto census =
                                observed(model, o, "house")[Headcount::Census].integral();
                            return census.days() / o.window_days;
                          }),
                     chain.mean([](const State& s) { return s[2] + s[3]; })));
    // Who asks a day and finds the room taken.
    CHECK(check_mean(each(runs,
                          [&](const Observations& o) {
                            const auto vain = house(o).delayed + house(o).went_without;
                            return static_cast<double>(vain) / o.window_days;
                          }),
                     chain.mean([&](const State& s) {
                       const bool asks = s[0] + s[1] + s[2] < 2;
                       return asks && s[2] + s[3] > 0 ? system.to_program * system.share : 0.0;
                     })));
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
