#include "analysis/catalog/service_load.hpp"

#include "analysis/catalog/service_crowds.hpp"
#include "analysis/statistics/sample.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

namespace {

using models::ServiceModel;

/// The level of which the figure is, as it is in a period.
const models::StateModel& level_in(const Seen& seen, std::size_t period) {
  return seen.model.states_in(period)[seen.index];
}

/// All observed days.
std::vector<DaysOfPeriod> all_days(const models::Model& model, const models::Observations& seen) {
  return by_period(model, seen, 0, days_seen(seen));
}

/// Groups of a step of a service, on some days: added to those of all days.
void add_groups(const std::vector<Crowd>& crowds,
                const ServiceModel& service,
                const Step& step,
                const DaysOfPeriod& days,
                std::vector<double>& groups) {
  for (const Crowd& crowd : crowds)
    for (std::size_t day = days.first; day < days.end(); ++day)
      groups[day] += static_cast<double>(groups_for(service, step.people(crowd, day)));
}

/// Parts of means over all observed days, by part of the stay. Whole numbers are added up, so that
/// sums are exact.
struct PartMeans {
  std::vector<double> people;
  std::vector<double> attending;  ///< people who attend everything would attend as much
};

PartMeans part_means(const Seen& seen, const DaysOfPeriod& of) {
  const auto days = static_cast<double>(days_seen(seen.all));
  const std::vector<Crowd> crowds = crowds_of(seen.model, seen.all, seen.index);
  PartMeans means;
  for (std::size_t part = 0; part < seen.state.program.parts(); ++part) {
    std::int64_t people = 0;
    std::int64_t attended = 0;
    for (const Crowd& crowd : crowds) {
      for (std::size_t day = of.first; day < of.end(); ++day) {
        people += crowd.people(part, day);
        attended += crowd.attended(part, day);
      }
    }
    means.people.push_back(static_cast<double>(people) / days);
    means.attending.push_back(static_cast<double>(attended) / double{models::whole_attendance} /
                              days);
  }
  return means;
}

/// Of the services for which `counts(number)`; nothing without days.
template <class Counts>
std::optional<PersonHours> hours_of(const Seen& seen, const Counts& counts) {
  if (days_seen(seen.all) == 0) return std::nullopt;
  PersonHours hours;
  for (const DaysOfPeriod& days : all_days(seen.model, seen.all)) {
    const PartMeans means = part_means(seen, days);
    const std::vector<ServiceModel>& services = level_in(seen, days.period).services;
    for (std::size_t part = 0; part < means.people.size(); ++part) {
      double of_each = 0;
      for (std::size_t s = 0; s < services.size(); ++s)
        if (counts(s)) of_each += services[s].sessions[part] * services[s].hours;
      hours.offered += means.people[part] * of_each;
      hours.attended += means.attending[part] * of_each;
    }
  }
  return hours;
}

/// The chance that more than so many of `booked` people come, each with chance `share`.
double chance_of_more(std::int64_t booked, int than, double share) {
  if (booked <= than || share <= 0) return 0;
  if (share >= 1) return 1;
  double term = std::pow(share, static_cast<double>(booked));
  double sum = 0;
  for (std::int64_t come = booked; come > than; --come) {
    sum += term;
    term *=
        static_cast<double>(come) / static_cast<double>(booked - come + 1) * (1 - share) / share;
  }
  return std::min(sum, 1.0);
}

}  // namespace

std::int64_t groups_for(const ServiceModel& service, std::int64_t people) {
  return models::fewest_for(people, service.booked);
}

std::vector<double> groups_by_day(const Seen& seen) {
  std::vector<double> groups(days_seen(seen.all));
  const std::vector<Crowd> crowds = crowds_of(seen.model, seen.all, seen.index);
  for (const DaysOfPeriod& days : all_days(seen.model, seen.all)) {
    const ServiceModel& service = level_in(seen, days.period).services[seen.subject];
    add_groups(crowds, service, steps_of(service).front(), days, groups);
  }
  return groups;
}

std::optional<double> sessions_held(const Seen& seen) {
  if (days_seen(seen.all) == 0) return std::nullopt;
  const std::vector<Crowd> crowds = crowds_of(seen.model, seen.all, seen.index);
  double sessions = 0;
  for (const DaysOfPeriod& days : all_days(seen.model, seen.all)) {
    const ServiceModel& service = level_in(seen, days.period).services[seen.subject];
    for (const Step& step : steps_of(service)) {
      std::vector<double> groups(days_seen(seen.all));
      add_groups(crowds, service, step, days, groups);
      sessions += *sample_mean(groups) * step.sessions;
    }
  }
  return sessions;
}

std::optional<PersonHours> person_hours(const Seen& seen, std::size_t service) {
  return hours_of(seen, [service](std::size_t number) { return number == service; });
}

std::optional<PersonHours> person_hours(const Seen& seen) {
  return hours_of(seen, [](std::size_t) { return true; });
}

SessionsByDay sessions_by_day(const models::Model& model,
                              const models::Observations& seen,
                              std::size_t level,
                              std::optional<std::size_t> service) {
  const std::vector<Crowd> crowds = crowds_of(model, seen, level);
  SessionsByDay sessions{std::vector<double>(days_seen(seen)),
                         std::vector<double>(days_seen(seen))};
  const auto add = [&](const DaysOfPeriod& days, std::size_t part, double of_each) {
    for (const Crowd& crowd : crowds) {
      for (std::size_t day = days.first; day < days.end(); ++day) {
        sessions.offered[day] += static_cast<double>(crowd.people(part, day)) * of_each;
        sessions.attended[day] += static_cast<double>(crowd.attended(part, day)) /
                                  double{models::whole_attendance} * of_each;
      }
    }
  };
  for (const DaysOfPeriod& days : all_days(model, seen)) {
    const models::StateModel& state = model.states_in(days.period)[level];
    for (std::size_t part = 0; part < state.program.parts(); ++part) {
      double of_each = 0;
      for (std::size_t s = 0; s < state.services.size(); ++s)
        if (!service || *service == s) of_each += state.services[s].sessions[part];
      add(days, part, of_each / double{days_a_week});
    }
  }
  return sessions;
}

std::optional<double> overfull_share(const Seen& seen) {
  double held = 0;
  double overfull = 0;
  const auto look =
      [&](const ServiceModel& service, const Step& step, const Crowd& crowd, std::size_t day) {
        const std::int64_t people = step.people(crowd, day);
        if (people == 0) return;
        const double share = static_cast<double>(step.attended(crowd, day)) /
                             double{models::whole_attendance} / static_cast<double>(people);
        const std::int64_t groups = groups_for(service, people);
        const std::int64_t each = people / groups;
        const std::int64_t with_one_more = people % groups;
        held += static_cast<double>(groups) * step.sessions;
        overfull += step.sessions * (static_cast<double>(groups - with_one_more) *
                                         chance_of_more(each, service.people, share) +
                                     static_cast<double>(with_one_more) *
                                         chance_of_more(each + 1, service.people, share));
      };
  const std::vector<Crowd> crowds = crowds_of(seen.model, seen.all, seen.index);
  for (const DaysOfPeriod& days : all_days(seen.model, seen.all)) {
    const ServiceModel& service = level_in(seen, days.period).services[seen.subject];
    for (const Crowd& crowd : crowds)
      for (const Step& step : steps_of(service))
        for (std::size_t day = days.first; day < days.end(); ++day)
          look(service, step, crowd, day);
  }
  return held > 0 ? std::optional(overfull / held) : std::nullopt;
}

std::optional<CrisisLoad> crisis_load(const Seen& seen) {
  const std::vector<std::int32_t>& census = seen.all.daily[seen.index].census;
  if (census.empty()) return std::nullopt;
  CrisisLoad load;
  for (const DaysOfPeriod& days : all_days(seen.model, seen.all)) {
    std::int64_t people = 0;
    for (std::size_t day = days.first; day < days.end(); ++day)
      people += census[day];
    const models::CrisisModel& crisis = *level_in(seen, days.period).program.crisis;
    const double contacts =
        static_cast<double>(people) / static_cast<double>(census.size()) * crisis.contacts;
    load.contacts += contacts;
    load.hours += contacts * crisis.hours;
  }
  return load;
}

}  // namespace stepdown::analysis
