#pragma once

#include "analysis/catalog/figure.hpp"
#include "analysis/statistics/ratio.hpp"

#include <cstdint>

/// Shares of lengths of time within a limit, or above it. Exact, as the limits are edges of bins of
/// the histogram.
namespace stepdown::analysis {

template <models::Length length, int days>
[[nodiscard]] Number share_within(const Seen& seen) {
  static_assert(days <= 256, "whole numbers up to 256 are edges of bins");
  const sim::LogHistogram& lengths = seen.here[length];
  const auto n = static_cast<std::int64_t>(lengths.count());
  return {ratio(lengths.number_at_most(days), n), n};
}

template <models::Length length, int days>
[[nodiscard]] Number share_above(const Seen& seen) {
  const Number within = share_within<length, days>(seen);
  return {within.value ? std::optional(1 - *within.value) : std::nullopt, within.n};
}

/// Those of waits.
template <models::Length length>
[[nodiscard]] Numbers shares_within() {
  return {{"within_0d", share_within<length, 0>, About::People},
          {"within_1d", share_within<length, 1>, About::People},
          {"within_3d", share_within<length, 3>, About::People},
          {"within_7d", share_within<length, 7>, About::People},
          {"within_14d", share_within<length, 14>, About::People},
          {"within_30d", share_within<length, 30>, About::People}};
}

}  // namespace stepdown::analysis
