#pragma once

#include "analysis/catalog/person_figure.hpp"
#include "analysis/measure/curve.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
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
  std::int64_t at_risk = 0;    ///< that ran for k days; before anything that ends then
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

/// Whether a measure has a figure of that name.
[[nodiscard]] bool has_figure(const ClockMeasure& measure, std::string_view metric);

/// The figures of one measure: shares by its days, then how clocks end and the time by which it
/// has happened to half, if they are figures.
/// @param window_days  length of the window of one replication: nobody is followed longer
[[nodiscard]] std::vector<ClockFigure> clock_figures(const ClockMeasure& measure,
                                                     std::span<const ClockGroup> clocks,
                                                     double window_days);

/// The time by which it has happened to a share `p`; nothing when it has not while ten were
/// followed.
[[nodiscard]] std::optional<double> time_until(std::span<const ClockGroup> clocks, double p);

/// Fewer clocks than these say little of how a curve goes on.
inline constexpr std::int64_t fewest_at_risk = 10;

/// How a curve ends is read off as soon as so many of the `started` clocks still run.
[[nodiscard]] inline double too_few_at_risk(double started) {
  constexpr auto fewest = static_cast<double>(fewest_at_risk);
  return std::min(fewest, started / fewest);
}

}  // namespace stepdown::analysis
