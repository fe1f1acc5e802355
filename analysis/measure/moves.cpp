#include "analysis/measure/moves.hpp"

#include <algorithm>

namespace stepdown::analysis {

namespace {

using models::Model;
using models::Range;
using models::StateId;

/// A set of states that grows, by index.
using States = std::vector<bool>;

void add_targets(const Model& model, Range range, States& states) {
  for (const models::Target& target : model.targets_in(range))
    if (target.probability > 0) states[index_of(target.state)] = true;
}

States exits_of(const Model& model, std::size_t state) {
  States states(model.states.size());
  if (model.is_outcome(StateId{static_cast<std::uint16_t>(state)})) return states;
  for (const models::Behavior& behavior : model.behaviors_in(model.states[state])) {
    for (const models::SplitExit& exit : model.splits_in(behavior))
      if (exit.probability > 0) add_targets(model, exit.targets, states);
    for (const models::RaceExit& exit : model.races_in(behavior))
      add_targets(model, exit.targets, states);
  }
  return states;
}

/// Where those may go who ask for a place of `level` and do not get one.
States without_place(const Model& model, std::size_t level) {
  States states(model.states.size());
  const models::StateModel& asked = model.states[level];
  if (asked.divert_to) states[index_of(*asked.divert_to)] = true;
  for (const models::RequestBehavior& request : model.requests_in(asked)) {
    add_targets(model, request.gave_up_targets, states);
    add_targets(model, request.turned_away_targets, states);
  }
  return states;
}

/// `wanted` and everywhere else that one can end up when places are refused.
std::vector<StateId> with_refusals(const Model& model,
                                   const std::vector<States>& refused,
                                   States wanted) {
  for (bool grew = true; grew;) {
    grew = false;
    for (std::size_t level = 0; level < model.level_count; ++level) {
      if (!wanted[level]) continue;
      for (std::size_t next = 0; next < wanted.size(); ++next) {
        if (!refused[level][next] || wanted[next]) continue;
        wanted[next] = true;
        grew = true;
      }
    }
  }
  std::vector<StateId> ids;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (wanted[i]) ids.push_back(StateId{static_cast<std::uint16_t>(i)});
  return ids;
}

}  // namespace

Moves possible_moves(const Model& model) {
  std::vector<States> refused;
  for (std::size_t level = 0; level < model.level_count; ++level)
    refused.push_back(without_place(model, level));
  Moves moves;
  for (std::size_t state = 0; state < model.states.size(); ++state)
    moves.from_state.push_back(with_refusals(model, refused, exits_of(model, state)));
  for (const models::SourceModel& source : model.sources) {
    States wanted(model.states.size());
    for (const Range& range : source.first_states)
      add_targets(model, range, wanted);
    moves.from_source.push_back(with_refusals(model, refused, std::move(wanted)));
  }
  return moves;
}

}  // namespace stepdown::analysis
