#include "analysis/measure/curve.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

namespace {

/// Those of `at_risk` whose event in the group would have been seen.
double exposed(const ClockGroup& group, std::int64_t at_risk) {
  const auto n = static_cast<double>(at_risk);
  return group.half_width > 0 ? n - static_cast<double>(group.censored) / 2 : n;
}

/// Counts what ended at one time, with `n` exposed, and takes both curves over it.
void pass(CurvePoint& now, const ClockGroup& group, double n) {
  now.events += group.events;
  now.competing += group.competing;
  now.censored += group.censored;
  const auto d = static_cast<double>(group.events + group.competing);
  if (d <= 0) return;
  const double before = now.free;
  now.free = before * (n - d) / n;
  // Exactly the rest where nothing competes.
  now.incidence =
      now.competing == 0
          ? 1 - now.free
          : std::min(1.0, now.incidence + before * static_cast<double>(group.events) / n);
}

/// Sums over the times so far from which the variances at any later time follow.
struct VarianceSums {
  double greenwood = 0;  ///< sum of a, a = d/(n(n-d))
  double f_a = 0;        ///< sum of F a
  double f2_a = 0;       ///< sum of F^2 a
  double own = 0;        ///< sum of S^2 e(n-e)/n^3
  double cross = 0;      ///< sum of b, b = S e/n^2
  double f_cross = 0;    ///< sum of F b

  /// Adds one time: S just before it, F at it. When all at risk end, F stays as it is from there
  /// on, so the terms in F(t) - F(u) of this time are 0.
  void add(double n, double d, double e, double s, double f) {
    own += s * s * e * (n - e) / (n * n * n);
    if (d >= n) return;
    const double a = d / (n * (n - d));
    const double b = s * e / (n * n);
    greenwood += a;
    f_a += f * a;
    f2_a += f * f * a;
    cross += b;
    f_cross += f * b;
  }

  /// sum [F - F(u)]^2 a + own - 2 sum [F - F(u)] b, multiplied out.
  [[nodiscard]] double of_incidence(double f) const {
    const double v = f * f * greenwood - 2 * f * f_a + f2_a + own - 2 * (f * cross - f_cross);
    return std::max(0.0, v);
  }
};

}  // namespace

std::vector<ClockGroup> grouped(std::vector<ClockTime> clocks) {
  std::sort(clocks.begin(), clocks.end(), [](const ClockTime& a, const ClockTime& b) {
    return a.days < b.days;
  });
  std::vector<ClockGroup> groups;
  for (const ClockTime& clock : clocks) {
    sim::expects(std::isfinite(clock.days) && clock.days >= 0, "a clock runs for a length of time");
    if (groups.empty() || groups.back().days < clock.days) groups.push_back({.days = clock.days});
    groups.back().count(clock.end);
  }
  return groups;
}

Curve::Curve(std::span<const ClockGroup> groups) {
  for (const ClockGroup& group : groups)
    started_ += group.ended();
  points_.reserve(groups.size());
  CurvePoint now;
  VarianceSums sums;
  std::int64_t at_risk = started_;
  for (const ClockGroup& group : groups) {
    sim::expects(points_.empty() || points_.back().days < group.days, "times increase");
    const double n = exposed(group, at_risk);
    const auto d = static_cast<double>(group.events + group.competing);
    const auto e = static_cast<double>(group.events);
    const double before = now.free;
    now.days = group.days;
    now.at_risk = at_risk;
    pass(now, group, n);
    if (d > 0) {
      sums.add(n, d, e, before, now.incidence);
      now.free_variance = now.free * now.free * sums.greenwood;
      now.incidence_variance = sums.of_incidence(now.incidence);
    }
    points_.push_back(now);
    at_risk -= group.ended();
  }
}

CurvePoint Curve::at(double days) const {
  sim::expects(days >= 0, "a curve begins at 0");
  const auto after =
      std::upper_bound(points_.begin(), points_.end(), days, [](double t, const CurvePoint& point) {
        return t < point.days;
      });
  CurvePoint point = after == points_.begin() ? CurvePoint{} : *(after - 1);
  if (after == points_.begin() || point.days < days)
    point.at_risk = started_ - point.events - point.competing - point.censored;
  point.days = days;
  return point;
}

CurveWalk::CurveWalk(std::span<const ClockGroup> groups) : groups_{groups} {
  for (const ClockGroup& group : groups)
    started_ += group.ended();
  at_risk_ = started_;
}

const ClockGroup* CurveWalk::step() {
  if (next_ == groups_.size()) return nullptr;
  const ClockGroup& group = groups_[next_++];
  at_ = group.days;
  point_.days = group.days;
  point_.at_risk = at_risk_;
  pass(point_, group, exposed(group, at_risk_));
  at_risk_ -= group.ended();
  return &group;
}

const CurvePoint& CurveWalk::go_to(double days) {
  sim::expects(days > at_, "a walk does not turn back");
  while (next_ < groups_.size() && groups_[next_].days < days)
    step();
  if (next_ < groups_.size() && groups_[next_].days == days)
    step();
  else
    point_.at_risk = at_risk_;
  at_ = days;
  point_.days = days;
  return point_;
}

}  // namespace stepdown::analysis
