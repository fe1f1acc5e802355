#include "models/compile/check_staffed_places.hpp"

#include "models/compile/names.hpp"
#include "models/staffed_places.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace stepdown::models {
namespace {

/// What keeps a level from sharing a role with another that needs it, or names the same, or
/// nothing.
std::string why_not_shared(const State& level, const State& other, const std::string& role) {
  if (!name_same_roles(level, other))
    return fmt::format(
        "expected a role that only levels need whose places it limits; '{0}' needs {1}, too: name "
        "the same roles in levels.{0}.places.staff, or give each level a role of its own",
        other.name.value,
        in_quotes(role));
  if (!needs(other, role) || take_as_much(level, other, role)) return {};
  const std::optional<double> here = hours_of_a_person(level, role);
  const std::optional<double> there = hours_of_a_person(other, role);
  const std::string instead =
      "give each level a role of its own, or both 'places' of a pool, see 'pools'";
  if (here && there)
    return fmt::format(
        "expected a person to take as many hours a week of {} wherever it is shared, got {:.6g} h "
        "here and {:.6g} h in '{}'; {}",
        in_quotes(role),
        *here,
        *there,
        other.name.value,
        instead);
  return fmt::format(
      "expected sessions of one person each where levels share {}; groups and posts of '{}' take "
      "as "
      "much for one person as for several; {}",
      in_quotes(role),
      here ? other.name.value : level.name.value,
      instead);
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
  for (const State& other : scenario.states) {
    if (&other == &level || (!needs(other, name) && !name_same_roles(level, other))) continue;
    if (const std::string why = why_not_shared(level, other, name); !why.empty()) return why;
  }
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
