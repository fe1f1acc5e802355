#include "models/compile/services.hpp"

#include "models/compile/check_staffed_places.hpp"
#include "models/compile/names.hpp"
#include "models/services.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

constexpr double hours_of_a_day = 24;
constexpr double hours_of_a_week = 168;
constexpr double days_of_a_week = 7;

std::vector<std::string> role_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Role& role : scenario.staff)
    names.push_back(role.name.value);
  return names;
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

/// Weeks of a stay that services may tell apart, some ten years.
constexpr int most_weeks = 520;

/// The last week of a stay after which some service has another number of sessions; 0: none.
int last_turn(const State& level) {
  int last = 0;
  for (const Service& service : level.services) {
    last = std::max(last, static_cast<int>(service.by_week.value.size()) - 1);
    if (service.weeks) last = std::max(last, service.weeks->value);
  }
  return last;
}

/// Hours that a person is offered in the fullest week of the stay.
double most_hours(const State& level) {
  double most = 0;
  for (int week = 1; week <= last_turn(level) + 1; ++week) {
    double hours = 0;
    for (const Service& service : level.services)
      hours += service.sessions_in(week) * service.lasts.value * hours_of_a_day;
    most = std::max(most, hours);
  }
  return most;
}

/// Adds the weeks of a stay after which some service has another number of sessions.
void add_turns(const State& level, std::set<int>& turns) {
  for (int week = 1; week <= last_turn(level); ++week) {
    const bool turns_here = std::ranges::any_of(level.services, [week](const Service& service) {
      return service.sessions_in(week) != service.sessions_in(week + 1);
    });
    if (turns_here) turns.insert(week);
  }
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

void check_length(const Located<double>& lasts,
                  const std::string& key,
                  std::string_view what,
                  Problems& problems) {
  if (lasts.value > 0 && lasts.value <= 1) return;
  problems.report(Rule::UnfitServiceHours,
                  lasts.at,
                  key,
                  fmt::format("expected the time of {}, above 0 and at most 24 h, got {} h",
                              what,
                              number_text(lasts.value * hours_of_a_day)));
}

/// Weeks of the stay, where a service tells them apart.
void check_weeks(const Service& service, const std::string& key, Problems& problems) {
  const std::vector<double>& by_week = service.by_week.value;
  const auto report_above = [&](const SourceLocation& at, std::string_view part, std::size_t got) {
    problems.report(Rule::UnfitServiceWeeks,
                    at,
                    fmt::format("{}.{}", key, part),
                    fmt::format("expected at most {} weeks, got {}", most_weeks, got));
  };
  if (service.weeks && service.weeks->value > most_weeks)
    report_above(service.weeks->at, "weeks", static_cast<std::size_t>(service.weeks->value));
  if (by_week.size() > std::size_t{most_weeks})
    report_above(service.by_week.at, "by_week", by_week.size());
  if (by_week.empty()) return;
  std::size_t used = by_week.size();
  if (service.weeks && std::cmp_less(service.weeks->value, used)) {
    used = static_cast<std::size_t>(service.weeks->value);
    problems.report(Rule::WeeksUnused,
                    service.by_week.at,
                    key + ".by_week",
                    fmt::format("weeks from {} on are left out, as 'weeks' is {}", used + 1, used));
  }
  const auto first = by_week.begin();
  if (std::all_of(first, first + static_cast<std::ptrdiff_t>(used), [](double sessions) {
        return sessions == 0;
      }))
    problems.report(Rule::UnfitServiceWeeks,
                    service.by_week.at,
                    key + ".by_week",
                    "expected sessions in some week, got 0 in all");
}

void check_service(const Service& service,
                   const std::string& key,
                   const std::vector<std::string>& roles,
                   Problems& problems) {
  check_role_name(service.role, key + ".role", roles, problems);
  check_length(service.lasts, key + ".lasts", "a session", problems);
  check_weeks(service, key, problems);
}

void check_crisis(const Crisis& crisis,
                  const std::string& key,
                  const std::vector<std::string>& roles,
                  Problems& problems) {
  check_role_name(crisis.role, key + ".role", roles, problems);
  check_length(crisis.lasts, key + ".lasts", "a contact", problems);
}

/// Who is booked beyond those who fit has to be somebody, and somebody else has to stay away.
void check_overbooking(const State& level, Problems& problems) {
  for (const Service& service : level.services) {
    if (!(service.overbook.value > 0)) continue;
    const auto warn = [&](const std::string& message) {
      problems.report(Rule::OverbookIdle,
                      service.overbook.at,
                      fmt::format("{}.services.{}.overbook", state_key(level), service.name.value),
                      message);
    };
    if (service.booked() == service.people)
      warn(fmt::format("nobody more is booked: {} of {} people is less than one",
                       number_text(service.overbook.value),
                       service.people));
    else if (!level.attendance)
      warn("everybody comes, as the level has no 'attendance': full sessions are overfull");
  }
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
  const double hours = most_hours(level);
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

std::vector<int> turns_over_time(const Scenario& scenario, std::size_t level) {
  std::set<int> turns;
  add_turns(scenario.states[level], turns);
  for (std::size_t p = 0; p < scenario.later_periods.size(); ++p) {
    const SharedList<State>& then = scenario.later_periods[p].scenario.states;
    if (!then.shares(scenario_before(scenario, p).states, level)) add_turns(then[level], turns);
  }
  return {turns.begin(), turns.end()};
}

void check_services(const Scenario& scenario, Problems& problems, const Differences* since) {
  const std::vector<std::string> roles = role_names(scenario);
  for (const Role& role : scenario.staff)
    check_role(role, problems);
  std::set<std::string> used;
  for (std::size_t s = 0; s < scenario.states.size(); ++s) {
    const State& level = scenario.states[s];
    if (since != nullptr && !since->is_state_other(s)) continue;
    if (!level.places.staff.empty()) {
      for (const Located<std::string>& role : level.places.staff)
        check_role_name(role, state_key(level) + ".places.staff", roles, problems);
      check_staffed_places(scenario, s, problems);
    }
    for (const Post& post : level.posts) {
      used.insert(post.role.value);
      check_post(post, state_key(level) + ".posts." + post.role.value, roles, problems);
    }
    if (level.crisis) {
      used.insert(level.crisis->role.value);
      check_crisis(*level.crisis, state_key(level) + ".crisis", roles, problems);
    }
    if (level.services.empty()) continue;
    for (const Service& service : level.services) {
      used.insert(service.role.value);
      check_service(service, state_key(level) + ".services." + service.name.value, roles, problems);
    }
    check_overbooking(level, problems);
    check_hours(level, problems);
  }
  if (since != nullptr) return;  // roles are the same as before
  for (const Role& role : scenario.staff)
    if (!used.contains(role.name.value))
      problems.report(Rule::RoleUnused,
                      role.name.at,
                      "staff." + role.name.value,
                      "never needed: no service or crisis names it as its 'role', and no level has "
                      "'posts' of it");
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

std::vector<ServiceModel> build_services(const Scenario& scenario,
                                         const State& level,
                                         const std::vector<int>& turns) {
  std::vector<ServiceModel> services;
  for (const Service& service : level.services) {
    std::vector<double> sessions;
    for (const int week : turns)
      sessions.push_back(service.sessions_in(week));
    sessions.push_back(service.sessions_in(turns.empty() ? 1 : turns.back() + 1));
    services.push_back({service.name.value,
                        std::move(sessions),
                        service.lasts.value * hours_of_a_day,
                        service.people,
                        service.booked(),
                        position_of(scenario.staff, service.role.value),
                        service.staff});
  }
  return services;
}

ProgramModel build_program(const Scenario& scenario,
                           const State& level,
                           const std::vector<int>& turns) {
  ProgramModel program;
  program.weeks = turns;
  program.attends = !level.services.empty() && level.attendance.has_value();
  program.stream = streams_of({level.name.value}).front();
  if (!level.crisis) return program;
  program.crisis = CrisisModel{level.crisis->contacts.value * days_of_a_week,
                               level.crisis->lasts.value * hours_of_a_day,
                               position_of(scenario.staff, level.crisis->role.value),
                               level.crisis->staff};
  return program;
}

std::vector<PostModel> build_posts(const Scenario& scenario, const State& level) {
  std::vector<PostModel> posts;
  for (const Post& post : level.posts) {
    const double night = post.at_night ? post.night_hours.value : 0;
    posts.push_back({position_of(scenario.staff, post.role.value),
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
    return x.name.value == y.name.value && x.role.value == y.role.value;
  };
  const auto same_post = [](const Post& x, const Post& y) { return x.role.value == y.role.value; };
  const auto same_crisis = [](const std::optional<Crisis>& x, const std::optional<Crisis>& y) {
    return x && y ? x->role.value == y->role.value : !x && !y;
  };
  return same_crisis(a.crisis, b.crisis) &&
         std::ranges::equal(a.services, b.services, same_service) &&
         std::ranges::equal(a.posts, b.posts, same_post);
}

}  // namespace stepdown::models
