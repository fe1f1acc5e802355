#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// Every rule that a scenario can break, each with its own identity, so that a test can tell which
/// of them have an example of their message.
namespace stepdown::models {

enum class Severity { Warning, Error };

enum class Rule : std::uint8_t {
  // The form of a file and of its values, found where it is read.
  Form,
  FormIsOdd,
  // Names.
  UnknownAttribute,
  UnknownState,
  UnknownLevel,
  UnknownCase,
  UnknownValueInShares,
  UnknownSubject,
  UnknownValueInCondition,
  UnknownNameInCondition,
  UnknownStateOfEffect,
  UnknownReasonOfEffect,
  GivenUnknownAttribute,
  GivenLaterAttribute,
  GivenTwice,
  AttributeNameTaken,
  StateNameTaken,
  StateTwice,
  SourceNamedAsState,
  ReportedTwice,
  // What is missing or too much.
  NoValue,
  CaseMissing,
  SharesMissing,
  NoNextState,
  NoExit,
  NoSource,
  NoLevel,
  NoWeight,
  TooManyLevels,
  TooManyExits,
  TooManyPlaces,
  TooManyClasses,
  TooManyHistoryTests,
  TooManyBehaviors,
  // Sums.
  SharesDoNotSum,
  NextStatesDoNotSum,
  ExitsDoNotSum,
  ExitsDoNotSumForMore,
  BatchDoesNotSum,
  // Sense.
  HorizonWithinWarmUp,
  RunTooLong,
  RunEndsTooLate,
  UnsoundDistribution,
  AttendanceIsNoShare,
  OutcomeAtFirst,
  OutcomeInEffect,
  DivertToItself,
  ReasonBesideWaiting,
  ChangesNothing,
  InstantRound,
  // Odd, but usable.
  NoWarmUp,
  StaysOutlastTheRun,
  ChangeNeverHappens,
  NoPlaces,
  WaitingUnused,
  GaveUpUnused,
  TimeUnused,
  ShareOfZero,
  ExitOfNobody,
  ValueOfNobody,
  NobodyComes,
  ArrivalsUnused,
  ChangesNothingThere,
  AttendanceIsConstant,
  RelapsesAreConstant,
  NobodyGetsHere,
  NobodyLeaves
};

struct RuleInfo {
  Rule rule{};
  Severity severity{};
  std::string_view name;
};

/// All rules in the order of the enumeration.
[[nodiscard]] std::span<const RuleInfo> all_rules();

[[nodiscard]] Severity severity_of(Rule rule);

}  // namespace stepdown::models
