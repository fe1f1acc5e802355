#include "analysis/catalog/families.hpp"
#include "analysis/catalog/service_load.hpp"
#include "analysis/statistics/sample.hpp"

#include <algorithm>
#include <optional>

namespace stepdown::analysis {

namespace {

using enum WideTable;
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
  return {sessions_held(seen)};
}

Number overfull(const Seen& seen) {
  return {overfull_share(seen)};
}

/// What is made of the hours of people: of one service, or of all of a level together.
using OfHours = std::optional<double> (*)(const PersonHours&);

template <OfHours of>
Number of_service(const Seen& seen) {
  const std::optional<PersonHours> hours = person_hours(seen, seen.subject);
  return hours ? Number{of(*hours)} : Number{};
}

template <OfHours of>
Number of_level(const Seen& seen) {
  const std::optional<PersonHours> hours = person_hours(seen);
  return hours ? Number{of(*hours)} : Number{};
}

std::optional<double> offered(const PersonHours& hours) {
  return hours.offered;
}

std::optional<double> attended(const PersonHours& hours) {
  return hours.attended;
}

std::optional<double> missed(const PersonHours& hours) {
  return std::max(hours.offered - hours.attended, 0.0);  // which rounding may make of 0
}

std::optional<double> share(const PersonHours& hours) {
  return hours.offered > 0 ? std::optional(hours.attended / hours.offered) : std::nullopt;
}

Number crisis_contacts_a_year(const Seen& seen) {
  const std::optional<CrisisLoad> load = crisis_load(seen);
  return load ? Number{load->contacts * days_per_year / double{days_a_week}} : Number{};
}

Number crisis_contacts_a_week(const Seen& seen) {
  const std::optional<CrisisLoad> load = crisis_load(seen);
  return load ? Number{load->contacts} : Number{};
}

Number crisis_hours(const Seen& seen) {
  const std::optional<CrisisLoad> load = crisis_load(seen);
  return load ? Number{load->hours} : Number{};
}

}  // namespace

std::vector<Figure> level_service_figures() {
  return {{"service_hours",
           "person-hours / week",
           Where::ServingLevels,
           "offered to those who are there at 00:00, by all services together, whether they attend "
           "or not",
           Numbers{{"mean", of_level<offered>}}},
          {"hours_attended",
           "person-hours / week",
           Where::AttendedLevels,
           "the part of service_hours that people attend, each that share of the sessions of the "
           "stay which is drawn for it",
           Numbers{{"mean", of_level<attended>}}},
          {"hours_missed",
           "person-hours / week",
           Where::AttendedLevels,
           "the part of service_hours that people do not attend",
           Numbers{{"mean", of_level<missed>}}},
          {"attended",
           "hours",
           Where::AttendedLevels,
           "hours_attended / service_hours of the same replication",
           Numbers{{"share", of_level<share>}}},
          {"crisis_contacts",
           "contacts",
           Where::CrisisLevels,
           "contacts in a crisis, as expected of so many people as are there at 00:00",
           Numbers{{"per_year", crisis_contacts_a_year}}},
          {"crisis_rate",
           "contacts / week",
           Where::CrisisLevels,
           "crisis_contacts a week, as service_sessions.<service> are told",
           Numbers{{"mean", crisis_contacts_a_week}}},
          {"crisis_hours",
           "person-hours / week",
           Where::CrisisLevels,
           "that people spend in crisis contacts: crisis_rate times how long one lasts, however "
           "many staff it takes; not in service_hours",
           Numbers{{"mean", crisis_hours}}}};
}

std::vector<Figure> overbooking_figures() {
  return {{"overfull.<service>",
           "sessions",
           Where::ServingLevels,
           "services with `overbook`: sessions to which more people come than fit / all sessions; "
           "as expected where people are spread evenly over the groups of a day, and each comes "
           "with the mean attendance of those who are there",
           Numbers{{"share", overfull}},
           {{Services,
             "overfull",
             "fraction",
             "sessions to which more come than fit; empty: none is overbooked",
             "share",
             Part::Value,
             true}}}};
}

std::vector<Figure> service_figures() {
  return {
      {"service_groups.<service>",
       "groups",
       Where::ServingLevels,
       "groups, by day: as few as hold everybody who is there at 00:00 and in a week of the stay "
       "that has sessions, of each track those who are in it; p95 and max: over the days of a "
       "replication",
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
       "sessions that are held: groups times the sessions a week of each; those who have fewer "
       "than others join them",
       Numbers{{"mean", sessions}},
       {{Services, "sessions", "sessions / week", "held", "mean", Part::Value, true}}},
      {"service_hours.<service>",
       "person-hours / week",
       Where::ServingLevels,
       "offered to those who are there at 00:00, whether they attend or not",
       Numbers{{"mean", of_service<offered>}},
       {{Services,
         "person_hours",
         "person-hours / week",
         "offered, attended or not",
         "mean",
         Part::Value,
         true}}},
  };
}

std::vector<Figure> attended_service_figures() {
  return {
      {"hours_attended.<service>",
       "person-hours / week",
       Where::AttendedLevels,
       "the part of service_hours.<service> that people attend",
       Numbers{{"mean", of_service<attended>}},
       {{Services,
         "hours_attended",
         "person-hours / week",
         "the part of person_hours that people attend; empty: the level has no attendance",
         "mean",
         Part::Value,
         true}}},
      {"hours_missed.<service>",
       "person-hours / week",
       Where::AttendedLevels,
       "the part of service_hours.<service> that people do not attend",
       Numbers{{"mean", of_service<missed>}},
       {{Services,
         "hours_missed",
         "person-hours / week",
         "the other part",
         "mean",
         Part::Value,
         true}}},
      {"attended.<service>",
       "hours",
       Where::AttendedLevels,
       "hours_attended.<service> / service_hours.<service> of the same replication",
       Numbers{{"share", of_service<share>}},
       {{Services,
         "attended",
         "fraction",
         "hours_attended / person_hours, mean over replications",
         "share",
         Part::Value,
         true}}},
  };
}

}  // namespace stepdown::analysis
