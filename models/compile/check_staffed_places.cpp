#include "models/compile/check_staffed_places.hpp"

#include "models/compile/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stepdown::models {
namespace {

bool needs(const State& level, const std::string& role) {
  return std::ranges::any_of(level.services,
                             [&](const Service& one) { return one.role.value == role; }) ||
         std::ranges::any_of(level.posts,
                             [&](const Post& one) { return one.role.value == role; }) ||
         (level.crisis && level.crisis->role.value == role);
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
    if (&other != &level && needs(other, name))
      return fmt::format(
          "expected a role that no other level needs; '{}' needs {}, too, so give "
          "each level a role of its own",
          other.name.value,
          in_quotes(name));
  return {};
}

}  // namespace

void check_staffed_places(const Scenario& scenario, const State& level, Problems& problems) {
  const std::string key = state_key(level) + ".places";
  for (const Located<std::string>& name : level.places.staff) {
    const Role* const role = find_role(scenario.staff, name.value);
    if (role == nullptr) continue;  // told elsewhere
    if (const std::string why = why_no_limit(scenario, level, *role); !why.empty())
      problems.report(Rule::StaffNoLimit, name.at, key + ".staff", why);
  }
  if (level.places.changes.empty()) return;
  problems.report(Rule::StaffNoLimit,
                  level.places.changes.front().date.at,
                  key + ".changes",
                  "expected none beside 'staff', from which the places follow");
}

}  // namespace stepdown::models
