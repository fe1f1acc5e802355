#pragma once

#include "analysis/catalog/measurement.hpp"
#include "analysis/measure/clock_figures.hpp"
#include "analysis/measure/groups.hpp"
#include "models/model.hpp"
#include "models/outcome_observations.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// One outcome figure of one group of people.
struct OutcomeFigure {
  Measurement measurement;
  std::optional<RiskCounts> risk;  ///< of time-to-event figures
  std::string_view why_none;       ///< when there is no value
};

/// What becomes of people: every outcome figure of the catalog, for each group, in the same order
/// for every replication.
struct MeasuredOutcomes {
  std::vector<OutcomeFigure> figures;
};

/// Figures of clocks: [group of people][clocks, in the order of `clocks_of`].
using FiguresOfClocks = std::vector<std::vector<std::vector<ClockFigure>>>;

/// A figure about nobody has no value, and the reason; so has one about more days than the window
/// has, for which nobody can be followed.
/// @param window_days   length of the window of one replication
/// @param replications  that are thrown together in `outcomes`
/// @param of_clocks     figures of clocks that are known already; null: they are worked out, on
///                      `models::ClockGrid`, which takes no time to speak of
template <class Count>
[[nodiscard]] MeasuredOutcomes measure_outcomes(const models::Model& model,
                                                const models::BasicOutcomes<Count>& outcomes,
                                                double window_days,
                                                int replications = 1,
                                                const FiguresOfClocks* of_clocks = nullptr);

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
