#include "models/staffed_places.hpp"

#include "models/service_model.hpp"
#include "models/shared_hours.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

namespace stepdown::models {

namespace {

constexpr double hours_of_a_day = 24;
constexpr double days_of_a_week = 7;
constexpr double rounding = 1e-9;

bool is_enough(const Scenario& scenario, const State& level, std::int64_t people) {
  return std::ranges::all_of(level.places.staff, [&](const Located<std::string>& name) {
    const Role* const role = find_role(scenario.staff, name.value);
    if (role == nullptr || !role->at_hand) return true;
    return equivalents_for(level, *role, people) <= *role->at_hand * (1 + rounding);
  });
}

bool is_limit_of(const State& level, const State& of) {
  return level.places.kind == Places::Kind::Staff && !level.places.shares_hours &&
         name_same_roles(level, of);
}

/// Whether the levels that name the same roles as `level`, and no others, need each of these, and
/// each person as much.
bool can_be_shared(const Scenario& scenario, const State& level) {
  return std::ranges::all_of(level.places.staff, [&](const Located<std::string>& name) {
    const Role* const role = find_role(scenario.staff, name.value);
    if (role == nullptr || !role->at_hand) return false;
    return std::ranges::all_of(scenario.states, [&](const State& other) {
      const bool is_needed = needs(other, name.value);
      return is_needed == is_limit_of(other, level) &&
             (!is_needed || take_as_much(level, other, name.value));
    });
  });
}

/// Makes the pool of the levels that name the same roles as that one, if there are others who take
/// as much of them.
void share_places(Scenario& scenario, std::size_t first) {
  const SharedList<State>& states = scenario.states;  // has them in common with other dates
  std::vector<std::size_t> sharers;
  for (std::size_t s = 0; s < states.size(); ++s)
    if (is_limit_of(states[s], states[first])) sharers.push_back(s);
  if (sharers.size() < 2 || !can_be_shared(scenario, states[first])) return;
  Pool pool;
  pool.places = states[first].places;
  pool.name.at = pool.places.at;
  for (const Located<std::string>& role : pool.places.staff)
    pool.name.value += (pool.name.value.empty() ? "staff " : " and ") + role.value;
  for (const std::size_t s : sharers)
    pool.places.count.value = std::min(pool.places.count.value, states[s].places.count.value);
  for (const std::size_t s : sharers) {
    Places& places = scenario.states[s].places;
    places.kind = Places::Kind::Pool;
    places.count.value = pool.places.count.value;
    places.pool = pool.name;
  }
  scenario.pools.push_back(std::move(pool));
}

/// Counts people of levels that have hours in common and no pool: those who fit if nobody is at the
/// others.
void count_with_hours_in_common(Scenario& scenario, std::int64_t most) {
  const SharedList<State>& states = scenario.states;
  const HoursPlan plan = plan_hours(scenario);
  const std::vector<std::int64_t> nobody(plan.needs.size());
  for (std::size_t l = 0; l < plan.needs.size(); ++l) {
    if (!states[l].places.shares_hours) continue;
    const std::int64_t people = largest_enough(
        0, most, [&](std::int64_t there) { return plan.is_enough(l, there, nobody); });
    scenario.states[l].places.count.value = static_cast<int>(people);
  }
}

/// Lets levels without a pool have hours of their staff in common with others.
void share_hours(Scenario& scenario) {
  const SharedList<State>& states = scenario.states;
  for (std::size_t s = 0; s < states.size(); ++s) {
    if (states[s].places.kind != Places::Kind::Staff || states[s].places.shares_hours) continue;
    const std::vector<std::size_t> levels = levels_with_same_staff(scenario, s);
    if (levels.size() < 2 || !can_have_hours_in_common(scenario, levels)) continue;
    for (const std::size_t level : levels)
      scenario.states[level].places.shares_hours = true;
  }
}

/// Those of a scenario whose people share hours; by state.
std::vector<bool> who_share_hours(const Scenario& scenario) {
  std::vector<bool> shares;
  for (const State& state : scenario.states)
    shares.push_back(state.places.shares_hours);
  return shares;
}

}  // namespace

double hours_of_sessions(const Service& service) {
  return service.most_sessions() * service.lasts.value * hours_of_a_day * service.staff;
}

double crisis_hours_of_a_person(const State& level, const std::string& role) {
  if (!level.crisis || level.crisis->role.value != role) return 0;
  return level.crisis->contacts.value * days_of_a_week * level.crisis->lasts.value *
         hours_of_a_day * level.crisis->staff;
}

bool needs(const State& level, const std::string& role) {
  const auto is_of_role = [&](const auto& one) { return one.role.value == role; };
  return std::ranges::any_of(level.services, is_of_role) ||
         std::ranges::any_of(level.posts, is_of_role) ||
         (level.crisis && level.crisis->role.value == role);
}

std::optional<double> hours_of_a_person(const State& level, const std::string& role) {
  double hours = crisis_hours_of_a_person(level, role);
  for (const Service& service : level.services) {
    if (service.role.value != role) continue;
    if (service.booked() > 1) return std::nullopt;
    hours += hours_of_sessions(service);
  }
  if (std::ranges::any_of(level.posts, [&](const Post& post) { return post.role.value == role; }))
    return std::nullopt;
  return hours;
}

bool take_as_much(const State& a, const State& b, const std::string& role) {
  const std::optional<double> of_a = hours_of_a_person(a, role);
  const std::optional<double> of_b = hours_of_a_person(b, role);
  return of_a && of_b && std::abs(*of_a - *of_b) <= rounding * *of_a;
}

bool name_same_roles(const State& a, const State& b) {
  const auto names = [](const State& level) {
    std::set<std::string> roles;
    for (const Located<std::string>& role : level.places.staff)
      roles.insert(role.value);
    return roles;
  };
  return names(a) == names(b);
}

double equivalents_for(const State& level, const Role& role, std::int64_t people) {
  double session_hours = 0;
  for (const Service& service : level.services)
    if (service.role.value == role.name.value)
      session_hours +=
          static_cast<double>(fewest_for(people, service.booked())) * hours_of_sessions(service);
  session_hours += static_cast<double>(people) * crisis_hours_of_a_person(level, role.name.value);
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

void count_staffed_places(Scenario& scenario, std::int64_t most) {
  const SharedList<State>& states = scenario.states;
  for (std::size_t s = 0; s < states.size(); ++s) {
    const Places& places = states[s].places;
    if (places.kind != Places::Kind::Staff) continue;
    const Located<int> count{static_cast<int>(people_served(scenario, states[s], most)), places.at};
    if (places.count.value != count.value || places.count.at != count.at)
      scenario.states[s].places.count = count;
  }
  for (std::size_t s = 0; s < states.size(); ++s)
    if (states[s].places.kind == Places::Kind::Staff && !states[s].places.shares_hours)
      share_places(scenario, s);
  share_hours(scenario);
  if (std::ranges::any_of(states, [](const State& state) { return state.places.shares_hours; }))
    count_with_hours_in_common(scenario, most);
}

void share_hours_on_all_dates(Scenario& scenario, std::int64_t most) {
  std::vector<bool> ever = who_share_hours(scenario);
  const auto has_as_many = [&ever](const Scenario& then) {
    return then.states.size() == ever.size();  // else it is refused
  };
  for (const ScenarioPeriod& period : scenario.later_periods) {
    if (!has_as_many(period.scenario)) continue;
    const std::vector<bool> then = who_share_hours(period.scenario);
    for (std::size_t s = 0; s < ever.size(); ++s)
      ever[s] = ever[s] || then[s];
  }
  const auto share = [&](Scenario& then) {
    if (!has_as_many(then) || who_share_hours(then) == ever) return;
    end_sharing_staff(then);
    for (std::size_t s = 0; s < ever.size(); ++s)
      if (ever[s]) then.states[s].places.shares_hours = true;
    count_staffed_places(then, most);
  };
  share(scenario);
  for (ScenarioPeriod& period : scenario.later_periods)
    share(period.scenario);
}

bool is_of_staff(const Pool& pool) {
  return pool.places.kind == Places::Kind::Staff;
}

void end_sharing_staff(Scenario& scenario) {
  const SharedList<State>& states = scenario.states;
  for (std::size_t s = 0; s < states.size(); ++s)
    if (states[s].places.shares_hours) scenario.states[s].places.shares_hours = false;
  if (std::erase_if(scenario.pools, is_of_staff) == 0) return;
  for (std::size_t s = 0; s < states.size(); ++s) {
    if (states[s].places.kind != Places::Kind::Pool || states[s].places.staff.empty()) continue;
    Places& places = scenario.states[s].places;
    places.kind = Places::Kind::Staff;
    places.pool = {};
  }
}

}  // namespace stepdown::models
