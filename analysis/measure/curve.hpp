#pragma once

#include "models/clock_counts.hpp"

#include <cstdint>
#include <span>
#include <vector>

/// Time-to-event estimates from clocks of which some still run when observation ends.
///
/// A clock starts at 0 and ends in one of three ways: the event asked about; a competing end, after
/// which the event cannot happen; or censoring, which says only that the clock ran until then.
/// What ends at the same time counts in this order: events and competing ends first, censoring
/// after, so a clock censored at t is at risk at t.
namespace stepdown::analysis {

using models::ClockEnd;
using models::ClockGroup;

/// One clock.
struct ClockTime {
  double days = 0;
  ClockEnd end{};
};

/// The clocks in order of time, equal times together.
/// @pre all times are finite and not negative.
[[nodiscard]] std::vector<ClockGroup> grouped(std::vector<ClockTime> clocks);

/// What a curve says at one time.
struct CurvePoint {
  double days = 0;
  std::int64_t at_risk = 0;  ///< clocks that ran until then; before anything that ends then
  std::int64_t events = 0;   ///< up to and including then; so are the next two
  std::int64_t competing = 0;
  std::int64_t censored = 0;
  double free = 1;       ///< chance that the clock runs longer (Kaplan-Meier)
  double incidence = 0;  ///< chance that the event has happened (Aalen-Johansen)
  double free_variance = 0;
  double incidence_variance = 0;
};

/// Kaplan-Meier and Aalen-Johansen curves of one set of clocks.
///
/// With n at risk at t, of which d end and e of these by the event:
/// S(t) = prod (1 - d/n), F(t) = sum S(t-) e/n over the times up to t. Without competing ends
/// F = 1 - S. Censoring must not depend on what would have happened next; here the horizon does it.
/// Variances: Greenwood's formula for S, its counterpart by the delta method for F,
/// sum [F(t) - F(u)]^2 d/(n(n-d)) + sum S(u-)^2 e(n-e)/n^3 - 2 sum [F(t) - F(u)] S(u-) e/n^2
/// over the times u up to t, which is Greenwood's where nothing competes.
/// Of a group with a stretch of time, half of the censored ones are at risk of its events (the
/// actuarial estimate): its error is (hazard x width)^2 / 6 x the share censored in the stretch.
/// Sources: Kaplan and Meier (1958), J. Am. Stat. Assoc. 53, 457; Aalen and Johansen (1978), Scand.
/// J. Stat. 5, 141; Dinse and Larson (1986), Biometrika 73, 379, equation 6; Cutler and Ederer
/// (1958), J. Chron. Dis. 8, 699.
class Curve {
 public:
  /// @pre `groups` are in increasing order of time.
  explicit Curve(std::span<const ClockGroup> groups);

  [[nodiscard]] std::int64_t started() const { return started_; }
  /// One for each time at which a clock ended, censored ones included.
  [[nodiscard]] const std::vector<CurvePoint>& points() const { return points_; }
  /// The curve at any time from 0 on. Beyond the last clock `at_risk` is 0 and the rest stays.
  [[nodiscard]] CurvePoint at(double days) const;
  /// Whether the data say anything about that time: someone was followed until then, or all clocks
  /// have ended otherwise than by censoring, after which nothing can change.
  [[nodiscard]] static bool is_known(const CurvePoint& point) {
    return point.at_risk > 0 || (point.free <= 0 && point.events + point.competing > 0);
  }

 private:
  std::int64_t started_ = 0;
  std::vector<CurvePoint> points_;
};

/// Walks along the curve of clocks once: the same figures as `Curve`, without variances and without
/// keeping points. For the curves of single replications, of which there are many.
class CurveWalk {
 public:
  /// The groups must outlive the walk. @pre they are in increasing order of time.
  explicit CurveWalk(std::span<const ClockGroup> groups);

  [[nodiscard]] std::int64_t started() const { return started_; }
  /// As `Curve::at`. @pre `days` is not negative and more than the last time.
  const CurvePoint& go_to(double days);
  /// Goes over the next group; null after the last one.
  const ClockGroup* step();
  [[nodiscard]] const CurvePoint& point() const { return point_; }

 private:
  std::span<const ClockGroup> groups_;
  double at_ = -1;        ///< where the walk is
  std::size_t next_ = 0;  ///< the group to be counted next
  std::int64_t started_ = 0;
  std::int64_t at_risk_ = 0;
  CurvePoint point_;
};

}  // namespace stepdown::analysis
