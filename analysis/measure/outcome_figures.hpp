#pragma once

#include "analysis/catalog/measurement.hpp"
#include "analysis/measure/groups.hpp"
#include "analysis/measure/outcome_curves.hpp"
#include "models/model.hpp"
#include "models/outcome_observations.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// The clocks behind a time-to-event figure.
struct RiskCounts {
  std::int64_t started = 0;    ///< at risk at 0
  std::int64_t at_risk = 0;    ///< still running when the k-th day begins
  std::int64_t events = 0;     ///< ended by the event within k days
  std::int64_t competing = 0;  ///< ended by something else within k days
  std::int64_t censored = 0;   ///< cut off by the horizon within k days
};

/// One outcome figure of one group of people.
struct OutcomeFigure {
  Measurement measurement;
  std::optional<RiskCounts> risk;  ///< of time-to-event figures
  std::string_view why_none;       ///< when there is no value
};

/// Completion has no value while more than this share of the index episodes has no known end.
inline constexpr double most_unresolved = 0.05;

/// What becomes of people: every outcome figure of the catalog, for each group, in the same order
/// for every replication, and the curves behind them.
struct MeasuredOutcomes {
  std::vector<OutcomeFigure> figures;
  OutcomeCurves curves;
};

/// A figure about nobody has no value, and the reason; so has one about more days than the window
/// has, for which nobody can be followed.
/// @param window_days   length of the window of one replication
/// @param replications  that are thrown together in `outcomes`
template <class Count>
[[nodiscard]] MeasuredOutcomes measure_outcomes(const models::Model& model,
                                                const models::BasicOutcomes<Count>& outcomes,
                                                double window_days,
                                                int replications = 1);

/// People in each status, by day since the index admission: [status][day], day 0 .. 365.
template <class Count>
[[nodiscard]] std::vector<std::vector<std::int64_t>> status_counts(
    const models::BasicOutcomeCell<Count>& outcomes);

/// Those of all statuses on one day.
[[nodiscard]] std::int64_t people_on(const std::vector<std::vector<std::int64_t>>& counts,
                                     std::size_t day);

/// Names of the statuses: the states, then "waiting".
[[nodiscard]] std::vector<std::string> status_names(const models::Model& model);

}  // namespace stepdown::analysis
