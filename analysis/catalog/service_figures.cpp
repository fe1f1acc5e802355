#include "analysis/catalog/families.hpp"
#include "analysis/catalog/service_load.hpp"
#include "analysis/statistics/sample.hpp"

#include <cstddef>
#include <numeric>
#include <vector>

namespace stepdown::analysis {

namespace {

using enum WideTable;
using models::ServiceModel;

Number mean_groups(const Seen& seen) {
  return {sample_mean(groups_by_day(seen))};
}

Number usual_most_groups(const Seen& seen) {
  return {sample_quantile(groups_by_day(seen), usual_most)};
}

Number most_groups(const Seen& seen) {
  return {sample_quantile(groups_by_day(seen), 1)};
}

/// A mean over all observed days of what there is on each, as the level of its date makes it:
/// `each(level, mean)`.
template <class Count, class Each>
Number mean_over_days(const Seen& seen, const std::vector<Count>& by_day, const Each& each) {
  if (by_day.empty()) return {};
  double mean = 0;
  for (const DaysOfPeriod& part : by_period(seen, 0, by_day.size())) {
    const auto first = by_day.begin() + static_cast<std::ptrdiff_t>(part.first);
    // Of whole numbers, so that sums are exact.
    const double sum = std::accumulate(first, first + static_cast<std::ptrdiff_t>(part.days), 0.0);
    mean += each(seen.model.states_in(part.period)[seen.index],
                 sum / static_cast<double>(by_day.size()));
  }
  return {mean};
}

Number sessions(const Seen& seen) {
  const auto each = [&](const models::StateModel& level, double groups) {
    return groups * level.services[seen.subject].sessions;
  };
  return mean_over_days(seen, groups_by_day(seen), each);
}

Number person_hours(const Seen& seen) {
  const auto each = [&](const models::StateModel& level, double people) {
    const ServiceModel& service = level.services[seen.subject];
    return people * service.sessions * service.hours;
  };
  return mean_over_days(seen, seen.all.daily[seen.index].census, each);
}

Number all_person_hours(const Seen& seen) {
  const auto each = [](const models::StateModel& level, double people) {
    double hours = 0;
    for (const ServiceModel& service : level.services)
      hours += service.sessions * service.hours;
    return people * hours;
  };
  return mean_over_days(seen, seen.all.daily[seen.index].census, each);
}

}  // namespace

std::vector<Figure> level_service_figures() {
  return {{"service_hours",
           "person-hours / week",
           Where::ServingLevels,
           "offered to those who are there at 00:00, by all services together, whether they attend "
           "or not",
           Numbers{{"mean", all_person_hours}}}};
}

std::vector<Figure> service_figures() {
  return {
      {"service_groups.<service>",
       "groups",
       Where::ServingLevels,
       "groups, by day: as few as hold everybody who is there at 00:00, of each track those who "
       "are in it; p95 and max: over the days of a replication",
       Numbers{{"mean", mean_groups}, {"p95", usual_most_groups}, {"max", most_groups}},
       {{Services, "groups_mean", "groups", "by day, on average", "mean", Part::Value, true},
        {Services,
         "groups_p95",
         "groups",
         "95 % of the days have at most so many; mean over replications",
         "p95"},
        {Services, "groups_max", "groups", "most on any day; mean over replications", "max"}}},
      {"service_sessions.<service>",
       "sessions / week",
       Where::ServingLevels,
       "sessions that are held: groups times the sessions a week of each",
       Numbers{{"mean", sessions}},
       {{Services, "sessions", "sessions / week", "held", "mean", Part::Value, true}}},
      {"service_hours.<service>",
       "person-hours / week",
       Where::ServingLevels,
       "offered to those who are there at 00:00, whether they attend or not",
       Numbers{{"mean", person_hours}},
       {{Services,
         "person_hours",
         "person-hours / week",
         "offered, attended or not",
         "mean",
         Part::Value,
         true}}},
  };
}

}  // namespace stepdown::analysis
