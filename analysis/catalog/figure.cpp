#include "analysis/catalog/figure.hpp"

#include <utility>

namespace stepdown::analysis {

namespace {

/// Whether people of a level ever wait for an hour of discharge.
bool has_hours_of_discharge(const models::Model& model, std::size_t level) {
  for (std::size_t period = 0; period < model.period_count(); ++period)
    if (!model.states_in(period)[level].discharge.is_always()) return true;
  return false;
}

}  // namespace

bool exists_in(Where where, const models::Model& model, std::size_t state) {
  const models::StateModel& here = model.states[state];
  const models::StateId id{static_cast<std::uint16_t>(state)};
  if (model.is_outcome(id)) return has(where, Where::Outcomes);
  if (model.is_community(id)) return has(where, Where::Community);
  return has(where, Where::Levels) || (has(where, Where::LimitedLevels) && here.is_limited) ||
         (has(where, Where::TurnaroundLevels) && here.turnaround) ||
         (has(where, Where::GatedLevels) && here.has_gate()) ||
         (has(where, Where::GroupLevels) && here.has_groups()) ||
         (has(where, Where::DischargingLevels) && has_hours_of_discharge(model, state)) ||
         (has(where, Where::BalkingLevels) && !here.balking.empty()) ||
         (has(where, Where::ChoosingLevels) && !here.alternatives.empty()) ||
         (has(where, Where::ReviewingLevels) && here.review_every) ||
         (has(where, Where::TestingLevels) && here.test_every) ||
         (has(where, Where::AuthorizingLevels) && !here.authorized.empty()) ||
         (has(where, Where::BridgeLevels) && here.is_bridge) ||
         (has(where, Where::CompanionLevels) && here.is_companion) ||
         (has(where, Where::ServingLevels) && !here.services.empty()) ||
         (has(where, Where::AttendedLevels) && here.program.attends) ||
         (has(where, Where::CrisisLevels) && here.program.crisis) ||
         (has(where, Where::HoldingLevels) && here.hold.kind != models::Hold::Kind::None);
}

std::string name_with(const Figure& figure, std::string_view subject) {
  return std::string(figure.name.substr(0, figure.name.find('<'))) + std::string(subject);
}

Figure figure_of(models::Counter counter, const CounterColumn& column) {
  const models::CounterNoun& noun = models::counters[index_of(counter)];
  const Where where = noun.is_summed ? Where::Levels | Where::All : Where::Levels;
  Figure figure{noun.name, noun.unit, where | Where::Groups, noun.definition, Happenings{counter}};
  figure.columns.push_back(
      {WideTable::Levels,
       std::string(noun.name) + "_per_year",
       column.unit.empty() ? std::string(noun.unit) + " / year" : std::string(column.unit),
       std::string(column.meaning.empty() ? noun.definition : column.meaning),
       "per_year",
       Part::Value,
       false,
       std::string(column.after)});
  figure.in_all = noun.is_summed ? column.in_all : 0;
  return figure;
}

Figure figure_of(models::Headcount headcount,
                 Where where,
                 std::vector<WideColumn> columns,
                 int in_all) {
  const auto& noun = models::headcounts[index_of(headcount)];
  return {noun.name,
          noun.unit,
          where | Where::Groups,
          noun.definition,
          PeopleOverTime{headcount},
          std::move(columns),
          in_all};
}

Figure figure_of(models::Length length, Where where, std::vector<WideColumn> columns) {
  const auto& noun = models::lengths[index_of(length)];
  return {noun.name,
          noun.unit,
          where | Where::Groups,
          noun.definition,
          LengthsOfTime{length, {}},
          std::move(columns)};
}

}  // namespace stepdown::analysis
