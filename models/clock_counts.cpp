#include "models/clock_counts.hpp"

#include "models/ended_by_cell.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace stepdown::models {

namespace {

sim::Ticks time_of(std::uint64_t exact) {
  return sim::Ticks{static_cast<std::int64_t>(exact >> 2U)};
}

ClockEnd end_of(std::uint64_t exact) {
  return static_cast<ClockEnd>(exact & 3U);
}

std::size_t cell_of(std::uint64_t exact) {
  return ClockGrid::cell_of(std::min(time_of(exact), ClockGrid::last));
}

/// In order of time and end: dealt into the cells of the grid, each of which is sorted. A third of
/// the time that sorting all at once takes.
std::vector<std::uint64_t> sorted(const std::vector<std::uint64_t>& clocks) {
  std::vector<std::size_t> ends(ClockGrid::cells);  // of what each cell has
  for (const std::uint64_t one : clocks)
    ++ends[cell_of(one)];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<std::size_t> begins = ends;
  std::vector<std::uint64_t> dealt(clocks.size());
  for (const std::uint64_t one : clocks)
    dealt[--begins[cell_of(one)]] = one;
  for (std::size_t cell = 0; cell < ends.size(); ++cell)
    std::sort(dealt.begin() + static_cast<std::ptrdiff_t>(begins[cell]),
              dealt.begin() + static_cast<std::ptrdiff_t>(ends[cell]));
  return dealt;
}

/// Groups that begin with events at once.
std::vector<ClockGroup> groups_after(std::uint64_t at_once) {
  std::vector<ClockGroup> groups;
  if (at_once > 0) groups.push_back({.days = 0, .events = static_cast<std::int64_t>(at_once)});
  return groups;
}

/// On the grid, which mostly is empty.
std::vector<ClockGroup> few_by_cell(std::vector<std::uint64_t> clocks, std::uint64_t at_once) {
  std::sort(clocks.begin(), clocks.end());
  std::vector<ClockGroup> groups = groups_after(at_once);
  std::size_t last = groups.empty() ? ClockGrid::cells : 0;
  for (const std::uint64_t one : clocks) {
    const std::size_t cell = cell_of(one);
    if (cell != last) groups.push_back(ClockGrid::group_of(cell));
    last = cell;
    groups.back().count(time_of(one) > ClockGrid::last ? ClockEnd::Censored : end_of(one));
  }
  return groups;
}

ClockGroup time_of_cell(std::size_t cell) {
  const auto steps = static_cast<std::int64_t>(cell / 2);
  std::size_t number = ClockGrid::parts.size() - 1;
  while (ClockGrid::parts[number].steps_before > steps)
    --number;
  const ClockGrid::Part& part = ClockGrid::parts[number];
  ClockGroup group;
  group.half_width = cell % 2 == 0 ? 0 : sim::to_days(part.step) / 2;
  group.days = sim::to_days(part.from + (steps - part.steps_before) * part.step) + group.half_width;
  return group;
}

/// Of all cells.
const std::vector<ClockGroup>& times_of_cells() {
  static const std::vector<ClockGroup> times = [] {
    std::vector<ClockGroup> groups;
    for (std::size_t i = 0; i < ClockGrid::cells; ++i)
      groups.push_back(time_of_cell(i));
    return groups;
  }();
  return times;
}

}  // namespace

ClockGroup ClockGrid::group_of(std::size_t cell) {
  return times_of_cells()[cell];
}

void ClockCounts::make_room() {
  if (exact_.size() < most_exact)
    exact_.reserve(std::min(most_exact, 2 * exact_.size() + 8));
  else
    count_exact();
}

void ClockCounts::count_exact() {
  grid_.count(exact_);
  exact_.clear();
  grid_.count_at_once(std::exchange(at_once_, 0));
  has_grid_ = true;
}

void ClockCounts::settle() {
  if (!is_exact() || kept() > most_exact) count_exact();
}

void ClockCounts::keep_small() {
  if (is_exact() && kept() <= most_exact) return;
  count_exact();
  exact_.shrink_to_fit();
}

void ClockCounts::add(const ClockCounts& other) {
  if (is_exact() && other.is_exact()) {
    exact_.insert(exact_.end(), other.exact_.begin(), other.exact_.end());
    at_once_ += other.at_once_;
    return;
  }
  count_exact();
  GridCounts scratch;
  grid_.add(other.on_grid(scratch));
}

ClockCounts::Contents ClockCounts::contents() const {
  Contents contents{has_grid_, exact_, at_once_, {}};
  for (std::size_t cell = 0; cell < grid_.size(); ++cell)
    for (const ClockEnd how : {ClockEnd::Event, ClockEnd::Competing, ClockEnd::Censored})
      if (const std::int64_t clocks = grid_(cell, how); clocks > 0)
        contents.cells.push_back({cell, how, static_cast<std::uint64_t>(clocks)});
  return contents;
}

ClockCounts ClockCounts::of(Contents&& contents) {
  ClockCounts result;
  result.has_grid_ = contents.has_grid;
  result.exact_ = std::move(contents.exact);
  result.at_once_ = contents.at_once;
  for (const Contents::Cell& cell : contents.cells) {
    sim::expects(cell.number < ClockGrid::cells, "a cell of the grid");
    result.grid_.count_in(cell.number, cell.how, cell.clocks);
  }
  return result;
}

std::vector<ClockGroup> ClockCounts::grouped() const {
  if (!is_exact()) return grouped_by_cell();
  const std::vector<std::uint64_t> clocks = sorted(exact_);
  std::vector<ClockGroup> groups = groups_after(at_once_);
  groups.reserve(clocks.size() + groups.size());
  sim::Ticks last{groups.empty() ? -1 : 0};
  for (const std::uint64_t one : clocks) {
    const sim::Ticks time = time_of(one);
    if (time != last) groups.push_back({.days = sim::to_days(time)});
    last = time;
    groups.back().count(end_of(one));
  }
  return groups;
}

std::vector<ClockGroup> ClockCounts::grouped_by_cell() const {
  constexpr std::size_t few = 64;
  if (is_exact() && kept() <= few) return few_by_cell(exact_, at_once_);
  GridCounts scratch;
  const EndedByCell ended(on_grid(scratch));
  const std::vector<ClockGroup>& times = times_of_cells();
  std::vector<ClockGroup> groups;
  groups.reserve(ended.cells / 2);
  for (std::size_t cell = 0; cell < ended.cells; ++cell) {
    if (ended.is_empty(cell)) continue;
    ClockGroup& group = groups.emplace_back(times[cell]);
    group.events = ended.events[cell];
    group.competing = ended.competing[cell];
    group.censored = ended.censored[cell];
  }
  return groups;
}

const GridCounts& ClockCounts::on_grid(GridCounts& scratch) const {
  if (kept() == 0) return grid_;
  scratch = grid_;
  scratch.count(exact_);
  scratch.count_at_once(at_once_);
  return scratch;
}

}  // namespace stepdown::models
