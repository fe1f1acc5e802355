#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace stepdown::models {

/// What effects can ask of a person's past.
enum class HistorySubject : std::uint8_t {
  Relapses,
  Episodes,
  Admissions,
  DaysInCare,
  DaysWaited,
  Attendance,
  LastExit,
  LastLevel,
  Visited,
  Medication  ///< called by its own name: is on it
};

/// What an answer is, and so how it can be asked for: numbers are compared, names are equal or not.
enum class HistoryKind : std::uint8_t { Count, Time, Share, Reason, Level };

/// A word of history in the conditions of effects.
struct HistoryWord {
  std::string_view name;
  HistorySubject subject;
  HistoryKind kind;
  std::string_view meaning;
};

/// All of them, in the order of the reference.
inline constexpr std::array<HistoryWord, 9> history_words{
    {{"relapses",
      HistorySubject::Relapses,
      HistoryKind::Count,
      "exits called `relapse` or `relapsed` so far"},
     {"episodes",
      HistorySubject::Episodes,
      HistoryKind::Count,
      "episodes of care so far, this one included; when asking, the one about to begin"},
     {"admissions",
      HistorySubject::Admissions,
      HistoryKind::Count,
      "admissions to any level so far"},
     {"days_in_care",
      HistorySubject::DaysInCare,
      HistoryKind::Time,
      "time at levels in this episode; when asking, in the one about to begin"},
     {"days_waited",
      HistorySubject::DaysWaited,
      HistoryKind::Time,
      "wait before this admission; while waiting, the wait so far"},
     {"last_exit",
      HistorySubject::LastExit,
      HistoryKind::Reason,
      "reason of the last exit from a level"},
     {"last_level", HistorySubject::LastLevel, HistoryKind::Level, "the last level"},
     {"visited", HistorySubject::Visited, HistoryKind::Level, "a level visited before"},
     {"attendance",
      HistorySubject::Attendance,
      HistoryKind::Share,
      "share of sessions attended at the last level that has an `attendance`"}}};

/// The word of that name, or null.
[[nodiscard]] constexpr const HistoryWord* find_history(std::string_view name) {
  const auto* const found = std::ranges::find(history_words, name, &HistoryWord::name);
  return found == history_words.end() ? nullptr : found;
}

}  // namespace stepdown::models
