#include "models/compile/check_staffed_places.hpp"

#include "models/compile/names.hpp"
#include "models/shared_hours.hpp"
#include "models/staffed_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace stepdown::models {
namespace {

bool is_limited_by(const State& level, const std::string& role) {
  return std::ranges::find(level.places.staff, role, &Located<std::string>::value) !=
         level.places.staff.end();
}

/// Full-time equivalents of a role that posts of these levels take though nobody is there.
double taken_always(const Scenario& scenario,
                    const std::vector<std::size_t>& levels,
                    const Role& role) {
  double sum = 0;
  for (const std::size_t level : levels)
    sum += equivalents_for(scenario.states[level], role, 0);
  return sum;
}

/// What keeps a role from being a limit, or nothing.
std::string why_no_limit(const Scenario& scenario, const State& level, const Role& role) {
  const std::string& name = role.name.value;
  if (!role.at_hand)
    return fmt::format(
        "expected a role of which it is known how many there are; write "
        "'staff.{}.at_hand'",
        name);
  if (!needs(level, name))
    return fmt::format(
        "expected a role that the level needs; no service has '{}' as its 'role', and no post",
        name);
  for (const State& other : scenario.states)
    if (needs(other, name) && !is_limited_by(other, name))
      return fmt::format(
          "expected a role that only levels need whose places it limits; '{0}' needs {1}, too: "
          "name it in levels.{0}.places.staff, or give each level a role of its own",
          other.name.value,
          in_quotes(name));
  return {};
}

/// Levels of which posts alone take more than there is.
std::string why_nothing_left(const Scenario& scenario, std::size_t level, const Role& role) {
  const double always = taken_always(scenario, levels_with_same_staff(scenario, level), role);
  constexpr double rounding = 1e-9;
  if (always <= *role.at_hand * (1 + rounding)) return {};
  return fmt::format(
      "expected some of {0} left for people: posts with 'at_least' take {1:.6g} full-time "
      "equivalents of them though nobody is there, and 'staff.{2}.at_hand' is {3:.6g}",
      in_quotes(role.name.value),
      always,
      role.name.value,
      *role.at_hand);
}

}  // namespace

void check_staffed_places(const Scenario& scenario, std::size_t number, Problems& problems) {
  const State& level = scenario.states[number];
  const std::string key = state_key(level) + ".places";
  for (const Located<std::string>& name : level.places.staff) {
    const Role* const role = find_role(scenario.staff, name.value);
    if (role == nullptr) continue;  // told elsewhere
    std::string why = why_no_limit(scenario, level, *role);
    if (why.empty() && level.places.shares_hours) why = why_nothing_left(scenario, number, *role);
    if (!why.empty()) problems.report(Rule::StaffNoLimit, name.at, key + ".staff", why);
  }
  if (level.places.changes.empty()) return;
  problems.report(Rule::StaffNoLimit,
                  level.places.changes.front().date.at,
                  key + ".changes",
                  "expected none beside 'staff', from which the places follow");
}

}  // namespace stepdown::models
