#pragma once

#include "models/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::models {

/// As many as anybody can be on at once: bits of `History::medications`.
inline constexpr std::size_t most_medications = 8;

/// The chance that somebody begins with a medication when they come to a state.
struct MedicationBeginning {
  double probability = 0;
  std::optional<DistributionId> after;  ///< from then on, if they are still there; nothing: at once

  friend bool operator==(const MedicationBeginning&, const MedicationBeginning&) = default;
};

/// A treatment that people are on for a time, at levels, in the community and while they wait.
/// All vectors of numbers are by ClassId.
struct MedicationModel {
  std::string name;
  std::uint32_t stream = 0;        ///< hash of the name, another one for each medication
  std::vector<double> at_arrival;  ///< share who are on it when they arrive, since then
  std::vector<std::vector<MedicationBeginning>> beginnings;  ///< by StateId; empty: none there
  std::vector<DistributionId> lasts;                         ///< from its begin until they stop

  friend bool operator==(const MedicationModel&, const MedicationModel&) = default;
};

}  // namespace stepdown::models
