#include "models/sweep_values.hpp"

#include "sim/contract.hpp"
#include "sim/distributions/gamma.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <string_view>
#include <utility>

namespace stepdown::models {
namespace {

std::string text_of(double x, int digits) {
  std::array<char, 40> text{};
  const auto [end, error] = std::to_chars(
      text.data(), text.data() + text.size(), x == 0 ? 0.0 : x, std::chars_format::general, digits);
  sim::expects(error == std::errc{}, "a number fits into forty characters");
  return {text.data(), end};
}

/// The same number for every path.
SweepLevel level_with(const std::vector<Located<std::string>>& paths,
                      const std::string& number,
                      std::string_view unit) {
  SweepLevel level{{number}, {}};
  for (const Located<std::string>& path : paths) {
    std::string set = path.value + "=" + number;
    if (!unit.empty()) set.append(" ").append(unit);
    level.sets.push_back(std::move(set));
  }
  return level;
}

std::size_t steps_of(const SweepRange& range) {
  if (range.step == 0) return 0;
  return 1 + static_cast<std::size_t>(std::llround((range.high - range.low) / range.step));
}

/// Where `u` is among so many slices of one size.
std::size_t slice_at(double u, std::size_t count) {
  const auto slice = static_cast<std::size_t>(u * static_cast<double>(count));
  return std::min(slice, count - 1);
}

/// Steps have decimals that sums of them do not: 0.1 + 2 x 0.1 is 0.3.
std::string step_text(const SweepRange& range, std::size_t index) {
  constexpr int digits = 12;
  return text_of(range.low + static_cast<double>(index) * range.step, digits);
}

/// Gamma variables over their sum. So many digits keep the sum of what is written.
SweepLevel shares_of(const UncertainInput& input,
                     const SweepDirichlet& shares,
                     std::span<const double> uniforms) {
  std::vector<double> parts;
  for (std::size_t i = 0; i < uniforms.size(); ++i)
    parts.push_back(sim::quantile(sim::Gamma{.shape = shares.counts[i], .scale = 1}, uniforms[i]));
  const double whole = std::accumulate(parts.begin(), parts.end(), 0.0);
  SweepLevel level;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    constexpr int digits = 14;
    const std::string number = text_of(shares.sum * parts[i] / whole, digits);
    level.shown.push_back(number);
    level.sets.push_back(input.paths[i].value + "=" + number);
  }
  return level;
}

}  // namespace

std::string sweep_number_text(double x) {
  constexpr int digits = 10;
  return text_of(x, digits);
}

std::size_t level_count(const SweepFactor& factor) {
  if (const auto* levels = std::get_if<std::vector<SweepLevel>>(&factor.values))
    return levels->size();
  const auto* range = std::get_if<SweepRange>(&factor.values);
  return range == nullptr ? 0 : steps_of(*range);
}

SweepLevel level_of(const SweepFactor& factor, std::size_t index) {
  sim::expects(index < level_count(factor), "a factor has a value of that number");
  if (const auto* levels = std::get_if<std::vector<SweepLevel>>(&factor.values))
    return (*levels)[index];
  const auto& range = std::get<SweepRange>(factor.values);
  return level_with(factor.paths, step_text(range, index), range.unit);
}

SweepLevel level_at(const SweepFactor& factor, double u) {
  if (const std::size_t count = level_count(factor); count > 0)
    return level_of(factor, slice_at(u, count));
  if (const auto* range = std::get_if<SweepRange>(&factor.values))
    return level_with(
        factor.paths, sweep_number_text(range->low + u * (range->high - range->low)), range->unit);
  const auto& distribution = std::get<SweepDistribution>(factor.values);
  return level_with(
      factor.paths, sweep_number_text(sim::quantile(distribution.law, u)), distribution.unit);
}

double share_below(const SweepFactor& factor, double value) {
  if (const auto* range = std::get_if<SweepRange>(&factor.values))
    return (value - range->low) / (range->high - range->low);
  return sim::cdf(std::get<SweepDistribution>(factor.values).law, value);
}

std::size_t uniforms_of(const UncertainInput& input) {
  if (std::holds_alternative<SweepDistribution>(input.values)) return 1;
  const auto* shares = std::get_if<SweepDirichlet>(&input.values);
  return shares == nullptr ? 0 : shares->counts.size();
}

SweepLevel draw_of(const UncertainInput& input, std::span<const double> uniforms) {
  sim::expects(uniforms.size() == uniforms_of(input) && !uniforms.empty(),
               "a draw takes as many uniform numbers as it has parts");
  if (const auto* shares = std::get_if<SweepDirichlet>(&input.values))
    return shares_of(input, *shares, uniforms);
  const auto& distribution = std::get<SweepDistribution>(input.values);
  return level_with(input.paths,
                    sweep_number_text(sim::quantile(distribution.law, uniforms.front())),
                    distribution.unit);
}

}  // namespace stepdown::models
