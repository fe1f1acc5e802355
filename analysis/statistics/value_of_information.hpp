#pragma once

#include "analysis/statistics/bootstrap.hpp"

#include <optional>
#include <span>
#include <vector>

/// What it would be worth, for each decision, to know before deciding what is uncertain now. Net
/// benefits are of one kind of money, the more the better; draws of the uncertain inputs are
/// independent, and the same for all options.
namespace stepdown::analysis {

/// Expected value of perfect information of all inputs: mean over draws of the largest net benefit,
/// less the largest mean.
///
/// The standard error is that of the mean of what each draw adds, its largest net benefit less that
/// of the option with the largest mean, which takes this option for known; the interval is on the
/// log scale. Where several options are about as good, the largest of their means is too large, and
/// the result too small, by up to some standard errors of the means.
/// @param benefits  by option, one value a draw, without noise of chance (see `evpi_of_parts`)
/// @returns nothing for fewer than two draws.
/// @pre at least one option; as many draws of each
/// Source: Briggs, Claxton and Sculpher (2006), Decision modelling for health economic evaluation,
/// section 6.2.
[[nodiscard]] std::optional<Estimate> evpi(std::span<const std::vector<double>> benefits,
                                           double confidence = 0.95);

/// A net benefit by draw and part: replications, or groups of them.
using BenefitParts = std::vector<std::vector<double>>;

/// The same from net benefits that are means over parts, less what chance adds.
///
/// The largest of means that each have noise is too large on average: by c / R + O(1 / R^2) for R
/// parts. This takes away c / R by the jackknife over parts: G E - (G - 1) (mean of the E without
/// one of G groups of parts), G = R, or 20 where there are more. Costs: some more noise, and small
/// values may be below 0. The standard error has that over draws and that over parts, as all draws
/// may share the luck of a part: with few parts it is then large, and own luck for each draw tells
/// more. The interval is not on a scale, but not below 0.
/// @param benefits  by option; part r of one option has the luck of part r of all options
/// @returns nothing for fewer than two draws or parts.
/// @pre at least one option; as many draws of each, and parts of all draws
/// Source: Gordy and Juneja (2010), Nested simulation in portfolio risk measurement, Management
/// Science 56, 1833 (bias of order 1 / R, and the jackknife over the inner sample).
[[nodiscard]] std::optional<Estimate> evpi_of_parts(std::span<const BenefitParts> benefits,
                                                    double confidence = 0.95);

/// Expected value of perfect information of one parameter: mean over draws of the largest expected
/// net benefit given the parameter, less the largest mean, where what is expected given the
/// parameter is `smooth_curve` of how much an option is better than that with the largest mean.
///
/// From the same draws as `evpi`; noise of chance in a draw is averaged over by the curve, so
/// nothing is to be taken away. The standard error is that of the mean of what a draw adds, with
/// its own net benefits in the option that the curves choose for it; the interval is on the log
/// scale where the value is positive. A curve with many knots finds differences that are not there:
/// with some hundred draws a small result is rather too large.
/// @param parameter  one value a draw
/// @param benefits   by option, one value a draw; may have noise that draws do not share
/// @returns nothing for fewer than 20 draws.
/// @pre at least one option; as many draws of all
/// Source: Strong, Oakley and Brennan (2014), Estimating multiparameter partial expected value of
/// perfect information from a probabilistic sensitivity analysis sample: a nonparametric regression
/// approach, Medical Decision Making 34, 311.
[[nodiscard]] std::optional<Estimate> evppi(std::span<const double> parameter,
                                            std::span<const std::vector<double>> benefits,
                                            double confidence = 0.95);

/// The same where draws share the luck of a part, so that noise shifts all of them together: less
/// what that adds, with a standard error over draws and parts, and with an interval, all as of
/// `evpi_of_parts`. The curves keep the knots that the means over all parts have led to.
/// @returns nothing for fewer than 20 draws or two parts.
/// @pre as `evpi_of_parts`, and as many draws of the parameter
[[nodiscard]] std::optional<Estimate> evppi_of_parts(std::span<const double> parameter,
                                                     std::span<const BenefitParts> benefits,
                                                     double confidence = 0.95);

}  // namespace stepdown::analysis
