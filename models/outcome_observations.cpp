#include "models/outcome_observations.hpp"

#include <algorithm>
#include <cstddef>

namespace stepdown::models {

namespace {

void add_to(std::vector<ClockCounts>& to, const std::vector<ClockCounts>& from) {
  to.resize(std::max(to.size(), from.size()));
  for (std::size_t i = 0; i < from.size(); ++i)
    to[i].add(from[i]);
}

template <class Count>
void for_each_clock(BasicOutcomeCell<Count>& cell, void (ClockCounts::*act)()) {
  for (ClockCounts* const clocks : {&cell.treatment,
                                    &cell.retention,
                                    &cell.completion,
                                    &cell.recovery,
                                    &cell.readmission,
                                    &cell.relapse,
                                    &cell.every_readmission,
                                    &cell.every_relapse})
    (clocks->*act)();
  for (auto* const by_level : {&cell.linkage, &cell.readmission_from})
    std::ranges::for_each(*by_level, act);
}

void add_to(PersonMoments& to, const PersonMoments& from) {
  to.sum += from.sum;
  to.square_sum += from.square_sum;
}

void add_to(PersonEconomics& to, const PersonEconomics& from) {
  to.followed += from.followed;
  add_to(to.cost, from.cost);
  add_to(to.qalys, from.qalys);
  add_to(to.life_years, from.life_years);
  add_to(to.net_benefit, from.net_benefit);
}

}  // namespace

template <class Count, class OfCount>
void add_to(BasicOutcomeCell<Count>& to, const BasicOutcomeCell<OfCount>& from) {
  to.referred += from.referred;
  to.index_admissions += from.index_admissions;
  to.time_to_treatment.merge(from.time_to_treatment);
  to.time_to_any_place.merge(from.time_to_any_place);
  to.never_treated += from.never_treated;
  to.untreated_inside += from.untreated_inside;
  to.treatment.add(from.treatment);
  to.retention.add(from.retention);
  to.completion.add(from.completion);
  to.recovery.add(from.recovery);
  to.readmission.add(from.readmission);
  to.relapse.add(from.relapse);
  to.every_readmission.add(from.every_readmission);
  to.every_relapse.add(from.every_relapse);
  add_to(to.linkage, from.linkage);
  add_to(to.readmission_from, from.readmission_from);
  to.followed += from.followed;
  add_to(to.stays, from.stays);
  add_to(to.episodes, from.episodes);
  add_to(to.days_in_care, from.days_in_care);
  add_to(to.days_waiting, from.days_waiting);
  add_to(to.gap_days, from.gap_days);
  add_to(to.economics, from.economics);
  to.status_change.resize(std::max(to.status_change.size(), from.status_change.size()));
  for (std::size_t s = 0; s < from.status_change.size(); ++s)
    for (std::size_t day = 0; day < from.status_change[s].size(); ++day)
      to.status_change[s][day] += from.status_change[s][day];
  to.deaths += from.deaths;
  to.deaths_expected += from.deaths_expected;
}

template <class Count>
void keep_small(BasicOutcomeCell<Count>& cell) {
  for_each_clock(cell, &ClockCounts::keep_small);
}

template <class Count>
void settle(BasicOutcomeCell<Count>& cell) {
  for_each_clock(cell, &ClockCounts::settle);
}

template void settle(OutcomeCell&);
template void keep_small(PooledCell&);
template void add_to(OutcomeCell&, const OutcomeCell&);
template void add_to(PooledCell&, const PooledCell&);
template void add_to(PooledCell&, const OutcomeCell&);

}  // namespace stepdown::models
