#include "analysis/summary/weekly_staff.hpp"

#include "analysis/catalog/service_load.hpp"
#include "analysis/catalog/staff_load.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

namespace stepdown::analysis {

void WeeklyStaffSummarizer::add(const models::Observations& observations) {
  roles_.resize(model_->staff.size());
  const models::StateObservations none;
  for (std::size_t role = 0; role < roles_.size(); ++role) {
    analysis::Seen together{*model_, observations, model_->states.front(), none};
    together.is_all = true;
    together.subject = role;
    const std::vector<StaffLoad> weeks = staff_by_week(together);
    const std::optional<std::vector<double>> at_hand = at_hand_by_week(together);
    roles_[role].resize(weeks.size());
    for (std::size_t week = 0; week < weeks.size(); ++week) {
      if (at_hand) roles_[role][week].at_hand = (*at_hand)[week];
      roles_[role][week].hours.push_back(weeks[week].hours);
      roles_[role][week].equivalents.push_back(weeks[week].equivalents);
    }
  }
}

std::vector<std::vector<StaffWeek>> WeeklyStaffSummarizer::finish() const {
  if (std::ranges::all_of(roles_, [](const auto& weeks) { return weeks.empty(); })) return {};
  const auto first_day = static_cast<long>(std::ceil(model_->warm_up));
  StudentFactor student;
  std::vector<std::vector<StaffWeek>> roles(roles_.size());
  for (std::size_t role = 0; role < roles_.size(); ++role) {
    long day = first_day;
    for (const Seen& week : roles_[role]) {
      roles[role].push_back({.first_day = day,
                             .at_hand = week.at_hand,
                             .hours = over_replications(week.hours, student),
                             .equivalents = over_replications(week.equivalents, student)});
      day += long{days_a_week};
    }
  }
  return roles;
}

}  // namespace stepdown::analysis
