#include "analysis/summary/left_out_curves.hpp"

#include "analysis/measure/clock_figures.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cstdint>

namespace stepdown::analysis {

LeftOutCurves::LeftOutCurves(std::span<const models::ClockCounts* const> groups, bool has_end)
    : groups_(groups.size()), has_end_{has_end} {
  sim::expects(groups.size() <= lanes, "there are no more groups than lanes");
  used_cells_.reserve(models::ClockGrid::cells);
  std::array<models::GridCounts, lanes> scratch;
  std::vector<const models::GridCounts*> grids;
  std::size_t cells = 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    grids.push_back(&groups[g]->on_grid(scratch[g]));
    cells = std::max(cells, grids.back()->size());
  }
  places_.assign(cells, nowhere);
  for (std::size_t cell = 0; cell < cells; cell += cells_at_once)
    read(grids, cell);
  double sum = 0;
  Lanes own{};
  for (const Cell& cell : used_cells_) {
    sum += cell.events.all + cell.competing.all + cell.censored.all;
    for (std::size_t g = 0; g < lanes; ++g)
      own[g] += cell.events.own[g] + cell.competing.own[g] + cell.censored.own[g];
    if (cell.competing.all > 0) competes_ = true;
  }
  for (std::size_t g = 0; g < lanes; ++g)
    started_[g] = sum - own[g];
  at_risk_ = at_risk_just_now_ = started_;
  free_.fill(1);
}

LeftOutCurves::Cell& LeftOutCurves::place_of(std::size_t cell) {
  if (places_[cell] == nowhere) {
    places_[cell] = used_cells_.size();
    used_cells_.emplace_back();
  }
  return used_cells_[places_[cell]];
}

/// A few cells of all groups, so that the walk has together what it passes at once, and what is
/// written here stays in the cache until all of it has been.
void LeftOutCurves::read(std::span<const models::GridCounts* const> grids, std::size_t first) {
  std::array<std::int64_t, cells_at_once> events{};
  std::array<std::int64_t, cells_at_once> competing{};
  std::array<std::int64_t, cells_at_once> censored{};
  for (std::size_t group = 0; group < grids.size(); ++group) {
    grids[group]->read(models::ClockEnd::Event, first, events);
    grids[group]->read(models::ClockEnd::Competing, first, competing);
    grids[group]->read(models::ClockEnd::Censored, first, censored);
    const auto note = [group](Clocks& to, std::int64_t number) {
      to.own[group] = static_cast<double>(number);
      to.all += to.own[group];
    };
    for (std::size_t i = 0; i < cells_at_once; ++i) {
      if ((events[i] | competing[i] | censored[i]) == 0) continue;
      Cell& here = place_of(first + i);
      note(here.events, events[i]);
      note(here.competing, competing[i]);
      note(here.censored, censored[i]);
    }
  }
}

void LeftOutCurves::pass(std::size_t number) {
  if (places_[number] == nowhere) return;
  const Cell& cell = used_cells_[places_[number]];
  const double all_ended = cell.events.all + cell.competing.all;
  if (all_ended <= 0) {
    for (std::size_t g = 0; g < lanes; ++g)
      at_risk_[g] -= cell.censored.all - cell.censored.own[g];
    return;
  }
  const Lanes at_risk = at_risk_;
  const double exposed = number % 2 == 1 ? 0.5 : 0;  // of those censored between moments
  for (std::size_t g = 0; g < lanes; ++g) {
    const double own_ended = cell.events.own[g] + cell.competing.own[g];
    own_events_[g] += cell.events.own[g];
    own_ended_[g] += own_ended;
    const double e = cell.events.all - cell.events.own[g];
    const double d = all_ended - own_ended;
    const double c = cell.censored.all - cell.censored.own[g];
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
  for (std::size_t g = 0; g < groups_; ++g) {
    if (is_over_[g]) continue;
    if (free_[g] < 1) end_[g] = incidence(g) / (1 - free_[g]);
    is_over_[g] = at_risk[g] <= too_few_at_risk(started_[g]);
  }
}

void LeftOutCurves::go_to(double days) {
  sim::expects(days > at_, "a walk does not turn back");
  at_ = days;
  while (next_ < places_.size() && models::ClockGrid::group_of(next_).days < days)
    pass(next_++);
  at_risk_just_now_ = at_risk_;
  if (next_ < places_.size() && models::ClockGrid::group_of(next_).days == days) pass(next_++);
}

bool LeftOutCurves::is_known(std::size_t group) const {
  return at_risk_just_now_[group] > 0 || (free_[group] <= 0 && ended_[group] > 0);
}

}  // namespace stepdown::analysis
