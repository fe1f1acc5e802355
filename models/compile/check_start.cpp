#include "models/compile/check_start.hpp"

#include "models/compile/check_start_places.hpp"
#include "models/stay_law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

constexpr std::uint64_t most_people = 10'000'000;

void check_values(const StartEntry& entry, const Names& names, Problems& problems) {
  for (const auto& [attribute, value] : entry.values) {
    const NameIndex& known = names.values[names.attributes.position(attribute)];
    if (known.find(value.value)) continue;
    problems.report(Rule::UnknownValueAtStart,
                    value.at,
                    entry.key,
                    problems.value_expected(attribute, value.value, known.names()));
  }
}

void check_entry(const StartEntry& entry,
                 const Scenario& scenario,
                 const Names& names,
                 Problems& problems) {
  const auto found = names.states.find(entry.state.value);
  if (!found || scenario.states[*found].kind == StateKind::Outcome) {
    problems.report(
        Rule::UnknownStateAtStart,
        entry.state.at,
        entry.key,
        fmt::format(
            "expected a level or a community state, got {}{}",
            in_quotes(entry.state.value),
            found ? std::string{} : problems.suggestion(entry.state.value, names.states.names())));
    return;
  }
  const State& state = scenario.states[*found];
  if (entry.is_waiting && entry.people > 0 &&
      (state.kind != StateKind::Level ||
       (state.places.kind == Places::Kind::Unlimited && state.tracks.empty())))
    problems.report(Rule::WaitingForNothing,
                    entry.state.at,
                    entry.key,
                    fmt::format("expected a level with limited places to wait for, got '{}', {}",
                                state.name.value,
                                state.kind == StateKind::Level ? "whose places are unlimited"
                                                               : "which is no level"));
  check_values(entry, names, problems);
}

void check_reach(const StartReach& reach,
                 const Scenario& scenario,
                 const Names& names,
                 Problems& problems) {
  const auto found = names.states.find(reach.state.value);
  if (found && scenario.states[*found].kind == StateKind::Level) return;
  problems.report(
      Rule::UnknownStateAtStart,
      reach.state.at,
      reach.key,
      fmt::format(
          "expected a level, whose people are counted by day, got {}{}",
          in_quotes(reach.state.value),
          found ? std::string{} : problems.suggestion(reach.state.value, names.states.names())));
}

void check_like(const Scenario& scenario, Problems& problems) {
  const auto& like = scenario.start_from->like;
  if (!like) return;
  std::vector<std::string> known;
  for (const ArrivalSource& source : scenario.arrivals)
    known.push_back(source.name.value);
  if (std::ranges::find(known, like->value) != known.end()) return;
  problems.report(Rule::UnknownSource,
                  like->at,
                  "start_from.like",
                  fmt::format("expected an arrival source, got {}{}",
                              in_quotes(like->value),
                              problems.suggestion(like->value, known)));
}

/// What is known of stays in a state, for whoever has been there so long; asked once, however many
/// people a file has.
class StaysAtStart {
 public:
  explicit StaysAtStart(const Model& model) : model_{&model} {}

  [[nodiscard]] bool have_mean(StateId state) {
    const auto [known, is_new] = have_mean_.try_emplace(state, true);
    if (is_new)
      known->second = std::ranges::all_of(behaviors(state), [this](const Behavior& behavior) {
        return StayLaw{*model_, behavior}.has_mean();
      });
    return known->second;
  }
  /// Whether anybody stays longer than so many days.
  [[nodiscard]] bool may_last(StateId state, double days) {
    const auto [known, is_new] = may_last_.try_emplace({state, days}, false);
    if (is_new)
      known->second = std::ranges::any_of(behaviors(state), [&](const Behavior& behavior) {
        return StayLaw{*model_, behavior}.survival(days) > 0;
      });
    return known->second;
  }

 private:
  [[nodiscard]] std::span<const Behavior> behaviors(StateId state) const {
    return model_->behaviors_in(model_->state(state));
  }

  const Model* model_;
  std::map<StateId, bool> have_mean_;
  std::map<std::pair<StateId, double>, bool> may_last_;
};

/// What is wrong with the stay of somebody at the start, if there is something: a kind of people
/// whose stays have no end, or all of whom would have left.
void check_stay(const StartEntry& entry,
                const std::string& name,
                StateId state,
                StaysAtStart& stays,
                Problems& problems) {
  if (!entry.days && !stays.have_mean(state)) {
    problems.report(
        Rule::StartWithoutMean,
        entry.state.at,
        entry.key,
        fmt::format("expected 'days' for each of them in a CSV file, as stays in '{}' have no "
                    "mean length by which to tell how long people have been there",
                    name));
    return;
  }
  if (stays.may_last(state, entry.days.value_or(sim::to_days(sim::Ticks{1})))) return;
  problems.report(
      Rule::StayIsOver,
      entry.state.at,
      entry.key,
      entry.days
          ? fmt::format("stays in '{}' end before {} d; whoever has been there so long "
                        "leaves at the start",
                        name,
                        number_text(*entry.days))
          : fmt::format("stays in '{}' take no time; whoever is there leaves at the start", name));
}

/// People like that have to be sent by some source, where a part of their attributes is drawn.
void check_kinds(const StartEntry& entry,
                 const StartGroup& group,
                 const Model& model,
                 Problems& problems) {
  if (std::ranges::find(group.values, any_value) == group.values.end()) return;
  for (std::size_t c = 0; c < model.classes.size(); ++c)
    if (model.start->class_share[c] > 0 && group.fits(model.classes[c])) return;
  problems.report(Rule::NobodyLikeThat,
                  entry.state.at,
                  entry.key,
                  "expected people such as the sources send, from whose mix their other attributes "
                  "are drawn, got others; give all attributes");
}

}  // namespace

void check_start(const Scenario& scenario, const Names& names, Problems& problems) {
  if (!scenario.start_from) return;
  std::uint64_t people = 0;
  for (const StartEntry& entry : scenario.start_from->people) {
    check_entry(entry, scenario, names, problems);
    people += static_cast<std::uint64_t>(entry.people);
  }
  for (const StartReach& reach : scenario.start_from->reaches)
    check_reach(reach, scenario, names, problems);
  if (people > most_people)
    problems.report(Rule::TooManyAtStart,
                    scenario.start_from->at,
                    "start_from",
                    fmt::format("expected at most {} people, got {}", most_people, people));
  check_like(scenario, problems);
  for (const ArrivalSource& source : scenario.arrivals)
    if (source.name.value == start_source_name)
      problems.report(Rule::SourceNamedAsStart,
                      source.name.at,
                      "arrivals." + source.name.value,
                      "expected another name, as reports call those so who are there at the start");
}

void check_stays_at_start(const Scenario& scenario, const Model& model, Problems& problems) {
  if (!model.start) return;
  StaysAtStart stays(model);
  std::size_t next = 0;  // of the groups: those of the entries with people
  for (const StartEntry& entry : scenario.start_from->people) {
    if (entry.people == 0) continue;
    const StartGroup& group = model.start->groups[next++];
    check_kinds(entry, group, model, problems);
    if (!group.is_waiting)
      check_stay(entry, model.state(group.state).name, group.state, stays, problems);
  }
  warn_of_full_starts(scenario, model, problems);
}

}  // namespace stepdown::models
