#pragma once

#include "analysis/summary/summary.hpp"
#include "models/model.hpp"

#include <optional>
#include <span>
#include <string>

namespace stepdown::analysis {

/// How much of the beginning of a run is not typical of the rest.
struct WarmUpAdvice {
  double days = 0;           ///< from the start of the scenario
  std::string level;         ///< that takes longest, by name
  bool is_reliable = false;  ///< false: the run is too short to tell, it may take longer
};

/// MSER-5 on pilot replications from an empty start: the longest truncation that the census or the
/// waiting list of any level asks for, in whole days.
///
/// Pilot replications have numbers that no run of the scenario uses, so the figures of the run do
/// not depend on them. Community states do not count: some never settle.
/// @returns nothing when the horizon is shorter than 50 days.
/// @pre pilots >= 1, threads >= 1.
[[nodiscard]] std::optional<WarmUpAdvice> find_warm_up(const models::Model& model,
                                                       int pilots = 20,
                                                       int threads = 1);

/// Whether the observed part still begins with an effect of the start: MSER-5 on the daily means of
/// census and list, and a mean before the cut that differs from the rest by more than chance
/// (four standard errors, from ten batches).
///
/// @returns the suggested warm-up when the chosen one looks too short; nothing when it looks long
///          enough, when the run has none (a terminating run: the start is part of the question),
///          or when too few days were observed.
[[nodiscard]] std::optional<WarmUpAdvice> warm_up_looks_short(const models::Model& model,
                                                              const Summary& summary);

/// Whether the mean of the first `cut` values differs from that of the rest by more than chance.
/// @pre cut < series.size()
[[nodiscard]] bool differs_before(std::span<const double> series, std::size_t cut);

}  // namespace stepdown::analysis
