#include "analysis/statistics/variance_split.hpp"

#include "analysis/statistics/running_moments.hpp"
#include "analysis/statistics/sample.hpp"
#include "analysis/statistics/spread.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepdown::analysis {

namespace {

/// Sums over draws, or what one draw adds to them.
struct DrawSums {
  double draws = 0;
  double parts = 0;                ///< sum of k_i
  double parts_squared = 0;        ///< sum of k_i^2
  double sum = 0;                  ///< sum of k_i y_i, y_i the mean of a draw
  double squares = 0;              ///< sum of k_i y_i^2
  double within = 0;               ///< squared deviations from the mean of the draw
  std::vector<double> deviations;  ///< by replication, where luck is shared

  void add(const DrawSums& other, double times) {
    draws += times * other.draws;
    parts += times * other.parts;
    parts_squared += times * other.parts_squared;
    sum += times * other.sum;
    squares += times * other.squares;
    within += times * other.within;
    for (std::size_t r = 0; r < deviations.size(); ++r)
      deviations[r] += times * other.deviations[r];
  }
};

/// MSB / k0, MSE / k0 and MSW.
struct MeanSquares {
  double between = 0;
  double noise = 0;
  double chance = 0;
};

std::optional<MeanSquares> mean_squares(const DrawSums& of) {
  const double freedom = of.parts - of.draws;
  if (of.draws < 2 || freedom < 1) return std::nullopt;
  const double k0 = (of.parts - of.parts_squared / of.parts) / (of.draws - 1);
  // Rounding of sums that cancel must not leave less than nothing.
  const double between =
      std::max(0.0, of.squares - of.sum * of.sum / of.parts) / (of.draws - 1) / k0;
  const double within = std::max(0.0, of.within);
  if (of.deviations.empty()) return MeanSquares{between, within / freedom / k0, within / freedom};
  const double common =
      std::inner_product(of.deviations.begin(), of.deviations.end(), of.deviations.begin(), 0.0) /
      of.draws;
  const double replications = of.parts / of.draws;
  const double interaction = std::max(0.0, within - common) / ((of.draws - 1) * (replications - 1));
  return MeanSquares{between, interaction / k0, within / freedom};
}

DrawSums sums_of_draw(std::span<const double> values, double center, Luck luck) {
  const double mean = sample_mean(values).value_or(0);
  const auto count = static_cast<double>(values.size());
  DrawSums sums{1, count, count * count, count * (mean - center), 0, 0, {}};
  sums.squares = sums.sum * (mean - center);
  for (const double value : values) {
    sums.within += (value - mean) * (value - mean);
    if (luck == Luck::Shared) sums.deviations.push_back(value - mean);
  }
  return sums;
}

double center_of(std::span<const std::vector<double>> figures) {
  double sum = 0;
  for (const std::vector<double>& draw : figures)
    sum += sample_mean(draw).value_or(0);
  return sum / static_cast<double>(figures.size());
}

/// How far chance may be off, as a share of it, because all draws share the same few kinds of luck:
/// from leaving out one replication of all draws after the other; nothing for two.
std::optional<Spread> spread_over_luck(std::span<const std::vector<double>> figures) {
  const std::size_t replications = figures.front().size();
  if (replications < 3) return std::nullopt;
  std::vector<LeftOut> without;
  for (std::size_t left_out = 0; left_out < replications; ++left_out) {
    double within = 0;
    for (const std::vector<double>& draw : figures) {
      RunningMoments moments;
      for (std::size_t r = 0; r < replications; ++r)
        if (r != left_out) moments.add(draw[r]);
      within += moments.variance().value_or(0);
    }
    if (!(within > 0)) return std::nullopt;
    without.push_back({std::log(within), 1});
  }
  return spread_of(jackknife_contributions(0, without));
}

double share_of(double ratio) {
  return ratio > 0 ? ratio / (1 + ratio) : 0;
}

/// Of a sum of which `noise` is to be taken away; nothing is below 0.
Interval interval_less(double noise, double sum, const Spread& spread, double confidence) {
  if (!(sum > 0)) return {};
  const Interval of = interval_on(Scale::Positive, sum, spread, confidence);
  return {std::max(0.0, of.low - noise), std::max(0.0, of.high - noise)};
}

/// MSB / k0 - MSE / k0, and MSB / k0 over MSW, without one draw after the other.
struct WithoutADraw {
  std::vector<LeftOut> inputs;
  std::vector<LeftOut> ratios;
};

std::optional<WithoutADraw> without_a_draw(const DrawSums& all,
                                           const std::vector<DrawSums>& draws) {
  WithoutADraw found;
  for (const DrawSums& draw : draws) {
    DrawSums rest = all;
    rest.add(draw, -1);
    const auto left = mean_squares(rest);
    if (!left) return std::nullopt;
    found.inputs.push_back({left->between - left->noise, 1});
    if (left->chance > 0) found.ratios.push_back({left->between / left->chance, 1});
  }
  return found;
}

/// `over_luck` may be nothing.
std::optional<Estimate> share_from(const MeanSquares& squares,
                                   const std::vector<LeftOut>& ratios,
                                   const std::optional<Spread>& over_luck,
                                   double confidence) {
  const double noise = squares.noise / squares.chance;
  const double ratio = squares.between / squares.chance;
  auto spread = spread_of(jackknife_contributions(ratio, ratios));
  if (!spread) return std::nullopt;
  if (over_luck)
    spread = sum_of_errors(*spread,
                           {over_luck->standard_error * ratio, over_luck->degrees_of_freedom, 0});
  const Interval ends = interval_less(noise, ratio, *spread, confidence);
  const double slope = 1 + std::max(0.0, ratio - noise);
  return Estimate{share_of(ratio - noise),
                  spread->standard_error / (slope * slope),
                  {share_of(ends.low), share_of(ends.high)}};
}

}  // namespace

std::optional<VarianceSplit> variance_split(std::span<const std::vector<double>> figures,
                                            Luck luck,
                                            double confidence) {
  constexpr std::size_t least_draws = 3;
  if (figures.size() < least_draws) return std::nullopt;
  for (const std::vector<double>& draw : figures) {
    sim::expects(!draw.empty(), "a replication of each draw");
    sim::expects(luck == Luck::Own || draw.size() == figures.front().size(),
                 "as many replications of each draw where luck is shared");
  }
  const double center = center_of(figures);
  std::vector<DrawSums> draws;
  DrawSums all;
  if (luck == Luck::Shared) all.deviations.assign(figures.front().size(), 0.0);
  for (const std::vector<double>& draw : figures) {
    draws.push_back(sums_of_draw(draw, center, luck));
    all.add(draws.back(), 1);
  }
  const auto squares = mean_squares(all);
  const auto without = without_a_draw(all, draws);
  if (!squares || !without) return std::nullopt;
  const double input = squares->between - squares->noise;
  const auto spread = spread_of(jackknife_contributions(input, without->inputs));
  if (!spread) return std::nullopt;
  VarianceSplit split{{input,
                       spread->standard_error,
                       interval_less(squares->noise, squares->between, *spread, confidence)},
                      squares->chance,
                      std::nullopt};
  if (!(squares->chance > 0)) {
    if (input > 0) split.share = Estimate{1, 0, {1, 1}};
  } else if (without->ratios.size() == draws.size()) {
    const auto over_luck = luck == Luck::Shared ? spread_over_luck(figures) : std::nullopt;
    split.share = share_from(*squares, without->ratios, over_luck, confidence);
  }
  return split;
}

}  // namespace stepdown::analysis
