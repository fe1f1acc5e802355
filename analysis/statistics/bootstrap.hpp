#pragma once

#include "analysis/statistics/confidence_interval.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// What to draw for the bootstrap.
struct BootstrapPlan {
  std::uint64_t seed = 1;
  int samples = 2000;
};

/// Fills `chosen` with numbers below its size, each with the same chance: so many points, drawn
/// with replacement, by draws named by what they are for, by sample and by position.
/// @pre 0 <= sample < 2^24
void draw_points(const BootstrapPlan& plan,
                 std::string_view purpose,
                 int sample,
                 std::span<std::size_t> chosen);

/// An estimate and how far it may be off.
struct Estimate {
  double value = 0;
  double standard_error = 0;
  Interval interval;
};

/// One statistic of a sample of independent points.
struct Resampled {
  double value = 0;             ///< of the sample
  std::vector<double> again;    ///< of bootstrap samples of its points
  std::vector<double> without;  ///< of the sample without one of its points (or groups), in turn
};

/// The bias-corrected and accelerated bootstrap interval. Its ends are the quantiles
/// Phi(z0 + (z0 + z) / (1 - a (z0 + z))) of the bootstrap samples, z those of the normal law for
/// the confidence; z0 tells on which side of the value most samples are, and a = sum d^3 / (6 (sum
/// d^2)^1.5) how its spread grows with it, d = mean of `without` - each of them. The standard error
/// is the standard deviation between bootstrap samples.
///
/// Right to second order, and stays where the statistic can be. Not for a statistic at the edge of
/// what it can be, nor for less than some 30 points.
/// @pre at least one bootstrap sample; 0 < confidence < 1
/// Source: Efron (1987), Better bootstrap confidence intervals, J. Am. Stat. Assoc. 82, 171; Efron
/// and Tibshirani (1993), An introduction to the bootstrap, equations 14.9, 14.10, 14.14 and 14.15.
[[nodiscard]] Estimate bootstrap_estimate(Resampled resampled, double confidence = 0.95);

}  // namespace stepdown::analysis
