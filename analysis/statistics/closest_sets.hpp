#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// A figure that was observed, and how surely.
struct ObservedTarget {
  double value = 0;
  double standard_error = 1;  ///< > 0
};

/// How far simulated figures are from the observed: sqrt(sum ((simulated - observed) / standard
/// error)^2). @pre as many of both
[[nodiscard]] double distance_to(std::span<const ObservedTarget> targets,
                                 std::span<const double> simulated);

/// How much an accepted set counts.
enum class AcceptanceWeight : std::uint8_t {
  Even,
  Closer  ///< 1 - (distance / largest accepted)^2 (Epanechnikov)
};

/// Sets of parameters that fit, and how much each counts; see `weighted_sample.hpp` for what they
/// say of a parameter.
struct ClosestSets {
  std::vector<std::size_t> sets;  ///< the closest first
  std::vector<double> weights;    ///< sum to 1
  double tolerance = 0;           ///< the largest accepted distance
};

/// Approximate Bayesian computation by rejection: of sets drawn from the prior, those whose figures
/// are closest to the observed are about a sample from the posterior.
///
/// The smaller the share, the closer to it; the larger, the less noise. With a share that is not
/// small the sample is too wide: for one normal figure its variance is larger by tolerance^2 / 3,
/// tolerance^2 / 5 for weights by closeness. Chance in the simulated figures counts as part of the
/// model: it widens the posterior as observing the same from as many replications would. Noise of
/// the observation is not in `distances`; where it matters add it to the simulated figures.
/// @param distances  by set, >= 0
/// @param share      of the sets to be kept, above 0 and at most 1; at least one is, and all that
///                   are as close as the last
/// @pre at least one set
/// Sources: Pritchard and others (1999), Population growth of human Y chromosomes, Molecular
/// Biology and Evolution 16, 1791 (rejection); Beaumont, Zhang and Balding (2002), Approximate
/// Bayesian computation in population genetics, Genetics 162, 2025 (closest share, weights).
[[nodiscard]] ClosestSets closest_sets(std::span<const double> distances,
                                       double share,
                                       AcceptanceWeight weight = AcceptanceWeight::Even);

}  // namespace stepdown::analysis
