#include "models/care/start_tables.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <utility>

namespace stepdown::models {
namespace {

/// The kinds of people that a group can be made of, with their shares among the admitted; who is
/// known in full is one of a kind, whether others like them are sent or not.
std::vector<std::pair<ClassId, double>> possible_kinds(const Model& model,
                                                       const StartGroup& group,
                                                       const std::vector<double>& class_share) {
  const bool is_known =
      !group.values.empty() && std::ranges::find(group.values, any_value) == group.values.end();
  std::vector<std::pair<ClassId, double>> kinds;
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const double share = is_known ? 1 : class_share[c];
    if (share > 0 && group.fits(model.classes[c]))
      kinds.emplace_back(ClassId{static_cast<std::uint32_t>(c)}, share);
  }
  sim::expects(!kinds.empty(), "there are people like those at the start");
  return kinds;
}

}  // namespace

History history_at_start(const Model& model, StateId state) {
  History history;
  const bool is_intake = model.is_level(state) && !model.is_treatment(state);
  if (is_intake) return history;
  history.admissions = 1;
  history.episodes = 1;
  return history;
}

StartTables::StartTables(const Model& model) {
  const std::vector<StartGroup>& groups = model.start->groups;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    add_kinds(model, groups[g], model.start->class_share);
    if (groups[g].is_waiting) lists_.push_back(g);
  }
  for (const StartCrowd& crowd : model.start->crowds)
    add_kinds(model, {.state = crowd.state}, crowd.shares);
  std::ranges::stable_sort(
      lists_, std::ranges::greater{}, [&](std::size_t g) { return groups[g].days.value_or(0); });
}

void StartTables::add_kinds(const Model& model,
                            const StartGroup& group,
                            const std::vector<double>& class_share) {
  const auto possible = possible_kinds(model, group, class_share);
  const std::size_t first = kinds_.size();
  double sum = 0;
  for (const auto& [who, share] : possible) {
    Kind kind{.who = who};
    sum += share * chance_to_be_there(model, group, kind);
    kind.up_to = sum;
    kinds_.push_back(kind);
  }
  kinds_of_.push_back(
      {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(kinds_.size() - first)});
  const bool is_over = !(sum > 0);  // everybody should have left by now
  for (std::size_t i = 0; is_over && i < possible.size(); ++i)
    kinds_[first + i].up_to = sum += possible[i].second;
  for (std::size_t i = first; i < kinds_.size(); ++i)
    kinds_[i].up_to /= sum;
}

double StartTables::chance_to_be_there(const Model& model, const StartGroup& group, Kind& kind) {
  if (group.is_waiting) return 1;
  const StateModel& state = model.state(group.state);
  const std::uint32_t mask = history_mask(state.tests, history_at_start(model, group.state));
  kind.behavior = static_cast<std::uint32_t>(model.behavior_number(group.state, kind.who, mask));
  const Behavior& behavior = model.behaviors[kind.behavior];
  if (group.days) return StayLaw{model, behavior}.survival(*group.days);
  kind.ages = ages_of(model, behavior);
  if (!state.admission.has_closed_groups()) return ages_[kind.ages].mean();
  // Who starts together is found at these ages alone.
  double chance = 0;
  for (const sim::Ticks ago : state.admission.cohort.past())
    chance += StayLaw{model, behavior}.survival(sim::to_days(ago));
  return chance;
}

/// Those who behave alike have the same ages; equal behavior has equal ranges.
std::uint32_t StartTables::ages_of(const Model& model, const Behavior& behavior) {
  const auto [known, is_new] = known_ages_.try_emplace(
      {behavior.splits.first, behavior.splits.count, behavior.races.first, behavior.races.count},
      static_cast<std::uint32_t>(ages_.size()));
  if (is_new) ages_.emplace_back(StayLaw{model, behavior});
  return known->second;
}

const StartTables::Kind& StartTables::choose(std::size_t group, double u) const {
  const Range range = kinds_of_[group];
  const auto first = kinds_.begin() + range.first;
  const auto last = first + range.count - 1;  // whatever is left by rounding is theirs
  return *std::ranges::lower_bound(first, last, u, {}, &Kind::up_to);
}

}  // namespace stepdown::models
