#include "models/compile/check_level.hpp"

#include "models/compile/check_admission.hpp"
#include "models/compile/check_distributions.hpp"
#include "models/compile/check_exit.hpp"
#include "models/compile/check_places.hpp"
#include "models/compile/check_split.hpp"
#include "models/compile/tracks.hpp"
#include "sim/distributions/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

void check_attendance(const GivenContext& context, const Given<LocatedDistribution>& attendance) {
  check_distributions(context, attendance);
  for_each_leaf(
      attendance, context.key, [&](const LocatedDistribution& leaf, const std::string& key) {
        if (sim::lowest(leaf.value) >= 0 && sim::highest(leaf.value) <= 1) return;
        context.problems->report(
            Rule::AttendanceIsNoShare,
            leaf.at,
            key,
            fmt::format("expected shares of sessions from 0 to 1, got {} to {}",
                        number_text(sim::lowest(leaf.value)),
                        number_text(sim::highest(leaf.value))));
      });
}

void check_patience(const State& level, const GivenContext& context) {
  const Waiting& waiting = level.waiting;
  Problems& problems = *context.problems;
  bool has_patience = false;
  for (std::size_t i = 0; i < waiting_class_count; ++i) {
    const auto& patience = waiting.patience[i];
    if (!patience) continue;
    has_patience = true;
    GivenContext inner = context;
    inner.key += fmt::format(".patience.{}", name_of(static_cast<WaitingClass>(i)));
    check_distributions(inner, *patience);
  }
  if (!has_patience && waiting.gave_up_to) {
    problems.report(Rule::GaveUpUnused,
                    context.at,
                    context.key + ".gave_up_to",
                    "never used: nobody here has a patience");
  }
}

/// A level that is asked instead of this one.
void check_other_level(const Located<std::string>& other,
                       const State& level,
                       const Scenario& scenario,
                       const GivenContext& context) {
  const auto& [name, at] = other;
  Problems& problems = *context.problems;
  const std::string& key = context.key;
  const auto found = context.names->states.find(name);
  if (!found || scenario.states[*found].kind != StateKind::Level) {
    problems.report(Rule::UnknownLevel,
                    at,
                    key,
                    fmt::format("expected a level, got {}{}",
                                in_quotes(name),
                                problems.suggestion(name, level_names(scenario))));
  } else if (name == level.name.value) {
    problems.report(Rule::DivertToItself,
                    at,
                    key,
                    fmt::format("expected another level, got '{}' itself", name));
  }
}

void check_other_levels(const State& level, const Scenario& scenario, const GivenContext& context) {
  GivenContext inner = context;
  inner.key += ".divert_to";
  if (level.waiting.divert_to) check_other_level(*level.waiting.divert_to, level, scenario, inner);
  inner.key = context.key + ".or";
  for (const Located<std::string>& other : level.waiting.alternatives)
    check_other_level(other, level, scenario, inner);
}

/// All classes, each once, or none: first come, first served.
void check_order(const Waiting& waiting, const GivenContext& context) {
  if (waiting.order.empty()) return;
  std::array<bool, waiting_class_count> is_there{};
  for (const WaitingClass one : waiting.order)
    is_there[static_cast<std::size_t>(one)] = true;
  std::vector<std::string_view> missing;
  for (std::size_t i = 0; i < waiting_class_count; ++i)
    if (!is_there[i]) missing.push_back(name_of(static_cast<WaitingClass>(i)));
  const SourceLocation& at = place_of(waiting.order_at, context.at);
  const std::string key = context.key + ".order";
  if (!missing.empty())
    context.problems->report(
        Rule::OrderIncomplete,
        at,
        key,
        fmt::format("expected all four of escalation, step_down, return and new, or 'first_come', "
                    "got none of '{}'",
                    fmt::join(missing, "', '")));
  else if (waiting.order.size() != waiting_class_count)
    context.problems->report(
        Rule::OrderTwice, at, key, "expected each class once, got one of them twice");
}

void check_waiting_exits(const State& level,
                         const Scenario& scenario,
                         const GivenContext& context) {
  for (const Exit& one : level.waiting.exits) {
    GivenContext inner = context;
    inner.at = one.reason.at;
    inner.key += ".exits." + one.reason.value;
    check_exit(inner, level, one, scenario);
  }
}

bool says_anything(const Waiting& waiting) {
  return waiting.limit || !waiting.balk.empty() || !waiting.alternatives.empty() ||
         !waiting.exits.empty() || waiting.gave_up_to || waiting.turned_away_to ||
         waiting.divert_to || waiting.bridge ||
         std::ranges::any_of(waiting.patience, [](const auto& p) { return p.has_value(); });
}

}  // namespace

void check_level(const State& level,
                 const Names& names,
                 const Scenario& scenario,
                 Problems& problems) {
  const std::string key = state_key(level);
  if (!level.tracks.empty()) check_tracks(level, key, scenario, names, problems);
  if (level.places.kind != Places::Kind::Pool) {
    check_places(level.places, key + ".places", scenario, names, problems);
    // Whom a level without places sends elsewhere at once is what its author wants.
    if (!level.waiting.limit || level.waiting.limit->value > 0)
      warn_of_no_places(level.places, key + ".places", scenario, problems);
  }
  check_admission(level, key, scenario, problems);
  const Waiting& waiting = level.waiting;
  const GivenContext context{
      &names, &problems, level.name.at, key + ".waiting", names.attributes.size()};
  check_order(waiting, context);
  check_patience(level, context);
  if (level.attendance) {
    GivenContext attendance = context;
    attendance.key = key + ".attendance";
    check_attendance(attendance, *level.attendance);
  }
  check_waiting_exits(level, scenario, context);
  check_other_levels(level, scenario, context);
  for (const auto& [split, word] : {std::pair{&waiting.gave_up_to, ".gave_up_to"},
                                    std::pair{&waiting.balk_to, ".balk_to"},
                                    std::pair{&waiting.turned_away_to, ".turned_away_to"}}) {
    if (!*split) continue;
    GivenContext inner = context;
    inner.key += word;
    check_split(inner, **split, scenario, SplitTargets::Any);
  }
  if (!level.has_list() && says_anything(waiting)) {
    problems.report(Rule::WaitingUnused,
                    level.name.at,
                    context.key,
                    "never used: places are unlimited, so nobody waits here");
  }
}

}  // namespace stepdown::models
