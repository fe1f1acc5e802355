#pragma once

#include <cstdint>
#include <vector>

namespace stepdown::models {

/// A share of sessions that is attended is counted in millionths, as `History::attended`.
inline constexpr std::int64_t whole_attendance = 1'000'000;

/// People in one part of their stay, at midnights as `DailyCounts`.
struct ServiceCounts {
  std::vector<std::int32_t> people;
  std::vector<std::int64_t> attended;  ///< sum of the shares of sessions that they attend
};

/// Who is there for the services of one level.
struct ServiceObservations {
  /// By track, or once for all of a level without tracks; then by part of the stay, see
  /// `ProgramModel`. Empty: they are as `DailyCounts`, in one part, and attend all.
  std::vector<std::vector<ServiceCounts>> crowds;
};

}  // namespace stepdown::models
