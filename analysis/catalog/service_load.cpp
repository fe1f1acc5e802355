#include "analysis/catalog/service_load.hpp"

#include "analysis/catalog/service_crowds.hpp"
#include "analysis/statistics/sample.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepdown::analysis {

namespace {

using models::ServiceModel;

const ServiceModel& service_of(const Seen& seen) {
  return seen.state.services[seen.subject];
}

/// Groups of a step of the service of which the figure is, by observed day.
std::vector<double> groups_of(const Seen& seen, const Step& step) {
  std::vector<double> groups(seen.all.daily[seen.index].census.size());
  for (const Crowd& crowd : crowds_of(seen.model, seen.all, seen.index))
    for (std::size_t day = 0; day < groups.size(); ++day)
      groups[day] += static_cast<double>(groups_for(service_of(seen), step.people(crowd, day)));
  return groups;
}

/// Means over the observed days, by part of the stay. Whole numbers are added up, so that sums are
/// exact.
struct PartMeans {
  std::vector<double> people;
  std::vector<double> attending;  ///< people who attend everything would attend as much
};

std::optional<PartMeans> part_means(const Seen& seen) {
  const std::size_t days = days_seen(seen.all);
  if (days == 0) return std::nullopt;
  const std::vector<Crowd> crowds = crowds_of(seen.model, seen.all, seen.index);
  PartMeans means;
  for (std::size_t part = 0; part < seen.state.program.parts(); ++part) {
    std::int64_t people = 0;
    std::int64_t attended = 0;
    for (const Crowd& crowd : crowds) {
      for (std::size_t day = 0; day < days; ++day) {
        people += crowd.people(part, day);
        attended += crowd.attended(part, day);
      }
    }
    means.people.push_back(static_cast<double>(people) / static_cast<double>(days));
    means.attending.push_back(static_cast<double>(attended) / double{models::whole_attendance} /
                              static_cast<double>(days));
  }
  return means;
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
  return (people + service.booked - 1) / service.booked;
}

std::vector<double> groups_by_day(const Seen& seen) {
  return groups_of(seen, steps_of(service_of(seen)).front());
}

std::optional<double> sessions_held(const Seen& seen) {
  if (days_seen(seen.all) == 0) return std::nullopt;
  double sessions = 0;
  for (const Step& step : steps_of(service_of(seen)))
    sessions += *sample_mean(groups_of(seen, step)) * step.sessions;
  return sessions;
}

std::optional<PersonHours> person_hours(const Seen& seen, std::size_t service) {
  const std::optional<PartMeans> means = part_means(seen);
  if (!means) return std::nullopt;
  const ServiceModel& of = seen.state.services[service];
  PersonHours hours;
  for (std::size_t part = 0; part < of.sessions.size(); ++part) {
    hours.offered += means->people[part] * of.sessions[part] * of.hours;
    hours.attended += means->attending[part] * of.sessions[part] * of.hours;
  }
  return hours;
}

std::optional<PersonHours> person_hours(const Seen& seen) {
  const std::optional<PartMeans> means = part_means(seen);
  if (!means) return std::nullopt;
  PersonHours hours;
  for (std::size_t part = 0; part < means->people.size(); ++part) {
    double of_each = 0;
    for (const ServiceModel& service : seen.state.services)
      of_each += service.sessions[part] * service.hours;
    hours.offered += means->people[part] * of_each;
    hours.attended += means->attending[part] * of_each;
  }
  return hours;
}

SessionsByDay sessions_by_day(const models::Model& model,
                              const models::Observations& seen,
                              std::size_t level,
                              std::optional<std::size_t> service) {
  const std::size_t days = seen.daily[level].census.size();
  const std::vector<ServiceModel>& services = model.states[level].services;
  SessionsByDay sessions{std::vector<double>(days), std::vector<double>(days)};
  for (std::size_t part = 0; part < model.states[level].program.parts(); ++part) {
    double of_each = 0;
    for (std::size_t s = 0; s < services.size(); ++s)
      if (!service || *service == s) of_each += services[s].sessions[part];
    of_each /= double{days_a_week};
    for (const Crowd& crowd : crowds_of(model, seen, level)) {
      for (std::size_t day = 0; day < days; ++day) {
        sessions.offered[day] += static_cast<double>(crowd.people(part, day)) * of_each;
        sessions.attended[day] += static_cast<double>(crowd.attended(part, day)) /
                                  double{models::whole_attendance} * of_each;
      }
    }
  }
  return sessions;
}

std::optional<double> overfull_share(const Seen& seen) {
  const ServiceModel& service = service_of(seen);
  double held = 0;
  double overfull = 0;
  const auto look = [&](const Step& step, const Crowd& crowd, std::size_t day) {
    const std::int64_t people = step.people(crowd, day);
    if (people == 0) return;
    const double share = static_cast<double>(step.attended(crowd, day)) /
                         double{models::whole_attendance} / static_cast<double>(people);
    const std::int64_t groups = groups_for(service, people);
    const std::int64_t each = people / groups;
    const std::int64_t with_one_more = people % groups;
    held += static_cast<double>(groups) * step.sessions;
    overfull +=
        step.sessions *
        (static_cast<double>(groups - with_one_more) * chance_of_more(each, service.people, share) +
         static_cast<double>(with_one_more) * chance_of_more(each + 1, service.people, share));
  };
  const std::size_t days = days_seen(seen.all);
  for (const Crowd& crowd : crowds_of(seen.model, seen.all, seen.index))
    for (const Step& step : steps_of(service))
      for (std::size_t day = 0; day < days; ++day)
        look(step, crowd, day);
  return held > 0 ? std::optional(overfull / held) : std::nullopt;
}

std::optional<double> crisis_contacts(const Seen& seen) {
  const std::vector<std::int32_t>& census = seen.all.daily[seen.index].census;
  if (census.empty() || !seen.state.program.crisis) return std::nullopt;
  const double people =
      static_cast<double>(std::accumulate(census.begin(), census.end(), std::int64_t{0})) /
      static_cast<double>(census.size());
  return people * seen.state.program.crisis->contacts * days_per_year / double{days_a_week};
}

}  // namespace stepdown::analysis
