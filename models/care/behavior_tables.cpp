#include "models/care/behavior_tables.hpp"

#include "models/care/behavior_blocks.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace stepdown::models {
namespace {

std::uint32_t size_of(const auto& table) {
  return static_cast<std::uint32_t>(table.size());
}

/// The state that each behavior belongs to.
std::vector<const StateModel*> states_of_behaviors(const Model& model) {
  std::vector<const StateModel*> states(model.behaviors.size());
  for_each_behavior_block(model, model.states.size(), [&](const StateModel& state) {
    const Range behaviors = model.behaviors_of(state);
    std::fill_n(states.begin() + behaviors.first, behaviors.count, &state);
  });
  return states;
}

ExitTaken exit_taken(const Model& model, const std::vector<ExitInfo>& exits, std::uint16_t exit) {
  const ExitInfo& info = exits[exit];
  return {.reason = info.reason,
          .index = static_cast<std::uint8_t>(exit),
          .kind = model.reasons[index_of(info.reason)].kind,
          .has_transfer = info.transfer.has_value(),
          .keeps_discharge_hours = info.keeps_discharge_hours};
}

/// The waits with which the answers of a level's tests of history change, where priorities depend
/// on them; ascending.
std::vector<sim::Ticks> wait_limits_of(const StateModel& level) {
  std::vector<sim::Ticks> limits;
  if (level.priority_ranks < 2) return limits;
  for (const HistoryTest& test : level.tests) {
    if (test.subject != HistorySubject::DaysWaited) continue;
    const sim::Ticks limit = sim::to_ticks(test.number);
    if (test.comparison != Comparison::Above) limits.push_back(limit);
    if (test.comparison != Comparison::AtLeast) limits.push_back(limit + sim::one_tick);
  }
  std::erase(limits, sim::Ticks::zero());
  std::ranges::sort(limits);
  const auto [again, end] = std::ranges::unique(limits);
  limits.erase(again, end);
  return limits;
}

}  // namespace

sim::Ticks time_after(const sim::QuantileTable& times,
                      double factor,
                      double inverse_hazard_ratio,
                      sim::Ticks elapsed,
                      double luck) {
  const double left = sim::survival(times.distribution(), sim::to_days(elapsed) / factor);
  const double days = factor * times.at_survival(left * std::pow(luck, inverse_hazard_ratio));
  return std::max(elapsed, sim::to_ticks(days));
}

TimesById::TimesById(const Model& model, TimeTables* shared) {
  tables_.reserve(model.distributions.size());
  for (const sim::Distribution& law : model.distributions)
    tables_.push_back(shared != nullptr ? shared->of(law)
                                        : std::make_shared<const sim::QuantileTable>(law));
}

BehaviorTables::BehaviorTables(const Model& model, TimeTables* shared) : times(model, shared) {
  for (std::size_t period = 0; period < model.period_count(); ++period) {
    std::vector<StateEntry>& states = periods.emplace_back().states;
    for (const StateModel& state : model.states_in(period))
      states.push_back({state.first_behavior,
                        static_cast<std::uint32_t>(state.tests.size()),
                        wait_limits_of(state)});
  }
  const std::vector<const StateModel*> state_of_behavior = states_of_behaviors(model);
  behaviors.reserve(model.behaviors.size());
  for (std::size_t r = 0; r < model.behaviors.size(); ++r) {
    const Behavior& behavior = model.behaviors[r];
    const std::vector<ExitInfo>& exits = state_of_behavior[r]->exits;
    BehaviorEntry entry;
    std::vector<double> probabilities;
    std::vector<SplitEntry> possible;
    for (const SplitExit& exit : model.splits_in(behavior)) {
      if (exit.probability <= 0) continue;
      probabilities.push_back(exit.probability);
      possible.push_back({.factor = exit.time_factor,
                          .times = &times[index_of(exit.time)],
                          .targets = add_targets(model, exit.targets),
                          .exit = exit_taken(model, exits, exit.exit)});
    }
    if (!possible.empty()) {
      entry.splits = split_choices_.add(probabilities);
      possible.resize(entry.splits.count, possible.back());
      splits.insert(splits.end(), possible.begin(), possible.end());
    }
    entry.races = add_races(model, model.races_in(behavior), exits);
    entry.races_go_on = std::ranges::any_of(std::span(races).last(entry.races.count),
                                            [](const RaceEntry& race) { return race.goes_on; });
    if (behavior.attendance) entry.attendance = static_cast<std::uint32_t>(*behavior.attendance);
    entry.attendance_factor = behavior.attendance_factor;
    behaviors.push_back(entry);
  }
  for (std::size_t r = 0; r < model.request_behaviors.size(); ++r) {
    const RequestBehavior& behavior = model.request_behaviors[r];
    gave_up_targets.push_back(add_targets(model, behavior.gave_up_targets));
    turned_away_targets.push_back(add_targets(model, behavior.turned_away_targets));
    balked_targets.push_back(add_targets(model, behavior.balked_targets));
    risks.push_back(
        add_races(model, model.races_in(behavior), state_of_behavior[r]->waiting_exits));
  }
  add_first_states(model);
  load = forecast_load(model);
  if (model.start) start.emplace(model);
}

void BehaviorTables::add_first_states(const Model& model) {
  first_states_.reserve(1 + model.later_sources.size());  // periods point to them
  for (std::size_t period = 0; period < model.period_count(); ++period) {
    const std::vector<SourceModel>& sources = model.sources_in(period);
    if (period > 0 && &sources == &model.sources_in(period - 1)) {
      periods[period].first_states = periods[period - 1].first_states;
      continue;
    }
    std::vector<std::vector<Range>>& by_source = first_states_.emplace_back();
    for (const SourceModel& source : sources) {
      std::vector<Range>& by_class = by_source.emplace_back();
      for (const Range range : source.first_states)
        by_class.push_back(add_targets(model, range));
    }
    periods[period].first_states = by_source;
  }
}

Range BehaviorTables::add_races(const Model& model,
                                std::span<const RaceExit> races_of_it,
                                const std::vector<ExitInfo>& exits) {
  Range added{size_of(races), static_cast<std::uint32_t>(races_of_it.size())};
  for (const RaceExit& exit : races_of_it) {
    const ExitInfo& info = exits[exit.exit];
    races.push_back({.factor = exit.time_factor,
                     .inverse_hazard_ratio = 1 / exit.hazard_ratio,
                     .times = &times[index_of(exit.time)],
                     .targets = add_targets(model, exit.targets),
                     .stream = info.stream,
                     .goes_on = !info.only_while_treated,
                     .exit = exit_taken(model, exits, exit.exit)});
  }
  return added;
}

Range BehaviorTables::add_targets(const Model& model, Range range) {
  if (range.count == 0) return {};
  std::vector<double> probabilities;
  std::vector<StateId> possible;
  for (const Target& target : model.targets_in(range)) {
    if (target.probability <= 0) continue;
    probabilities.push_back(target.probability);
    possible.push_back(target.state);
  }
  const Range added = target_choices_.add(probabilities);
  possible.resize(added.count, possible.back());
  targets_.insert(targets_.end(), possible.begin(), possible.end());
  return added;
}

Range Choices::add(const std::vector<double>& probabilities) {
  sim::expects(!probabilities.empty(), "a split has something that can be chosen");
  constexpr std::uint32_t largest = UINT32_MAX;
  Range added{size_of(bounds_), 0};
  double cumulative = 0;
  for (const double probability : probabilities) {
    cumulative += probability;
    // Words 0 .. n - 1 choose what comes first with probability n / 2^32.
    const double words = std::round(cumulative * 0x1p32);
    bounds_.push_back(static_cast<std::uint32_t>(std::clamp(words - 1, 0.0, double{largest})));
  }
  bounds_.back() = largest;
  const bool is_alone = probabilities.size() == 1;
  while (!is_alone && bounds_.size() % stride != added.first % stride)
    bounds_.push_back(largest);
  added.count = size_of(bounds_) - added.first;
  return added;
}

}  // namespace stepdown::models
