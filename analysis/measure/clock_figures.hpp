#pragma once

#include "analysis/catalog/person_figure.hpp"
#include "models/outcome_observations.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a set of clocks says: the figures, and the curve that is reported.
namespace stepdown::analysis {

/// Why a figure about a day has no value.
inline constexpr std::string_view nobody_followed_so_long = "nobody was followed that long";

/// The clocks behind a time-to-event figure.
struct RiskCounts {
  std::int64_t started = 0;    ///< at risk at 0
  std::int64_t at_risk = 0;    ///< still running when the k-th day begins
  std::int64_t events = 0;     ///< ended by the event within k days
  std::int64_t competing = 0;  ///< ended by something else within k days
  std::int64_t censored = 0;   ///< cut off by the horizon within k days
  double open = 0;             ///< chance that a clock runs longer (Kaplan-Meier)

  /// Clocks whose state after k days is known.
  [[nodiscard]] std::int64_t known() const { return at_risk + events + competing; }
};

struct ClockFigure {
  std::string metric;
  std::string statistic;
  std::optional<double> value;
  RiskCounts risk;
  std::string_view why_none = {};  ///< when clocks were seen, but there is no value
};

/// The figures of one measure: shares by its days, then how clocks end and the time by which it
/// has happened to half, if they are figures.
/// @param window_days  length of the window of one replication: nobody is followed longer
template <class Count>
[[nodiscard]] std::vector<ClockFigure> clock_figures(const ClockMeasure& measure,
                                                     const models::BasicClockCounts<Count>& counts,
                                                     double window_days);

/// The curve on the days of `curve_days`, as far as it is known.
template <class Count>
[[nodiscard]] std::vector<double> curve_points(const ClockMeasure& measure,
                                               const models::BasicClockCounts<Count>& counts);

/// The time by which it has happened to a share `p`; nothing when it has not while ten were
/// followed.
template <class Count>
[[nodiscard]] std::optional<double> time_until(const models::BasicClockCounts<Count>& counts,
                                               double p);

/// What the curve of a measure says on one day.
template <class Count>
[[nodiscard]] double curve_on(const ClockMeasure& measure,
                              const models::BasicClockCounts<Count>& counts,
                              double day);

}  // namespace stepdown::analysis
