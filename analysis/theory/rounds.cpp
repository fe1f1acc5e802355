#include "analysis/theory/rounds.hpp"

#include "models/pathway/components.hpp"

#include <utility>

namespace stepdown::analysis {

using models::index_of;
using models::StateId;

Rounds rounds_of(const models::Pathway& pathway,
                 const PathwayKernel& kernel,
                 const std::vector<bool>& goes_on) {
  const auto chance = [&kernel](StateId from, StateId to) {
    return kernel.states[index_of(from)].next[index_of(to)].probability;
  };
  const auto may_move = [&](StateId from, StateId to) {
    return goes_on[index_of(from)] && chance(from, to) > 0;
  };
  Rounds rounds;
  std::vector<std::size_t> number(goes_on.size());  // one more than the index; 0: none
  for (models::StateList& states : components_in_order(pathway, may_move)) {
    if (!goes_on[index_of(states.front())]) continue;
    SquareTable q{states.size(), {}};
    for (const StateId from : states)
      for (const StateId to : states)
        q.values.push_back(chance(from, to));
    auto stays = fundamental_matrix(q);
    if (!stays) {
      rounds.some_never_left = true;
      continue;
    }
    rounds.in_order.push_back({std::move(states), *std::move(stays)});
    for (const StateId state : rounds.in_order.back().states)
      number[index_of(state)] = rounds.in_order.size();
  }
  for (const std::size_t n : number)
    rounds.of_state.push_back(n > 0 ? n - 1 : rounds.in_order.size());
  return rounds;
}

std::vector<double> expected_entries(const Rounds& rounds,
                                     const PathwayKernel& kernel,
                                     std::vector<double> start) {
  std::vector<double> entries = std::move(start);
  for (std::size_t r = 0; r < rounds.in_order.size(); ++r) {
    const auto& [states, stays] = rounds.in_order[r];
    std::vector<double> own(states.size());
    for (std::size_t i = 0; i < states.size(); ++i)
      for (std::size_t j = 0; j < states.size(); ++j)
        own[j] += entries[index_of(states[i])] * stays(i, j);
    for (std::size_t i = 0; i < states.size(); ++i) {
      entries[index_of(states[i])] = own[i];
      const std::vector<Ending>& next = kernel.states[index_of(states[i])].next;
      for (std::size_t to = 0; to < next.size(); ++to)
        if (rounds.of_state[to] != r) entries[to] += own[i] * next[to].probability;
    }
  }
  return entries;
}

void sum_until_left(const Rounds& rounds, const PathwayKernel& kernel, std::vector<double>& x) {
  for (std::size_t r = rounds.in_order.size(); r-- > 0;) {
    const auto& [states, stays] = rounds.in_order[r];
    std::vector<double> own;
    for (const StateId from : states) {
      const std::vector<Ending>& next = kernel.states[index_of(from)].next;
      double& sum = own.emplace_back(x[index_of(from)]);
      for (std::size_t to = 0; to < next.size(); ++to)
        if (rounds.of_state[to] != r) sum += next[to].probability * x[to];
    }
    for (std::size_t i = 0; i < own.size(); ++i) {
      double sum = 0;
      for (std::size_t j = 0; j < own.size(); ++j)
        sum += stays(i, j) * own[j];
      x[index_of(states[i])] = sum;
    }
  }
}

}  // namespace stepdown::analysis
