#include "analysis/statistics/tornado.hpp"

#include "analysis/statistics/sample.hpp"
#include "analysis/statistics/spread.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace stepdown::analysis {

namespace {

/// slope = low x figure at low + base x figure at base + high x figure at high
struct SlopeWeights {
  double low = 0;
  double base = 0;
  double high = 0;
};

std::optional<SlopeWeights> slope_weights(const FactorEnds& of) {
  if (!of.low_value || !of.base_value || !of.high_value) return std::nullopt;
  const double below = *of.base_value - *of.low_value;
  const double above = *of.high_value - *of.base_value;
  const double all = *of.high_value - *of.low_value;
  if (all == 0) return std::nullopt;
  if (below == 0 || above == 0) return SlopeWeights{-1 / all, 0, 1 / all};
  return SlopeWeights{
      -above / (below * all), (above - below) / (below * above), below / (above * all)};
}

std::optional<Estimate> elasticity_of(const FactorEnds& of,
                                      std::span<const double> base,
                                      double confidence) {
  const auto weights = slope_weights(of);
  const double figure = sample_mean(base).value_or(0);
  if (!weights || *of.base_value == 0 || figure == 0) return std::nullopt;
  std::vector<double> slopes;
  for (std::size_t r = 0; r < base.size(); ++r)
    slopes.push_back(weights->low * of.low[r] + weights->base * base[r] +
                     weights->high * of.high[r]);
  const double scale = *of.base_value / figure;
  const double elasticity = sample_mean(slopes).value_or(0) * scale;
  // Of a ratio of means, n / d: (n_r - d_r n / d) / d
  std::vector<double> contributions;
  for (std::size_t r = 0; r < base.size(); ++r)
    contributions.push_back(elasticity + slopes[r] * scale - elasticity * base[r] / figure);
  const auto spread = spread_of(contributions);
  if (!spread) return std::nullopt;
  return Estimate{elasticity,
                  spread->standard_error,
                  interval_on(Scale::Plain, elasticity, *spread, confidence)};
}

}  // namespace

std::vector<TornadoBar> tornado(std::span<const double> base,
                                std::span<const FactorEnds> factors,
                                double confidence) {
  std::vector<TornadoBar> bars;
  for (std::size_t factor = 0; factor < factors.size(); ++factor) {
    const FactorEnds& of = factors[factor];
    const auto swing = compare_paired(of.low, of.high, confidence);
    const auto from_low = compare_paired(of.low, base, confidence);
    const auto from_high = compare_paired(base, of.high, confidence);
    if (!swing || !from_low || !from_high) return {};
    const double span = std::max({std::abs(swing->difference),
                                  std::abs(from_low->difference),
                                  std::abs(from_high->difference)});
    bars.push_back(
        {factor, *swing, *from_low, *from_high, span, elasticity_of(of, base, confidence)});
  }
  std::ranges::stable_sort(bars, std::greater{}, &TornadoBar::span);
  return bars;
}

}  // namespace stepdown::analysis
