#include "analysis/measure/moves.hpp"

#include "models/pathway/pathway.hpp"
#include "models/pathway/reachability.hpp"
#include "models/refusal.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace stepdown::analysis {
namespace {

using models::index_of;
using models::Model;
using models::Refusal;
using models::StateId;

constexpr std::array refusals{std::pair{Refusal::GaveUp, MoveOf::GaveUp},
                              std::pair{Refusal::TurnedAway, MoveOf::TurnedAway},
                              std::pair{Refusal::Diverted, MoveOf::Diverted},
                              std::pair{Refusal::LeftList, MoveOf::LeftList},
                              std::pair{Refusal::Balked, MoveOf::Balked},
                              std::pair{Refusal::Redirected, MoveOf::Redirected}};

std::int64_t refused(const models::StateObservations& seen, Refusal how, StateId to) {
  return seen.refused_to[static_cast<std::size_t>(how)][index_of(to)];
}

std::vector<Move> moves_from(const Model& model,
                             const models::NextStates& next,
                             StateId from,
                             bool by_both) {
  std::vector<Move> moves;
  for (const StateId to : next.of_state[index_of(from)]) {
    moves.push_back({to, MoveOf::All});
    if (!by_both || !model.is_treatment(to)) continue;
    moves.push_back({to, MoveOf::Referred});
    moves.push_back({to, MoveOf::Returning});
  }
  for (const auto& [how, of] : refusals)
    for (const StateId to : next.of_refused[index_of(from)][static_cast<std::size_t>(how)])
      moves.push_back({to, of});
  return moves;
}

/// Those who were on a list at the start come from nowhere that is known, as from a source.
std::vector<Move> moves_from_start(const Model& model) {
  std::vector<bool> is_waited_for(model.level_count, false);
  for (const models::StartGroup& group : model.start->groups)
    if (group.is_waiting) is_waited_for[index_of(group.state)] = true;
  for (const models::StartCrowd& crowd : model.start->crowds)
    if (model.is_level(crowd.state) && model.state(crowd.state).has_list())
      is_waited_for[index_of(crowd.state)] = true;
  std::vector<Move> moves;
  for (std::size_t level = 0; level < model.level_count; ++level)
    if (is_waited_for[level])
      moves.push_back({StateId{static_cast<std::uint16_t>(level)}, MoveOf::All});
  return moves;
}

}  // namespace

std::string_view name_of(MoveOf of) {
  switch (of) {
    case MoveOf::All:
      return "";
    case MoveOf::Referred:
      return "referral";
    case MoveOf::Returning:
      return "return";
    case MoveOf::GaveUp:
      return models::name_of(Refusal::GaveUp);
    case MoveOf::TurnedAway:
      return models::name_of(Refusal::TurnedAway);
    case MoveOf::Diverted:
      return models::name_of(Refusal::Diverted);
    case MoveOf::LeftList:
      return models::name_of(Refusal::LeftList);
    case MoveOf::Balked:
      return models::name_of(Refusal::Balked);
    case MoveOf::Redirected:
      return models::name_of(Refusal::Redirected);
  }
  return "";
}

std::string subject_of(const std::string& from, const Move& move, const Model& model) {
  const std::string_view word = name_of(move.of);
  return fmt::format("{}.{}{}{}", from, model.state(move.to).name, word.empty() ? "" : ".", word);
}

std::int64_t count_of(const models::StateObservations& seen, const Move& move) {
  const std::size_t to = index_of(move.to);
  switch (move.of) {
    case MoveOf::All:
      return seen.flow_to[to];
    case MoveOf::Referred:
      return seen.never_treated_to[to];
    case MoveOf::Returning:
      return seen.flow_to[to] - seen.never_treated_to[to];
    case MoveOf::GaveUp:
      return refused(seen, Refusal::GaveUp, move.to);
    case MoveOf::TurnedAway:
      return refused(seen, Refusal::TurnedAway, move.to);
    case MoveOf::Diverted:
      return refused(seen, Refusal::Diverted, move.to);
    case MoveOf::LeftList:
      return refused(seen, Refusal::LeftList, move.to);
    case MoveOf::Balked:
      return refused(seen, Refusal::Balked, move.to);
    case MoveOf::Redirected:
      return refused(seen, Refusal::Redirected, move.to);
  }
  return 0;
}

Moves possible_moves(const Model& model) {
  const models::Pathway pathway = models::make_pathway(model);
  const models::NextStates next = models::next_states(pathway);
  const auto [treated, never_treated] = models::acquaintance(model, pathway);
  Moves moves;
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    const StateId from{static_cast<std::uint16_t>(s)};
    const bool is_out_of_care = !model.is_treatment(from);
    moves.only_referrals.push_back(is_out_of_care && !treated[s]);
    moves.from_state.push_back(
        moves_from(model, next, from, is_out_of_care && treated[s] && never_treated[s]));
  }
  for (const std::vector<StateId>& first : next.of_source) {
    std::vector<Move>& from = moves.from_source.emplace_back();
    for (const StateId to : first)
      from.push_back({to, MoveOf::All});
  }
  if (model.start) moves.from_source.push_back(moves_from_start(model));
  return moves;
}

}  // namespace stepdown::analysis
