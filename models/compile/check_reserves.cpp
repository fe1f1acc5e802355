#include "models/compile/check_reserves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace stepdown::models {
namespace {

/// Who asks for a level: where they were before, and whether they have been
/// treated.
struct Asking {
  StateId level{};
  std::size_t from = 0;  ///< StateId, or one beyond the last
  bool is_treated = false;

  friend auto operator<=>(const Asking&, const Asking&) = default;
};

/// All requests that people of one class can make, whatever the luck, at any time of the run. As if
/// everybody could be admitted everywhere.
class Requests {
 public:
  Requests(const Model& model, std::size_t who) : model_{model}, who_{static_cast<ClassId>(who)} {
    for (std::size_t period = 0; period < model.period_count(); ++period)
      for (const SourceModel& source : model.sources_in(period))
        if (source.class_share[who] > 0) go_on({}, nowhere(), false, source.first_states[who]);
    if (model.start) begin(*model.start);
    while (!open_.empty()) {
      const Asking asking = open_.back();
      open_.pop_back();
      look_at(asking);
    }
  }

  [[nodiscard]] const std::set<Asking>& all() const { return known_; }

  /// As people ask who come from there.
  [[nodiscard]] WaitingClass class_of(const Asking& asking) const {
    const bool is_internal =
        asking.from != nowhere() &&
        model_.is_internal(StateId{static_cast<std::uint16_t>(asking.from)}, asking.level);
    if (is_internal)
      return index_of(asking.level) < asking.from ? WaitingClass::Escalation
                                                  : WaitingClass::StepDown;
    return asking.is_treated ? WaitingClass::Return : WaitingClass::New;
  }

 private:
  [[nodiscard]] std::size_t nowhere() const { return model_.states.size(); }

  void begin(const StartModel& start) {
    for (const StartGroup& group : start.groups) {
      if (!group.fits(model_.classes[index_of(who_)])) continue;
      const bool is_known = std::ranges::find(group.values, any_value) == group.values.end();
      if (!is_known && !(start.class_share[index_of(who_)] > 0)) continue;
      if (group.is_waiting)
        ask({group.state, nowhere(), false});
      else
        open_.push_back({group.state,
                         nowhere(),
                         !model_.is_level(group.state) || model_.is_treatment(group.state)});
    }
  }

  void ask(const Asking& asking) {
    if (known_.insert(asking).second) open_.push_back(asking);
  }

  /// Somebody from `from` goes to one of these; `also` is one more.
  void go_on(std::optional<StateId> also, std::size_t from, bool is_treated, Range targets) {
    if (also) ask({*also, from, is_treated});
    for (const Target& target : model_.targets_in(targets))
      if (!model_.is_outcome(target.state)) ask({target.state, from, is_treated});
  }

  /// They come there, or are refused.
  void look_at(const Asking& asking) {
    for (std::size_t period = 0; period < model_.period_count(); ++period) {
      const StateModel& state = model_.states_in(period)[index_of(asking.level)];
      const std::size_t number = Model::behavior_number(state, who_, 0);
      const std::size_t here = index_of(asking.level);
      const bool is_treated = asking.is_treated || model_.is_treatment(asking.level);
      const Behavior& behavior = model_.behaviors[number];
      for (const SplitExit& exit : model_.splits_in(behavior))
        go_on({}, here, is_treated, exit.targets);
      for (const RaceExit& exit : model_.races_in(behavior))
        go_on({}, here, is_treated, exit.targets);
      if (!model_.is_level(asking.level) || !state.has_list()) continue;
      const RequestBehavior& request = model_.request_behaviors[number];
      for (const Range targets :
           {request.gave_up_targets, request.turned_away_targets, request.balked_targets})
        go_on({}, asking.from, asking.is_treated, targets);
      for (const RaceExit& exit : model_.races_in(request))
        go_on({}, asking.from, asking.is_treated, exit.targets);
      go_on(state.divert_to, asking.from, asking.is_treated, {});
      for (const StateId other : state.alternatives)
        go_on(other, asking.from, asking.is_treated, {});
    }
  }

  const Model& model_;
  ClassId who_;
  std::set<Asking> known_;
  std::vector<Asking> open_;
};

bool are_all_reserved(const StateModel& level) {
  int reserved = 0;
  for (const PlacesReserve& reserve : level.reserves)
    reserved += reserve.places;
  return reserved > 0 && reserved >= level.most_places();
}

/// What the reserves of a level ask for, of somebody: "payer: private, waiting_class: new".
std::string described(const Model& model,
                      const StateModel& level,
                      std::size_t who,
                      WaitingClass waiting_class) {
  std::vector<std::string> parts;
  for (const PlacesReserve& reserve : level.reserves) {
    std::string part = fmt::format("{}: {}", waiting_class_key, name_of(waiting_class));
    if (!reserve.waiting_class) {
      const AttributeModel& attribute = model.attributes[reserve.attribute];
      part = fmt::format(
          "{}: {}", attribute.name, attribute.values[model.classes[who][reserve.attribute]]);
    }
    if (std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
  }
  return fmt::format("{{{}}}", fmt::join(parts, ", "));
}

bool fits_any(const Model& model,
              const StateModel& level,
              std::size_t who,
              WaitingClass waiting_class) {
  return std::ranges::any_of(level.reserves, [&](const PlacesReserve& reserve) {
    if (reserve.waiting_class) return *reserve.waiting_class == waiting_class;
    return model.classes[who][reserve.attribute] == reserve.value;
  });
}

}  // namespace

void warn_of_all_reserved(const Scenario& scenario, const Model& model, Problems& problems) {
  std::vector<std::vector<std::string>> left_out(model.level_count);  // by level
  if (std::ranges::none_of(model.states, are_all_reserved)) return;
  for (std::size_t who = 0; who < model.classes.size(); ++who) {
    const Requests requests{model, who};
    for (const Asking& asking : requests.all()) {
      if (!model.is_level(asking.level)) continue;
      const StateModel& level = model.state(asking.level);
      const WaitingClass waiting_class = requests.class_of(asking);
      if (!are_all_reserved(level) || fits_any(model, level, who, waiting_class)) continue;
      std::vector<std::string>& list = left_out[index_of(asking.level)];
      const std::string text = described(model, level, who, waiting_class);
      if (std::ranges::find(list, text) == list.end()) list.push_back(text);
    }
  }
  for (std::size_t l = 0; l < model.level_count; ++l) {
    const State& state = scenario.states[l];
    // Whom a level sends elsewhere at once has been thought of.
    if (left_out[l].empty() || (state.waiting.limit && state.waiting.limit->value == 0)) continue;
    problems.report(
        Rule::AllPlacesReserved,
        place_of(state.places.reserves.front().attribute.at, state.name.at),
        fmt::format("levels.{}.places.reserved", state.name.value),
        fmt::format(
            "every place is reserved, and none for {}{}: people like that come here and are "
            "never admitted; reserve fewer places, or let them go elsewhere with "
            "'waiting.limit: 0'",
            left_out[l].front(),
            left_out[l].size() > 1 ? " and others" : ""));
  }
}

}  // namespace stepdown::models
