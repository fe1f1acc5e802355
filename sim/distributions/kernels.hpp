#pragma once

#include "sim/distributions/distribution.hpp"

#include <cstdint>

namespace stepdown::sim::kernels {

/// The mathematics of each family, behind the functions of `sim/distribution.hpp`, which check the
/// arguments and deal with the trivial cases first. Here always 0 <= x < infinity.

/// From which side a probability is counted: P(X <= x) or P(X > x).
enum class Tail : std::uint8_t { Lower, Upper };

struct Moments {
  double mean = 0;
  double variance = 0;
};

/// The smallest and the largest value that can occur.
struct Range {
  double low = 0;
  double high = infinity;
};

/// tail: the probability on one side of x, relatively accurate when small.
/// tail_quantile: the value for a tail probability 0 < w <= 1/2.
/// density, moments, range: as their names say.
/// hazard_up_to: the integral of the hazard, for families that have a formula for it.

// distribution_simple.cpp
/// -log of the survival probability that belongs to a tail probability, and back again.
[[nodiscard]] double hazard_of(Tail side, double w);
[[nodiscard]] double tail_of_hazard(Tail side, double hazard);
[[nodiscard]] double tail(const Constant& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Constant& law, Tail side, double w);
[[nodiscard]] double density(const Constant& law, double x);
[[nodiscard]] Moments moments(const Constant& law);
[[nodiscard]] Range range(const Constant& law);
[[nodiscard]] double tail(const Exponential& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Exponential& law, Tail side, double w);
[[nodiscard]] double density(const Exponential& law, double x);
[[nodiscard]] Moments moments(const Exponential& law);
[[nodiscard]] Range range(const Exponential& law);
[[nodiscard]] double hazard_up_to(const Exponential& law, double x);
[[nodiscard]] double tail(const Erlang& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Erlang& law, Tail side, double w);
[[nodiscard]] double density(const Erlang& law, double x);
[[nodiscard]] Moments moments(const Erlang& law);
[[nodiscard]] Range range(const Erlang& law);
[[nodiscard]] double tail(const Gamma& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Gamma& law, Tail side, double w);
[[nodiscard]] double density(const Gamma& law, double x);
[[nodiscard]] Moments moments(const Gamma& law);
[[nodiscard]] Range range(const Gamma& law);
[[nodiscard]] double tail(const Lognormal& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Lognormal& law, Tail side, double w);
[[nodiscard]] double density(const Lognormal& law, double x);
[[nodiscard]] Moments moments(const Lognormal& law);
[[nodiscard]] Range range(const Lognormal& law);
[[nodiscard]] double tail(const Weibull& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Weibull& law, Tail side, double w);
[[nodiscard]] double density(const Weibull& law, double x);
[[nodiscard]] Moments moments(const Weibull& law);
[[nodiscard]] Range range(const Weibull& law);
[[nodiscard]] double hazard_up_to(const Weibull& law, double x);
[[nodiscard]] double tail(const LogLogistic& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const LogLogistic& law, Tail side, double w);
[[nodiscard]] double density(const LogLogistic& law, double x);
[[nodiscard]] Moments moments(const LogLogistic& law);
[[nodiscard]] Range range(const LogLogistic& law);

// distribution_bounded.cpp
[[nodiscard]] double tail(const Uniform& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Uniform& law, Tail side, double w);
[[nodiscard]] double density(const Uniform& law, double x);
[[nodiscard]] Moments moments(const Uniform& law);
[[nodiscard]] Range range(const Uniform& law);
[[nodiscard]] double tail(const Triangular& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Triangular& law, Tail side, double w);
[[nodiscard]] double density(const Triangular& law, double x);
[[nodiscard]] Moments moments(const Triangular& law);
[[nodiscard]] Range range(const Triangular& law);
[[nodiscard]] double tail(const BetaPert& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const BetaPert& law, Tail side, double w);
[[nodiscard]] double density(const BetaPert& law, double x);
[[nodiscard]] Moments moments(const BetaPert& law);
[[nodiscard]] Range range(const BetaPert& law);
[[nodiscard]] double tail(const NormalCutAtZero& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const NormalCutAtZero& law, Tail side, double w);
[[nodiscard]] double density(const NormalCutAtZero& law, double x);
[[nodiscard]] Moments moments(const NormalCutAtZero& law);
[[nodiscard]] Range range(const NormalCutAtZero& law);

// distribution_empirical.cpp
[[nodiscard]] double tail(const Empirical& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Empirical& law, Tail side, double w);
[[nodiscard]] double density(const Empirical& law, double x);
[[nodiscard]] Moments moments(const Empirical& law);
[[nodiscard]] Range range(const Empirical& law);
[[nodiscard]] double tail(const EmpiricalBins& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const EmpiricalBins& law, Tail side, double w);
[[nodiscard]] double density(const EmpiricalBins& law, double x);
[[nodiscard]] Moments moments(const EmpiricalBins& law);
[[nodiscard]] Range range(const EmpiricalBins& law);

// distribution_coxian.cpp
[[nodiscard]] double tail(const Coxian& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Coxian& law, Tail side, double w);
[[nodiscard]] double density(const Coxian& law, double x);
[[nodiscard]] Moments moments(const Coxian& law);
[[nodiscard]] Range range(const Coxian& law);

// distribution_phases.cpp
[[nodiscard]] double tail(const HyperExponential& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const HyperExponential& law, Tail side, double w);
[[nodiscard]] double density(const HyperExponential& law, double x);
[[nodiscard]] Moments moments(const HyperExponential& law);
[[nodiscard]] Range range(const HyperExponential& law);
[[nodiscard]] double tail(const PiecewiseHazard& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const PiecewiseHazard& law, Tail side, double w);
[[nodiscard]] double density(const PiecewiseHazard& law, double x);
[[nodiscard]] Moments moments(const PiecewiseHazard& law);
[[nodiscard]] Range range(const PiecewiseHazard& law);
[[nodiscard]] double hazard_up_to(const PiecewiseHazard& law, double x);
[[nodiscard]] double tail(const Geometric& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Geometric& law, Tail side, double w);
[[nodiscard]] double density(const Geometric& law, double x);
[[nodiscard]] Moments moments(const Geometric& law);
[[nodiscard]] Range range(const Geometric& law);

// distribution_composite.cpp
[[nodiscard]] double tail(const Mixture& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Mixture& law, Tail side, double w);
[[nodiscard]] double density(const Mixture& law, double x);
[[nodiscard]] Moments moments(const Mixture& law);
[[nodiscard]] Range range(const Mixture& law);
[[nodiscard]] double tail(const Truncated& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Truncated& law, Tail side, double w);
[[nodiscard]] double density(const Truncated& law, double x);
[[nodiscard]] Moments moments(const Truncated& law);  // distribution_truncated.cpp
[[nodiscard]] Range range(const Truncated& law);      // distribution_truncated.cpp
[[nodiscard]] double tail(const Scaled& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Scaled& law, Tail side, double w);
[[nodiscard]] double density(const Scaled& law, double x);
[[nodiscard]] Moments moments(const Scaled& law);
[[nodiscard]] Range range(const Scaled& law);

// distribution.cpp: the same for any family
[[nodiscard]] double tail(const Distribution& law, Tail side, double x);
[[nodiscard]] double tail_quantile(const Distribution& law, Tail side, double w);
[[nodiscard]] double density(const Distribution& law, double x);
[[nodiscard]] Moments moments(const Distribution& law);
[[nodiscard]] Range range(const Distribution& law);
/// The chance that it never happens.
[[nodiscard]] double never(const Distribution& law);

/// The quantile by search between two finite values, one of which is known to be at or below it and
/// the other at or above it: for families without a formula.
[[nodiscard]] double searched_quantile(const Distribution& law, Tail side, double w, Range between);

/// An exponential time with rate `hazard`, given that it is below `length` (which may be infinite
/// if the hazard is positive).
[[nodiscard]] Moments exponential_below(double hazard, double length);

/// The moments of a truncated distribution from its tails, by integration:
/// mean = low + integral of S; variance = 2 integral of (m - x) F below m + 2 integral of (x - m) S
/// above m, which loses no digits by subtraction.
[[nodiscard]] Moments integrated_moments(const Truncated& law);

/// The same law without a `Truncated` around it, where a family has that form; otherwise unchanged.
[[nodiscard]] Distribution resolved(const Truncated& law);

}  // namespace stepdown::sim::kernels
