#pragma once

#include "models/arrivals.hpp"
#include "models/calendar.hpp"
#include "models/comparison.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/economics.hpp"
#include "models/given.hpp"
#include "models/hold.hpp"
#include "models/opening_hours.hpp"
#include "models/pricing.hpp"
#include "models/services.hpp"
#include "models/settings.hpp"
#include "models/shared_list.hpp"
#include "models/state_kind.hpp"
#include "models/waiting_class.hpp"
#include "sim/distributions/distribution.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What the author of a scenario wrote, as plain data: units resolved to days, names still names,
/// nothing looked up or derived. `read_scenario` makes it, `compile` checks its meaning. What the
/// reader had to refuse is missing in it; names are there all the same.
///
/// All lengths of time are in days, all rates per day.
namespace stepdown::models {

/// A share of one name among several; a whole split sums to 1.
struct Share {
  Located<std::string> name;
  Located<double> probability;
};
using Split = std::vector<Share>;

using LocatedDistribution = Located<sim::Distribution>;

/// Time between the end of treatment and leaving, although a place is free (paperwork, transport).
struct Transfer {
  LocatedDistribution time;
  bool reserves_next = false;  ///< the next place is requested, and kept free, from its start
};

/// One way in which a stay ends. Exactly one of `probability` (a split exit), `after` (a race
/// exit), `at_review`, `at_positive_test` and `at_renewal` is set.
struct Exit {
  Located<std::string> reason;
  std::optional<Given<Located<double>>> probability;
  std::optional<Given<LocatedDistribution>> time;   ///< split exits: its own treatment time
  std::optional<Given<LocatedDistribution>> after;  ///< race exits
  bool only_while_treated = false;  ///< race exits: the race ends with treatment, not with the stay
  std::optional<Given<Located<double>>> at_review;         ///< chance at each
  std::optional<Given<Located<double>>> at_positive_test;  ///< chance at each
  std::optional<Given<Located<double>>> at_renewal;        ///< chance at each
  Given<Split> to;
  std::optional<Transfer> transfer;
  bool is_short = false;  ///< written as `to` of the state, which has no other exit

  [[nodiscard]] bool is_trial() const { return at_review || at_positive_test || at_renewal; }
};

/// Places of a level in the author's terms. `count` beds, slots, groups or clinicians; `each` seats
/// a group or people a clinician (1 for beds and slots). Places = count x each.
struct Places {
  enum class Kind { Unlimited, Beds, Slots, Groups, Caseload, Staff, Pool };
  struct Change {
    Located<Date> date;
    Located<int> count;
  };
  /// Places that only people with one value of an attribute take; or, where no attribute has the
  /// name `waiting_class`, those whose requests are of that class.
  struct Reserve {
    Located<std::string> attribute;
    Located<std::string> value;
    Located<int> places;
  };
  Kind kind = Kind::Unlimited;
  Located<int> count;
  Located<int> each{1, {}};
  std::vector<Change> changes;  ///< from that date on (00:00), in the order written
  /// How long a place that somebody has left is made ready for the next.
  std::optional<LocatedDistribution> turnaround;
  std::vector<Reserve> reserves;
  Located<std::string> pool;  ///< of `Scenario::pools`, on which the level draws
  /// Roles of `Scenario::staff` of whom as many are at hand as `count` people take; also with
  /// `pool`.
  std::vector<Located<std::string>> staff;
  /// With `staff`: other levels take hours of the same staff, and each person others than there.
  /// Then `count` people fit if nobody is at these.
  bool shares_hours = false;
  SourceLocation at;
};

/// Places on which several levels draw.
struct Pool {
  Located<std::string> name;
  Places places;
  /// The levels in the order in which their lists are served; those not named come after them, as
  /// they are listed.
  std::vector<Located<std::string>> order;
};

/// A place of another level that people have while they wait outside.
struct Bridge {
  Located<std::string> to;
  Located<double> patience_ratio{1, {}};  ///< of what is left of patience when it begins
  Located<double> shortens{0, {}};  ///< treatment, by this share of the time there; from 0 to 1
};

/// Another level of which the people of a level have a place beside theirs.
struct Companion {
  Located<std::string> level;
  Given<Located<double>> share;  ///< of those admitted: who want one
  bool waits = true;             ///< for one, if none is free
};

/// How people wait for a level.
struct Waiting {
  /// The classes, first served first; empty: whoever asked first, whatever the class.
  std::vector<WaitingClass> order{
      WaitingClass::Escalation, WaitingClass::StepDown, WaitingClass::Return, WaitingClass::New};
  SourceLocation order_at;
  /// Of one class and priority whoever was referred first is served first, instead of who asked
  /// first. People are referred when they arrive, and again when they ask to come back to care.
  bool by_referral = false;
  /// By class, in the order of the enumeration; nothing: that class waits for ever.
  std::array<std::optional<Given<LocatedDistribution>>, waiting_class_count> patience;
  std::optional<Given<Split>> gave_up_to;         ///< required when any class has a patience
  std::optional<Located<int>> limit;              ///< people outside on the list
  std::optional<Given<Split>> turned_away_to;     ///< beyond the limit: where they go, or ...
  std::optional<Located<std::string>> divert_to;  ///< ... the level that they ask instead
  /// People outside on the list, from which on that share of those who would have to wait go away.
  std::vector<std::pair<Located<int>, Located<double>>> balk;
  std::optional<Given<Split>> balk_to;             ///< where they go; with `balk`
  std::vector<Located<std::string>> alternatives;  ///< levels that are asked instead
  std::optional<Located<double>> target;           ///< days, within which people are to be admitted
  std::vector<Exit> exits;                         ///< race exits of those who wait outside
  SourceLocation exits_at;
  std::optional<Bridge> bridge;
};

/// When something is done: on which days of the week, at what time of day, on which dates not.
struct WeekPlan {
  WeekdaySet weekdays = every_weekday;
  double from = 0;                      ///< days after midnight
  double to = 1;                        ///< the same as `from`: at that moment alone
  std::vector<Located<Date>> holidays;  ///< beside those of the scenario
  SourceLocation at;
};

/// Starts of people together, in groups or not.
struct Cohort {
  Located<double> every;              ///< days
  std::optional<Located<Date>> from;  ///< of the first; nothing: the start of the scenario
  double at_time = 0;                 ///< days after midnight
  Located<int> at_least{1, {}};       ///< who have to wait, for anybody to start
  bool is_closed = false;             ///< who starts together stays together, alone
  SourceLocation at;
};

/// When a level takes people up.
struct Admission {
  WeekPlan times;
  std::optional<Cohort> cohort;  ///< then of `times` only the holidays count
};

/// Looks at how somebody does, during treatment.
struct Reviews {
  Located<double> every;  ///< days
};

/// Drug tests during treatment.
struct DrugTests {
  Located<double> every;  ///< days
  Given<Located<double>> positive;
  SourceLocation at;
};

/// Days for which a stay is paid before more of them have to be asked for.
struct Authorization {
  Given<Located<double>> days;                 ///< from admission on
  std::optional<Given<Located<double>>> more;  ///< each time; nothing: as many as at first
  SourceLocation at;
};

/// A part of a level, for those who can attend it, with places and days of its own.
struct Track {
  /// Whom it is for: people with one of these values of an attribute.
  struct Only {
    Located<std::string> attribute;
    std::vector<Located<std::string>> values;
  };
  Located<std::string> name;
  std::string label;  ///< for reports; the name when not given
  Places places;
  std::optional<Admission> admission;  ///< nothing: at any time
  std::vector<Only> only;              ///< all of them hold; empty: for everybody
};

/// A vertex of the pathway. Outcomes have a name, a label and perhaps a utility only.
struct State {
  StateKind kind = StateKind::Level;
  Located<std::string> name;
  std::string label;                               ///< for reports; the name when not given
  std::optional<Given<LocatedDistribution>> time;  ///< of exits without their own
  std::vector<Exit> exits;
  SourceLocation exits_at;
  Places places;                               ///< levels only; unlimited where there are tracks
  std::vector<Track> tracks;                   ///< levels only; the first that has a place is taken
  Waiting waiting;                             ///< levels only
  Hold hold;                                   ///< levels only
  std::optional<Admission> admission;          ///< levels only; nothing: at any time
  std::optional<WeekPlan> discharge;           ///< levels only; nothing: at any time
  bool is_intake = false;                      ///< levels only: an assessment slot, no treatment
  std::optional<Reviews> reviews;              ///< levels only
  std::optional<DrugTests> drug_tests;         ///< levels only
  std::optional<Authorization> authorization;  ///< levels only
  /// Levels only: share of sessions attended, drawn for each stay; in [0, 1].
  std::optional<Given<LocatedDistribution>> attendance;

  /// Whether anybody can have to wait there.
  [[nodiscard]] bool has_list() const {
    return kind == StateKind::Level &&
           (places.kind != Places::Kind::Unlimited || admission || !tracks.empty());
  }
  std::vector<Companion> alongside;               ///< levels only
  std::vector<Service> services;                  ///< levels only
  std::vector<Post> posts;                        ///< levels only
  std::optional<Crisis> crisis;                   ///< levels only; contacts, see there
  std::optional<Located<std::string>> care_kind;  ///< levels only; of `care_kinds`
  std::optional<Prices> prices;                   ///< levels only
  std::optional<Costs> costs;
  std::optional<Given<Located<double>>> utility;  ///< of a year there
};

/// A category of people: a name and its values with their shares, which may depend on an attribute
/// declared before.
struct Attribute {
  Located<std::string> name;
  std::vector<Located<std::string>> values;
  Given<Split> shares;
};

/// A treatment beside the levels that people are on for a time, wherever they are.
struct Medication {
  /// A chance to begin with it when somebody comes to a state.
  struct Beginning {
    Located<std::string> state;
    Given<Located<double>> probability;
    std::optional<Given<LocatedDistribution>> after;  ///< nothing: at once
  };
  Located<std::string> name;
  std::optional<Given<Located<double>>> at_arrival;  ///< share who are on it when they arrive
  std::vector<Beginning> beginnings;
  Given<LocatedDistribution> lasts;
};

/// One test on a person: an attribute (`co_occurring`), a medication (`buprenorphine`) or a piece
/// of history (`relapses`), compared with a value.
struct Condition {
  Located<std::string> subject;
  Comparison comparison = Comparison::Is;
  Located<std::string> text;  ///< Is, IsNot: a value, a level, a reason
  double number = 0;          ///< the other comparisons; days where the subject is a time
};

/// A change of behavior for those who meet all conditions. Unset ratios change nothing.
struct Effect {
  Located<std::string> name;
  bool is_on = true;
  std::vector<Condition> when;
  std::vector<Located<std::string>> states;   ///< empty: all
  std::vector<Located<std::string>> reasons;  ///< of exits; empty: all
  std::optional<Located<double>> odds_ratio;
  std::optional<Located<double>> hazard_ratio;
  std::optional<Located<double>> time_ratio;
  std::optional<Located<double>> stay_ratio;
  std::optional<Located<double>> patience_ratio;
  std::optional<Located<double>> attendance_ratio;
  std::optional<Located<double>> positive_odds_ratio;  ///< of drug tests
  std::optional<Located<int>> priority;  ///< larger is served earlier within its class
  std::string source;
};

struct ArrivalSource {
  Located<std::string> name;
  ArrivalProcess process;
  /// Parts of the process that can be wrong in meaning, by key: `steps.2027-01-01`. Others are
  /// shown at the name.
  std::vector<Located<std::string>> written;
  std::vector<std::pair<Located<int>, Located<double>>> batch;  ///< size, share; empty: always 1
  SourceLocation batch_at;
  std::vector<Attribute> mix;  ///< shares that replace the general ones for this source
  Given<Split> to;             ///< first state asked for
};

/// People who are there at the start, alike in all that is known of them: a number, or one row of a
/// file.
struct StartEntry {
  Located<std::string> state;
  std::string key;          ///< where it is written: `start_from.php.census`
  bool is_waiting = false;  ///< on the list of the level, outside; else there
  int people = 1;
  std::optional<double> days;                                        ///< there, or waiting, so far
  std::vector<std::pair<std::string, Located<std::string>>> values;  ///< by attribute, some of them
};

/// A number of people in a state, of which the forecast tells when it is reached.
struct StartReach {
  Located<std::string> state;
  std::string key;  ///< `start_from.php.reaches`
  Located<int> people;
};

/// Who is there at the start.
struct StartFrom {
  bool is_typical = false;  ///< whoever is there in the long run; nothing else is given then
  std::vector<StartEntry> people;
  std::vector<StartReach> reaches;
  std::optional<Located<std::string>> like;  ///< the source of such people; nothing: all of them
  bool is_in_outcomes = false;
  SourceLocation at;
};

/// What a figure of the reports is to be: `residential.wait.p90 <= 7 d`. Which figures there are,
/// those know who measure them.
struct FigureTarget {
  Located<std::string> text;                   ///< all of it
  std::string key;                             ///< `targets[0]`
  std::string figure;                          ///< `residential.wait.p90`
  Comparison comparison = Comparison::AtMost;  ///< not `Is`, not `IsNot`
  double limit = 0;                            ///< days where it is a length of time
  bool is_time = false;                        ///< written with a unit of time
};

struct ScenarioPeriod;
struct YamlNode;  // what is read

/// What to run.
struct RunPlan {
  Located<double> warm_up{0, {}};  ///< days not observed
  Located<double> horizon{0, {}};  ///< days from the start to the end of the observed part
  Located<int> replications{100, {}};
  Located<std::uint64_t> seed{1, {}};
};

struct Scenario {
  std::string file;  ///< as named by the user
  std::string name;
  std::string description;
  Located<Date> start;
  RunPlan run;
  SharedList<Attribute> attributes;
  SharedList<State> states;  ///< levels from most to least intensive, then community, outcomes
  SourceLocation levels_at;
  std::vector<Pool> pools;
  SharedList<Role> staff;
  SharedList<ArrivalSource> arrivals;
  SourceLocation arrivals_at;
  std::optional<StartFrom> start_from;
  SharedList<Medication> medications;
  SharedList<Effect> effects;
  Located<double> effects_strength{1, {}};
  std::vector<Located<Date>> holidays;          ///< of all calendars
  std::vector<Located<std::string>> report_by;  ///< attributes
  std::vector<FigureTarget> targets;
  std::optional<Economics> economics;
  /// What changes on dates, in the order written, which ascends.
  std::vector<ScenarioPeriod> later_periods;
  Settings settings;
  /// The resolved tree (after base, change and --set) as JSON text, for a hash: comments, quotes
  /// and layout do not show in it, data files do.
  std::string canonical;
  /// That tree itself. Nothing: the scenario was not read.
  std::shared_ptr<const YamlNode> tree;
  bool has_data_files = false;
  /// The text of every file read, by name, so that later diagnostics can quote the line.
  std::vector<std::pair<std::string, std::string>> sources;
  /// What the reader refused or found odd. `compile` tells it together with what it finds itself.
  /// Of very much only the beginning, in file order.
  std::vector<Diagnostic> found;
  std::size_t found_beyond = 0;  ///< so many errors more, behind those in `found`
  /// The key paths where something was refused, so that what stands here is a stopgap or missing.
  std::vector<std::string> holes;
};

/// From a date on (00:00), with all changes up to then.
struct ScenarioPeriod {
  Located<Date> date;
  std::vector<Located<std::string>> paths;  ///< of what changes on that date: `effects.strength`
  Scenario scenario;                        ///< as it would be read if it were so from the start
};

}  // namespace stepdown::models
