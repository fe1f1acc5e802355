#include "models/compile/features.hpp"

#include "models/compile/same_behavior.hpp"
#include "sim/distributions/exponential_rate.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <vector>

namespace stepdown::models {
namespace {

/// Whether somebody of that class is known to be there; who is known in part is like those sent.
bool is_there_at_start(const Model& model, std::size_t who) {
  return model.start && std::ranges::any_of(model.start->groups, [&](const StartGroup& group) {
           return group.values == model.classes[who];
         });
}

std::vector<ClassId> classes_in_use(const Model& model) {
  std::vector<ClassId> used;
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const bool is_used = std::ranges::any_of(
        model.sources, [c](const SourceModel& source) { return source.class_share[c] > 0; });
    const bool comes_later = std::ranges::any_of(model.later_sources, [c](const auto& sources) {
      return std::ranges::any_of(
          sources, [c](const SourceModel& source) { return source.class_share[c] > 0; });
    });
    if (is_used || comes_later || is_there_at_start(model, c))
      used.push_back(ClassId{static_cast<std::uint32_t>(c)});
  }
  return used;
}

/// Whether a state, or a source, is otherwise in any later period.
bool changes_on_dates(const Model& model, std::size_t state) {
  const auto asks_for_medication = [](const HistoryTest& test) {
    return test.subject == HistorySubject::Medication;
  };
  const bool is_medicated = std::ranges::any_of(model.states[state].tests, asks_for_medication);
  return (is_medicated && !model.later_medications.empty()) ||
         std::ranges::any_of(model.later_states, [&](const std::vector<StateModel>& states) {
           return !is_same(model.states[state], states[state]);
         });
}

bool source_changes_on_dates(const Model& model, std::size_t source) {
  return std::ranges::any_of(model.later_sources, [&](const std::vector<SourceModel>& sources) {
    return !sends_same(model.sources[source], sources[source]);
  });
}

FeatureSet features_of(const SourceModel& source, const SourceModel& first) {
  FeatureSet features;
  if (!source.batch.empty()) features.insert(Feature::Batches);
  if (!is_poisson(source.process)) {
    features.insert(Feature::NonPoissonArrivals);
  } else if (!steady_rate(source.process)) {
    features.insert(Feature::VaryingArrivals);
  }
  if (source.class_share != first.class_share) features.insert(Feature::SourceMix);
  return features;
}

/// Treatment times and race exits of one kind of person.
void add_times(const Model& model, const Behavior& behavior, FeatureSet& features) {
  const auto rate_of = [&model](const auto& exit) {
    return sim::exponential_rate(model.distributions[index_of(exit.time)]);
  };
  const std::span<const SplitExit> splits = model.splits_in(behavior);
  for (const SplitExit& exit : splits) {
    const auto rate = rate_of(exit);
    const auto first_rate = rate_of(splits.front());
    if (!rate) features.insert(Feature::NonExponentialStay);
    const bool is_same =
        rate && first_rate
            ? *rate / exit.time_factor == *first_rate / splits.front().time_factor
            : exit.time == splits.front().time && exit.time_factor == splits.front().time_factor;
    if (!is_same) features.insert(Feature::UnequalExitTimes);
  }
  for (const RaceExit& exit : model.races_in(behavior)) {
    features.insert(Feature::RaceExits);
    if (!rate_of(exit)) features.insert(Feature::NonExponentialStay);
  }
  if (behavior.attendance) features.insert(Feature::Attendance);
}

void add_patience(const Model& model, const RequestBehavior& asking, FeatureSet& features) {
  for (const auto& patience : asking.patience) {
    if (!patience) continue;
    features.insert(Feature::Patience);
    if (!sim::exponential_rate(model.distributions[index_of(*patience)]))
      features.insert(Feature::NonExponentialPatience);
  }
}

void add_people(const Model& model,
                StateId state,
                const std::vector<ClassId>& used,
                FeatureSet& features) {
  const std::size_t first = used.empty() ? 0 : model.behavior_number(state, used.front(), 0);
  for (const ClassId who : used) {
    const std::size_t mine = model.behavior_number(state, who, 0);
    add_times(model, model.behaviors[mine], features);
    bool is_like_first = model.behaviors[mine] == model.behaviors[first];
    if (model.is_level(state)) {
      add_patience(model, model.request_behaviors[mine], features);
      is_like_first =
          is_like_first && model.request_behaviors[mine] == model.request_behaviors[first];
    }
    if (!is_like_first) features.insert(Feature::KindsDiffer);
  }
}

void add_exits(const StateModel& state, FeatureSet& features) {
  const bool some_go_on = std::ranges::any_of(
      state.exits, [](const ExitInfo& exit) { return exit.is_race && !exit.only_while_treated; });
  const bool some_take_time = std::ranges::any_of(
      state.exits, [](const ExitInfo& exit) { return exit.transfer.has_value(); });
  if (some_go_on && some_take_time) features.insert(Feature::RacesInTransfer);
  if (some_go_on && state.hold.kind != Hold::Kind::None) features.insert(Feature::RacesWhileHeld);
  for (const ExitInfo& exit : state.exits) {
    if (exit.trial != Trial::None)
      features.insert(exit.trial == Trial::Renewal ? Feature::Renewals : Feature::Trials);
    if (!exit.transfer) continue;
    features.insert(Feature::TransferDelay);
    if (exit.transfer_reserves_next) features.insert(Feature::ReservedNextPlace);
  }
}

void add_admission(const AdmissionRule& rule, FeatureSet& features) {
  switch (rule.kind) {
    case AdmissionRule::Kind::Always:
      break;
    case AdmissionRule::Kind::Hours:
      features.insert(Feature::AdmissionHours);
      break;
    case AdmissionRule::Kind::Cohort:
      features.insert(Feature::CohortStarts);
      if (rule.has_closed_groups()) features.insert(Feature::ClosedGroups);
      break;
  }
}

void add_places(const StateModel& level, FeatureSet& features) {
  if (level.is_limited) features.insert(Feature::LimitedPlaces);
  if (!level.changes.empty()) features.insert(Feature::PlacesChange);
  switch (level.hold.kind) {
    case Hold::Kind::None:
      break;
    case Hold::Kind::UntilPlaced:
      features.insert(Feature::Holding);
      break;
    case Hold::Kind::Limited:
      features.insert(Feature::LimitedHold);
      break;
  }
  add_admission(level.admission, features);
  for (const TrackModel& track : level.tracks)
    add_admission(track.admission, features);
  if (!level.tracks.empty()) features.insert(Feature::Tracks);
  if (!level.discharge.is_always()) features.insert(Feature::DischargeHours);
  if (level.is_intake) features.insert(Feature::Intake);
  if (level.divert_to) features.insert(Feature::Divert);
  if (!level.balking.empty()) features.insert(Feature::Balking);
  if (!level.alternatives.empty()) features.insert(Feature::OtherLevels);
  if (level.list_limit) features.insert(Feature::ListLimit);
  if (level.has_list() && !level.waiting_exits.empty()) features.insert(Feature::WaitingExits);
  if (level.priority_ranks > 1) features.insert(Feature::PriorityEffects);
  const bool some_first =
      std::ranges::adjacent_find(level.class_rank, std::ranges::not_equal_to{}) !=
      level.class_rank.end();
  if (level.pool) features.insert(Feature::SharedPlaces);
  if (level.staff_group) features.insert(Feature::SharedHours);
  if (level.turnaround) features.insert(Feature::Turnaround);
  if (!level.reserves.empty()) features.insert(Feature::ReservedPlaces);
  if (level.bridge || level.is_bridge) features.insert(Feature::Bridge);
  if (!level.alongside.empty() || level.is_companion) features.insert(Feature::Alongside);
  if (level.has_list() && level.by_referral) features.insert(Feature::ReferralOrder);
  if (level.has_list() && some_first) features.insert(Feature::WaitingOrder);
}

FeatureSet features_of(const Model& model, StateId id, const std::vector<ClassId>& used) {
  FeatureSet features;
  const StateModel& state = model.state(id);
  if (model.is_outcome(id)) return features;
  const auto asks_for_medication = [](const HistoryTest& test) {
    return test.subject == HistorySubject::Medication;
  };
  if (!state.tests.empty()) features.insert(Feature::HistoryEffects);
  if (std::ranges::any_of(state.tests, asks_for_medication)) features.insert(Feature::Medications);
  if (model.start && std::ranges::any_of(model.start->groups,
                                         [id](const StartGroup& at) { return at.state == id; }))
    features.insert(Feature::PeopleAtStart);
  add_exits(state, features);
  add_people(model, id, used, features);
  if (model.is_level(id)) add_places(state, features);
  return features;
}

}  // namespace

void note_features(Model& model) {
  const std::vector<ClassId> used = classes_in_use(model);
  for (std::size_t s = 0; s < model.sources.size(); ++s) {
    SourceModel& source = model.sources[s];
    source.features = features_of(source, model.sources.front());
    if (source_changes_on_dates(model, s)) source.features.insert(Feature::DatedChanges);
    model.features = model.features | source.features;
  }
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    StateModel& state = model.states[s];
    state.features = features_of(model, StateId{static_cast<std::uint16_t>(s)}, used);
    if (changes_on_dates(model, s)) state.features.insert(Feature::DatedChanges);
    model.features = model.features | state.features;
  }
}

}  // namespace stepdown::models
