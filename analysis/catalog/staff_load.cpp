#include "analysis/catalog/staff_load.hpp"

#include "analysis/catalog/service_crowds.hpp"
#include "analysis/catalog/service_load.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::analysis {

namespace {

using models::ServiceModel;

/// Over some days. Whole numbers are added up, so that sums are exact.
template <class Count>
double sum_over(const DaysOfPeriod& days, Count count) {
  std::int64_t sum = 0;
  for (std::size_t day = days.first; day < days.end(); ++day)
    sum += count(day);
  return static_cast<double>(sum);
}

/// Hours of the sessions of a service, a day as long as a week.
double session_hours(const ServiceModel& service,
                     const std::vector<Step>& steps,
                     const Crowd& crowd,
                     const DaysOfPeriod& days) {
  double hours = 0;
  for (const Step& step : steps) {
    const double groups = sum_over(
        days, [&](std::size_t day) { return groups_for(service, step.people(crowd, day)); });
    hours += groups * step.sessions * service.hours * service.staff;
  }
  return hours;
}

/// Hours of posts that are filled, a day as long as a week.
double post_hours(const models::PostModel& post,
                  std::span<const std::int32_t> census,
                  const DaysOfPeriod& days) {
  const auto posts_by = [&](int people_each) {
    return sum_over(days, [&](std::size_t day) {
      return std::max(models::fewest_for(census[day], people_each), post.at_least);
    });
  };
  return posts_by(post.people) * post.day_hours + posts_by(post.at_night) * post.night_hours;
}

/// Hours of crisis contacts, a day as long as a week.
double crisis_hours(const models::CrisisModel& crisis,
                    std::span<const std::int32_t> census,
                    const DaysOfPeriod& days) {
  const double people = sum_over(days, [&](std::size_t day) { return census[day]; });
  return people * crisis.contacts * crisis.hours * crisis.staff;
}

/// What asks for the role of which a figure is in one period: in the level, or in all together.
class Asked {
 public:
  Asked(const Seen& seen, std::size_t period)
      : role_{seen.model.staff_in(period)[seen.subject]}, number_{seen.subject} {
    for (std::size_t level = 0; level < seen.model.level_count; ++level) {
      const models::StateModel& state = seen.model.states_in(period)[level];
      if ((!seen.is_all && level != seen.index) || !needs(state, number_)) continue;
      Level& asking = levels_.emplace_back();
      asking.state = &state;
      asking.census = seen.all.daily[level].census;
      asking.crowds = crowds_of(seen.model, seen.all, level);
      for (const ServiceModel& service : state.services)
        asking.steps.push_back(steps_of(service));
    }
  }

  /// Adds some of the days, as part of a mean over `all` days.
  void add(const DaysOfPeriod& days, std::size_t all, StaffLoad& load) const {
    for (const Level& level : levels_)
      add(level, days, static_cast<double>(all), load);
  }

 private:
  struct Level {
    const models::StateModel* state = nullptr;
    std::span<const std::int32_t> census;
    std::vector<Crowd> crowds;
    std::vector<std::vector<Step>> steps;  ///< by service
  };

  void add(const Level& level, const DaysOfPeriod& days, double all, StaffLoad& load) const {
    const auto add = [&](double hours, double of_equivalent) {
      load.hours += hours / all;
      load.equivalents += hours / all / of_equivalent;
    };
    const std::vector<ServiceModel>& services = level.state->services;
    for (const Crowd& crowd : level.crowds)
      for (std::size_t s = 0; s < services.size(); ++s)
        if (services[s].role == number_)
          add(session_hours(services[s], level.steps[s], crowd, days), role_.session_hours);
    for (const models::PostModel& post : level.state->posts)
      if (post.role == number_)
        add(post_hours(post, level.census, days), role_.paid_hours / post.relief);
    const std::optional<models::CrisisModel>& crisis = level.state->program.crisis;
    if (crisis && crisis->role == number_)
      add(crisis_hours(*crisis, level.census, days), role_.session_hours);
  }

  const models::RoleModel& role_;
  std::size_t number_;
  std::vector<Level> levels_;
};

/// The same in all periods.
class AskedByPeriod {
 public:
  explicit AskedByPeriod(const Seen& seen) : seen_{seen} {
    for (std::size_t period = 0; period < seen.model.period_count(); ++period)
      periods_.emplace_back(seen, period);
  }

  /// A mean over some of the observed days.
  [[nodiscard]] StaffLoad over(std::size_t first, std::size_t days) const {
    StaffLoad load;
    for (const DaysOfPeriod& part : by_period(seen_.model, seen_.all, first, days))
      periods_[part.period].add(part, days, load);
    return load;
  }

 private:
  const Seen& seen_;
  std::vector<Asked> periods_;
};

/// Of the role on average in the week that begins with that observed day.
double at_hand_in_week(const Seen& seen, std::size_t first) {
  double days = 0;
  const std::vector<DaysOfPeriod> parts = by_period(seen.model, seen.all, first, days_a_week);
  const auto there = [&](const DaysOfPeriod& part) {
    return *seen.model.staff_in(part.period)[seen.subject].at_hand;
  };
  if (parts.size() == 1) return there(parts.front());
  for (const DaysOfPeriod& part : parts)
    days += there(part) * static_cast<double>(part.days);
  return days / static_cast<double>(days_a_week);
}

/// The first of the observed days of each whole week; of windows so long that not every day is
/// counted there is none.
std::vector<std::size_t> weeks_seen(const Seen& seen) {
  std::vector<std::size_t> weeks;
  if (seen.all.daily_stride > 1) return weeks;
  for (std::size_t first = 0; first + days_a_week <= days_seen(seen.all); first += days_a_week)
    weeks.push_back(first);
  return weeks;
}

}  // namespace

bool needs(const models::StateModel& level, std::size_t role) {
  return std::ranges::find(level.services, role, &ServiceModel::role) != level.services.end() ||
         std::ranges::find(level.posts, role, &models::PostModel::role) != level.posts.end() ||
         (level.program.crisis && level.program.crisis->role == role);
}

std::optional<StaffLoad> staff_load(const Seen& seen) {
  const std::size_t days = days_seen(seen.all);
  if (days == 0) return std::nullopt;
  return AskedByPeriod{seen}.over(0, days);
}

double staff_equivalents_over(const Seen& seen, std::size_t first, std::size_t days) {
  return AskedByPeriod{seen}.over(first, days).equivalents;
}

std::vector<StaffLoad> staff_by_week(const Seen& seen) {
  std::vector<StaffLoad> loads;
  const std::vector<std::size_t> weeks = weeks_seen(seen);
  if (weeks.empty()) return loads;
  const AskedByPeriod asked{seen};
  for (const std::size_t first : weeks)
    loads.push_back(asked.over(first, days_a_week));
  return loads;
}

std::vector<double> equivalents_by_week(const Seen& seen) {
  std::vector<double> equivalents;
  for (const StaffLoad& week : staff_by_week(seen))
    equivalents.push_back(week.equivalents);
  return equivalents;
}

std::optional<std::vector<double>> at_hand_by_week(const Seen& seen) {
  if (!seen.model.staff[seen.subject].at_hand) return std::nullopt;
  std::vector<double> at_hand;
  for (const std::size_t first : weeks_seen(seen))
    at_hand.push_back(at_hand_in_week(seen, first));
  return at_hand;
}

}  // namespace stepdown::analysis
