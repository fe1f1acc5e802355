#include "analysis/catalog/where.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

std::string to_text(Where where) {
  constexpr std::array<std::pair<Where, std::string_view>, 23> words{{
      {Where::Levels, "levels"},
      {Where::LimitedLevels, "limited levels"},
      {Where::HoldingLevels, "levels that hold"},
      {Where::TurnaroundLevels, "levels with a turnaround"},
      {Where::GatedLevels, "levels with admission hours or starts"},
      {Where::GroupLevels, "levels of groups"},
      {Where::DischargingLevels, "levels with discharge hours"},
      {Where::BalkingLevels, "levels where people balk"},
      {Where::ChoosingLevels, "levels with others to ask"},
      {Where::ReviewingLevels, "levels with reviews"},
      {Where::TestingLevels, "levels with drug tests"},
      {Where::AuthorizingLevels, "levels with authorized days"},
      {Where::BridgeLevels, "levels that are a bridge"},
      {Where::CompanionLevels, "levels alongside others"},
      {Where::ServingLevels, "levels with services"},
      {Where::AttendedLevels, "levels with services and attendance"},
      {Where::CrisisLevels, "levels with crisis contacts"},
      {Where::Community, "community"},
      {Where::Outcomes, "outcomes"},
      {Where::States, "states"},
      {Where::Waiting, "waiting"},
      {Where::All, "all"},
      {Where::Groups, "groups"},
  }};
  std::string text;
  for (const auto& [one, word] : words) {
    if (!has(where, one)) continue;
    if (!text.empty()) text += ", ";
    text += word;
  }
  return text;
}

}  // namespace stepdown::analysis
