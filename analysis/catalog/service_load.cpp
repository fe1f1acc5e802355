#include "analysis/catalog/service_load.hpp"

#include <algorithm>
#include <span>

namespace stepdown::analysis {

namespace {

using models::ServiceModel;

/// Hours a week of one role, and what they make in full-time equivalents.
struct Load {
  double hours = 0;
  double equivalents = 0;
};

/// As many as hold so many people, each of them so many.
std::int64_t ceiling(std::int64_t people, int each) {
  return (people + each - 1) / each;
}

/// People by day who can be in groups together: all of the level, or those of a track.
std::vector<std::span<const std::int32_t>> crowds_of(const Seen& seen, std::size_t level) {
  if (seen.model.states[level].tracks.empty()) return {seen.all.daily[level].census};
  std::vector<std::span<const std::int32_t>> crowds;
  for (const models::TrackObservations& track : seen.all.states[level].tracks)
    crowds.emplace_back(track.daily);
  return crowds;
}

/// Over some days. Whole numbers are added up, so that sums are exact.
template <class Count>
double sum_over(std::span<const std::int32_t> census, Count count) {
  std::int64_t sum = 0;
  for (const std::int32_t people : census)
    sum += count(people);
  return static_cast<double>(sum);
}

/// Hours of the sessions of a service, a day as long as a week.
double session_hours(const ServiceModel& service, std::span<const std::int32_t> census) {
  const double groups =
      sum_over(census, [&](std::int32_t people) { return groups_for(service, people); });
  return groups * service.sessions * service.hours * service.staff;
}

/// Hours of posts that are filled, a day as long as a week.
double post_hours(const models::PostModel& post, std::span<const std::int32_t> census) {
  const auto posts_by = [&](int people_each) {
    return sum_over(census, [&](std::int32_t people) {
      return std::max(ceiling(people, people_each), post.at_least);
    });
  };
  return posts_by(post.people) * post.day_hours + posts_by(post.at_night) * post.night_hours;
}

/// Of the role over some of the observed days, in the level or in all together.
Load load_in(const Seen& seen, std::size_t first, std::size_t days) {
  Load load;
  const models::RoleModel& role = seen.model.staff[seen.subject];
  const auto add = [&](double hours, double of_equivalent) {
    load.hours += hours / static_cast<double>(days);
    load.equivalents += hours / static_cast<double>(days) / of_equivalent;
  };
  for (std::size_t level = 0; level < seen.model.level_count; ++level) {
    if (!seen.is_all && level != seen.index) continue;
    const models::StateModel& state = seen.model.states[level];
    const auto census =
        std::span<const std::int32_t>(seen.all.daily[level].census).subspan(first, days);
    for (const auto crowd : crowds_of(seen, level))
      for (const ServiceModel& service : state.services)
        if (service.role == seen.subject)
          add(session_hours(service, crowd.subspan(first, days)), role.session_hours);
    for (const models::PostModel& post : state.posts)
      if (post.role == seen.subject) add(post_hours(post, census), role.paid_hours / post.relief);
  }
  return load;
}

std::size_t days_seen(const Seen& seen) {
  return seen.all.daily.empty() ? 0 : seen.all.daily.front().census.size();
}

}  // namespace

bool needs(const models::StateModel& level, std::size_t role) {
  return std::ranges::find(level.services, role, &ServiceModel::role) != level.services.end() ||
         std::ranges::find(level.posts, role, &models::PostModel::role) != level.posts.end();
}

std::int64_t groups_for(const ServiceModel& service, std::int32_t people) {
  return ceiling(people, service.people);
}

std::vector<double> groups_by_day(const Seen& seen) {
  const ServiceModel& service = seen.state.services[seen.subject];
  std::vector<double> groups(seen.all.daily[seen.index].census.size());
  for (const auto crowd : crowds_of(seen, seen.index))
    for (std::size_t day = 0; day < groups.size(); ++day)
      groups[day] += static_cast<double>(groups_for(service, crowd[day]));
  return groups;
}

std::optional<double> staff_hours(const Seen& seen) {
  const std::size_t days = days_seen(seen);
  if (days == 0) return std::nullopt;
  return load_in(seen, 0, days).hours;
}

std::optional<double> staff_equivalents(const Seen& seen) {
  const std::size_t days = days_seen(seen);
  if (days == 0) return std::nullopt;
  return load_in(seen, 0, days).equivalents;
}

double staff_equivalents_over(const Seen& seen, std::size_t first, std::size_t days) {
  return load_in(seen, first, days).equivalents;
}

std::vector<double> equivalents_by_week(const Seen& seen) {
  std::vector<double> weeks;
  if (seen.all.daily_stride > 1) return weeks;
  for (std::size_t first = 0; first + days_a_week <= days_seen(seen); first += days_a_week)
    weeks.push_back(load_in(seen, first, days_a_week).equivalents);
  return weeks;
}

}  // namespace stepdown::analysis
