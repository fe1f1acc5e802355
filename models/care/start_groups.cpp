#include "models/care/start_groups.hpp"

#include <algorithm>
#include <numeric>

namespace stepdown::models {
namespace {

std::size_t groups_on_day_0(int places, const AdmissionRule& rule) {
  if (!rule.has_closed_groups()) return 0;
  return static_cast<std::size_t>(places / rule.cohort.group_size);
}

}  // namespace

StartGroups::StartGroups(const Model& model, AdmissionGates& gates) : gates_{&gates} {
  for (std::size_t l = 0; l < model.level_count; ++l)
    groups_.push_back(groups_on_day_0(model.states[l].places, model.states[l].admission));
  for (std::size_t l = 0; l < model.level_count; ++l)
    for (const TrackModel& track : model.states[l].tracks)
      groups_.push_back(groups_on_day_0(track.places, track.admission));
}

sim::Ticks StartGroups::time_in_group(std::size_t gate, const StayLaw& law, double u) const {
  const std::vector<sim::Ticks> past = gates_->rule(gate).cohort.past();
  std::vector<double> chances;
  for (const sim::Ticks ago : past)
    chances.push_back(law.survival(sim::to_days(ago)));
  // Of each start there is one group; of more people several, or they are in none.
  std::vector<double> weights = chances;
  for (std::size_t i = 0; i < past.size(); ++i)
    if (!has_seat(gate, -past[i])) weights[i] = 0;
  double sum = std::reduce(weights.begin(), weights.end());
  if (!(sum > 0)) {
    weights = chances;
    sum = std::reduce(weights.begin(), weights.end());
  }
  double left = u * sum;
  std::size_t chosen = 0;  // the last start, if all should have left by now
  for (std::size_t i = 0; i < past.size() && left > 0; ++i) {
    if (weights[i] > 0) chosen = i;
    left -= weights[i];
  }
  return past[chosen];
}

bool StartGroups::has_seat(std::size_t gate, sim::Ticks since) const {
  const std::vector<sim::Ticks>& began = began_[gate];
  const std::uint16_t group = group_for(gate, since);
  if (group == 0) return false;
  const bool is_new = group > began.size();
  return !is_new || std::ranges::find(began, since) == began.end();
}

std::uint16_t StartGroups::join(std::size_t gate, sim::Ticks since) {
  const std::uint16_t group = group_for(gate, since);
  if (group == 0) return 0;
  if (group > began_[gate].size()) began_[gate].push_back(since);
  gates_->join_at_start(gate, group);
  return group;
}

std::uint16_t StartGroups::group_for(std::size_t gate, sim::Ticks since) const {
  const std::vector<sim::Ticks>& began = began_[gate];
  const int seats = gates_->rule(gate).cohort.group_size;
  for (std::size_t g = 0; g < began.size(); ++g) {
    const auto group = static_cast<std::uint16_t>(g + 1);
    if (began[g] == since && gates_->members(gate, group) < seats) return group;
  }
  const bool is_one_empty = began.size() < groups_[gate];
  return is_one_empty ? static_cast<std::uint16_t>(began.size() + 1) : std::uint16_t{0};
}

}  // namespace stepdown::models
