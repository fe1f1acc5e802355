#include "models/staffed_places.hpp"

#include "models/service_model.hpp"

#include <algorithm>

namespace stepdown::models {

namespace {

constexpr double hours_of_a_day = 24;
constexpr double days_of_a_week = 7;

bool is_enough(const Scenario& scenario, const State& level, std::int64_t people) {
  constexpr double rounding = 1e-9;
  return std::ranges::all_of(level.places.staff, [&](const Located<std::string>& name) {
    const Role* const role = find_role(scenario.staff, name.value);
    if (role == nullptr || !role->at_hand) return true;
    return equivalents_for(level, *role, people) <= *role->at_hand * (1 + rounding);
  });
}

}  // namespace

double equivalents_for(const State& level, const Role& role, std::int64_t people) {
  double session_hours = 0;
  for (const Service& service : level.services)
    if (service.role.value == role.name.value)
      session_hours += static_cast<double>(fewest_for(people, service.booked())) *
                       service.most_sessions() * service.lasts.value * hours_of_a_day *
                       service.staff;
  if (level.crisis && level.crisis->role.value == role.name.value)
    session_hours += static_cast<double>(people) * level.crisis->contacts.value * days_of_a_week *
                     level.crisis->lasts.value * hours_of_a_day * level.crisis->staff;
  double paid_hours = 0;
  for (const Post& post : level.posts) {
    if (post.role.value != role.name.value) continue;
    const double night = post.at_night ? post.night_hours.value : 0;
    const auto posts = [&](int each) {
      return static_cast<double>(std::max(fewest_for(people, each), std::int64_t{post.at_least}));
    };
    paid_hours += (posts(post.people) * (post.hours_a_week.value - night) +
                   posts(post.at_night.value_or(post.people)) * night) *
                  post.relief.value;
  }
  double equivalents = 0;
  if (session_hours > 0)
    equivalents += session_hours / (role.hours_a_week.value * role.productive.value);
  if (paid_hours > 0) equivalents += paid_hours / role.hours_a_week.value;
  return equivalents;
}

std::int64_t people_served(const Scenario& scenario, const State& level, std::int64_t most) {
  if (!is_enough(scenario, level, 1)) return 0;
  std::int64_t enough = 1;
  std::int64_t too_many = most + 1;
  while (too_many - enough > 1) {  // more people never take less
    const std::int64_t people = enough + (too_many - enough) / 2;
    (is_enough(scenario, level, people) ? enough : too_many) = people;
  }
  return enough;
}

}  // namespace stepdown::models
