#pragma once

#include "sim/distributions/indirect.hpp"

#include <limits>
#include <string>
#include <variant>
#include <vector>

namespace stepdown::sim {

/// Distributions of a non-negative quantity (a time in days, usually) as plain values.
///
/// Each family is a struct with the parameters of its textbook form. To get one from a mean and a
/// standard deviation, from quantiles and so on, see `sim/distribution_fit.hpp`. To draw from one
/// in a hot loop, build a `QuantileTable`. The functions below are exact (see each) and slow.

inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// Always the same value.
struct Constant {
  double value = 0;
  friend bool operator==(const Constant&, const Constant&) = default;
};

struct Exponential {
  double mean = 1;
  friend bool operator==(const Exponential&, const Exponential&) = default;
};

/// Sum of `phases` independent exponential times, together of mean `mean`.
struct Erlang {
  int phases = 1;
  double mean = 1;
  friend bool operator==(const Erlang&, const Erlang&) = default;
};

/// Mean shape x scale, variance shape x scale^2.
struct Gamma {
  double shape = 1;
  double scale = 1;
  friend bool operator==(const Gamma&, const Gamma&) = default;
};

/// exp of a normal variable with mean `mu` and standard deviation `sigma`; the median is exp(mu).
struct Lognormal {
  double mu = 0;
  double sigma = 1;
  friend bool operator==(const Lognormal&, const Lognormal&) = default;
};

/// S(x) = exp(-(x / scale)^shape).
struct Weibull {
  double shape = 1;
  double scale = 1;
  friend bool operator==(const Weibull&, const Weibull&) = default;
};

/// S(x) = 1 / (1 + (x / median)^shape). The mean is infinite for shape <= 1, the variance for <= 2.
struct LogLogistic {
  double shape = 2;
  double median = 1;
  friend bool operator==(const LogLogistic&, const LogLogistic&) = default;
};

struct Uniform {
  double low = 0;
  double high = 1;
  friend bool operator==(const Uniform&, const Uniform&) = default;
};

struct Triangular {
  double low = 0;
  double mode = 0.5;
  double high = 1;
  friend bool operator==(const Triangular&, const Triangular&) = default;
};

/// Beta on [low, high] with mean (low + weight x mode + high) / (weight + 2); PERT has weight 4.
struct BetaPert {
  double low = 0;
  double mode = 0.5;
  double high = 1;
  double weight = 4;
  friend bool operator==(const BetaPert&, const BetaPert&) = default;
};

/// A normal variable, given that it is not negative. `location` and `spread` are the mean and the
/// standard deviation before the cut; `mean` and `variance` answer for the cut one.
struct NormalCutAtZero {
  double location = 1;
  double spread = 1;
  friend bool operator==(const NormalCutAtZero&, const NormalCutAtZero&) = default;
};

/// Exponential phases in a row: phase i ends at rate `rates[i]` and is followed by phase i + 1 with
/// probability `continuations[i]`, else the time is over. One continuation fewer than rates.
struct Coxian {
  std::vector<double> rates{1.0};
  std::vector<double> continuations;
  friend bool operator==(const Coxian&, const Coxian&) = default;
};

/// An exponential time whose mean is `means[i]` with probability `weights[i]`.
struct HyperExponential {
  std::vector<double> weights{1.0};
  std::vector<double> means{1.0};
  friend bool operator==(const HyperExponential&, const HyperExponential&) = default;
};

/// Hazard `hazards[i]` a day up to `breakpoints[i]`; the last hazard holds for ever after, so there
/// is one breakpoint fewer than hazards. With a last hazard of 0 the event may never happen: then
/// its time is +infinity with positive probability.
struct PiecewiseHazard {
  std::vector<double> breakpoints;
  std::vector<double> hazards{1.0};
  friend bool operator==(const PiecewiseHazard&, const PiecewiseHazard&) = default;
};

/// A review every `interval` days that ends the time with probability `probability`: the values are
/// interval, 2 x interval, ...
struct Geometric {
  double interval = 1;
  double probability = 1;
  friend bool operator==(const Geometric&, const Geometric&) = default;
};

/// Observed values with their weights (which sum to 1), values strictly ascending.
struct Empirical {
  std::vector<double> values{0.0};
  std::vector<double> weights{1.0};
  friend bool operator==(const Empirical&, const Empirical&) = default;
};

/// A histogram: bin i is [edges[i], edges[i + 1]) with weight `weights[i]` (they sum to 1), uniform
/// inside the bin.
struct EmpiricalBins {
  std::vector<double> edges{0.0, 1.0};
  std::vector<double> weights{1.0};
  friend bool operator==(const EmpiricalBins&, const EmpiricalBins&) = default;
};

struct Distribution;

/// `components[i]` with probability `weights[i]` (they sum to 1).
struct Mixture {
  std::vector<double> weights;
  std::vector<Distribution> components;
  friend bool operator==(const Mixture& a, const Mixture& b);
};

/// `base`, given that it lies in [low, high]. With `high` = +infinity an event that may never
/// happen (see `PiecewiseHazard`) still may never happen.
struct Truncated {
  Indirect<Distribution> base;
  double low = 0;
  double high = infinity;
  friend bool operator==(const Truncated& a, const Truncated& b);
};

/// `base` times `factor`.
struct Scaled {
  Indirect<Distribution> base;
  double factor = 1;
  friend bool operator==(const Scaled& a, const Scaled& b);
};

using DistributionFamily = std::variant<Constant,
                                        Exponential,
                                        Erlang,
                                        Gamma,
                                        Lognormal,
                                        Weibull,
                                        LogLogistic,
                                        Uniform,
                                        Triangular,
                                        BetaPert,
                                        NormalCutAtZero,
                                        Coxian,
                                        HyperExponential,
                                        PiecewiseHazard,
                                        Geometric,
                                        Empirical,
                                        EmpiricalBins,
                                        Mixture,
                                        Truncated,
                                        Scaled>;

/// Any of the families: a `std::variant` with a name of its own, so that it can contain itself.
struct Distribution : DistributionFamily {
  using DistributionFamily::DistributionFamily;

  [[nodiscard]] const DistributionFamily& family() const { return *this; }
  friend bool operator==(const Distribution& a, const Distribution& b) {
    return a.family() == b.family();
  }
};

/// Why the parameters make no sense, as "expected ..., got ..."; empty if they do.
///
/// All functions below need a distribution without a problem.
[[nodiscard]] std::string problem_with(const Distribution& distribution);

/// Expected value; +infinity if there is none or if the event may never happen.
///
/// Closed form except for truncated log-logistic, Coxian, triangular, PERT and normal families and
/// for intervals so narrow that the closed form would lose digits: these integrate the survival
/// function numerically, to a relative error below 1e-9.
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
/// Weibull and piecewise constant hazards where nobody survives in double precision.
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
