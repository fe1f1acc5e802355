#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace stepdown::models {

/// What the program understands by the reason of an exit, or by an outcome.
enum class ReasonKind : std::uint8_t {
  Planned,
  Escalation,
  Dropout,
  Administrative,
  Relapse,
  Death,
  Recovery,
  Other
};

/// One flag a kind.
using KindFlags = std::array<bool, static_cast<std::size_t>(ReasonKind::Other) + 1>;

/// The words that are understood as the reasons of exits; those for death and recovery as the names
/// of outcomes, too.
inline constexpr std::array<std::pair<std::string_view, ReasonKind>, 24> known_reasons{{
    {"planned", ReasonKind::Planned},
    {"completed", ReasonKind::Planned},
    {"transferred", ReasonKind::Planned},
    {"step_down", ReasonKind::Planned},
    {"stepped_down", ReasonKind::Planned},
    {"escalation", ReasonKind::Escalation},
    {"escalated", ReasonKind::Escalation},
    {"step_up", ReasonKind::Escalation},
    {"stepped_up", ReasonKind::Escalation},
    {"dropout", ReasonKind::Dropout},
    {"dropped_out", ReasonKind::Dropout},
    {"left_early", ReasonKind::Dropout},
    {"ama", ReasonKind::Dropout},
    {"administrative", ReasonKind::Administrative},
    {"authorization", ReasonKind::Administrative},
    {"relapse", ReasonKind::Relapse},
    {"relapsed", ReasonKind::Relapse},
    {"death", ReasonKind::Death},
    {"died", ReasonKind::Death},
    {"dead", ReasonKind::Death},
    {"deceased", ReasonKind::Death},
    {"fatal_overdose", ReasonKind::Death},
    {"recovery", ReasonKind::Recovery},
    {"recovered", ReasonKind::Recovery},
}};

/// `Other` when the program gives the word no meaning.
[[nodiscard]] constexpr ReasonKind reason_kind(std::string_view word) {
  for (const auto& [known, kind] : known_reasons) {
    if (known == word) return kind;
  }
  return ReasonKind::Other;
}

}  // namespace stepdown::models
