#include "models/compile/start.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

/// People whom a source sends during the run.
double people_of(const SourceModel& source, const Model& model) {
  return mean_moments(source.process, model.calendar, 0, model.horizon) * source.mean_batch();
}

std::vector<double> shares_of_all(const Model& model) {
  std::vector<double> shares(model.classes.size(), 0.0);
  double sum = 0;
  for (const SourceModel& source : model.sources)
    sum += people_of(source, model);
  for (const SourceModel& source : model.sources) {
    const double weight =
        sum > 0 ? people_of(source, model) / sum : 1 / static_cast<double>(model.sources.size());
    for (std::size_t c = 0; c < shares.size(); ++c)
      shares[c] += weight * source.class_share[c];
  }
  return shares;
}

StartGroup build_group(const StartEntry& entry, const Names& names) {
  StartGroup group{
      .state = StateId{static_cast<std::uint16_t>(names.states.position(entry.state.value))},
      .is_waiting = entry.is_waiting,
      .people = static_cast<std::uint32_t>(entry.people),
      .days = entry.days,
      .values = std::vector<std::uint16_t>(names.attributes.size(), any_value)};
  for (const auto& [attribute, value] : entry.values) {
    const std::size_t a = names.attributes.position(attribute);
    group.values[a] = static_cast<std::uint16_t>(names.values[a].position(value.value));
  }
  return group;
}

}  // namespace

StartModel build_start(const StartFrom& start, const Names& names, const Model& model) {
  StartModel built;
  built.is_typical = start.is_typical;
  // Those of a typical start stand for the people of a long warm-up, whom outcomes are about.
  built.is_in_outcomes = start.is_in_outcomes || start.is_typical;
  built.class_share = shares_of_all(model);
  if (start.like)
    built.class_share =
        std::ranges::find(model.sources, start.like->value, &SourceModel::name)->class_share;
  for (const StartEntry& entry : start.people)
    if (entry.people > 0) built.groups.push_back(build_group(entry, names));
  for (const StartReach& reach : start.reaches) {
    const StateId level{static_cast<std::uint16_t>(names.states.position(reach.state.value))};
    built.reaches.push_back(
        {.level = level,
         .people = reach.people.value,
         .is_from_above = built.present(level) > static_cast<std::uint64_t>(reach.people.value)});
  }
  return built;
}

}  // namespace stepdown::models
