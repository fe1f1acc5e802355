#include "models/shared_hours.hpp"

#include "models/staffed_places.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace stepdown::models {
namespace {

constexpr std::int64_t most_at_hand = std::int64_t{1} << 36U;

bool is_limited_by(const State& level, const std::string& role) {
  return std::ranges::find(level.places.staff, role, &Located<std::string>::value) !=
         level.places.staff.end();
}

bool is_limited_by_staff(const State& level) {
  return level.kind == StateKind::Level && level.places.kind == Places::Kind::Staff;
}

/// What a level takes of a role, in hours.
struct Taken {
  int each = 1;
  std::int64_t at_least = 0;
  double hours = 0;
};

std::vector<Taken> taken_by(const State& level, const Role& role) {
  std::vector<Taken> taken;
  for (const Service& service : level.services)
    if (service.role.value == role.name.value)
      taken.push_back({service.booked(), 0, hours_of_sessions(service)});
  taken.push_back({1, 0, crisis_hours_of_a_person(level, role.name.value)});
  for (const Post& post : level.posts) {
    if (post.role.value != role.name.value) continue;
    const double night = post.at_night ? post.night_hours.value : 0;
    // Of paid hours, as many as give so many of sessions.
    const double relief = post.relief.value * role.productive.value;
    taken.push_back({post.people, post.at_least, (post.hours_a_week.value - night) * relief});
    taken.push_back({post.at_night.value_or(post.people), post.at_least, night * relief});
  }
  return taken;
}

double hours_at_hand(const Role& role) {
  return *role.at_hand * role.hours_a_week.value * role.productive.value;
}

/// Of the simplest fraction that such a number is: by continued fractions.
std::int64_t denominator_of(double number) {
  constexpr std::int64_t most = 1'000'000;
  constexpr double rounding = 1e-13;  // of arithmetic on a few numbers of an author
  std::int64_t before = 0;
  std::int64_t denominator = 1;
  double rest = number - std::floor(number);
  while (std::abs(number * static_cast<double>(denominator) -
                  std::round(number * static_cast<double>(denominator))) >
         rounding * number * static_cast<double>(denominator)) {
    if (rest <= 0) break;
    rest = 1 / rest;
    const double whole = std::floor(rest);
    rest -= whole;
    if (whole > static_cast<double>(most)) break;
    const std::int64_t next = static_cast<std::int64_t>(whole) * denominator + before;
    if (next > most) break;
    before = denominator;
    denominator = next;
  }
  return denominator;
}

/// Whole units of hours of one role.
class Units {
 public:
  /// Such that all of these are whole numbers of them, if there are any of that kind.
  Units(double at_hand, const std::vector<double>& hours) {
    const double most = static_cast<double>(most_at_hand) / std::max(at_hand, 1.0);
    std::int64_t common = denominator_of(at_hand);
    for (const double each : hours)
      if (static_cast<double>(common) <= most) common = std::lcm(common, denominator_of(each));
    an_hour_ = static_cast<double>(common);
    if (an_hour_ <= most) return;
    constexpr std::int64_t few = 64;  // 1e-9 of all
    an_hour_ = most;
    slack_ = few;
  }

  /// What nobody has counts as little more than what anybody can have.
  [[nodiscard]] std::int64_t of(double hours) const {
    return std::llround(std::min(hours * an_hour_, 2 * static_cast<double>(most_at_hand)));
  }
  /// Room for what rounding makes of many small numbers.
  [[nodiscard]] std::int64_t at_hand(double hours) const { return of(hours) + slack_; }

 private:
  double an_hour_ = 1;
  std::int64_t slack_ = 0;
};

void plan_role(const Scenario& scenario, std::size_t r, HoursPlan& plan) {
  const Role& role = scenario.staff[r];
  const auto takes_part = [&](const State& level) {
    return is_limited_by_staff(level) && level.places.shares_hours &&
           is_limited_by(level, role.name.value);
  };
  std::vector<double> hours;
  for (const State& level : scenario.states)
    if (takes_part(level))
      for (const Taken& taken : taken_by(level, role))
        hours.push_back(taken.hours);
  if (hours.empty() || !role.at_hand) return;
  const Units units{hours_at_hand(role), hours};
  plan.at_hand[r] = units.at_hand(hours_at_hand(role));
  for (std::size_t l = 0; l < plan.needs.size(); ++l) {
    if (!takes_part(scenario.states[l])) continue;
    HoursNeed& need = plan.needs[l].emplace_back();
    need.role = r;
    for (const Taken& taken : taken_by(scenario.states[l], role))
      if (taken.hours > 0)
        need.steps.push_back({taken.each, taken.at_least, units.of(taken.hours)});
  }
}

}  // namespace

std::vector<std::size_t> levels_with_same_staff(const Scenario& scenario, std::size_t level) {
  std::vector<std::size_t> found{level};
  // NOLINTNEXTLINE(modernize-loop-convert): the vector grows while it is walked
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const Located<std::string>& role : scenario.states[found[i]].places.staff)
      for (std::size_t s = 0; s < scenario.states.size(); ++s)
        if (is_limited_by_staff(scenario.states[s]) &&
            is_limited_by(scenario.states[s], role.value) &&
            std::ranges::find(found, s) == found.end())
          found.push_back(s);
  }
  std::ranges::sort(found);
  return found;
}

bool can_have_hours_in_common(const Scenario& scenario, const std::vector<std::size_t>& levels) {
  return std::ranges::all_of(levels, [&](std::size_t level) {
    return std::ranges::all_of(
        scenario.states[level].places.staff, [&](const Located<std::string>& name) {
          const Role* const role = find_role(scenario.staff, name.value);
          return role != nullptr && role->at_hand &&
                 std::ranges::all_of(scenario.states, [&](const State& other) {
                   return !needs(other, name.value) ||
                          (is_limited_by_staff(other) && is_limited_by(other, name.value));
                 });
        });
  });
}

HoursPlan plan_hours(const Scenario& scenario) {
  HoursPlan plan;
  plan.at_hand.resize(scenario.staff.size());
  plan.needs.resize(static_cast<std::size_t>(
      std::ranges::count(scenario.states, StateKind::Level, &State::kind)));
  for (std::size_t r = 0; r < scenario.staff.size(); ++r)
    plan_role(scenario, r, plan);
  return plan;
}

}  // namespace stepdown::models
