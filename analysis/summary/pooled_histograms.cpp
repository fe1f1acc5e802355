#include "analysis/summary/pooled_histograms.hpp"

#include "analysis/catalog/catalog.hpp"

#include <algorithm>

namespace stepdown::analysis {

PooledHistograms::PooledHistograms(const models::Model& model, std::size_t state)
    : state_(state), name_(model.states[state].name) {
  for (const FigureFamily& family : figure_families()) {
    for (const Figure& figure : family.figures) {
      if (!exists_in(figure.where, model, state)) continue;
      const std::string metric(figure.name);
      if (const auto* const over_time = std::get_if<PeopleOverTime>(&figure.measure))
        people_.push_back({metric, over_time->headcount, {}});
      if (const auto* const lengths = std::get_if<LengthsOfTime>(&figure.measure))
        lengths_.push_back({metric, lengths->length, {}});
    }
  }
}

void PooledHistograms::add(std::size_t replication, const models::StateObservations& seen) {
  for (People& one : people_)
    one.groups.add(replication, seen[one.headcount].histogram());
  for (Lengths& lengths : lengths_)
    lengths.groups.add(replication, seen[lengths.length]);
}

void PooledHistograms::measure_people(Collector& to) const {
  to.state = name_;
  for (const People& one : people_)
    to.add_over_time(one.metric, one.groups.all());
}

void PooledHistograms::add_distributions(const std::string& group,
                                         std::vector<PeopleDistribution>& to) const {
  for (const People& one : people_)
    to.push_back({state_, group, one.metric, one.groups.all()});
}

const GroupedLengths* PooledHistograms::lengths(std::string_view metric) const {
  const auto found = std::ranges::find(lengths_, metric, &Lengths::metric);
  return found == lengths_.end() ? nullptr : &found->groups;
}

const GroupedTimes* PooledHistograms::times(std::string_view metric) const {
  const auto found = std::ranges::find(people_, metric, &People::metric);
  return found == people_.end() ? nullptr : &found->groups;
}

}  // namespace stepdown::analysis
