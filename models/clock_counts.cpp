#include "models/clock_counts.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace stepdown::models {

namespace {

using Cell = ClockCounts::Cell;

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

/// @returns whether any sum needs more bits.
bool add_lower_bits(std::vector<Cell>& to, std::span<const Cell> from) {
  bool overflows = false;
  for (std::size_t cell = 0; cell < from.size(); ++cell) {
    if ((from[cell][0] | from[cell][1] | from[cell][2]) == 0) continue;  // as half of them are
    for (std::size_t how = 0; how < from[cell].size(); ++how) {
      to[cell][how] += from[cell][how];
      overflows |= to[cell][how] < from[cell][how];
    }
  }
  return overflows;
}

/// Not by doubling: most grow to the length of the window and no further.
void grow(std::vector<Cell>& cells, std::size_t to) {
  constexpr std::size_t at_once = 128;
  if (to > cells.capacity()) cells.reserve((to + at_once - 1) / at_once * at_once);
  cells.resize(to);
}

/// For each whole number of the finest steps the cell that begins there or reaches over it.
const std::vector<std::uint16_t>& cells_of_steps() {
  static const std::vector<std::uint16_t> table = [] {
    std::vector<std::uint16_t> cells;
    for (sim::Ticks time{}; time <= ClockGrid::last; time += ClockGrid::parts[0].step)
      cells.push_back(static_cast<std::uint16_t>(ClockGrid::cell_of(time)));
    return cells;
  }();
  return table;
}

/// Counts clocks. Times beyond the grid are censored at its end. A table instead of questions, the
/// answers to which no processor foresees: moments have even cells, what follows them the next one.
void count(const std::vector<std::uint64_t>& clocks, std::vector<Cell>& cells) {
  const std::uint16_t* const table = cells_of_steps().data();
  Cell* first = cells.data();
  std::size_t size = cells.size();
  constexpr auto step = static_cast<std::uint64_t>(ClockGrid::parts[0].step.count());
  constexpr auto end = static_cast<std::uint64_t>(ClockGrid::last.count());
  for (const std::uint64_t one : clocks) {
    std::uint64_t time = one >> 2U;
    std::uint64_t how = one & 3U;
    if (time > end) [[unlikely]] {
      time = end;
      how = static_cast<std::uint64_t>(ClockEnd::Censored);
    }
    const std::uint64_t steps = time / step;
    const std::uint64_t is_between = time != steps * step ? 1 : 0;
    const std::size_t cell = table[steps] | is_between;
    if (cell >= size) [[unlikely]] {
      size = cell + 1;
      grow(cells, size);
      first = cells.data();
    }
    ++first[cell][how];
  }
}

void count_at_once(std::uint64_t events, std::vector<Cell>& cells) {
  if (events == 0) return;
  if (cells.empty()) grow(cells, 1);
  cells.front()[static_cast<std::size_t>(ClockEnd::Event)] += static_cast<std::uint32_t>(events);
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

}  // namespace

ClockGroup ClockGrid::group_of(std::size_t cell) {
  static const std::vector<ClockGroup> times = [] {
    std::vector<ClockGroup> groups;
    for (std::size_t i = 0; i < cells; ++i)
      groups.push_back(time_of_cell(i));
    return groups;
  }();
  return times[cell];
}

void ClockCounts::make_room() {
  if (exact_.size() < most_exact)
    exact_.reserve(std::min(most_exact, 2 * exact_.size() + 8));
  else
    count_exact();
}

void ClockCounts::count_exact() {
  count(exact_, cells_);
  exact_.clear();
  count_at_once(std::exchange(at_once_, 0), cells_);
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
  std::vector<Cell> scratch;
  const std::span<const Cell> more = other.cells(scratch);
  if (cells_.size() < more.size()) grow(cells_, more.size());
  if (add_lower_bits(cells_, more)) {
    upper_bits_.resize(ClockGrid::cells);
    for (std::size_t cell = 0; cell < more.size(); ++cell)
      for (std::size_t how = 0; how < more[cell].size(); ++how)
        if (cells_[cell][how] < more[cell][how]) ++upper_bits_[cell][how];
  }
  if (other.upper_bits_.empty()) return;
  upper_bits_.resize(ClockGrid::cells);
  for (std::size_t cell = 0; cell < other.upper_bits_.size(); ++cell)
    for (std::size_t how = 0; how < other.upper_bits_[cell].size(); ++how)
      upper_bits_[cell][how] += other.upper_bits_[cell][how];
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
  std::vector<Cell> scratch;
  const std::span<const Cell> lower = cells(scratch);
  std::vector<ClockGroup> groups;
  groups.reserve(lower.size() / 2);
  for (std::size_t cell = 0; cell < lower.size(); ++cell) {
    const auto& [events, competing, censored] = lower[cell];
    const bool has_more = !upper_bits_.empty() && upper_bits_[cell] != Cell{};
    if ((events | competing | censored) == 0 && !has_more) continue;
    ClockGroup& group = groups.emplace_back(ClockGrid::group_of(cell));
    group.events = events;
    group.competing = competing;
    group.censored = censored;
    if (!has_more) continue;
    group.events += std::int64_t{upper_bits_[cell][0]} << 32U;
    group.competing += std::int64_t{upper_bits_[cell][1]} << 32U;
    group.censored += std::int64_t{upper_bits_[cell][2]} << 32U;
  }
  return groups;
}

std::span<const Cell> ClockCounts::cells(std::vector<Cell>& scratch) const {
  if (kept() == 0) return cells_;
  scratch = cells_;
  count(exact_, scratch);
  count_at_once(at_once_, scratch);
  return scratch;
}

}  // namespace stepdown::models
