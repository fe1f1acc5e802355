#include "models/calendar.hpp"
#include "models/compile/check.hpp"
#include "models/compile/compile.hpp"
#include "models/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
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
    problems.report(Rule::AttributeNameTaken,
                    name.at,
                    "attributes." + name.value,
                    fmt::format("'{}' is {}; choose another name", name.value, what));
  };
  if (find_history(name.value) != nullptr)
    taken_by("a piece of a person's history and cannot name an attribute");
  if (std::ranges::find(columns_of_people, name.value) != columns_of_people.end())
    taken_by("another column of people.csv");
}

void check_report_by(const Scenario& scenario, const Names& names, Problems& problems) {
  NameIndex seen;
  for (const auto& name : scenario.report_by) {
    if (!names.attributes.find(name.value)) {
      problems.report(Rule::UnknownAttribute,
                      name.at,
                      "report_by",
                      fmt::format("expected an attribute, got '{}'{}",
                                  name.value,
                                  name_hint(name.value, names.attributes.names())));
    } else if (!seen.add(name.value)) {
      problems.report(Rule::ReportedTwice,
                      name.at,
                      "report_by",
                      fmt::format("'{}' is there twice; keep one", name.value));
    }
  }
}

}  // namespace

void check_attribute_shares(const GivenContext& context,
                            const Given<Split>& shares,
                            const NameIndex& values) {
  Problems& problems = *context.problems;
  check_given(context, shares);
  for_each_leaf(shares, context.key, [&](const Split& split, const std::string& key) {
    double sum = 0;
    NameIndex seen;
    for (const Share& share : split) {
      sum += share.probability.value;
      if (!values.find(share.name.value)) {
        problems.report(Rule::UnknownValueInShares,
                        share.name.at,
                        key,
                        fmt::format("expected a value of this attribute, got '{}'{}",
                                    share.name.value,
                                    name_hint(share.name.value, values.names())));
      }
      seen.add(share.name.value);
    }
    std::vector<std::string> missing;
    for (const std::string& value : values.names()) {
      if (!seen.find(value)) missing.push_back(value);
    }
    const SourceLocation at = split.empty() ? context.at : split.front().name.at;
    if (!missing.empty()) {
      problems.report(
          Rule::SharesMissing,
          at,
          key,
          fmt::format("expected a share for each value, got none for {}; a share may be 0",
                      list_text(missing)));
    } else if (std::abs(sum - 1) > sum_tolerance) {
      problems.report(Rule::SharesDoNotSum,
                      at,
                      key,
                      fmt::format("shares sum to {}, expected 1", number_text(sum)));
    }
  });
}

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
