#pragma once

#include "models/happening.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// What a log must never show of places and of the times at which levels take people up: worked out
/// from what the author wrote and by plain arithmetic, not by what the rules of care use.
namespace stepdown::tests {

/// What was looked at, so that nothing passes for want of cases.
struct RulesSeen {
  std::int64_t instants_with_admissions = 0;  ///< to places that are limited
  std::int64_t admissions_below_a_cut = 0;    ///< after places had been closed in a level
  std::int64_t pooled = 0;                    ///< admissions to levels of a pool
  std::int64_t sharing_hours = 0;             ///< admissions to levels that share hours of staff
  /// Of people whom no reserve fits, to places of which some are reserved; and by a ring.
  std::int64_t beside_reserves = 0;
  std::int64_t swaps_beside_reserves = 0;
  std::int64_t at_hours = 0;    ///< admissions
  std::int64_t at_starts = 0;   ///< admissions
  std::int64_t discharges = 0;  ///< whose hour was waited for

  RulesSeen& operator+=(const RulesSeen& other);
};

struct RuleFindings {
  std::vector<std::string> broken;  ///< what and when
  RulesSeen seen;
};

/// - Whoever is admitted has a place that is open: cuts eject nobody and let nobody in before
/// enough
///   have left, and levels of a pool have its places and no more; those that share hours of staff
///   need no more of them than are at hand.
/// - A reserve, for people or for requests, is used by nobody else, whether they come by a ring or
///   not.
/// - People are admitted at the hours and at the starts that the level has, and leave at its hours
///   of discharge.
/// Who swaps places in a ring does so at any hour, and takes no place that was free. Who is there
/// at the start is. Places that are kept for people on their way are not understood.
[[nodiscard]] RuleFindings check_place_rules(const models::Scenario& scenario,
                                             const models::Model& model,
                                             const std::vector<models::Happening>& log);

}  // namespace stepdown::tests
