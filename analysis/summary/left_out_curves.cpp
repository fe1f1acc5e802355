#include "analysis/summary/left_out_curves.hpp"

#include "analysis/measure/clock_figures.hpp"
#include "sim/contract.hpp"

#include <algorithm>

namespace stepdown::analysis {

using models::ClockEnd;

LeftOutCurves::LeftOutCurves(std::span<const models::ClockCounts* const> groups, bool has_end)
    : groups_(groups.size()), is_used_(models::ClockGrid::cells), has_end_{has_end} {
  sim::expects(groups.size() <= lanes, "there are no more groups than lanes");
  double sum = 0;
  Lanes own{};
  for (std::size_t g = 0; g < groups.size(); ++g) {
    Group& group = groups_[g];
    group.counts = &groups[g]->on_grid(group.scratch);
    const std::size_t cells = group.counts->size();
    cells_ = std::max(cells_, cells);
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const double competing = group.count(cell, ClockEnd::Competing);
      const double ended =
          group.count(cell, ClockEnd::Event) + competing + group.count(cell, ClockEnd::Censored);
      if (ended <= 0) continue;
      own[g] += ended;
      is_used_[cell] = true;
      if (competing > 0) competes_ = true;
    }
    sum += own[g];
  }
  for (std::size_t g = 0; g < lanes; ++g)
    started_[g] = sum - own[g];
  at_risk_ = at_risk_just_now_ = started_;
  free_.fill(1);
}

void LeftOutCurves::pass(std::size_t cell) {
  if (!is_used_[cell]) return;
  double all_events = 0;
  double all_ended = 0;
  double all_censored = 0;
  Lanes events{};
  Lanes ended{};
  Lanes censored{};
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    events[g] = groups_[g].count(cell, ClockEnd::Event);
    ended[g] = events[g] + groups_[g].count(cell, ClockEnd::Competing);
    censored[g] = groups_[g].count(cell, ClockEnd::Censored);
    if (events[g] > 0) has_event_[g] = true;
    if (ended[g] > 0) has_ended_[g] = true;
    all_events += events[g];
    all_ended += ended[g];
    all_censored += censored[g];
  }
  if (all_ended <= 0) {
    for (std::size_t g = 0; g < lanes; ++g)
      at_risk_[g] -= all_censored - censored[g];
    return;
  }
  const Lanes at_risk = at_risk_;
  const double exposed = cell % 2 == 1 ? 0.5 : 0;  // of those censored between moments
  for (std::size_t g = 0; g < lanes; ++g) {
    const double e = all_events - events[g];
    const double d = all_ended - ended[g];
    const double c = all_censored - censored[g];
    const double n = std::max(at_risk_[g] - exposed * c, 0.5);  // 0 of nobody
    const double share = free_[g] / n;
    incidence_[g] += e * share;
    free_[g] = (n - d) * share;
    ended_[g] += d;
    at_risk_[g] -= d + c;
  }
  if (has_end_) note_ends(at_risk);
}

/// The end of a curve is read off where few are at risk for the first time.
void LeftOutCurves::note_ends(const Lanes& at_risk) {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (is_over_[g]) continue;
    if (free_[g] < 1) end_[g] = incidence(g) / (1 - free_[g]);
    is_over_[g] = at_risk[g] <= too_few_at_risk(started_[g]);
  }
}

void LeftOutCurves::go_to(double days) {
  sim::expects(days > at_, "a walk does not turn back");
  at_ = days;
  while (next_ < cells_ && models::ClockGrid::group_of(next_).days < days)
    pass(next_++);
  at_risk_just_now_ = at_risk_;
  if (next_ < cells_ && models::ClockGrid::group_of(next_).days == days) pass(next_++);
}

bool LeftOutCurves::is_known(std::size_t group) const {
  return at_risk_just_now_[group] > 0 || (free_[group] <= 0 && ended_[group] > 0);
}

}  // namespace stepdown::analysis
