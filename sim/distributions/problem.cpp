#include "sim/distributions/kernels.hpp"
#include "sim/distributions/text.hpp"

#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>

namespace stepdown::sim {

namespace {

/// Shapes outside of this range describe nothing that happens to people and overflow somewhere.
constexpr double smallest_shape = 0.01;
constexpr double largest_shape = 1e6;

std::string expected(std::string_view what, double got) {
  std::string text{"expected "};
  text += what;
  text += ", got ";
  text += short_number(got);
  return text;
}

std::string unless(bool is_fine, std::string_view what, double got) {
  return is_fine ? std::string{} : expected(what, got);
}

bool is_positive(double x) {
  return x > 0 && std::isfinite(x);
}

bool is_length(double x) {
  return x >= 0 && std::isfinite(x);
}

std::string positive(std::string_view name, double x) {
  return unless(is_positive(x), std::string{"a positive "}.append(name), x);
}

std::string shape_problem(double shape) {
  return unless(
      shape >= smallest_shape && shape <= largest_shape, "a shape between 0.01 and 1000000", shape);
}

std::string first_of(const std::string& first, const std::string& second) {
  return first.empty() ? second : first;
}

std::string weights_problem(std::span<const double> weights) {
  double sum = 0;
  for (const double weight : weights) {
    if (!is_length(weight)) return expected("weights that are not negative", weight);
    sum += weight;
  }
  constexpr double tolerance = 1e-9;
  return unless(std::abs(sum - 1) <= tolerance, "weights that sum to 1", sum);
}

std::string same_length_problem(std::string_view what, std::size_t wanted, std::size_t got) {
  return unless(wanted == got,
                std::string{what} + " of length " + short_number(static_cast<double>(wanted)),
                static_cast<double>(got));
}

/// Finite, not negative, each above the one before.
std::string ascending_problem(std::string_view what, std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_length(values[i]))
      return expected(std::string{what} + " that are not negative", values[i]);
    if (i > 0 && values[i] <= values[i - 1])
      return expected(std::string{what} + " in strictly ascending order", values[i]);
  }
  return {};
}

std::string problem(const Constant& law) {
  return unless(is_length(law.value), "a value that is not negative", law.value);
}

std::string problem(const Exponential& law) {
  return positive("mean", law.mean);
}

std::string problem(const Erlang& law) {
  return first_of(unless(law.phases >= 1 && law.phases <= largest_shape,
                         "between 1 and 1000000 phases",
                         law.phases),
                  positive("mean", law.mean));
}

std::string problem(const Gamma& law) {
  return first_of(shape_problem(law.shape), positive("scale", law.scale));
}

std::string problem(const Lognormal& law) {
  constexpr double largest = 20;
  constexpr double largest_mu = 300;
  return first_of(unless(std::abs(law.mu) <= largest_mu, "a mean logarithm within 300", law.mu),
                  unless(law.sigma > 0 && law.sigma <= largest,
                         "a standard deviation of the logarithm above 0 and at most 20",
                         law.sigma));
}

std::string problem(const Weibull& law) {
  return first_of(shape_problem(law.shape), positive("scale", law.scale));
}

std::string problem(const LogLogistic& law) {
  return first_of(shape_problem(law.shape), positive("median", law.median));
}

std::string interval_problem(double low, double high) {
  return first_of(unless(is_length(low), "a lower end that is not negative", low),
                  unless(high > low && std::isfinite(high),
                         "an upper end above the lower end of " + short_number(low),
                         high));
}

std::string mode_problem(double low, double mode, double high) {
  return first_of(interval_problem(low, high),
                  unless(mode >= low && mode <= high,
                         "a mode between " + short_number(low) + " and " + short_number(high),
                         mode));
}

std::string problem(const Uniform& law) {
  return interval_problem(law.low, law.high);
}

std::string problem(const Triangular& law) {
  return mode_problem(law.low, law.mode, law.high);
}

std::string problem(const BetaPert& law) {
  constexpr double largest = 1e4;
  return first_of(mode_problem(law.low, law.mode, law.high),
                  unless(law.weight >= 0 && law.weight <= largest,
                         "a weight of the mode between 0 and 10000",
                         law.weight));
}

std::string problem(const NormalCutAtZero& law) {
  constexpr double farthest = 30;
  constexpr double narrowest = 1e8;
  return first_of(
      positive("standard deviation", law.spread),
      unless(law.location >= -farthest * law.spread && law.location <= narrowest * law.spread,
             "a location between -30 and 100000000 standard deviations",
             law.location / law.spread));
}

std::string problem(const Coxian& law) {
  if (law.rates.empty()) return expected("at least one phase", 0);
  for (const double rate : law.rates)
    if (!is_positive(rate)) return positive("rate of each phase", rate);
  for (const double chance : law.continuations)
    if (!(chance >= 0 && chance <= 1))
      return expected("probabilities to continue between 0 and 1", chance);
  return same_length_problem(
      "a list of probabilities to continue", law.rates.size() - 1, law.continuations.size());
}

std::string problem(const HyperExponential& law) {
  if (law.means.empty()) return expected("at least one branch", 0);
  for (const double mean : law.means)
    if (!is_positive(mean)) return positive("mean of each branch", mean);
  return first_of(same_length_problem("a list of weights", law.means.size(), law.weights.size()),
                  weights_problem(law.weights));
}

std::string problem(const PiecewiseHazard& law) {
  if (law.hazards.empty()) return expected("at least one hazard", 0);
  for (const double hazard : law.hazards)
    if (!is_length(hazard)) return expected("hazards that are not negative", hazard);
  if (!law.breakpoints.empty() && law.breakpoints.front() <= 0)
    return expected("breakpoints above 0", law.breakpoints.front());
  double sum = 0;
  for (const double hazard : law.hazards)
    sum += hazard;
  return first_of(
      first_of(ascending_problem("breakpoints", law.breakpoints),
               same_length_problem(
                   "a list of breakpoints", law.hazards.size() - 1, law.breakpoints.size())),
      unless(sum > 0, "a hazard above 0 somewhere", sum));
}

std::string problem(const Geometric& law) {
  return first_of(positive("interval", law.interval),
                  unless(law.probability > 0 && law.probability <= 1,
                         "a probability above 0 and at most 1",
                         law.probability));
}

std::string problem(const Empirical& law) {
  if (law.values.empty()) return expected("at least one value", 0);
  return first_of(
      first_of(ascending_problem("values", law.values),
               same_length_problem("a list of weights", law.values.size(), law.weights.size())),
      weights_problem(law.weights));
}

std::string problem(const EmpiricalBins& law) {
  if (law.weights.empty()) return expected("at least one bin", 0);
  return first_of(
      first_of(ascending_problem("edges", law.edges),
               same_length_problem("a list of edges", law.weights.size() + 1, law.edges.size())),
      weights_problem(law.weights));
}

std::string problem(const Mixture& law) {
  if (law.components.empty()) return expected("at least one component", 0);
  for (const Distribution& component : law.components)
    if (std::string text = problem_with(component); !text.empty()) return text;
  return first_of(
      same_length_problem("a list of weights", law.components.size(), law.weights.size()),
      weights_problem(law.weights));
}

std::string problem(const Truncated& law) {
  if (std::string text = problem_with(*law.base); !text.empty()) return text;
  if (!(law.low >= 0 && std::isfinite(law.low)))
    return expected("a minimum that is not negative", law.low);
  if (!(law.high > law.low))
    return expected("a maximum above the minimum of " + short_number(law.low), law.high);
  const double before = law.low > 0 ? std::nextafter(law.low, 0.0) : -1.0;
  const double from_low = survival(*law.base, before);
  const double beyond = std::isinf(law.high) ? 0 : survival(*law.base, law.high);
  constexpr double smallest_share = 1e-12;
  return unless(from_low - beyond >= smallest_share,
                "a share of at least 1e-12 between minimum and maximum",
                from_low - beyond);
}

std::string problem(const Scaled& law) {
  return first_of(positive("factor", law.factor), problem_with(*law.base));
}

}  // namespace

std::string problem_with(const Distribution& distribution) {
  return std::visit([](const auto& family) { return problem(family); }, distribution.family());
}

}  // namespace stepdown::sim
