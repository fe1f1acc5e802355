#pragma once

#include "models/admission_rule.hpp"
#include "models/arrivals.hpp"
#include "models/calendar.hpp"
#include "models/comparison.hpp"
#include "models/economics_model.hpp"
#include "models/features.hpp"
#include "models/history.hpp"
#include "models/hold.hpp"
#include "models/hours_model.hpp"
#include "models/ids.hpp"
#include "models/medication.hpp"
#include "models/money.hpp"
#include "models/opening_hours.hpp"
#include "models/places_model.hpp"
#include "models/reason_kind.hpp"
#include "models/second_place.hpp"
#include "models/service_model.hpp"
#include "models/settings.hpp"
#include "models/start.hpp"
#include "models/state_kind.hpp"
#include "models/trial.hpp"
#include "models/waiting_class.hpp"
#include "sim/distributions/distribution.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The compiled scenario: every name is an id, every `given` is resolved for each class of people,
/// every effect is multiplied in. Immutable; simulation and theory both read it.
///
/// All lengths of time are in days, all rates per day, all moments in days from the start. The
/// window is whole ticks of the clock.
namespace stepdown::models {

/// How a move from one state to another is called. States are ordered by intensity.
enum class MoveKind : std::uint8_t {
  StepDown,    ///< level to a less intensive level
  Escalation,  ///< level to a more intensive level
  Transfer,    ///< level to itself
  Discharge,   ///< level to community
  Intake,      ///< anything to an assessment, a level that is no treatment
  Return,      ///< from out of treatment to a level; by people never treated: a referral
  Community,   ///< from out of treatment to community
  Outcome      ///< anything to an outcome
};

struct Reason {
  std::string name;
  ReasonKind kind = ReasonKind::Other;
};

/// A contiguous part of one of the flat tables of `Model`.
struct Range {
  std::uint32_t first = 0;
  std::uint32_t count = 0;

  friend bool operator==(const Range&, const Range&) = default;
};

/// One possible next state; its probability is above 0.
struct Target {
  StateId state{};
  double probability = 0;
};

/// A split exit for one kind of person: `probability` after all effects.
struct SplitExit {
  std::uint16_t exit = 0;  ///< index into `StateModel::exits`
  double probability = 0;
  DistributionId time{};   ///< treatment time, to be multiplied by `time_factor`
  double time_factor = 1;  ///< product of stay ratios
  Range targets;           ///< into `Model::targets`
};

/// A race exit for one kind of person. Its clock T has survival S(t / time_factor)^hazard_ratio,
/// S that of the distribution.
struct RaceExit {
  std::uint16_t exit = 0;
  DistributionId time{};
  double time_factor = 1;
  double hazard_ratio = 1;
  Range targets;
};

/// What one kind of person does in one state. Equal entries are in the flat tables once, so that
/// equal ranges mean the same.
struct Behavior {
  Range splits;  ///< into `Model::split_exits`; probabilities above 0 that sum to 1, or none
  Range races;   ///< into `Model::race_exits`
  /// Share of sessions attended during a stay, to be multiplied by `attendance_factor` and cut at
  /// 1; nothing: not drawn.
  std::optional<DistributionId> attendance;
  double attendance_factor = 1;  ///< product of attendance ratios
  double positive = 0;           ///< chance that a drug test is positive
  double found = 0;              ///< chance that it is and ends treatment

  friend bool operator==(const Behavior&, const Behavior&) = default;
};

/// How one kind of person waits for one level.
struct RequestBehavior {
  /// By WaitingClass; nothing: waits for ever.
  std::array<std::optional<DistributionId>, waiting_class_count> patience;
  double patience_factor = 1;
  std::uint16_t priority_rank = 0;  ///< 0 is served first within its waiting class
  Range gave_up_targets;            ///< into `Model::targets`
  Range turned_away_targets;
  Range balked_targets;
  /// Into `Model::race_exits`: what can end waiting outside, from when that begins; their `exit` is
  /// an index into `StateModel::waiting_exits`.
  Range risks;

  friend bool operator==(const RequestBehavior&, const RequestBehavior&) = default;
};

/// A fact of a person's history that effects of a state ask for; one bit of the behavior's number.
/// `comparison` is Is, AtLeast or Above: their opposites are the same bit, unset.
struct HistoryTest {
  HistorySubject subject{};
  Comparison comparison{};
  double number = 0;
  std::uint16_t id = 0;  ///< a ReasonId or a StateId, of names; of medications their index

  friend bool operator==(const HistoryTest&, const HistoryTest&) = default;
};

struct ExitInfo {
  ReasonId reason{};
  std::uint32_t stream = 0;  ///< hash of the reason's name, another one for each exit of the state
  bool is_race = false;
  bool only_while_treated = false;  ///< a race that ends with treatment, not with the stay
  Trial trial = Trial::None;        ///< a race whose time is that of the first trial that ends it
  /// Split exits: probabilities by ClassId as the author gave them; empty: no effect changes them.
  std::vector<double> shares_before_effects;
  std::optional<DistributionId> transfer;
  bool transfer_reserves_next = false;
  bool keeps_discharge_hours = false;  ///< who leaves by it waits for the next of them

  friend bool operator==(const ExitInfo&, const ExitInfo&) = default;
};

struct StateModel {
  StateKind kind{};
  std::string name;
  std::string label;
  std::vector<ExitInfo> exits;
  std::vector<ExitInfo> waiting_exits;     ///< levels only: races of those who wait outside
  ReasonKind meaning = ReasonKind::Other;  ///< outcomes only: of entering it, by its name
  // levels only
  bool is_intake = false;     ///< no treatment
  bool is_bridge = false;     ///< people who wait for another level can be here meanwhile
  bool is_companion = false;  ///< people of other levels can have a place here beside theirs
  bool by_referral = false;   ///< whoever was referred first is served first, see `Waiting`
  bool is_limited = false;
  std::string places_label;  ///< "32 beds", "2 groups of 8", "unlimited"
  int places = 0;            ///< on day 0
  int group_size = 0;        ///< seats of a group; 0: places are not in groups
  std::vector<PlacesChange> changes;
  std::optional<std::uint16_t> pool;  ///< levels with the same number draw on the same places
  std::uint16_t pool_rank = 0;        ///< of their lists; smaller ones are served first
  std::optional<std::uint16_t> staff_group;  ///< levels with the same number: see `HoursPlan`
  std::optional<DistributionId> turnaround;  ///< of a place, after somebody has left it
  std::vector<PlacesReserve> reserves;
  /// Everybody in the level is in one of them; its places and their changes are the sums of theirs.
  std::vector<TrackModel> tracks;
  Hold hold;
  std::optional<double> review_every;      ///< days
  std::optional<double> test_every;        ///< days, of drug tests
  std::vector<AuthorizedDays> authorized;  ///< by ClassId; empty: nobody has to authorize stays
  AdmissionRule admission;
  OpeningHours discharge;
  std::array<std::uint16_t, waiting_class_count> class_rank{0, 1, 2, 3};  ///< by WaitingClass
  std::uint16_t priority_ranks = 1;  ///< number of different ones
  std::optional<int> list_limit;
  std::optional<StateId> divert_to;
  std::vector<BalkingStep> balking;  ///< ascending
  /// Levels that those look at who find no place: they ask the first that has one, or else that
  /// with the shortest list, this one included.
  std::vector<StateId> alternatives;
  std::optional<double> wait_target;     ///< days; says nothing to the rules of care
  std::optional<BridgeRule> bridge;      ///< of those who wait for a place here
  std::vector<CompanionRule> alongside;  ///< of those who are here
  // behaviors: `first_behavior + (class << tests.size()) + mask`, bit i of mask = outcome of
  // tests[i]
  std::vector<HistoryTest> tests;
  std::uint32_t first_behavior = 0;    ///< outcomes have no behaviors
  FeatureSet features;                 ///< in use here
  std::vector<ServiceModel> services;  ///< levels only
  std::vector<PostModel> posts;
  ProgramModel program;

  friend bool operator==(const StateModel&, const StateModel&) = default;
  /// Whether anybody can have to wait for a place here.
  [[nodiscard]] bool has_list() const { return is_limited || has_gate(); }
  /// Whether places, or those of a track, are in groups.
  [[nodiscard]] bool has_groups() const;
  /// Whether somebody may have to wait although there is a place.
  [[nodiscard]] bool has_gate() const;
  [[nodiscard]] int most_places() const { return models::most_places(places, changes); }
  [[nodiscard]] int places_on(double day) const { return models::places_on(day, places, changes); }
  /// Whether people who are not in a stay here can have places here.
  [[nodiscard]] bool lends_places() const { return is_bridge || is_companion; }
};

struct AttributeModel {
  std::string name;
  std::uint32_t stream = 0;  ///< hash of the name, another one for each attribute
  std::vector<std::string> values;
};

/// Where people come from.
struct SourceModel {
  std::string name;
  std::uint32_t stream = 0;  ///< hash of the name, another one for each source
  ArrivalProcess process;
  std::vector<std::pair<int, double>> batch;  ///< size, share; empty: always 1
  /// For attribute i: shares of its values, one behavior for each combination of the attributes
  /// before it (mixed radix, first attribute most significant); behavior-major.
  std::vector<std::vector<double>> attribute_shares;
  std::vector<double> class_share;  ///< by ClassId; the product of the above
  std::vector<Range> first_states;  ///< by ClassId, into `Model::targets`
  FeatureSet features;              ///< in use here

  /// People referred at one moment, on average.
  [[nodiscard]] double mean_batch() const;
};

/// A part of the run that begins on a date from which on some numbers are others, for all that
/// begins from then on.
struct Period {
  double from = 0;  ///< days, above 0
  // Which of the lists of `Model` it has; 0: the first one.
  std::size_t states = 0;
  std::size_t sources = 0;
  std::size_t medications = 0;
  std::size_t staff = 0;

  friend bool operator==(const Period&, const Period&) = default;
};

struct Model {
  std::string name;
  Calendar calendar;
  double warm_up = 0;
  double horizon = 0;
  int replications = 0;
  std::uint64_t seed = 0;
  Settings settings;

  std::vector<AttributeModel> attributes;
  std::vector<std::vector<std::uint16_t>> classes;  ///< [class][attribute] -> value
  std::vector<std::size_t> report_by;               ///< indices of attributes

  std::vector<Reason> reasons;
  std::vector<StateModel> states;
  std::size_t level_count = 0;
  std::size_t community_count = 0;
  std::uint64_t treatment_levels = 0;  ///< bit i: level i is no intake

  std::vector<Behavior> behaviors;  ///< by behavior number; outcomes have none
  /// By behavior number. In each period those of levels come first; what others would have there
  /// is blank, or missing at the end.
  std::vector<RequestBehavior> request_behaviors;
  std::vector<SplitExit> split_exits;
  std::vector<RaceExit> race_exits;
  std::vector<Target> targets;
  std::vector<sim::Distribution> distributions;

  std::vector<MedicationModel> medications;
  std::vector<RoleModel> staff;
  std::vector<SourceModel> sources;
  /// What follows upon what `states` and `sources` say, ascending; mostly nothing.
  std::vector<Period> later_periods;
  // Lists that periods have instead of the first ones, each once, however many have it.
  /// As `states`. Only numbers differ: behaviors, times, limits, chances, hours, what people are
  /// offered.
  std::vector<std::vector<StateModel>> later_states;
  /// As `sources`, for what people are like and where they go; when they come, the processes of
  /// those say.
  std::vector<std::vector<SourceModel>> later_sources;
  std::vector<std::vector<MedicationModel>> later_medications;  ///< as `medications`
  std::vector<std::vector<RoleModel>> later_staff;              ///< as `staff`
  std::vector<HoursPlan> hours;     ///< by period; empty: no levels have hours of staff in common
  std::optional<StartModel> start;  ///< nothing: nobody is there when a run begins
  /// Days, besides the usual ones, for which the share of waits that were no longer is asked for;
  /// ascending.
  std::vector<int> waits_within;
  std::optional<MoneyModel> money;  ///< nothing: neither prices nor costs; says nothing to care
  std::optional<EconomicsModel> economics;  ///< nothing: costs and health are not counted
  KindFlags kinds{};
  FeatureSet features;  ///< in use anywhere: what formulas have to understand

  /// Whether that can happen so that outcome figures see it, see `possible_kinds`.
  [[nodiscard]] bool has(ReasonKind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] bool is_level(StateId state) const { return index_of(state) < level_count; }
  /// Whether anybody can have a second place, or one while they wait.
  [[nodiscard]] bool lends_places() const {
    return features.contains(Feature::Bridge) || features.contains(Feature::Alongside);
  }
  /// Whether people who are there are in care.
  [[nodiscard]] bool is_treatment(StateId state) const {
    return index_of(state) < 64 && (treatment_levels >> index_of(state) & 1U) != 0;
  }
  /// Whether people who come from one state to another do so in the course of treatment: from a
  /// level to a level. `from` may be no state.
  [[nodiscard]] bool is_internal(StateId from, StateId to) const {
    return is_treatment(from) && is_treatment(to);
  }
  [[nodiscard]] bool is_community(StateId state) const {
    return !is_level(state) && index_of(state) < level_count + community_count;
  }
  [[nodiscard]] bool is_outcome(StateId state) const {
    return index_of(state) >= level_count + community_count;
  }
  /// Of people: the arrival source they are from, or `start_source_name`.
  [[nodiscard]] std::string_view source_name(std::size_t source) const {
    return source < sources.size() ? std::string_view{sources[source].name} : start_source_name;
  }
  [[nodiscard]] const StateModel& state(StateId id) const { return states[index_of(id)]; }
  /// From the start, and then from each date on which numbers change.
  [[nodiscard]] std::size_t period_count() const { return 1 + later_periods.size(); }
  [[nodiscard]] const std::vector<StateModel>& states_in(std::size_t period) const {
    return list_in(period, &Period::states, states, later_states);
  }
  [[nodiscard]] const std::vector<SourceModel>& sources_in(std::size_t period) const {
    return list_in(period, &Period::sources, sources, later_sources);
  }
  [[nodiscard]] const std::vector<MedicationModel>& medications_in(std::size_t period) const {
    return list_in(period, &Period::medications, medications, later_medications);
  }
  [[nodiscard]] const std::vector<RoleModel>& staff_in(std::size_t period) const {
    return list_in(period, &Period::staff, staff, later_staff);
  }
  /// The day on which a period begins; of the first one below all days.
  [[nodiscard]] double period_from(std::size_t period) const {
    return period == 0 ? -std::numeric_limits<double>::infinity() : later_periods[period - 1].from;
  }
  /// The period in which a day lies, or a moment of one.
  [[nodiscard]] std::size_t period_on(double day) const;
  [[nodiscard]] std::size_t behavior_number(StateId state, ClassId who, std::uint32_t mask) const {
    return behavior_number(states[index_of(state)], who, mask);
  }
  /// The same of a state in any period.
  [[nodiscard]] static std::size_t behavior_number(const StateModel& state,
                                                   ClassId who,
                                                   std::uint32_t mask) {
    return state.first_behavior + (index_of(who) << state.tests.size()) + mask;
  }
  /// The behaviors of a state that is no outcome, by class and history; a level's requests have the
  /// same numbers.
  [[nodiscard]] Range behaviors_of(const StateModel& state) const {
    return {state.first_behavior, static_cast<std::uint32_t>(classes.size() << state.tests.size())};
  }
  [[nodiscard]] std::span<const Behavior> behaviors_in(const StateModel& state) const {
    const Range range = behaviors_of(state);
    return std::span(behaviors).subspan(range.first, range.count);
  }
  [[nodiscard]] std::span<const RequestBehavior> requests_in(const StateModel& level) const {
    const Range range = behaviors_of(level);
    return std::span(request_behaviors).subspan(range.first, range.count);
  }
  [[nodiscard]] std::span<const Target> targets_in(Range range) const {
    return std::span(targets).subspan(range.first, range.count);
  }
  [[nodiscard]] std::span<const SplitExit> splits_in(const Behavior& behavior) const {
    return std::span(split_exits).subspan(behavior.splits.first, behavior.splits.count);
  }
  [[nodiscard]] std::span<const RaceExit> races_in(const Behavior& behavior) const {
    return std::span(race_exits).subspan(behavior.races.first, behavior.races.count);
  }
  [[nodiscard]] std::span<const RaceExit> races_in(const RequestBehavior& behavior) const {
    return std::span(race_exits).subspan(behavior.risks.first, behavior.risks.count);
  }
  [[nodiscard]] MoveKind move_kind(StateId from, StateId to) const;

 private:
  template <class List>
  [[nodiscard]] const List& list_in(std::size_t period,
                                    std::size_t Period::*which,
                                    const List& first,
                                    const std::vector<List>& later) const {
    const std::size_t number = period == 0 ? 0 : later_periods[period - 1].*which;
    return number == 0 ? first : later[number - 1];
  }
};

/// The model as if no numbers changed on dates: all of the run is like its first period. Behaviors
/// of later ones stay in the tables, unused.
[[nodiscard]] Model first_period(Model model);

}  // namespace stepdown::models
