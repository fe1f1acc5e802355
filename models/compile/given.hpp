#pragma once

#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"
#include "sim/contract.hpp"

#include <functional>
#include <set>
#include <string>
#include <vector>

/// Walking values that may be `given` an attribute.
namespace stepdown::models {

/// Where a value stands that may be `given`: what messages about it need.
struct GivenContext {
  const Names* names = nullptr;
  Problems* problems = nullptr;
  SourceLocation at;
  std::string key;
  std::size_t attributes_allowed = 0;  ///< only the first so many may be asked for
};

/// Reports what is wrong with the attribute of a `given`: unknown, later or repeated. `asked` are
/// the attributes asked further out.
/// @returns the attribute, or nothing when it cannot be used.
std::optional<std::size_t> check_given_attribute(const GivenContext& context,
                                                 const Located<std::string>& attribute,
                                                 const std::set<std::size_t>& asked);

/// Reports cases that are unknown or missing. `context` stands at the whole `given`.
void check_cases(const GivenContext& context,
                 std::size_t attribute,
                 const std::vector<Located<std::string>>& cases);

/// Calls `visit(leaf, key)` for each plain value, `key` naming its cases.
template <class T, class Visit>
void for_each_leaf(const Given<T>& value, const std::string& key, const Visit& visit) {
  if (value.plain) visit(*value.plain, key);
  for (const auto& one : value.cases) {
    for_each_leaf(one.value, key + "." + one.attribute_value.value, visit);
  }
}

/// The context of a value, at the place where it stands.
template <class T>
[[nodiscard]] GivenContext context_at(const GivenContext& context, const Given<T>& value) {
  GivenContext here = context;
  here.at = place_of(value.at, context.at);
  return here;
}

/// The context of one case of a `given`.
template <class Case>
[[nodiscard]] GivenContext context_of_case(const GivenContext& context, const Case& one) {
  GivenContext inner = context;
  inner.at = place_of(one.value.at, one.attribute_value.at);
  inner.key += "." + one.attribute_value.value;
  return inner;
}

/// Calls `visit(leaf, context)` for each plain value, the context being its own.
template <class T, class Visit>
void for_each_leaf_in(const GivenContext& context, const Given<T>& value, const Visit& visit) {
  if (value.plain) visit(*value.plain, context_at(context, value));
  for (const auto& one : value.cases)
    for_each_leaf_in(context_of_case(context, one), one.value, visit);
}

/// Reports what is wrong with the form of a value that may be `given`; leaves are not looked at.
template <class T>
void check_given(const GivenContext& context,
                 const Given<T>& value,
                 std::set<std::size_t> asked = {}) {
  const GivenContext here = context_at(context, value);
  if (!value.attribute) {
    if (!value.plain)
      here.problems->report(Rule::NoValue, here.at, here.key, "expected a value, got none");
    return;
  }
  std::vector<Located<std::string>> cases;
  for (const auto& one : value.cases)
    cases.push_back(one.attribute_value);
  const auto attribute = check_given_attribute(here, *value.attribute, asked);
  if (attribute) check_cases(here, *attribute, cases);
  if (attribute) asked.insert(*attribute);
  for (const auto& one : value.cases)
    check_given(context_of_case(here, one), one.value, asked);
}

/// The attributes that a value depends on.
template <class T>
void collect_attributes(const Given<T>& value, const Names& names, std::set<std::size_t>& found) {
  if (value.attribute) {
    if (const auto at = names.attributes.find(value.attribute->value)) found.insert(*at);
  }
  for (const auto& one : value.cases)
    collect_attributes(one.value, names, found);
}

/// The value for one class of people; null when the scenario has none (a mistake reported by
/// `check_given`).
template <class T>
[[nodiscard]] const T* find_for_class(const Given<T>& value,
                                      const Names& names,
                                      const ClassValues& who) {
  if (!value.attribute) return value.plain ? &*value.plain : nullptr;
  const auto attribute = names.attributes.find(value.attribute->value);
  if (!attribute || *attribute >= who.size()) return nullptr;
  const std::string& wanted = names.values[*attribute].names()[who[*attribute]];
  for (const auto& one : value.cases) {
    if (one.attribute_value.value == wanted) return find_for_class(one.value, names, who);
  }
  return nullptr;
}

/// The same, in a scenario whose checks found one for every class.
template <class T>
[[nodiscard]] const T& value_for(const Given<T>& value,
                                 const Names& names,
                                 const ClassValues& who) {
  const T* const found = find_for_class(value, names, who);
  sim::expects(found != nullptr, "a checked scenario has a value for every class");
  return *found;
}

}  // namespace stepdown::models
