#pragma once

#include "sim/distributions/beta_pert.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/coxian.hpp"
#include "sim/distributions/empirical.hpp"
#include "sim/distributions/empirical_bins.hpp"
#include "sim/distributions/erlang.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/family.hpp"
#include "sim/distributions/gamma.hpp"
#include "sim/distributions/generalized_gamma.hpp"
#include "sim/distributions/geometric.hpp"
#include "sim/distributions/gompertz.hpp"
#include "sim/distributions/hyperexponential.hpp"
#include "sim/distributions/log_logistic.hpp"
#include "sim/distributions/lognormal.hpp"
#include "sim/distributions/mixture.hpp"
#include "sim/distributions/normal_cut_at_zero.hpp"
#include "sim/distributions/piecewise_hazard.hpp"
#include "sim/distributions/scaled.hpp"
#include "sim/distributions/triangular.hpp"
#include "sim/distributions/truncated.hpp"
#include "sim/distributions/uniform.hpp"
#include "sim/distributions/weibull.hpp"

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace stepdown::sim {

/// Distributions of a non-negative quantity (a time in days, usually) as plain values.
///
/// Each family is a struct with the parameters of its textbook form. To get one from a mean and a
/// standard deviation, from quantiles and so on, see the functions beside it. To draw from one in a
/// hot loop, build a `QuantileTable`. The functions below are exact (see each) and slow.

/// The one list of families, in the order of the reference.
using DistributionFamily = std::variant<Constant,
                                        Exponential,
                                        Erlang,
                                        Gamma,
                                        GeneralizedGamma,
                                        Lognormal,
                                        Weibull,
                                        Gompertz,
                                        LogLogistic,
                                        Uniform,
                                        Triangular,
                                        BetaPert,
                                        NormalCutAtZero,
                                        Coxian,
                                        HyperExponential,
                                        Mixture,
                                        PiecewiseHazard,
                                        Geometric,
                                        Empirical,
                                        EmpiricalBins,
                                        Truncated,
                                        Scaled>;

/// Any of the families: a `std::variant` with a name of its own, so that it can contain itself.
///
/// The methods are those of the family, see `family.hpp`: for code that knows what they ask. Others
/// use the functions below, which check the arguments and deal with the trivial cases first.
struct Distribution : DistributionFamily {
  using DistributionFamily::DistributionFamily;

  [[nodiscard]] const DistributionFamily& family() const { return *this; }

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  /// The chance that it never happens.
  [[nodiscard]] double never() const;
  [[nodiscard]] std::optional<double> hazard_up_to(double x) const;
  [[nodiscard]] bool has_quantile_formula() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] Range range_between(double from, double to) const;
  [[nodiscard]] std::vector<double> kinks() const;

  friend bool operator==(const Distribution& a, const Distribution& b) {
    return a.family() == b.family();
  }
};

/// How authors ask for each family, in the order of the list; not for those that have no name.
[[nodiscard]] std::span<const Declaration* const> family_declarations();

/// Why the parameters make no sense, as "expected ..., got ..."; empty if they do.
///
/// All functions below need a distribution without a problem.
[[nodiscard]] std::string problem_with(const Distribution& distribution);

/// Expected value; +infinity if there is none or if the event may never happen.
///
/// Closed form except for Gompertz, for truncated log-logistic, generalized gamma, Coxian,
/// triangular, PERT and normal families and for intervals so narrow that the closed form would lose
/// digits: these integrate the survival function numerically, to a relative error below 1e-9.
[[nodiscard]] double mean(const Distribution& distribution);

/// Variance, with the accuracy of `mean`; +infinity if the mean or the second moment is infinite.
[[nodiscard]] double variance(const Distribution& distribution);

/// Standard deviation over mean; 0 for a constant.
[[nodiscard]] double coefficient_of_variation(const Distribution& distribution);

/// P(X <= x). Accurate to about 1e-14, relatively so in the lower tail.
[[nodiscard]] double cdf(const Distribution& distribution, double x);

/// P(X > x), relatively accurate in the upper tail. At +infinity: the chance that it never happens.
[[nodiscard]] double survival(const Distribution& distribution, double x);

/// Probability density at x; 0 where only single values have probability.
[[nodiscard]] double pdf(const Distribution& distribution, double x);

/// Integral of the hazard up to x: -log survival(x), accurate for small x too, and for exponential,
/// Weibull, Gompertz and piecewise constant hazards where nobody survives in double precision.
[[nodiscard]] double cumulative_hazard(const Distribution& distribution, double x);

/// The smallest x with P(X <= x) >= p; +infinity if the event may never happen and p says so.
/// @pre 0 <= p <= 1
[[nodiscard]] double quantile(const Distribution& distribution, double p);

/// The smallest x with P(X > x) <= q, relatively accurate down to q = 1e-300. Where a step falls on
/// q to the last bit, rounding decides which side is meant.
/// @pre 0 <= q <= 1
[[nodiscard]] double quantile_of_survival(const Distribution& distribution, double q);

/// The smallest value that can occur, and the largest (+infinity if there is no bound).
[[nodiscard]] double lowest(const Distribution& distribution);
[[nodiscard]] double highest(const Distribution& distribution);

/// Whether all probability sits on single values, so that two draws can be equal.
[[nodiscard]] bool is_lattice(const Distribution& distribution);

/// The distribution in words, such as "lognormal (median 24 d, mean 29 d), at most 90 d".
[[nodiscard]] std::string describe(const Distribution& distribution);

}  // namespace stepdown::sim
