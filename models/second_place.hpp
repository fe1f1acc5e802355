#pragma once

#include "models/ids.hpp"

#include <cstdint>
#include <vector>

/// Places that people have beside their way through the levels: while they wait, or besides the
/// place where they stay.
namespace stepdown::models {

/// People who wait outside for a level have a place of another one meanwhile, if one is free.
struct BridgeRule {
  StateId level{};
  double patience_ratio = 1;  ///< of what is left of patience when it begins
  double shortens = 0;        ///< treatment, by this share of the time there

  friend bool operator==(const BridgeRule&, const BridgeRule&) = default;
};

/// People of a level have a place of another one beside theirs.
struct CompanionRule {
  StateId level{};
  std::uint32_t stream = 0;   ///< hash of its name
  std::vector<double> share;  ///< by ClassId: of those admitted, who want one
  bool waits = true;          ///< for one, if none is free

  friend bool operator==(const CompanionRule&, const CompanionRule&) = default;
};

}  // namespace stepdown::models
