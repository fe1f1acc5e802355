#include "models/compile/check_split.hpp"

#include "models/diagnostics/sum_problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

/// The names that have a share in any case, each once.
std::vector<std::string> names_in(const Given<Split>& split) {
  NameIndex names;
  for_each_leaf(split, {}, [&names](const Split& leaf, const std::string&) {
    for (const Share& share : leaf)
      names.add(share.name.value);
  });
  return names.names();
}

/// Those of `names` that have no share here.
std::vector<std::string> absent_from(const Split& split, const std::vector<std::string>& names) {
  std::set<std::string_view> present;
  for (const Share& share : split)
    present.insert(share.name.value);
  std::vector<std::string> absent;
  std::ranges::copy_if(names, std::back_inserter(absent), [&present](const std::string& name) {
    return !present.contains(name);
  });
  return absent;
}

/// Why the shares do not sum to 1, or nothing. A single one of `names` that has none is probably
/// missing.
std::string problem_of_sum(const Split& split, const std::vector<std::string>& names) {
  double sum = 0;
  for (const Share& share : split)
    sum += share.probability.value;
  if (sum_problem(sum, {}).empty()) return {};
  const std::vector<std::string> absent = absent_from(split, names);
  return sum_problem(sum, "probabilities", absent.size() == 1 ? absent.front() : std::string{});
}

/// A name that stands alone, without its share, has no key of its own.
std::string key_of(const GivenContext& context, const Share& share) {
  const bool stands_alone = share.name.at == share.probability.at;
  return stands_alone ? context.key : context.key + "." + share.name.value;
}

void check_next_state(const GivenContext& context,
                      const Share& share,
                      const Scenario& scenario,
                      SplitTargets allowed) {
  const NameIndex& states = context.names->states;
  const std::string& name = share.name.value;
  const auto found = states.find(name);
  if (!found) {
    context.problems->report(Rule::UnknownState,
                             share.name.at,
                             key_of(context, share),
                             fmt::format("expected a state, got {}{}",
                                         in_quotes(name),
                                         context.problems->suggestion(name, states.names())));
  } else if (scenario.states[*found].kind == StateKind::Outcome &&
             allowed == SplitTargets::NotOutcomes) {
    context.problems->report(Rule::OutcomeAtFirst,
                             share.name.at,
                             context.key,
                             fmt::format("expected a level or a community state, got the outcome "
                                         "'{}'; nobody arrives at the end",
                                         name));
  }
}

/// Warns of names whose share is 0 in every case of a split.
void warn_of_zero_shares(const GivenContext& context, const Given<Split>& split) {
  std::map<std::string, std::pair<SourceLocation, double>> largest;
  for_each_leaf(split, context.key, [&](const Split& leaf, const std::string&) {
    for (const Share& share : leaf) {
      auto& [at, most] = largest.try_emplace(share.name.value, share.name.at, 0.0).first->second;
      most = std::max(most, share.probability.value);
    }
  });
  for (const auto& [name, place_and_share] : largest) {
    if (place_and_share.second != 0) continue;
    context.problems->report(
        Rule::ShareOfZero,
        place_and_share.first,
        context.key + "." + name,
        fmt::format("share is 0, so that nobody goes to '{}' this way; leave it out", name));
  }
}

}  // namespace

void check_split(const GivenContext& context,
                 const Given<Split>& split,
                 const Scenario& scenario,
                 SplitTargets allowed) {
  check_given(context, split);
  const std::vector<std::string> names = names_in(split);
  for_each_leaf_in(context, split, [&](const Split& leaf, const GivenContext& here) {
    if (leaf.empty()) {
      here.problems->report(
          Rule::NoNextState, here.at, here.key, "expected at least one next state, got none");
      return;
    }
    for (const Share& share : leaf)
      check_next_state(here, share, scenario, allowed);
    if (std::string problem = problem_of_sum(leaf, names); !problem.empty())
      here.problems->report(Rule::NextStatesDoNotSum, here.at, here.key, std::move(problem));
  });
  warn_of_zero_shares(context, split);
}

void check_attribute_shares(const GivenContext& context,
                            const Given<Split>& shares,
                            const NameIndex& values) {
  check_given(context, shares);
  for_each_leaf_in(context, shares, [&values](const Split& leaf, const GivenContext& here) {
    bool are_known = true;
    for (const Share& share : leaf) {
      if (values.find(share.name.value)) continue;
      are_known = false;
      here.problems->report(
          Rule::UnknownValueInShares,
          share.name.at,
          here.key + "." + share.name.value,
          fmt::format("expected a value, got {}{}",
                      in_quotes(share.name.value),
                      here.problems->suggestion(share.name.value, values.names())));
    }
    const std::vector<std::string> absent = absent_from(leaf, values.names());
    if (std::string problem = problem_of_sum(leaf, values.names()); !problem.empty())
      here.problems->report(Rule::SharesDoNotSum, here.at, here.key, std::move(problem));
    else if (are_known && !absent.empty())
      here.problems->report(
          Rule::SharesMissing,
          here.at,
          here.key,
          fmt::format("expected a share of every value, got none of '{}'; write '{}: 0'",
                      fmt::join(absent, "', '"),
                      absent.front()));
  });
}

}  // namespace stepdown::models
