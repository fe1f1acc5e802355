#pragma once

#include "models/scenario.hpp"
#include "sim/distributions/exponential.hpp"
#include "tests/support/small_models.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::tests {

/// Levels with unlimited places, numbered in random order: each leads to one or two that come later
/// in a hidden order and to the outcome, and a third of them to one a little before.
[[nodiscard]] inline models::Scenario random_pathway(std::size_t levels, unsigned seed) {
  std::mt19937 luck(seed);
  const auto below = [&luck](std::size_t n) { return static_cast<std::size_t>(luck()) % n; };
  std::vector<std::size_t> hidden(levels);
  for (std::size_t i = 0; i < levels; ++i)
    std::swap(hidden[i] = i, hidden[below(i + 1)]);
  const auto name = [&hidden](std::size_t place) { return "s" + std::to_string(hidden[place]); };
  std::vector<models::State> states(levels);
  for (std::size_t i = 0; i < levels; ++i) {
    models::Split next = split_of({{"left", 0.25}});
    const auto add = [&next](std::string state, double share) {
      next.push_back({word(std::move(state)), {share, {}}});
    };
    if (i + 2 < levels) {
      add(name(i + 1), 0.25);
      add(name(i + 2 + below(levels - i - 2)), 0.25);
    } else {
      next.front().probability.value = 0.75;
    }
    if (i > 2 && below(3) == 0) {
      add(name(i - 1 - below(2)), 0.25);
    } else {
      next.front().probability.value += 0.25;
    }
    models::Exit leave = split_exit("planned", 1, {});
    leave.to = always(std::move(next));
    states[hidden[i]] =
        open_level(name(i), sim::Exponential{1.0 + static_cast<double>(below(20))}, {leave});
  }
  states.push_back(outcome("left"));
  models::ArrivalSource source = poisson("referrals", 1, {});
  source.to =
      always(models::Split{{word(name(0)), {0.5, {}}}, {word(name(levels / 2)), {0.5, {}}}});
  return scenario_of(std::move(states), {std::move(source)});
}

}  // namespace stepdown::tests
