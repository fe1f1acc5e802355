#include "analysis/catalog/families.hpp"
#include "analysis/catalog/service_load.hpp"
#include "analysis/statistics/sample.hpp"

#include <numeric>

namespace stepdown::analysis {

namespace {

using enum WideTable;
using models::ServiceModel;

const ServiceModel& service_of(const Seen& seen) {
  return seen.state.services[seen.subject];
}

Number mean_groups(const Seen& seen) {
  return {sample_mean(groups_by_day(seen))};
}

Number usual_most_groups(const Seen& seen) {
  return {sample_quantile(groups_by_day(seen), usual_most)};
}

Number most_groups(const Seen& seen) {
  return {sample_quantile(groups_by_day(seen), 1)};
}

Number sessions(const Seen& seen) {
  const std::optional<double> groups = sample_mean(groups_by_day(seen));
  if (!groups) return {};
  return {*groups * service_of(seen).sessions};
}

std::optional<double> people(const Seen& seen) {
  const std::vector<std::int32_t>& census = seen.all.daily[seen.index].census;
  if (census.empty()) return std::nullopt;
  return static_cast<double>(std::accumulate(census.begin(), census.end(), std::int64_t{0})) /
         static_cast<double>(census.size());
}

Number person_hours(const Seen& seen) {
  const std::optional<double> there = people(seen);
  if (!there) return {};
  return {*there * service_of(seen).sessions * service_of(seen).hours};
}

Number all_person_hours(const Seen& seen) {
  const std::optional<double> there = people(seen);
  if (!there) return {};
  double hours = 0;
  for (const ServiceModel& service : seen.state.services)
    hours += service.sessions * service.hours;
  return {*there * hours};
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
