#include "models/compile/possible_kinds.hpp"

#include <algorithm>

namespace stepdown::models {
namespace {

bool is_seen(const Model& model, StateId from, ReasonKind kind, Range targets) {
  const auto leads = [&](auto matches) {
    return std::ranges::any_of(model.targets_in(targets),
                               [&](const Target& target) { return matches(target.state); });
  };
  switch (kind) {
    case ReasonKind::Planned:
      return model.is_level(from) && leads([&](StateId to) { return !model.is_level(to); });
    case ReasonKind::Relapse:
      return model.is_community(from);
    case ReasonKind::Recovery:
      return leads([&](StateId to) { return model.is_outcome(to); });
    case ReasonKind::Escalation:
    case ReasonKind::Dropout:
    case ReasonKind::Administrative:
    case ReasonKind::Death:
    case ReasonKind::Other:
      return true;
  }
  return true;
}

}  // namespace

KindFlags possible_kinds(const Model& model) {
  KindFlags possible{};
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    const StateModel& state = model.states[s];
    const StateId id{static_cast<std::uint16_t>(s)};
    if (state.kind == StateKind::Outcome) {
      if (state.meaning == ReasonKind::Recovery || state.meaning == ReasonKind::Death)
        possible[static_cast<std::size_t>(state.meaning)] = true;
      continue;
    }
    const auto see = [&](std::uint16_t exit, Range targets) {
      const ReasonKind kind = model.reasons[index_of(state.exits[exit].reason)].kind;
      if (is_seen(model, id, kind, targets)) possible[static_cast<std::size_t>(kind)] = true;
    };
    for (const Behavior& behavior : model.behaviors_in(state)) {
      for (const SplitExit& exit : model.splits_in(behavior))
        see(exit.exit, exit.targets);
      for (const RaceExit& exit : model.races_in(behavior))
        see(exit.exit, exit.targets);
    }
  }
  return possible;
}

}  // namespace stepdown::models
