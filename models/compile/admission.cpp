#include "models/compile/admission.hpp"

#include "models/reason_kind.hpp"

#include <algorithm>
#include <vector>

namespace stepdown::models {
namespace {

ClosedDays closed_days(const Scenario& scenario, const WeekPlan& plan) {
  const Calendar calendar(scenario.start.value);
  ClosedDays days;
  for (const auto* holidays : {&scenario.holidays, &plan.holidays}) {
    for (const Located<Date>& holiday : *holidays) {
      const long day = calendar.day_of(holiday.value);
      if (day >= 0) days.push_back(day);
    }
  }
  std::ranges::sort(days);
  const auto [again, end] = std::ranges::unique(days);
  days.erase(again, end);
  return days;
}

OpeningHours opening_hours(const Scenario& scenario, const WeekPlan& plan) {
  return {Calendar(scenario.start.value),
          plan.weekdays,
          sim::to_ticks(plan.from),
          sim::to_ticks(plan.to),
          closed_days(scenario, plan)};
}

CohortStarts cohort_starts(const Scenario& scenario,
                           const Admission& admission,
                           const Places& places) {
  const Cohort& cohort = *admission.cohort;
  const Calendar calendar(scenario.start.value);
  const Date from = cohort.from ? cohort.from->value : scenario.start.value;
  CohortStarts starts;
  starts.first = calendar.day_of(from) * sim::one_day + sim::to_ticks(cohort.at_time);
  starts.every = sim::to_ticks(cohort.every.value);
  starts.at_least = cohort.at_least.value;
  starts.group_size = cohort.is_closed ? places.each.value : 0;
  starts.closed_days = closed_days(scenario, admission.times);
  return starts;
}

}  // namespace

AdmissionRule admission_rule(const Scenario& scenario,
                             const std::optional<Admission>& admission,
                             const Places& places) {
  AdmissionRule rule;
  if (!admission) return rule;
  if (admission->cohort) {
    rule.kind = AdmissionRule::Kind::Cohort;
    rule.cohort = cohort_starts(scenario, *admission, places);
    return rule;
  }
  rule.hours = opening_hours(scenario, admission->times);
  if (!rule.hours.is_always()) rule.kind = AdmissionRule::Kind::Hours;
  return rule;
}

OpeningHours discharge_hours(const Scenario& scenario, const State& level) {
  return level.discharge ? opening_hours(scenario, *level.discharge) : OpeningHours{};
}

bool keeps_discharge_hours(const State& level, const Exit& one) {
  if (!level.discharge || !one.probability) return false;
  const ReasonKind kind = reason_kind(one.reason.value);
  return kind != ReasonKind::Death && kind != ReasonKind::Dropout;
}

}  // namespace stepdown::models
