#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// Every rule that a scenario can break, each with its own identity: one for each text of a
/// message, so that a test can tell which texts have an example. The first groups are the reader's.
namespace stepdown::models {

enum class Severity { Warning, Error };

enum class Rule : std::uint8_t {
  // Text that is no YAML as we take it.
  TextTooLarge,
  Utf16,
  NotUtf8,
  NulByte,
  ControlCharacter,
  TabIndentation,
  BadYaml,
  OpenQuote,
  SecondDocument,
  Anchor,
  Tag,
  KeyIsNoWord,
  TooDeep,
  TooManyValues,
  DuplicateKey,
  // Whole files, and paths into them.
  NoScenario,
  SchemaUnknown,
  SchemaNotFirst,
  BaseUnreadable,
  BaseCycle,
  PathEmpty,
  PathUnknown,
  PathIntoValue,
  PathOutOfList,
  PathFixed,
  SetWithoutValue,
  DataFileUnreadable,
  DataFileTooLarge,
  TooManyDataFiles,
  ColumnMissing,
  ColumnTwice,
  RowTooShort,
  CsvOpenQuote,
  CsvTextAfterQuote,
  CsvLoneReturn,
  CsvNoTime,
  CsvNoDates,
  // Keys.
  UnknownKey,
  MisplacedKey,
  KeyOfBase,
  KeyOfLaterVersion,
  KeyMissing,
  KeysConflict,
  KeysIncomplete,
  NoneOfKeys,
  TimeMissing,
  RatioMissing,
  ReasonMissing,
  BadName,
  NameIsGiven,
  // Values and their units.
  WrongType,
  BadNumber,
  LeadingZero,
  DecimalComma,
  NumberTooExtreme,
  NumberTooLarge,
  Percent,
  OutOfRange,
  MissingUnit,
  UnknownUnit,
  UnitMisspelled,
  MonthAsUnit,
  BadDate,
  NoSuchDay,
  BadComparison,
  UnknownWaitingClass,
  BadDaysOfMonth,
  DaysTwice,
  DatesDescend,
  UnfitDistribution,
  PartsDoNotSum,
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
  OrderIncomplete,
  OrderTwice,
  TooManyStates,
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
  DatesBeforeStart,
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
  NobodyLeaves,
  // More than is shown.
  MoreErrors,
  MoreWarnings
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
