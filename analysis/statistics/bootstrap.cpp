#include "analysis/statistics/bootstrap.hpp"

#include "sim/contract.hpp"
#include "sim/random_stream.hpp"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepdown::analysis {

namespace {

/// The normal quantile of the share of samples below the value, those equal to it counted half.
double bias_correction(const Resampled& of) {
  double below = 0;
  for (const double one : of.again) {
    if (one < of.value) below += 1;
    if (one == of.value) below += 0.5;
  }
  const auto samples = static_cast<double>(of.again.size());
  const double least = 0.5 / samples;  // none below is as far as so many samples can tell
  return boost::math::quantile(boost::math::normal(),
                               std::clamp(below / samples, least, 1 - least));
}

double acceleration(std::span<const double> without) {
  if (without.empty()) return 0;
  const double mean =
      std::accumulate(without.begin(), without.end(), 0.0) / static_cast<double>(without.size());
  double squares = 0;
  double cubes = 0;
  for (const double one : without) {
    const double d = mean - one;
    squares += d * d;
    cubes += d * d * d;
  }
  return squares > 0 ? cubes / (6 * squares * std::sqrt(squares)) : 0;
}

/// Between the two sorted values around place p (n + 1), counted from 1.
double quantile_of(std::span<const double> sorted, double p) {
  const double place = std::clamp(
      p * static_cast<double>(sorted.size() + 1) - 1, 0.0, static_cast<double>(sorted.size() - 1));
  const auto lower = static_cast<std::size_t>(place);
  const std::size_t upper = std::min(lower + 1, sorted.size() - 1);
  return std::lerp(sorted[lower], sorted[upper], place - static_cast<double>(lower));
}

double deviation_of(std::span<const double> values) {
  RunningMoments moments;
  for (const double one : values)
    moments.add(one);
  return moments.standard_deviation().value_or(0);
}

}  // namespace

void draw_points(const BootstrapPlan& plan,
                 std::string_view purpose,
                 int sample,
                 std::span<std::size_t> chosen) {
  constexpr std::size_t words = 4;
  constexpr unsigned bits = 32;
  const sim::StreamKey key{plan.seed, 0, sim::name_hash(purpose)};
  sim::Block luck{};
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (i % words == 0)
      luck = sim::keyed_block(
          key, static_cast<std::uint32_t>(i / words), static_cast<std::uint32_t>(sample), 0);
    chosen[i] = static_cast<std::size_t>(std::uint64_t{luck[i % words]} * chosen.size() >> bits);
  }
}

Estimate bootstrap_estimate(Resampled resampled, double confidence) {
  sim::expects(confidence > 0 && confidence < 1, "a confidence strictly between 0 and 1");
  sim::expects(!resampled.again.empty(), "a bootstrap sample");
  const boost::math::normal normal;
  const double z0 = bias_correction(resampled);
  const double a = acceleration(resampled.without);
  std::ranges::sort(resampled.again);
  const auto end = [&](double share) {
    const double z = z0 + boost::math::quantile(normal, share);
    const double stretch = 1 - a * z;
    // Beyond the pole of the formula only the outermost sample is left.
    if (!(stretch > 0)) return z > 0 ? resampled.again.back() : resampled.again.front();
    return quantile_of(resampled.again, boost::math::cdf(normal, z0 + z / stretch));
  };
  return {resampled.value,
          deviation_of(resampled.again),
          {end((1 - confidence) / 2), end(1 - (1 - confidence) / 2)}};
}

}  // namespace stepdown::analysis
