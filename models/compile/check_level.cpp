#include "models/calendar.hpp"
#include "models/compile/check.hpp"
#include "sim/distributions/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

const char* count_word(Places::Kind kind) {
  switch (kind) {
    case Places::Kind::Unlimited:
      return "places";
    case Places::Kind::Beds:
      return "beds";
    case Places::Kind::Slots:
      return "slots";
    case Places::Kind::Groups:
      return "groups";
    case Places::Kind::Caseload:
      return "clinicians";
  }
  return "places";
}

void check_count(const Located<int>& count,
                 const Places& places,
                 const std::string& key,
                 Problems& problems) {
  if (count.value < 0) {
    problems.error(
        count.at,
        key,
        fmt::format("expected 0 or more {}, got {}", count_word(places.kind), count.value));
  } else if (std::int64_t{count.value} * places.each.value > std::numeric_limits<int>::max()) {
    problems.error(count.at, key, "expected fewer than 2147483648 places, got more");
  }
}

void check_places(const State& level,
                  const std::string& key,
                  const Scenario& scenario,
                  Problems& problems) {
  const Places& places = level.places;
  if (places.kind == Places::Kind::Unlimited) return;
  if (places.each.value < 1) {
    problems.error(places.each.at,
                   key,
                   fmt::format("expected 1 or more people each, got {}", places.each.value));
  }
  check_count(places.count, places, key, problems);
  const Calendar calendar(scenario.start.value);
  int most = places.count.value;
  const Places::Change* before = nullptr;
  for (const Places::Change& change : places.changes) {
    if (!change.date.value.ok()) {
      problems.error(change.date.at, key + ".changes", "expected a date of the calendar");
      continue;
    }
    const std::string at =
        fmt::format("{}.changes.{}", key, calendar.iso_date(calendar.day_of(change.date.value)));
    check_count(change.count, places, at, problems);
    if (before != nullptr && change.date.value <= before->date.value) {
      problems.error(change.date.at,
                     at,
                     change.date.value == before->date.value ? "this date is there twice; keep one"
                                                             : "expected dates in ascending order");
    }
    before = &change;
    if (static_cast<double>(calendar.day_of(change.date.value)) >= scenario.run.horizon.value) {
      problems.warning(
          change.date.at, at, fmt::format("never happens: the run ends on {}", end_date(scenario)));
    } else {
      most = std::max(most, change.count.value);
    }
  }
  if (most == 0) {
    problems.warning(places.count.at, key, "0 places at all times: nobody is ever admitted here");
  }
}

void check_attendance(const GivenContext& context, const Given<LocatedDistribution>& attendance) {
  check_given(context, attendance);
  for_each_leaf(
      attendance, context.key, [&](const LocatedDistribution& leaf, const std::string& key) {
        std::string problem = sim::problem_with(leaf.value);
        if (problem.empty() && (sim::lowest(leaf.value) < 0 || sim::highest(leaf.value) > 1)) {
          problem = fmt::format("expected shares of sessions from 0 to 1, got {} to {}",
                                number_text(sim::lowest(leaf.value)),
                                number_text(sim::highest(leaf.value)));
        }
        if (!problem.empty()) context.problems->error(leaf.at, key, problem);
      });
}

void check_patience(const State& level, const GivenContext& context) {
  const Waiting& waiting = level.waiting;
  Problems& problems = *context.problems;
  const auto class_name = [](std::size_t waiting_class) {
    switch (static_cast<WaitingClass>(waiting_class)) {
      case WaitingClass::Escalation:
        return "escalation";
      case WaitingClass::StepDown:
        return "step_down";
      case WaitingClass::Return:
        return "return";
      case WaitingClass::New:
        return "new";
    }
    return "";
  };
  bool has_patience = false;
  for (std::size_t i = 0; i < waiting_class_count; ++i) {
    const auto& patience = waiting.patience[i];
    if (!patience) continue;
    has_patience = true;
    GivenContext inner = context;
    inner.key += fmt::format(".patience.{}", class_name(i));
    check_given(inner, *patience);
    for_each_leaf(
        *patience, inner.key, [&](const LocatedDistribution& leaf, const std::string& key) {
          const std::string problem = sim::problem_with(leaf.value);
          if (!problem.empty()) problems.error(leaf.at, key, problem);
        });
  }
  if (has_patience && !waiting.gave_up_to) {
    problems.error(
        context.at,
        context.key,
        "expected 'gave_up_to' beside 'patience', got none; say where people go who give "
        "up waiting");
  }
  if (!has_patience && waiting.gave_up_to) {
    problems.warning(
        context.at, context.key + ".gave_up_to", "never used: nobody here has a patience");
  }
}

std::vector<std::string> level_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const State& state : scenario.states) {
    if (state.kind == StateKind::Level) names.push_back(state.name.value);
  }
  return names;
}

void check_limit(const State& level, const Scenario& scenario, const GivenContext& context) {
  const Waiting& waiting = level.waiting;
  Problems& problems = *context.problems;
  const int exits = (waiting.turned_away_to ? 1 : 0) + (waiting.divert_to ? 1 : 0);
  if (waiting.limit && waiting.limit->value < 0) {
    problems.error(waiting.limit->at,
                   context.key + ".limit",
                   fmt::format("expected 0 or more people, got {}", waiting.limit->value));
  }
  if (waiting.limit && exits != 1) {
    problems.error(
        waiting.limit->at,
        context.key + ".limit",
        fmt::format("expected either 'turned_away_to' or 'divert_to' beside 'limit', got {}",
                    exits == 0 ? "neither" : "both"));
  }
  if (!waiting.limit && exits > 0) {
    problems.error(context.at,
                   context.key,
                   fmt::format("expected a 'limit' beside '{}', got none",
                               waiting.turned_away_to ? "turned_away_to" : "divert_to"));
  }
  if (!waiting.divert_to) return;
  const auto& [name, at] = *waiting.divert_to;
  const auto found = context.names->states.find(name);
  if (!found || scenario.states[*found].kind != StateKind::Level) {
    problems.error(
        at,
        context.key + ".divert_to",
        fmt::format("expected a level, got '{}'{}", name, name_hint(name, level_names(scenario))));
  } else if (name == level.name.value) {
    problems.error(at, context.key + ".divert_to", "expected another level, got this one");
  }
}

bool says_anything(const Waiting& waiting) {
  return waiting.limit || waiting.gave_up_to || waiting.turned_away_to || waiting.divert_to ||
         std::ranges::any_of(waiting.patience, [](const auto& p) { return p.has_value(); });
}

}  // namespace

void check_level(const State& level,
                 const Names& names,
                 const Scenario& scenario,
                 Problems& problems) {
  const std::string key = state_key(level);
  check_places(level, key + ".places", scenario, problems);
  const Waiting& waiting = level.waiting;
  const GivenContext context{
      &names, &problems, level.name.at, key + ".waiting", names.attributes.size()};
  std::vector<WaitingClass> order = waiting.order;
  std::ranges::sort(order);
  if (!order.empty() && order != std::vector{WaitingClass::Escalation,
                                             WaitingClass::StepDown,
                                             WaitingClass::Return,
                                             WaitingClass::New}) {
    problems.error(level.name.at,
                   context.key + ".order",
                   "expected each of escalation, step_down, return, new once");
  }
  check_patience(level, context);
  if (level.attendance) {
    GivenContext attendance = context;
    attendance.key = key + ".attendance";
    check_attendance(attendance, *level.attendance);
  }
  check_limit(level, scenario, context);
  for (const auto& [split, word] : {std::pair{&waiting.gave_up_to, ".gave_up_to"},
                                    std::pair{&waiting.turned_away_to, ".turned_away_to"}}) {
    if (!*split) continue;
    GivenContext inner = context;
    inner.key += word;
    check_split(inner, **split, scenario, SplitTargets::Any);
  }
  if (level.places.kind == Places::Kind::Unlimited && says_anything(waiting)) {
    problems.warning(
        level.name.at, context.key, "never used: places are unlimited, so nobody waits here");
  }
  if (level.hold.kind == Hold::Kind::Limited && !(level.hold.days > 0)) {
    problems.error(
        level.name.at,
        key + ".hold",
        fmt::format("expected more than 0 days, got {}; say 'none' to send people outside at once",
                    number_text(level.hold.days)));
  }
}

}  // namespace stepdown::models
