#include "models/outcome_observations.hpp"

namespace stepdown::models {

namespace {

template <class Count, class OfCount>
void add_to(BasicClockCounts<Count>& to, const BasicClockCounts<OfCount>& from) {
  for (std::size_t bin = 0; bin < FollowUpGrid::bins; ++bin) {
    to.events[bin] += from.events[bin];
    to.competing_ends[bin] += from.competing_ends[bin];
    to.cut_off[bin] += from.cut_off[bin];
  }
}

template <class Count, class OfCount>
void add_to(std::vector<BasicClockCounts<Count>>& to,
            const std::vector<BasicClockCounts<OfCount>>& from) {
  to.resize(std::max(to.size(), from.size()));
  for (std::size_t i = 0; i < from.size(); ++i)
    add_to(to[i], from[i]);
}

void add_to(PersonMoments& to, const PersonMoments& from) {
  to.sum += from.sum;
  to.square_sum += from.square_sum;
}

}  // namespace

template <class Count, class OfCount>
void add_to(BasicOutcomeCell<Count>& to, const BasicOutcomeCell<OfCount>& from) {
  to.referred += from.referred;
  to.index_admissions += from.index_admissions;
  to.time_to_treatment.merge(from.time_to_treatment);
  to.never_treated += from.never_treated;
  to.untreated_inside += from.untreated_inside;
  add_to(to.treatment, from.treatment);
  add_to(to.retention, from.retention);
  add_to(to.completion, from.completion);
  add_to(to.recovery, from.recovery);
  add_to(to.readmission, from.readmission);
  add_to(to.relapse, from.relapse);
  add_to(to.every_readmission, from.every_readmission);
  add_to(to.every_relapse, from.every_relapse);
  add_to(to.linkage, from.linkage);
  add_to(to.readmission_from, from.readmission_from);
  to.followed += from.followed;
  add_to(to.stays, from.stays);
  add_to(to.episodes, from.episodes);
  add_to(to.days_in_care, from.days_in_care);
  add_to(to.days_waiting, from.days_waiting);
  add_to(to.gap_days, from.gap_days);
  to.status_change.resize(std::max(to.status_change.size(), from.status_change.size()));
  for (std::size_t s = 0; s < from.status_change.size(); ++s)
    for (std::size_t day = 0; day < from.status_change[s].size(); ++day)
      to.status_change[s][day] += from.status_change[s][day];
  to.deaths += from.deaths;
  to.deaths_expected += from.deaths_expected;
}

template void add_to(OutcomeCell&, const OutcomeCell&);
template void add_to(PooledCell&, const PooledCell&);
template void add_to(PooledCell&, const OutcomeCell&);

}  // namespace stepdown::models
