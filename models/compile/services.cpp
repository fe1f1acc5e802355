#include "models/compile/services.hpp"

#include "models/compile/names.hpp"
#include "models/services.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace stepdown::models {
namespace {

constexpr double hours_of_a_day = 24;
constexpr double hours_of_a_week = 168;

std::vector<std::string> role_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Role& role : scenario.staff)
    names.push_back(role.name.value);
  return names;
}

/// Its place in `staff`.
std::size_t role_number(const Scenario& scenario, const std::string& name) {
  const std::vector<std::string> names = role_names(scenario);
  return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

void check_role(const Role& role, Problems& problems) {
  const std::string key = "staff." + role.name.value;
  const auto report_above =
      [&](const Located<double>& value, std::string_view part, std::string_view expected) {
        problems.report(Rule::UnfitRole,
                        value.at,
                        fmt::format("{}.{}", key, part),
                        fmt::format("expected {}, got {}", expected, number_text(value.value)));
      };
  if (role.hours_a_week.value > hours_of_a_week)
    report_above(role.hours_a_week, "hours_a_week", "at most 168 h, as a week has");
  if (role.productive.value > 1)
    report_above(role.productive, "productive", "a share of the paid hours, at most 1");
}

/// Hours a week that a person is offered.
double hours_of(const Service& service) {
  return service.sessions_a_week * service.lasts.value * hours_of_a_day;
}

void check_role_name(const Located<std::string>& role,
                     const std::string& key,
                     const std::vector<std::string>& roles,
                     Problems& problems) {
  if (std::ranges::find(roles, role.value) != roles.end()) return;
  problems.report(Rule::UnknownRole,
                  role.at,
                  key,
                  fmt::format("expected a role of 'staff', got {}{}",
                              in_quotes(role.value),
                              problems.suggestion(role.value, roles)));
}

void check_service(const Service& service,
                   const std::string& key,
                   const std::vector<std::string>& roles,
                   Problems& problems) {
  check_role_name(service.role, key + ".role", roles, problems);
  if (!(service.lasts.value > 0 && service.lasts.value <= 1))
    problems.report(
        Rule::UnfitServiceHours,
        service.lasts.at,
        key + ".lasts",
        fmt::format("expected the time of a session, above 0 and at most 24 h, got {} h",
                    number_text(service.lasts.value * hours_of_a_day)));
}

void check_post(const Post& post,
                const std::string& key,
                const std::vector<std::string>& roles,
                Problems& problems) {
  check_role_name(post.role, key, roles, problems);
  if (post.hours_a_week.value > hours_of_a_week)
    problems.report(Rule::UnfitPost,
                    post.hours_a_week.at,
                    key + ".hours_a_week",
                    fmt::format("expected at most 168 h, as a week has, got {}",
                                number_text(post.hours_a_week.value)));
  if (post.at_night && post.night_hours.value > post.hours_a_week.value)
    problems.report(Rule::UnfitPost,
                    place_of(post.night_hours.at, post.role.at),
                    key + ".night_hours_a_week",
                    fmt::format("expected at most the {} h a week that are filled, got {}",
                                number_text(post.hours_a_week.value),
                                number_text(post.night_hours.value)));
  if (post.relief.value < 1)
    problems.report(Rule::UnfitPost,
                    post.relief.at,
                    key + ".relief",
                    fmt::format("expected paid hours for one that is filled, at least 1, got {}",
                                number_text(post.relief.value)));
}

/// What a person is offered in a week can be attended, and is what a level of its kind has.
void check_hours(const State& level, Problems& problems) {
  const std::string key = state_key(level) + ".services";
  double hours = 0;
  for (const Service& service : level.services)
    hours += hours_of(service);
  if (hours > hours_of_a_week)
    problems.report(
        Rule::UnfitServiceHours,
        level.services.front().name.at,
        key,
        fmt::format("expected at most 168 h a week of a person, as a week has, got {:.6g} h",
                    hours));
  if (!level.care_kind) return;
  const CareKind* const kind = find_care_kind(level.care_kind->value);
  constexpr double rounding = 1e-9;
  if (kind == nullptr || (hours >= kind->least - rounding && hours < kind->below)) return;
  problems.report(Rule::HoursOfOtherKind,
                  level.care_kind->at,
                  state_key(level) + ".asam",
                  fmt::format("{:.6g} h of services a week are not what ASAM {} is: {} for adults",
                              hours,
                              kind->name,
                              kind->hours));
}

}  // namespace

void check_services(const Scenario& scenario, Problems& problems) {
  const std::vector<std::string> roles = role_names(scenario);
  for (const Role& role : scenario.staff)
    check_role(role, problems);
  std::set<std::string> used;
  for (const State& level : scenario.states) {
    for (const Post& post : level.posts) {
      used.insert(post.role.value);
      check_post(post, state_key(level) + ".posts." + post.role.value, roles, problems);
    }
    if (level.services.empty()) continue;
    for (const Service& service : level.services) {
      used.insert(service.role.value);
      check_service(service, state_key(level) + ".services." + service.name.value, roles, problems);
    }
    check_hours(level, problems);
  }
  for (const Role& role : scenario.staff)
    if (!used.contains(role.name.value))
      problems.report(
          Rule::RoleUnused,
          role.name.at,
          "staff." + role.name.value,
          "never needed: no service names it as its 'role', and no level has 'posts' of it");
}

std::vector<RoleModel> build_staff(const Scenario& scenario) {
  std::vector<RoleModel> staff;
  for (const Role& role : scenario.staff)
    staff.push_back({role.name.value,
                     role.hours_a_week.value,
                     role.hours_a_week.value * role.productive.value,
                     role.at_hand,
                     role.salary});
  return staff;
}

std::vector<ServiceModel> build_services(const Scenario& scenario, const State& level) {
  std::vector<ServiceModel> services;
  for (const Service& service : level.services)
    services.push_back({service.name.value,
                        service.sessions_a_week,
                        service.lasts.value * hours_of_a_day,
                        service.people,
                        role_number(scenario, service.role.value),
                        service.staff});
  return services;
}

std::vector<PostModel> build_posts(const Scenario& scenario, const State& level) {
  std::vector<PostModel> posts;
  for (const Post& post : level.posts) {
    const double night = post.at_night ? post.night_hours.value : 0;
    posts.push_back({role_number(scenario, post.role.value),
                     post.people,
                     post.at_night.value_or(post.people),
                     post.hours_a_week.value - night,
                     night,
                     post.at_least,
                     post.relief.value});
  }
  return posts;
}

bool have_same_services(const State& a, const State& b) {
  const auto same_service = [](const Service& x, const Service& y) {
    return x.name.value == y.name.value && x.sessions_a_week == y.sessions_a_week &&
           x.lasts.value == y.lasts.value && x.people == y.people && x.role.value == y.role.value &&
           x.staff == y.staff;
  };
  const auto same_post = [](const Post& x, const Post& y) {
    return x.role.value == y.role.value && x.people == y.people && x.at_night == y.at_night &&
           x.hours_a_week.value == y.hours_a_week.value &&
           x.night_hours.value == y.night_hours.value && x.at_least == y.at_least &&
           x.relief.value == y.relief.value;
  };
  return std::ranges::equal(a.services, b.services, same_service) &&
         std::ranges::equal(a.posts, b.posts, same_post);
}

}  // namespace stepdown::models
