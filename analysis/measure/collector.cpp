#include "analysis/measure/collector.hpp"

#include "analysis/catalog/statistic.hpp"
#include "analysis/statistics/ratio.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

template <std::size_t N>
constexpr std::array<double, N> shares_of(std::span<const Quantile, N> asked) {
  std::array<double, N> shares{};
  std::ranges::transform(asked, shares.begin(), &Quantile::p);
  return shares;
}

constexpr auto shares_of_time = shares_of(std::span(quantiles));
constexpr auto shares_of_lengths = shares_of(quantiles_of_lengths);

}  // namespace

void Collector::add(std::string_view metric,
                    std::string_view statistic,
                    std::optional<double> value,
                    std::optional<std::int64_t> n) {
  if (number++ == found.size()) {
    found.push_back({state, group, std::string(metric), std::string(statistic), value, n});
    return;
  }
  Measurement& measurement = found[number - 1];
  measurement.value = value;
  measurement.n = n;
}

void Collector::add_over_time(std::string_view metric, const sim::TimeHistogram& seen) {
  const bool any = seen.total() > sim::Ticks::zero();
  const auto if_any = [any](auto figure) -> std::optional<double> {
    if (!any) return std::nullopt;
    return static_cast<double>(figure());
  };
  add(metric, "mean", if_any([&] { return seen.mean(); }));
  add(metric, "sd", if_any([&] { return std::sqrt(seen.variance()); }));
  add(metric, "min", if_any([&] { return seen.minimum(); }));
  std::array<int, quantiles.size()> values{};
  if (any) values = seen.quantiles(shares_of_time);
  for (std::size_t i = 0; i < values.size(); ++i)
    add(metric, quantiles[i].statistic, if_any([&] { return values[i]; }));
  add(metric, "max", if_any([&] { return seen.maximum(); }));
}

void Collector::add_histogram(std::string_view metric, const sim::LogHistogram& seen) {
  const auto n = static_cast<std::int64_t>(seen.count());
  const auto add_from = [&](std::string_view statistic, std::int64_t needed, auto figure) {
    add(metric, statistic, n < needed ? std::nullopt : std::optional<double>(figure()), n);
  };
  add_from("mean", 1, [&] { return seen.mean(); });
  add_from("sd", 2, [&] { return std::sqrt(seen.sample_variance()); });
  std::array<double, shares_of_lengths.size()> values{};
  if (n > 0) values = seen.quantiles(shares_of_lengths);
  for (std::size_t i = 0; i < values.size(); ++i)
    add_from(quantiles_of_lengths[i].statistic, 1, [&] { return values[i]; });
  add_from("max", 1, [&] { return seen.maximum(); });
}

void Collector::add_moments(std::string_view metric,
                            std::int64_t n,
                            double sum,
                            double sum_of_squares) {
  add(metric, "mean", ratio(sum, n), n);
  const double squares = n > 1 ? sum_of_squares - sum * sum / static_cast<double>(n) : 0;
  const auto variance = ratio(std::max(0.0, squares), n - 1);
  add(metric, "sd", variance ? std::optional(std::sqrt(*variance)) : std::nullopt, n);
}

}  // namespace stepdown::analysis
