#include "analysis/statistics/main_effects.hpp"

#include "analysis/statistics/sample.hpp"
#include "analysis/statistics/smooth_curve.hpp"
#include "analysis/statistics/spread.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <vector>

namespace stepdown::analysis {

std::optional<Estimate> main_effect(std::span<const double> factor,
                                    std::span<const double> figure,
                                    double noise,
                                    double confidence) {
  sim::expects(factor.size() == figure.size(), "as many values of the factor as of the figure");
  sim::expects(noise >= 0, "a variance of noise");
  constexpr std::size_t least_points = 20;
  if (figure.size() < least_points) return std::nullopt;
  const SmoothCurve curve = smooth_curve(factor, figure);
  const double mean = sample_mean(figure).value_or(0);
  double around_mean = 0;
  double around_curve = 0;
  for (std::size_t i = 0; i < figure.size(); ++i) {
    around_mean += (figure[i] - mean) * (figure[i] - mean);
    around_curve += (figure[i] - curve.fitted[i]) * (figure[i] - curve.fitted[i]);
  }
  const auto points = static_cast<double>(figure.size());
  const double all = around_mean / (points - 1);
  const double variance = all - noise;
  constexpr double rounding = 1e-12;
  if (!(variance > rounding * std::max(all, mean * mean * rounding))) return std::nullopt;
  const double index =
      (all - around_curve / (points - static_cast<double>(curve.terms))) / variance;

  std::vector<double> contributions;
  contributions.reserve(figure.size());
  for (std::size_t i = 0; i < figure.size(); ++i) {
    const double y = figure[i] - mean;
    const double m = curve.fitted[i] - mean;
    contributions.push_back((2 * y * m - m * m - index * (y * y - noise)) / variance);
  }
  const auto spread = spread_of(contributions);
  if (!spread) return std::nullopt;
  Interval interval = interval_on(Scale::Plain, index, *spread, confidence);
  interval = {std::max(0.0, interval.low), std::max(0.0, interval.high)};
  return Estimate{index, spread->standard_error, interval};
}

}  // namespace stepdown::analysis
