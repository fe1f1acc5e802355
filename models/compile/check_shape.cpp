#include "models/compile/check_shape.hpp"

#include "models/compile/names.hpp"
#include "models/pathway/shape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace stepdown::models {
namespace {

/// "detox, php and iop"
std::string names_text(const Scenario& scenario, const StateList& states) {
  std::vector<std::string> names;
  for (const StateId state : states)
    names.push_back(scenario.states[index_of(state)].name.value);
  return list_text(names);
}

StateList peopled_at_start(const Model& model) {
  StateList states;
  if (!model.start) return states;
  for (const StartGroup& group : model.start->groups)
    states.push_back(group.state);
  return states;
}

/// Whether some places of these levels are reserved.
bool has_reserves(const Scenario& scenario, const StateList& levels) {
  return std::ranges::any_of(levels, [&](StateId level) {
    return !scenario.states[index_of(level)].places.reserves.empty();
  });
}

}  // namespace

void check_shape(const Scenario& scenario,
                 const Model& model,
                 const Pathway& pathway,
                 Problems& problems) {
  const StateList peopled = peopled_at_start(model);
  for (const StateList& round : instant_rounds(pathway)) {
    const State& first = scenario.states[index_of(round.front())];
    problems.report(Rule::InstantRound,
                    first.name.at,
                    state_key(first),
                    fmt::format("people can go round in {} for ever in one instant; give a stay "
                                "there some time, or let those turned away leave the round",
                                names_text(scenario, round)));
  }
  for (const StateId unreached : unreached_states(pathway, peopled)) {
    if (model.state(unreached).lends_places()) continue;
    const State& state = scenario.states[index_of(unreached)];
    problems.report(
        Rule::NobodyGetsHere, state.name.at, state_key(state), "never used: nobody can get here");
  }
  const StateList endless = endless_states(pathway, peopled);
  if (endless.empty()) return;
  const State& first = scenario.states[index_of(endless.front())];
  problems.report(
      Rule::NobodyLeaves,
      first.name.at,
      state_key(first),
      fmt::format("nobody ever reaches an outcome from {}: people stay in the pathway for ever "
                  "and their number grows with the length of the run",
                  names_text(scenario, endless)));
}

std::vector<std::string> gridlock_notes(const Scenario& scenario, const Pathway& pathway) {
  std::vector<std::string> notes;
  const std::vector<StateList> all_rings = gridlock_rings(pathway);
  for (const bool are_reserved : {false, true}) {
    std::vector<std::string> rings;
    for (const StateList& ring : all_rings)
      if (has_reserves(scenario, ring) == are_reserved) rings.push_back(names_text(scenario, ring));
    if (rings.empty()) continue;
    const std::string who =
        rings.size() == 1 ? rings.front() + " can hold places for each other in a ring (gridlock)"
                          : fmt::format("places can be held in {} rings (gridlock), of {}",
                                        rings.size(),
                                        fmt::join(rings, "; of "));
    notes.push_back(fmt::format(
        "{}; the whole ring then moves in one instant, and reports count it as a swap{}",
        who,
        are_reserved
            ? "; where somebody would come into a place that is reserved for others, they wait on"
            : ""));
  }
  return notes;
}

}  // namespace stepdown::models
