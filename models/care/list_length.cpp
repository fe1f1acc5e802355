#include "models/care/care_system.hpp"

#include <climits>
#include <cstddef>
#include <optional>

/// What people do about the length of a list before they join it: go away, or ask another level.
namespace stepdown::models {

/// Whether somebody who would have to wait outside goes away instead, as so many do already.
bool CareSystem::balks(const Person& person) const {
  const std::vector<BalkingStep>& steps = state_now(person.target).balking;
  double share = 0;
  for (const BalkingStep& step : steps)
    if (sites_[index_of(person.target)].outside >= step.people) share = step.share;
  if (share <= 0) return false;
  const sim::Block words = draws_.of(person, Draw::Balking);
  return sim::open_unit(words[0], words[1]) < share;
}

void CareSystem::balk(Slot slot, Person& person) {
  const std::uint32_t behavior = request_behavior(person);
  end_request(slot, person);
  be_refused(person, Refusal::Balked, Counter::Balked, HappeningKind::Balked);
  go_elsewhere(
      slot,
      person,
      tables_.choose(tables_.balked_targets[behavior], draws_.of(person, Draw::Balking)[2]));
}

/// Each who asked in this instant and found no place looks once at the other levels of theirs.
/// Returns whether anybody asks another one.
bool CareSystem::redirect_some() {
  bool anybody = false;
  // NOLINTNEXTLINE(modernize-loop-convert): the vector grows while it is walked
  for (std::size_t i = 0; i < asking_.size(); ++i) {
    const Slot slot = asking_[i];
    Person& person = people_[slot];
    const bool looks = person.request == Request::Asking || person.request == Request::AskingToHold;
    if (!looks || person.refusal == Refusal::Redirected) continue;
    const std::optional<StateId> other = better_level(person);
    if (!other) continue;
    end_request(slot, person);
    be_refused(person, Refusal::Redirected, Counter::Redirected, HappeningKind::Redirected);
    person.target = *other;
    ask(slot, person);
    anybody = true;
  }
  return anybody;
}

/// The first of the other levels with a place for somebody who found none, or else the first with
/// the shortest list, if that is shorter than where they asked and has room.
std::optional<StateId> CareSystem::better_level(const Person& person) const {
  const std::vector<StateId>& others = model_.state(person.target).alternatives;
  for (const StateId level : others)
    if (may_take(level, person) || keeps_place_in(level, person)) return level;
  constexpr int no_room = INT_MAX;
  std::optional<StateId> best;
  int shortest = is_list_full(person) ? no_room : pools_.waiting_for(person.target) - 1;
  for (const StateId level : others) {
    const std::optional<int> limit = state_now(level).list_limit;
    if (limit && sites_[index_of(level)].outside >= *limit) continue;
    if (pools_.waiting_for(level) >= shortest) continue;
    shortest = pools_.waiting_for(level);
    best = level;
  }
  return best;
}

}  // namespace stepdown::models
