#pragma once

#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/statistics/spread.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// One figure from all replications: its value, its interval, and what both stand on.
namespace stepdown::analysis {

struct LineEstimate {
  std::optional<double> value;
  std::optional<Interval> interval;  ///< 95 %; nothing where it could not be trusted, see `note`
  std::optional<double> standard_error;
  /// Of independent replications, or groups of them: their mean is `value`, and how they vary is
  /// how it varies. Two scenarios are compared by them. Empty: not known.
  std::vector<double> contributions = {};
  std::string note = {};
};

/// How much is behind an estimate.
struct Behind {
  double events = 0;       ///< of the rarer kind: waits that were not 0, people in a share or not
  std::int64_t parts = 0;  ///< replications, or groups of them, that had one at least
  std::int64_t of = 0;     ///< all of these
};

/// With fewer events, or in fewer replications, no interval is given: what so few say of their own
/// noise is not worth having. Where there are fewer replications, all of them must have one.
inline constexpr double fewest_for_interval = 10;
inline constexpr std::int64_t fewest_parts_for_interval = 5;
/// Below that the note says how many there are.
inline constexpr double few_events = 30;

/// Whether an interval can be trusted.
[[nodiscard]] bool is_enough(const Behind& behind);
/// "from 7 events: too few for an interval"; empty where there are many.
[[nodiscard]] std::string note_on(const Behind& behind);

/// A mean over replications, which is what figures over time are.
///
/// @param values  of the replications that have one
/// @param events  in all of them, where they are counted
/// With Student's t; on the log scale where that would go below 0, which no figure does; shares on
/// the log odds scale. What is 0 in every replication has no interval.
[[nodiscard]] LineEstimate over_time_estimate(std::span<const double> values,
                                              bool is_share,
                                              std::optional<std::int64_t> events);
[[nodiscard]] LineEstimate over_time_estimate(std::span<const double> values,
                                              bool is_share,
                                              std::optional<std::int64_t> events,
                                              StudentFactor& student);

/// What replications have of something, one number each.
struct OverReplications {
  double mean = 0;
  std::optional<Interval> interval;  ///< 95 %, from the variation between replications
  double p05 = 0;                    ///< 5 % of the replications have at most so much
  double p95 = 0;
};

/// @pre there is a value
[[nodiscard]] OverReplications over_replications(std::span<const double> values,
                                                 StudentFactor& student);

/// What is a ratio of sums over all people.
struct RatioOfPeople {
  std::span<const RatioPart> parts;  ///< of every replication
  bool is_share = false;
  bool comes_in_bursts = false;  ///< then nobody among many proves nothing
  /// Numbers that are not 0, of a mean; nothing: all that are counted.
  std::optional<Behind> behind = std::nullopt;
};

/// Interval by the jackknife of the ratio, on the log scale, or on the log odds scale of shares
/// strictly between 0 and 1. For nobody or all of n people Clopper and Pearson's, as if people were
/// independent, where they are.
[[nodiscard]] LineEstimate ratio_estimate(const RatioOfPeople& figure);

/// The standard deviation between all people, by the jackknife, on the log scale.
/// @param behind  numbers that are not 0; nothing: all that are counted
[[nodiscard]] LineEstimate sd_estimate(std::span<const Moments> replications,
                                       const std::optional<Behind>& behind = std::nullopt);

/// What is behind a share read off a curve.
struct ShareOfCurve {
  std::int64_t known = 0;   ///< people
  std::int64_t parts = 0;   ///< groups of replications where it happened to somebody, or not
  std::int64_t groups = 0;  ///< all of these
  bool comes_in_bursts = false;
};

/// A share of which groups of replications have contributions. Of fewer than two groups there is no
/// interval.
[[nodiscard]] LineEstimate share_estimate(double value,
                                          const ShareOfCurve& behind,
                                          std::vector<double> contributions);

}  // namespace stepdown::analysis
