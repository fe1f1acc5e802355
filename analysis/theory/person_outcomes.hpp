#pragma once

#include "analysis/theory/semi_markov.hpp"
#include "analysis/theory/theory_listener.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <vector>

namespace stepdown::analysis {

/// What becomes of a person from the first admission ever, when places are unlimited. Names and
/// definitions are those of the metric catalog.
struct PersonFigures {
  double weight = 0;  ///< people of this kind admitted for the first time, per day
  double completion = 0;
  double days_in_care = 0;  ///< in the first 365 days
  double stays = 0;         ///< admissions in the first 365 days, the first included
  /// By `follow_up`: still in care; and by [follow_up][StateId] the chance to be in each state.
  std::vector<double> retention;
  std::vector<std::vector<double>> status;
};

/// Days after the first admission at which `retention` and `status` are given.
inline constexpr int follow_up[] = {30, 90, 180, 365};

/// Figures by ClassId, each weighted by the people of that class whom the sources send; classes
/// that nobody belongs to, or whose people are never admitted, have weight 0.
///
/// An episode goes on when a level is entered within `Settings::episode_gap` of leaving the last
/// one: completion is the chance that the first episode ends by an exit of kind planned that leads
/// out of care, u_i = sum_e P(e, out of care) [planned (1 - R) + R u] + sum_j P(level j) u_j, with
/// R the chance to come back within the gap. Times through the community are on a grid of `1 /
/// cells_per_day` days, as in `infinite_server`; of a gap of many years, on one of a
/// sixteen-thousandth of the gap.
/// @pre cells_per_day > 0.
[[nodiscard]] std::vector<PersonFigures> person_outcomes(const models::Model& model,
                                                         const PathwayKernels& kernels,
                                                         std::size_t cells_per_day = 2,
                                                         const TheoryListener& listener = {});

/// The average over classes, weighted. @pre some weight is positive.
[[nodiscard]] PersonFigures mixed(const std::vector<PersonFigures>& classes,
                                  const std::vector<bool>& included);

}  // namespace stepdown::analysis
