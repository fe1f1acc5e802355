#pragma once

#include "analysis/statistics/confidence_interval.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// How far an estimate may be off, from what independent parts of the sample (replications, or
/// groups of them) say of it.
namespace stepdown::analysis {

/// The standard error of an estimate, how well that itself is known, and to which side it leans.
struct Spread {
  double standard_error = 0;
  double degrees_of_freedom = 0;
  double skewness = 0;  ///< of the estimate: that of contributions over the root of their number
};

/// Spread of an estimate that is the mean of so many independent contributions:
/// variance s^2 / k with s^2 their sample variance.
///
/// A few large contributions among many small ones say less of their variance than as many of the
/// same size. Degrees of freedom by matching the first two moments of s^2 with those of a
/// chi-square (Satterthwaite), 2 (sum d^2)^2 / (sum d^4 - (sum d^2)^2 / k) with d the deviations
/// from their mean, over 1 + 300 ((k - 5) / k^2)^2 for k > 5, as few contributions seldom have the
/// largest that there are among them (found by simulation: 95 % intervals from 10 lognormal
/// contributions with sigma 1 and 1.3 cover 93 and 91 %, not 92 and 89, normal ones 97 %). At most
/// k - 1: near that for normal contributions. Skewness with the usual factor
/// sqrt(k (k - 1)) / (k - 2) for small samples and
/// with 1 + 7.5 / k, which leaves no bias where contributions are exponential (found by simulation
/// for k from 4 to 80).
/// Source: Satterthwaite (1946), An approximate distribution of estimates of variance components,
/// Biometrics Bulletin 2(6), 110; with the fourth moment from the sample.
/// @returns nothing for fewer than two.
[[nodiscard]] std::optional<Spread> spread_of(std::span<const double> contributions);

/// Of the sum of two independent errors: variances add, degrees of freedom by Satterthwaite's
/// formula s^4 / (s1^4 / f1 + s2^4 / f2).
[[nodiscard]] Spread sum_of_errors(const Spread& one, const Spread& other);

/// On which scale an interval is formed, so that it stays where the figure can be.
enum class Scale : std::uint8_t {
  Plain,
  Positive,  ///< logarithm
  Share      ///< log odds
};

/// value -+ t(1 - (1 - confidence) / 2, degrees of freedom) x standard error, with the standard
/// error brought to the scale by the delta method, and the ends brought back.
///
/// Where contributions lean to one side (a few long queues among many short ones), the estimate and
/// its standard error are too small together, more often than not. So the end on that side is moved
/// out by the next term of the expansion of Student's statistic, skewness (2 t^2 + 1) / 6, less
/// what the scale does already; the other end is never moved in.
/// Sources: Johnson (1978), Modified t tests and confidence intervals for asymmetrical populations,
/// J. Am. Stat. Assoc. 73, 536; Hall (1992), On the removal of skewness by transformation, J. Royal
/// Stat. Soc. B 54, 221.
/// @pre a positive value, or one strictly between 0 and 1, where the scale asks for it.
[[nodiscard]] Interval interval_on(Scale scale,
                                   double value,
                                   const Spread& spread,
                                   double confidence = 0.95);
[[nodiscard]] Interval interval_on(Scale scale,
                                   double value,
                                   const Spread& spread,
                                   StudentFactor& student);

/// What one replication contributes to a ratio of sums.
struct RatioPart {
  double numerator = 0;
  double denominator = 0;  ///< not negative
};

/// sum of numerators / sum of denominators; nothing when the denominators sum to 0.
[[nodiscard]] std::optional<double> ratio_of(std::span<const RatioPart> parts);

/// Contributions of replications to a ratio R of sums: their mean is R, and their spread is that of
/// the delete-one jackknife, R + (k - 1) (x - R n) / (N - n) up to a constant, for a replication
/// with numerator x and denominator n of N.
/// @returns nothing when fewer than two parts have a denominator.
/// Source: Efron and Stein (1981), The jackknife estimate of variance, Annals of Statistics 9, 586.
[[nodiscard]] std::vector<double> ratio_contributions(std::span<const RatioPart> parts);

/// The estimate from all but one group, and how many replications are in that group.
struct LeftOut {
  double estimate = 0;
  double replications = 0;
};

/// Contributions of groups of replications to an estimate from all of them: their mean is
/// `estimate`, and their variance over their number that of the delete-a-group jackknife,
/// sum of (h - 1) / G (estimate without the group - their mean)^2, where h is all replications over
/// those of the group.
/// @returns nothing for fewer than two groups.
/// Source: Busing, Meijer and van der Leeden (1999), Delete-m jackknife for unequal m, Statistics
/// and Computing 9, 3, equation 4.
[[nodiscard]] std::vector<double> jackknife_contributions(double estimate,
                                                          std::span<const LeftOut> groups);

/// Count, sum and sum of squares of lengths seen in one replication.
struct Moments {
  double n = 0;
  double sum = 0;
  double square_sum = 0;
};

/// Of all replications together.
[[nodiscard]] Moments sum_of(std::span<const Moments> replications);

/// Standard deviation between people (divisor n - 1); nothing for fewer than two.
[[nodiscard]] std::optional<double> standard_deviation_of(const Moments& all);

/// Contributions of replications to the standard deviation between all people, as those to a ratio.
/// @returns nothing when some replication has all but one of them.
[[nodiscard]] std::vector<double> sd_contributions(std::span<const Moments> replications);

}  // namespace stepdown::analysis
