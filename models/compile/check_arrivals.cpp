#include "models/calendar.hpp"
#include "models/compile/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace stepdown::models {
namespace {

struct SourceContext {
  const Scenario& scenario;
  const Names& names;
  Problems& problems;
  const ArrivalSource& source;
  std::string key;
};

/// Where the author wrote that part of the process.
const SourceLocation& place_of(const ArrivalSource& source, const std::string& key) {
  const auto found = std::ranges::find(source.written, key, &Located<std::string>::value);
  return found == source.written.end() ? source.name.at : found->at;
}

void check_process(const SourceContext& context) {
  const Calendar calendar(context.scenario.start.value);
  const double end = end_day(context.scenario);
  for (const ArrivalProblem& found : problems(context.source.process, calendar, end)) {
    const SourceLocation& at = place_of(context.source, found.key);
    const std::string key = context.key + "." + found.key;
    switch (found.kind) {
      case ArrivalProblem::Kind::NoWeight:
        context.problems.error(at, key, found.message);
        break;
      case ArrivalProblem::Kind::NobodyComes:
      case ArrivalProblem::Kind::IsNeverUsed:
        context.problems.warning(at, key, found.message);
        break;
    }
  }
}

void check_batch(const SourceContext& context) {
  if (context.source.batch.empty()) return;
  const std::string key = context.key + ".batch";
  double sum = 0;
  for (const auto& [size, share] : context.source.batch) {
    sum += share.value;
    if (size.value < 1) {
      context.problems.error(
          size.at, key, fmt::format("expected sizes of 1 or more people, got {}", size.value));
    }
    if (!is_share(share.value)) {
      context.problems.error(
          share.at,
          key,
          fmt::format("expected a share from 0 to 1, got {}", number_text(share.value)));
    }
  }
  if (std::abs(sum - 1) > sum_tolerance) {
    context.problems.error(context.source.batch.front().first.at,
                           key,
                           fmt::format("shares sum to {}, expected 1", number_text(sum)));
  }
}

void check_mix(const SourceContext& context) {
  NameIndex seen;
  for (const Attribute& mix : context.source.mix) {
    const std::string key = context.key + ".attributes." + mix.name.value;
    const auto attribute = context.names.attributes.find(mix.name.value);
    if (!attribute) {
      context.problems.error(
          mix.name.at,
          key,
          fmt::format("expected an attribute, got '{}'{}",
                      mix.name.value,
                      name_hint(mix.name.value, context.names.attributes.names())));
      continue;
    }
    if (!seen.add(mix.name.value)) {
      context.problems.error(mix.name.at, key, "this attribute is there twice; keep one");
      continue;
    }
    check_attribute_shares({&context.names, &context.problems, mix.name.at, key, *attribute},
                           mix.shares,
                           context.names.values[*attribute]);
  }
}

}  // namespace

void check_arrivals(const Scenario& scenario, const Names& names, Problems& problems) {
  if (scenario.arrivals.empty()) {
    problems.error(scenario.start.at, "arrivals", "expected at least one source, got none");
  }
  NameIndex seen;
  for (const ArrivalSource& source : scenario.arrivals) {
    const SourceContext context{scenario, names, problems, source, "arrivals." + source.name.value};
    if (!seen.add(source.name.value)) {
      problems.error(source.name.at, context.key, "another source has this name; choose another");
    }
    if (names.states.find(source.name.value)) {
      problems.error(
          source.name.at,
          context.key,
          "a state has this name, and flows.csv could not tell them apart; choose another");
    }
    check_process(context);
    check_batch(context);
    check_mix(context);
    check_split({&names, &problems, source.name.at, context.key + ".to", names.attributes.size()},
                source.to,
                scenario,
                SplitTargets::NotOutcomes);
  }
}

}  // namespace stepdown::models
