#pragma once

#include "models/model.hpp"
#include "models/scenario.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// The smallest steps by which a program can grow.
namespace stepdown::analysis {

/// What limits how many people can be there.
enum class LimitKind : std::uint8_t { Level, Track, Pool, Staff };

/// "level"
[[nodiscard]] std::string to_text(LimitKind kind);

/// A scenario with one more of something, in its own unit.
struct PlaceMore {
  LimitKind kind{};
  std::string name;  ///< of the level, `level.track`, the pool or the role
  std::string unit;  ///< "bed", "group of 12", "clinician of 35", "full-time equivalent"
  int places = 0;    ///< people who can be there more; of staff may be none, if another role limits
  models::Model model;
};

struct PlacesMore {
  std::vector<PlaceMore> each;         ///< levels and their tracks, pools, then roles
  std::vector<std::string> unlimited;  ///< levels that have no limit
};

/// One more of each: a bed, a slot, a group, a clinician with a caseload, a full-time equivalent of
/// a role where staff limits; where places change on dates, from the start to the end of the run.
/// Models have no groups of `report_by`.
///
/// @pre the scenario compiles.
[[nodiscard]] PlacesMore places_more(const models::Scenario& scenario);

/// People who can be in levels at once on day 0; those who draw on a pool count once.
[[nodiscard]] int places_in_all(const models::Model& model);

/// A model of all people together, which takes less time to look at than one with groups of them.
[[nodiscard]] models::Model model_without_groups(models::Scenario scenario);

/// The model with the groups of `report_by`. @pre it compiles, and warnings were told
[[nodiscard]] models::Model model_with_groups(const models::Scenario& scenario);

}  // namespace stepdown::analysis
