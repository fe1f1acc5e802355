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

constexpr double longest_run = 1e6;  // days; beyond, dates have more than four digits

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
    problems.error(name.at,
                   "attributes." + name.value,
                   fmt::format("'{}' is {}; choose another name", name.value, what));
  };
  if (find_history(name.value) != nullptr)
    taken_by("a piece of a person's history and cannot name an attribute");
  if (std::ranges::find(columns_of_people, name.value) != columns_of_people.end())
    taken_by("another column of people.csv");
}

void check_values(const Attribute& attribute, const std::string& key, Problems& problems) {
  if (attribute.values.empty()) {
    problems.error(attribute.name.at, key, "expected at least one value with its share, got none");
  }
  NameIndex seen;
  for (const auto& value : attribute.values) {
    if (!seen.add(value.value)) {
      problems.error(
          value.at, key, fmt::format("value '{}' is there twice; keep one", value.value));
    }
  }
}

void check_report_by(const Scenario& scenario, const Names& names, Problems& problems) {
  NameIndex seen;
  for (const auto& name : scenario.report_by) {
    if (!names.attributes.find(name.value)) {
      problems.error(name.at,
                     "report_by",
                     fmt::format("expected an attribute, got '{}'{}",
                                 name.value,
                                 name_hint(name.value, names.attributes.names())));
    } else if (!seen.add(name.value)) {
      problems.error(
          name.at, "report_by", fmt::format("'{}' is there twice; keep one", name.value));
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
      if (!is_share(share.probability.value)) {
        problems.error(share.probability.at,
                       key + "." + share.name.value,
                       fmt::format("expected a share from 0 to 1, got {}",
                                   number_text(share.probability.value)));
      }
      if (!values.find(share.name.value)) {
        problems.error(share.name.at,
                       key,
                       fmt::format("expected a value of this attribute, got '{}'{}",
                                   share.name.value,
                                   name_hint(share.name.value, values.names())));
      } else if (!seen.add(share.name.value)) {
        problems.error(share.name.at,
                       key,
                       fmt::format("value '{}' is there twice; keep one", share.name.value));
      }
    }
    std::vector<std::string> missing;
    for (const std::string& value : values.names()) {
      if (!seen.find(value)) missing.push_back(value);
    }
    const SourceLocation at = split.empty() ? context.at : split.front().name.at;
    if (!missing.empty()) {
      problems.error(
          at,
          key,
          fmt::format("expected a share for each value, got none for {}; a share may be 0",
                      list_text(missing)));
    } else if (std::abs(sum - 1) > sum_tolerance) {
      problems.error(at, key, fmt::format("shares sum to {}, expected 1", number_text(sum)));
    }
  });
}

void check_attributes(const Scenario& scenario, const Names& names, Problems& problems) {
  NameIndex seen;
  for (const Attribute& attribute : scenario.attributes) {
    const std::string key = "attributes." + attribute.name.value;
    if (!seen.add(attribute.name.value)) {
      problems.error(attribute.name.at, key, "this attribute is there twice; keep one");
      continue;
    }
    check_not_taken(attribute.name, problems);
    check_values(attribute, key, problems);
    const std::size_t position = seen.size() - 1;
    check_attribute_shares({&names, &problems, attribute.name.at, key, position},
                           attribute.shares,
                           names.values[position]);
  }
  if (const std::size_t count = count_classes(names); count > max_classes) {
    problems.error(scenario.attributes.front().name.at,
                   "attributes",
                   fmt::format("expected at most {} combinations of attribute values, got {}; use "
                               "fewer attributes or values",
                               max_classes,
                               count > 1'000'000 ? "more than a million" : std::to_string(count)));
  }
  check_report_by(scenario, names, problems);
}

std::string end_date(const Scenario& scenario) {
  const double last =
      std::clamp(std::isfinite(scenario.run.horizon.value) ? scenario.run.horizon.value : 0.0,
                 0.0,
                 longest_run);
  return Calendar(scenario.start.value).iso_date(static_cast<long>(last));
}

void check_run(const Scenario& scenario, const Names& /*names*/, Problems& problems) {
  const RunPlan& run = scenario.run;
  if (!scenario.start.value.ok()) {
    problems.error(scenario.start.at, "start", "expected a date of the calendar");
  }
  if (!(run.warm_up.value >= 0)) {
    problems.error(run.warm_up.at,
                   "run.warm_up",
                   fmt::format("expected 0 or more days, got {}", number_text(run.warm_up.value)));
  }
  if (!(run.horizon.value > run.warm_up.value) || !std::isfinite(run.horizon.value)) {
    problems.error(
        run.horizon.at,
        "run.horizon",
        fmt::format("expected more than the warm-up of {} d, got {} d; the horizon counts "
                    "from the start and includes the warm-up",
                    number_text(run.warm_up.value),
                    number_text(run.horizon.value)));
  } else if (run.horizon.value > longest_run) {
    problems.error(
        run.horizon.at,
        "run.horizon",
        fmt::format(
            "expected at most {:.0f} d, got {} d", longest_run, number_text(run.horizon.value)));
  } else if (scenario.start.value.ok() &&
             end_date(scenario).size() > std::string_view{"9999-12-31"}.size()) {
    problems.error(run.horizon.at,
                   "run.horizon",
                   fmt::format("expected a run that ends before the year 10000, got an end on {}",
                               end_date(scenario)));
  }
  if (run.replications.value < 1) {
    problems.error(run.replications.at,
                   "run.replications",
                   fmt::format("expected at least 1, got {}", run.replications.value));
  }
  if (!(scenario.episode_gap.value >= 0)) {
    problems.error(
        scenario.episode_gap.at,
        "episode_gap",
        fmt::format("expected 0 or more days, got {}", number_text(scenario.episode_gap.value)));
  }
}

}  // namespace stepdown::models
