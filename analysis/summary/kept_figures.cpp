#include "analysis/summary/kept_figures.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/measure/clock_figures.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <variant>

namespace stepdown::analysis {

namespace {

/// Of a metric of one state.
const sim::LogHistogram& lengths_in(const models::StateObservations& seen,
                                    const std::string& metric) {
  const Figure* const figure = find_state_figure(metric);
  sim::expects(figure != nullptr, "lengths in a state are declared");
  return seen[std::get<LengthsOfTime>(figure->measure).length];
}

const sim::TimeHistogram& times_in(const models::StateObservations& seen,
                                   const std::string& metric) {
  const Figure* const figure = find_state_figure(metric);
  sim::expects(figure != nullptr, "numbers of people in a state are declared");
  return seen[std::get<PeopleOverTime>(figure->measure).headcount].histogram();
}

/// Of what becomes of people.
const sim::LogHistogram& lengths_of(const models::OutcomeCell& cell, const std::string& metric) {
  const PersonFigure* const figure = find_person_figure(metric);
  sim::expects(figure != nullptr, "lengths of people's time are declared");
  return std::get<PersonLengths>(figure->measure).lengths(cell);
}

}  // namespace

KeptFigures::KeptFigures(const models::Model& model,
                         const std::vector<FigureName>& measured,
                         const std::vector<FigureName>& wanted)
    : kept_(kept_lines(wanted)), groups_(report_groups(model)) {
  for (const KeptLine& line : kept_.lines) {
    const auto at = std::ranges::find(measured, line.name);
    sim::expects(at != measured.end(), "what is kept is measured");
    Source source{static_cast<std::size_t>(at - measured.begin()), std::nullopt, 0};
    const auto state = std::ranges::find(model.states, line.name.state, &models::StateModel::name);
    if (state != model.states.end())
      source.state = static_cast<std::size_t>(state - model.states.begin());
    const auto group = std::ranges::find(groups_, line.name.group, &ReportGroup::name);
    sim::expects(group != groups_.end(), "a figure is of a group of people");
    source.group = static_cast<std::size_t>(group - groups_.begin());
    sources_.push_back(source);
  }
}

const models::StateObservations& KeptFigures::state_of(
    const Source& source, const models::Observations& observations) const {
  sim::expects(source.state.has_value(), "the figure is of a state");
  const models::Observations& of =
      source.group == 0 ? observations : observations.groups[source.group - 1];
  return of.states[*source.state];
}

/// The clocks of each cell of people by themselves: which of them are kept exactly depends on how
/// many they are.
void KeptFigures::add_clocks(const KeptLine& line,
                             const Source& source,
                             const models::Observations& observations,
                             ReplicationRecord& record) const {
  const ReportGroup& group = groups_[source.group];
  record.cells.push_back(group.cells.size());
  for (const PersonFigure& figure : figures_of_people().clocks) {
    const auto* const measure = std::get_if<ClockMeasure>(&figure.measure);
    if (measure == nullptr || !has_figure(*measure, line.name.metric)) continue;
    if (source.state ? !measure->by_level : !measure->of_all) continue;
    for (const std::size_t cell : group.cells) {
      const models::OutcomeCell& outcomes = observations.outcomes.cells[cell];
      record.clocks.push_back(source.state ? measure->by_level(outcomes).at(*source.state)
                                           : measure->of_all(outcomes));
    }
    return;
  }
  sim::expects(false, "a figure of a curve has clocks");
}

void KeptFigures::add_part(const KeptLine& line,
                           const Source& source,
                           const models::Observations& observations,
                           ReplicationRecord& record) const {
  switch (line.part) {
    case KeptPart::Nothing:
      return;
    case KeptPart::NotZero: {
      const auto& lengths = lengths_in(state_of(source, observations), line.name.metric);
      record.not_zero.push_back(lengths.count() - lengths.zeros());
      return;
    }
    case KeptPart::Lengths: {
      if (source.state) {
        record.lengths.push_back(lengths_in(state_of(source, observations), line.name.metric));
        return;
      }
      sim::LogHistogram& sum = record.lengths.emplace_back();
      for (const std::size_t cell : groups_[source.group].cells)
        sum.merge(lengths_of(observations.outcomes.cells[cell], line.name.metric));
      return;
    }
    case KeptPart::Times:
      record.times.push_back(times_in(state_of(source, observations), line.name.metric));
      return;
    case KeptPart::Clocks:
      add_clocks(line, source, observations, record);
      return;
  }
}

ReplicationRecord KeptFigures::record(const models::Observations& observations,
                                      const Measured& measured) const {
  ReplicationRecord record;
  record.window_days = observations.window_days;
  for (std::size_t i = 0; i < kept_.lines.size(); ++i) {
    record.values.push_back(replication_value(measured.figures[sources_[i].measured]));
    add_part(kept_.lines[i], sources_[i], observations, record);
  }
  return record;
}

}  // namespace stepdown::analysis
