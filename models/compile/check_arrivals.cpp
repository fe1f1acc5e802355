#include "models/compile/check_arrivals.hpp"

#include "models/calendar.hpp"
#include "models/compile/check_run.hpp"
#include "models/compile/check_split.hpp"
#include "models/diagnostics/sum_problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
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
const SourceLocation& place_of_part(const ArrivalSource& source, const std::string& key) {
  const auto found = std::ranges::find(source.written, key, &Located<std::string>::value);
  return found == source.written.end() ? source.name.at : found->at;
}

Rule rule_of(ArrivalProblem::Kind kind) {
  switch (kind) {
    case ArrivalProblem::Kind::NoWeight:
      return Rule::NoWeight;
    case ArrivalProblem::Kind::GrowsTooLarge:
      return Rule::GrowthTooLarge;
    case ArrivalProblem::Kind::NobodyComes:
      return Rule::NobodyComes;
    case ArrivalProblem::Kind::IsNeverUsed:
      return Rule::ArrivalsUnused;
  }
  return Rule::ArrivalsUnused;
}

void check_process(const SourceContext& context) {
  const Calendar calendar(context.scenario.start.value);
  const double end = end_day(context.scenario);
  for (const ArrivalProblem& found : problems(context.source.process, calendar, end)) {
    const SourceLocation& at = place_of_part(context.source, found.key);
    const std::string key = context.key + "." + found.key;
    context.problems.report(rule_of(found.kind), at, key, found.message);
  }
}

void check_batch(const SourceContext& context) {
  const ArrivalSource& source = context.source;
  if (source.batch.empty()) return;
  double sum = 0;
  for (const auto& [size, share] : source.batch)
    sum += share.value;
  if (std::string problem = sum_problem(sum, "shares"); !problem.empty())
    context.problems.report(Rule::BatchDoesNotSum,
                            place_of(source.batch_at, source.batch.front().first.at),
                            context.key + ".batch",
                            std::move(problem));
}

void check_mix(const SourceContext& context) {
  for (const Attribute& mix : context.source.mix) {
    const std::string key = context.key + ".attributes." + mix.name.value;
    const auto attribute = context.names.attributes.find(mix.name.value);
    if (!attribute) {
      context.problems.report(Rule::UnknownAttribute,
                              mix.name.at,
                              key,
                              fmt::format("expected an attribute, got {}{}",
                                          in_quotes(mix.name.value),
                                          context.problems.suggestion(
                                              mix.name.value, context.names.attributes.names())));
      continue;
    }
    check_attribute_shares({&context.names, &context.problems, mix.name.at, key, *attribute},
                           mix.shares,
                           context.names.values[*attribute]);
  }
}

}  // namespace

void check_arrivals(const Scenario& scenario,
                    const Names& names,
                    Problems& problems,
                    const Differences* since) {
  if (scenario.arrivals.empty()) {
    problems.report(Rule::NoSource,
                    place_of(scenario.arrivals_at, scenario.start.at),
                    "arrivals",
                    "expected at least one source of referrals, got none");
  }
  for (std::size_t s = 0; s < scenario.arrivals.size(); ++s) {
    const ArrivalSource& source = scenario.arrivals[s];
    if (since != nullptr && !std::ranges::binary_search(since->sources, s)) continue;
    const SourceContext context{scenario, names, problems, source, "arrivals." + source.name.value};
    if (names.states.find(source.name.value)) {
      problems.report(
          Rule::SourceNamedAsState,
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
