#include "analysis/theory/renewal_network.hpp"

#include "analysis/formulas/renewal_equations.hpp"
#include "models/pathway/components.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace stepdown::analysis {

using models::index_of;
using models::StateId;

namespace {

using Sequence = std::vector<Complex>;

bool somebody_comes(const EntryTransforms& entries, const models::StateList& group) {
  return std::ranges::any_of(
      group, [&entries](StateId state) { return !entries[index_of(state)].empty(); });
}

/// Adds those who move on from `from` to states outside its group.
void send_on(const RenewalNetwork& network,
             const models::StateList& group,
             StateId from,
             EntryTransforms& entries) {
  const Sequence& own = entries[index_of(from)];
  const std::vector<Sequence>& next = network.stays[index_of(from)].next;
  for (std::size_t to = 0; to < next.size(); ++to) {
    if (next[to].empty() || std::ranges::binary_search(group, static_cast<StateId>(to))) continue;
    entries[to].resize(own.size());
    add_products(entries[to], own, next[to]);
  }
}

/// From those who come into states that lead to each other from elsewhere to all who enter them.
void go_round(const RenewalNetwork& network,
              const models::StateList& group,
              std::vector<EntryTransforms>& entries) {
  std::vector<RenewalMove> moves;
  for (std::size_t i = 0; i < group.size(); ++i) {
    for (std::size_t j = 0; j < group.size(); ++j) {
      const Sequence& share = network.stays[index_of(group[i])].next[index_of(group[j])];
      if (!share.empty()) moves.push_back({i, j, &share});
    }
  }
  if (moves.empty()) return;
  std::vector<Sequence*> all;
  for (EntryTransforms& of_start : entries) {
    if (!somebody_comes(of_start, group)) continue;
    for (const StateId state : group) {
      of_start[index_of(state)].resize(network.frequencies);
      all.push_back(&of_start[index_of(state)]);
    }
  }
  RenewalEquations(group.size(), std::move(moves)).solve(all);
}

}  // namespace

RenewalNetwork::RenewalNetwork(const models::Model& model,
                               RenewalKernels& kernels,
                               models::ClassId who)
    : RenewalNetwork(model, kernels, who, std::vector<bool>(model.states.size(), true)) {}

RenewalNetwork::RenewalNetwork(const models::Model& model,
                               RenewalKernels& kernels,
                               models::ClassId who,
                               const std::vector<bool>& goes_on)
    : stays(model.level_count + model.community_count), frequencies{kernels.grid().frequencies()} {
  for (std::size_t s = 0; s < stays.size(); ++s) {
    if (goes_on[s])
      stays[s] = kernels.stay(static_cast<StateId>(s), who);
    else
      stays[s].next.resize(model.states.size());
  }
}

std::vector<EntryTransforms> renewal_entries(const models::Pathway& pathway,
                                             const RenewalNetwork& network,
                                             std::vector<EntryTransforms> starts,
                                             const std::vector<bool>& goes_on) {
  const auto may_move = [&](StateId from, StateId to) {
    return goes_on[index_of(from)] && !network.stays[index_of(from)].next[index_of(to)].empty();
  };
  std::vector<EntryTransforms> entries = std::move(starts);
  for (const models::StateList& group : components_in_order(pathway, may_move)) {
    if (!goes_on[index_of(group.front())]) continue;
    go_round(network, group, entries);
    for (EntryTransforms& of_start : entries) {
      if (!somebody_comes(of_start, group)) continue;
      for (const StateId state : group)
        send_on(network, group, state, of_start);
    }
  }
  return entries;
}

EntryTransforms renewal_entries(const models::Pathway& pathway,
                                const RenewalNetwork& network,
                                const EntryTransforms& start,
                                const std::vector<bool>& goes_on) {
  return std::move(
      renewal_entries(pathway, network, std::vector<EntryTransforms>{start}, goes_on).front());
}

}  // namespace stepdown::analysis
