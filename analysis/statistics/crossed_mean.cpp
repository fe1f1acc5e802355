#include "analysis/statistics/crossed_mean.hpp"

#include "analysis/statistics/sample.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace stepdown::analysis {

std::optional<Estimate> crossed_mean(std::span<const std::vector<double>> figures,
                                     Scale scale,
                                     double confidence) {
  if (figures.size() < 2) return std::nullopt;
  const std::size_t parts = figures.front().size();
  std::vector<double> of_draw;
  std::vector<double> of_part(parts);
  for (const std::vector<double>& draw : figures) {
    sim::expects(draw.size() == parts, "as many parts of each draw");
    of_draw.push_back(sample_mean(draw).value_or(0));
    for (std::size_t part = 0; part < parts; ++part)
      of_part[part] += draw[part] / static_cast<double>(figures.size());
  }
  const auto over_draws = spread_of(of_draw);
  const auto over_parts = spread_of(of_part);
  if (!over_draws || !over_parts) return std::nullopt;
  const double mean = sample_mean(of_draw).value_or(0);
  double squares = 0;  // of what is neither of the draw nor of the part
  for (std::size_t draw = 0; draw < figures.size(); ++draw)
    for (std::size_t part = 0; part < parts; ++part) {
      const double rest = figures[draw][part] - of_draw[draw] - of_part[part] + mean;
      squares += rest * rest;
    }
  const auto count = static_cast<double>(figures.size() * parts);
  const auto freedom = static_cast<double>((figures.size() - 1) * (parts - 1));
  Spread both = sum_of_errors(*over_draws, *over_parts);
  const double variance = both.standard_error * both.standard_error - squares / freedom / count;
  const double least = std::max(over_draws->standard_error, over_parts->standard_error);
  both.standard_error = std::max(least, std::sqrt(std::max(0.0, variance)));
  return Estimate{mean, both.standard_error, interval_on(scale, mean, both, confidence)};
}

}  // namespace stepdown::analysis
