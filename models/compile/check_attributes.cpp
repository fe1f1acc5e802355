#include "models/compile/check_attributes.hpp"

#include "models/calendar.hpp"
#include "models/compile/check_split.hpp"
#include "models/compile/compile.hpp"
#include "models/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace stepdown::models {
namespace {

/// Attributes are columns beside these.
constexpr std::array<std::string_view, 9> columns_of_people{"replication",
                                                            "patient",
                                                            "referred",
                                                            "first_admission",
                                                            "last_seen",
                                                            "stays",
                                                            "end_state",
                                                            "is_inside",
                                                            "is_waiting"};

void check_not_taken(const Located<std::string>& name, Problems& problems) {
  const auto taken_by = [&](std::string_view what) {
    problems.report(
        Rule::AttributeNameTaken,
        name.at,
        "attributes." + name.value,
        fmt::format("expected a name of yours, got '{}', which is {}", name.value, what));
  };
  if (find_history(name.value) != nullptr) taken_by("a piece of history");
  if (std::ranges::find(columns_of_people, name.value) != columns_of_people.end())
    taken_by("another column of people.csv");
}

void check_report_by(const Scenario& scenario, const Names& names, Problems& problems) {
  NameIndex seen;
  for (std::size_t i = 0; i < scenario.report_by.size(); ++i) {
    const auto& name = scenario.report_by[i];
    const std::string key = fmt::format("report_by[{}]", i);
    if (!names.attributes.find(name.value)) {
      problems.report(Rule::UnknownAttribute,
                      name.at,
                      key,
                      fmt::format("expected an attribute, got {}{}",
                                  in_quotes(name.value),
                                  problems.suggestion(name.value, names.attributes.names())));
    } else if (!seen.add(name.value)) {
      problems.report(Rule::ReportedTwice,
                      name.at,
                      key,
                      fmt::format("'{}' is there twice; keep one", name.value));
    }
  }
}

}  // namespace

void check_attributes(const Scenario& scenario, const Names& names, Problems& problems) {
  NameIndex seen;
  for (const Attribute& attribute : scenario.attributes) {
    const std::string key = "attributes." + attribute.name.value;
    seen.add(attribute.name.value);
    check_not_taken(attribute.name, problems);
    const std::size_t position = seen.size() - 1;
    check_attribute_shares({&names, &problems, attribute.name.at, key, position},
                           attribute.shares,
                           names.values[position]);
  }
  if (const std::size_t count = count_classes(names); count > max_classes) {
    problems.report(Rule::TooManyClasses,
                    scenario.attributes.front().name.at,
                    "attributes",
                    fmt::format("expected at most {} combinations of attribute values, got {}; use "
                                "fewer attributes or values",
                                max_classes,
                                count > 1'000'000 ? "more than a million" : std::to_string(count)));
  }
  check_report_by(scenario, names, problems);
}

}  // namespace stepdown::models
