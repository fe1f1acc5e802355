#pragma once

#include "models/scenario.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What of the scenario of a date was written otherwise than in that before it: all else they have
/// in common, so that it need be looked at once.
namespace stepdown::models {

struct Differences {
  std::vector<std::size_t> states;   ///< by position
  std::vector<std::size_t> sources;  ///< by position
  bool attributes = false;
  bool medications = false;
  bool staff = false;
  bool effects = false;

  [[nodiscard]] bool is_state_other(std::size_t state) const;
  /// The keys of what differs: `levels.php`, or all of `attributes`.
  [[nodiscard]] std::set<std::string> keys(const Scenario& now) const;
};

[[nodiscard]] Differences differences(const Scenario& before, const Scenario& now);

/// The scenario before a date of `changes`.
[[nodiscard]] const Scenario& scenario_before(const Scenario& scenario, std::size_t later_period);

/// Of those the one to which a longer key leads: `levels.php.exits.planned.to.iop`.
[[nodiscard]] std::string part_of(std::string_view key);

/// By date.
[[nodiscard]] std::vector<Differences> all_differences(const Scenario& scenario);

}  // namespace stepdown::models
