#pragma once

#include <cstdint>
#include <string>

namespace stepdown::analysis {

/// States and groups of people that have a figure.
enum class Where : std::uint32_t {
  Levels = 1,
  LimitedLevels = 2,
  HoldingLevels = 4,
  Community = 8,
  Outcomes = 16,
  States = 32,
  Waiting = 64,
  All = 128,
  Groups = 256,
  TurnaroundLevels = 512,
  GatedLevels = 1024,
  GroupLevels = 2048,
  DischargingLevels = 4096,
  BalkingLevels = 8192,
  ChoosingLevels = 16384,
  ReviewingLevels = 32768,
  TestingLevels = 65536,
  BridgeLevels = 131072,
  CompanionLevels = 262144,
  ServingLevels = 524288,
  AttendedLevels = 1048576,
  CrisisLevels = 2097152,
  AuthorizingLevels = 4194304
};

[[nodiscard]] constexpr Where operator|(Where a, Where b) {
  return Where{static_cast<unsigned>(a) | static_cast<unsigned>(b)};
}
[[nodiscard]] constexpr bool has(Where set, Where one) {
  return (static_cast<unsigned>(set) & static_cast<unsigned>(one)) != 0;
}

/// Where a figure of people is: over everybody, and in each group of `report_by`.
inline constexpr Where all_and_groups = Where::All | Where::Groups;

/// As the dictionary says it: "levels, community, all".
[[nodiscard]] std::string to_text(Where where);

}  // namespace stepdown::analysis
