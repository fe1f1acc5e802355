#include "sim/waiting_line.hpp"

#include "sim/contract.hpp"

#include <bit>
#include <tuple>

namespace stepdown::sim {

void WaitingLines::reset(int lines) {
  expects(lines >= 0, "a number of lines is not negative");
  lines_.assign(static_cast<std::size_t>(lines), Line{});
  entries_.clear();
  first_free_ = nobody;
}

std::uint32_t WaitingLines::new_entry(int line, const Waiter& waiter) {
  const Entry entry{.waiter = waiter, .next = nobody, .previous = nobody, .line = line};
  if (first_free_ == nobody) {
    entries_.push_back(entry);
    return static_cast<std::uint32_t>(entries_.size() - 1);
  }
  const std::uint32_t place = first_free_;
  first_free_ = entries_[place].next;
  entries_[place] = entry;
  return place;
}

Ticket WaitingLines::join(int line, const Waiter& waiter) {
  expects(line >= 0 && line < lines(), "one joins a line that exists");
  expects(waiter.rank < rank_limit, "ranks in a line are below 64");
  const std::uint32_t place = new_entry(line, waiter);
  Entry& entry = entries_[place];
  Line& joined = lines_[static_cast<std::size_t>(line)];
  Ends& ends = joined.ranks[waiter.rank];
  const auto key = std::tie(waiter.time, waiter.number);
  std::uint32_t ahead = ends.last;
  while (ahead != nobody &&
         key < std::tie(entries_[ahead].waiter.time, entries_[ahead].waiter.number))
    ahead = entries_[ahead].previous;
  entry.previous = ahead;
  entry.next = ahead == nobody ? ends.first : entries_[ahead].next;
  (ahead == nobody ? ends.first : entries_[ahead].next) = place;
  (entry.next == nobody ? ends.last : entries_[entry.next].previous) = place;
  joined.ranks_waiting |= std::uint64_t{1} << waiter.rank;
  ++joined.size;
  return Ticket{place};
}

void WaitingLines::leave(Ticket ticket) {
  const auto place = static_cast<std::uint32_t>(ticket);
  expects(place < entries_.size() && entries_[place].line != no_line, "only who waits can leave");
  Entry& entry = entries_[place];
  Line& line = lines_[static_cast<std::size_t>(entry.line)];
  Ends& ends = line.ranks[entry.waiter.rank];
  (entry.previous == nobody ? ends.first : entries_[entry.previous].next) = entry.next;
  (entry.next == nobody ? ends.last : entries_[entry.next].previous) = entry.previous;
  if (ends.first == nobody) line.ranks_waiting &= ~(std::uint64_t{1} << entry.waiter.rank);
  --line.size;
  entry.line = no_line;
  entry.next = first_free_;
  first_free_ = place;
}

std::optional<Ticket> WaitingLines::front(int line) const {
  const Line& asked = of(line);
  if (asked.ranks_waiting == 0) return std::nullopt;
  const auto rank = static_cast<std::size_t>(std::countr_zero(asked.ranks_waiting));
  return Ticket{asked.ranks[rank].first};
}

std::optional<Ticket> WaitingLines::next(Ticket ticket) const {
  const Entry& entry = at(ticket);
  if (entry.next != nobody) return Ticket{entry.next};
  const Line& line = of(entry.line);
  const auto later = line.ranks_waiting & ~((std::uint64_t{2} << entry.waiter.rank) - 1);
  if (later == 0) return std::nullopt;
  return Ticket{line.ranks[static_cast<std::size_t>(std::countr_zero(later))].first};
}

}  // namespace stepdown::sim
