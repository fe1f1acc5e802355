#include "models/diagnostics/rule.hpp"

#include <array>
#include <cstddef>

namespace stepdown::models {
namespace {

constexpr Severity error = Severity::Error;
constexpr Severity warning = Severity::Warning;

constexpr std::array rules{
    RuleInfo{Rule::Form, error, "Form"},
    RuleInfo{Rule::FormIsOdd, warning, "FormIsOdd"},
    RuleInfo{Rule::UnknownAttribute, error, "UnknownAttribute"},
    RuleInfo{Rule::UnknownState, error, "UnknownState"},
    RuleInfo{Rule::UnknownLevel, error, "UnknownLevel"},
    RuleInfo{Rule::UnknownCase, error, "UnknownCase"},
    RuleInfo{Rule::UnknownValueInShares, error, "UnknownValueInShares"},
    RuleInfo{Rule::UnknownSubject, error, "UnknownSubject"},
    RuleInfo{Rule::UnknownValueInCondition, error, "UnknownValueInCondition"},
    RuleInfo{Rule::UnknownNameInCondition, error, "UnknownNameInCondition"},
    RuleInfo{Rule::UnknownStateOfEffect, error, "UnknownStateOfEffect"},
    RuleInfo{Rule::UnknownReasonOfEffect, error, "UnknownReasonOfEffect"},
    RuleInfo{Rule::GivenUnknownAttribute, error, "GivenUnknownAttribute"},
    RuleInfo{Rule::GivenLaterAttribute, error, "GivenLaterAttribute"},
    RuleInfo{Rule::GivenTwice, error, "GivenTwice"},
    RuleInfo{Rule::AttributeNameTaken, error, "AttributeNameTaken"},
    RuleInfo{Rule::StateNameTaken, error, "StateNameTaken"},
    RuleInfo{Rule::StateTwice, error, "StateTwice"},
    RuleInfo{Rule::SourceNamedAsState, error, "SourceNamedAsState"},
    RuleInfo{Rule::ReportedTwice, error, "ReportedTwice"},
    RuleInfo{Rule::NoValue, error, "NoValue"},
    RuleInfo{Rule::CaseMissing, error, "CaseMissing"},
    RuleInfo{Rule::SharesMissing, error, "SharesMissing"},
    RuleInfo{Rule::NoNextState, error, "NoNextState"},
    RuleInfo{Rule::NoExit, error, "NoExit"},
    RuleInfo{Rule::NoSource, error, "NoSource"},
    RuleInfo{Rule::NoLevel, error, "NoLevel"},
    RuleInfo{Rule::NoWeight, error, "NoWeight"},
    RuleInfo{Rule::TooManyLevels, error, "TooManyLevels"},
    RuleInfo{Rule::TooManyExits, error, "TooManyExits"},
    RuleInfo{Rule::TooManyPlaces, error, "TooManyPlaces"},
    RuleInfo{Rule::TooManyClasses, error, "TooManyClasses"},
    RuleInfo{Rule::TooManyHistoryTests, error, "TooManyHistoryTests"},
    RuleInfo{Rule::TooManyBehaviors, error, "TooManyBehaviors"},
    RuleInfo{Rule::SharesDoNotSum, error, "SharesDoNotSum"},
    RuleInfo{Rule::NextStatesDoNotSum, error, "NextStatesDoNotSum"},
    RuleInfo{Rule::ExitsDoNotSum, error, "ExitsDoNotSum"},
    RuleInfo{Rule::ExitsDoNotSumForMore, error, "ExitsDoNotSumForMore"},
    RuleInfo{Rule::BatchDoesNotSum, error, "BatchDoesNotSum"},
    RuleInfo{Rule::HorizonWithinWarmUp, error, "HorizonWithinWarmUp"},
    RuleInfo{Rule::RunTooLong, error, "RunTooLong"},
    RuleInfo{Rule::RunEndsTooLate, error, "RunEndsTooLate"},
    RuleInfo{Rule::UnsoundDistribution, error, "UnsoundDistribution"},
    RuleInfo{Rule::AttendanceIsNoShare, error, "AttendanceIsNoShare"},
    RuleInfo{Rule::OutcomeAtFirst, error, "OutcomeAtFirst"},
    RuleInfo{Rule::OutcomeInEffect, error, "OutcomeInEffect"},
    RuleInfo{Rule::DivertToItself, error, "DivertToItself"},
    RuleInfo{Rule::ReasonBesideWaiting, error, "ReasonBesideWaiting"},
    RuleInfo{Rule::ChangesNothing, error, "ChangesNothing"},
    RuleInfo{Rule::InstantRound, error, "InstantRound"},
    RuleInfo{Rule::NoWarmUp, warning, "NoWarmUp"},
    RuleInfo{Rule::StaysOutlastTheRun, warning, "StaysOutlastTheRun"},
    RuleInfo{Rule::ChangeNeverHappens, warning, "ChangeNeverHappens"},
    RuleInfo{Rule::NoPlaces, warning, "NoPlaces"},
    RuleInfo{Rule::WaitingUnused, warning, "WaitingUnused"},
    RuleInfo{Rule::GaveUpUnused, warning, "GaveUpUnused"},
    RuleInfo{Rule::TimeUnused, warning, "TimeUnused"},
    RuleInfo{Rule::ShareOfZero, warning, "ShareOfZero"},
    RuleInfo{Rule::ExitOfNobody, warning, "ExitOfNobody"},
    RuleInfo{Rule::ValueOfNobody, warning, "ValueOfNobody"},
    RuleInfo{Rule::NobodyComes, warning, "NobodyComes"},
    RuleInfo{Rule::ArrivalsUnused, warning, "ArrivalsUnused"},
    RuleInfo{Rule::ChangesNothingThere, warning, "ChangesNothingThere"},
    RuleInfo{Rule::AttendanceIsConstant, warning, "AttendanceIsConstant"},
    RuleInfo{Rule::RelapsesAreConstant, warning, "RelapsesAreConstant"},
    RuleInfo{Rule::NobodyGetsHere, warning, "NobodyGetsHere"},
    RuleInfo{Rule::NobodyLeaves, warning, "NobodyLeaves"}};

constexpr bool are_in_order() {
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (static_cast<std::size_t>(rules[i].rule) != i) return false;
  return true;
}
static_assert(are_in_order() && rules.back().rule == Rule::NobodyLeaves, "each rule has its row");

}  // namespace

std::span<const RuleInfo> all_rules() {
  return rules;
}

Severity severity_of(Rule rule) {
  return rules[static_cast<std::size_t>(rule)].severity;
}

}  // namespace stepdown::models
