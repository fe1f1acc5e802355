#include "analysis/measure/curve.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepdown::analysis {

namespace {

void count(ClockGroup& group, ClockEnd end) {
  switch (end) {
    case ClockEnd::Event:
      ++group.events;
      return;
    case ClockEnd::Competing:
      ++group.competing;
      return;
    case ClockEnd::Censored:
      ++group.censored;
      return;
  }
}

/// Counts what ended at one time, with `n` at risk, and takes both curves over it.
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

template <class Count>
ClockGroup group_in(const models::BasicClockCounts<Count>& counts, std::size_t bin) {
  return {models::FollowUpGrid::upper_end(bin),
          static_cast<std::int64_t>(counts.events[bin]),
          static_cast<std::int64_t>(counts.competing_ends[bin]),
          static_cast<std::int64_t>(counts.cut_off[bin])};
}

template <class Count>
bool is_empty(const models::BasicClockCounts<Count>& counts, std::size_t bin) {
  return (counts.events[bin] | counts.competing_ends[bin] | counts.cut_off[bin]) == 0;
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
    count(groups.back(), clock.end);
  }
  return groups;
}

template <class Count>
std::vector<ClockGroup> grouped(const models::BasicClockCounts<Count>& counts) {
  std::vector<ClockGroup> groups;
  for (std::size_t bin = 0; bin < models::FollowUpGrid::bins; ++bin) {
    if (!is_empty(counts, bin)) groups.push_back(group_in(counts, bin));
  }
  return groups;
}

template std::vector<ClockGroup> grouped(const models::ClockCounts&);
template std::vector<ClockGroup> grouped(const models::PooledClockCounts&);

Curve::Curve(std::span<const ClockGroup> groups) {
  for (const ClockGroup& group : groups)
    started_ += group.ended();
  points_.reserve(groups.size());
  CurvePoint now;
  VarianceSums sums;
  std::int64_t at_risk = started_;
  for (const ClockGroup& group : groups) {
    sim::expects(points_.empty() || points_.back().days < group.days, "times increase");
    const auto n = static_cast<double>(at_risk);
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

template <class Count>
CurveWalk<Count>::CurveWalk(const models::BasicClockCounts<Count>& counts) : counts_{&counts} {
  for (const auto* ends : {&counts.events, &counts.competing_ends, &counts.cut_off}) {
    started_ +=
        static_cast<std::int64_t>(std::accumulate(ends->begin(), ends->end(), std::uint64_t{0}));
  }
  at_risk_ = started_;
}

template <class Count>
double CurveWalk<Count>::end() const {
  std::size_t last = started_ == 0 ? 0 : models::FollowUpGrid::bins - 1;
  while (last > 0 && is_empty(*counts_, last))
    --last;
  return models::FollowUpGrid::upper_end(last);
}

template <class Count>
const CurvePoint& CurveWalk<Count>::go_to(double days) {
  sim::expects(days > at_, "a walk does not turn back");
  at_ = days;
  point_.days = days;
  point_.at_risk = at_risk_;
  const std::size_t stop = models::FollowUpGrid::bins_until(days);
  for (; bin_ < stop && at_risk_ > 0; ++bin_) {
    if (is_empty(*counts_, bin_)) continue;
    const ClockGroup group = group_in(*counts_, bin_);
    pass(point_, group, static_cast<double>(at_risk_));
    at_risk_ -= group.ended();
    // Who ends on the last day asked about is at risk when it begins.
    if (group.days < days) point_.at_risk = at_risk_;
  }
  return point_;
}

template class CurveWalk<std::uint32_t>;
template class CurveWalk<std::uint64_t>;

}  // namespace stepdown::analysis
