#include "models/grid_counts.hpp"

#include <algorithm>

namespace stepdown::models {

namespace {

/// In long pieces: most grow to the length of the window and no further.
void grow(std::vector<std::uint32_t>& counts, std::size_t to) {
  constexpr std::size_t at_once = 128;
  const std::size_t size = (to + at_once - 1) / at_once * at_once;
  counts.reserve(size);  // not by doubling
  counts.resize(size);
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

/// @returns whether any sum needs more bits.
bool add_lower_bits(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from) {
  std::uint32_t overflows = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    to[i] += from[i];
    overflows |= to[i] < from[i] ? 1U : 0U;
  }
  return overflows != 0;
}

}  // namespace

// A table instead of questions, the answers to which no processor foresees: moments have even
// cells, what follows them the next one.
void GridCounts::count(std::span<const std::uint64_t> clocks) {
  const std::uint16_t* const table = cells_of_steps().data();
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
    Counts& counts = lower_[kind_of(cell, how)];
    if (cell / 2 >= counts.size()) [[unlikely]]
      grow(counts, cell / 2 + 1);
    ++counts[cell / 2];
  }
}

void GridCounts::count_at_once(std::uint64_t events) {
  if (events == 0) return;
  Counts& counts = lower_[kind_of(0, static_cast<std::size_t>(ClockEnd::Event))];
  if (counts.empty()) grow(counts, 1);
  counts.front() += static_cast<std::uint32_t>(events);
}

void GridCounts::count_in(std::size_t cell, ClockEnd how, std::uint64_t number) {
  Counts& counts = lower_[kind_of(cell, static_cast<std::size_t>(how))];
  if (cell / 2 >= counts.size()) grow(counts, cell / 2 + 1);
  counts[cell / 2] += static_cast<std::uint32_t>(number);
}

void GridCounts::add(const GridCounts& other) {
  for (std::size_t kind = 0; kind < lower_.size(); ++kind) {
    Counts& lower = lower_[kind];
    Counts& upper = upper_[kind];
    const Counts& more = other.lower_[kind];
    if (lower.size() < more.size()) grow(lower, more.size());
    if (add_lower_bits(lower, more)) {
      upper.resize(lower.size());
      for (std::size_t i = 0; i < more.size(); ++i)
        if (lower[i] < more[i]) ++upper[i];
    }
    const Counts& more_upper = other.upper_[kind];
    if (upper.empty() && more_upper.empty()) continue;
    upper.resize(lower.size());
    for (std::size_t i = 0; i < more_upper.size(); ++i)
      upper[i] += more_upper[i];
  }
}

void GridCounts::read(ClockEnd how, std::size_t begin, std::span<std::int64_t> cells) const {
  for (const std::size_t first : {std::size_t{0}, std::size_t{1}}) {
    const std::size_t kind = kind_of(first, static_cast<std::size_t>(how));
    const auto from = [&](const Counts& counts) {
      return std::span(counts).subspan(std::min(begin / 2, counts.size()));
    };
    const std::span<const std::uint32_t> lower = from(lower_[kind]);
    const std::span<const std::uint32_t> upper = from(upper_[kind]);
    const std::size_t steps = (cells.size() + 1 - first) / 2;
    const std::size_t known = std::min(steps, lower.size());
    for (std::size_t i = 0; i < known; ++i)
      cells[2 * i + first] = lower[i];
    for (std::size_t i = known; i < steps; ++i)
      cells[2 * i + first] = 0;
    for (std::size_t i = 0; i < std::min(known, upper.size()); ++i)
      cells[2 * i + first] += static_cast<std::int64_t>(upper[i]) << 32;
  }
}

std::size_t GridCounts::size() const {
  std::size_t steps = 0;
  for (const Counts& counts : lower_)
    steps = std::max(steps, counts.size());
  return std::min(2 * steps, ClockGrid::cells);
}

}  // namespace stepdown::models
