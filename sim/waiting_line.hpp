#pragma once

#include "sim/time.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace stepdown::sim {

/// The name of one entry in a waiting line, good until the entry is removed.
enum class Ticket : std::uint32_t {};

/// Somebody in a line.
struct Waiter {
  /// The caller's number for who it is (a slot in a slab, say).
  std::uint32_t who = 0;
  /// Smaller ranks go first; below `WaitingLines::rank_limit`.
  std::uint32_t rank = 0;
  /// Within a rank, who asked earlier goes first ...
  Ticks time{};
  /// ... and of those who asked at the same moment, the smaller number.
  std::uint64_t number = 0;
};

/// Several waiting lines, each ordered by (rank, time, number), with removal from anywhere.
///
/// Joining costs O(1) when people join in order of time (it walks back from the end of the rank
/// otherwise); front, removal and size cost O(1). Entries live in one pool that all lines share;
/// nothing is allocated once the pool has grown.
class WaitingLines {
 public:
  static constexpr std::uint32_t rank_limit = 64;

  WaitingLines() = default;
  explicit WaitingLines(int lines) { reset(lines); }

  /// Empties everything for another run and keeps the storage.
  void reset(int lines);

  /// @pre waiter.rank < rank_limit, 0 <= line < lines()
  [[gnu::hot]] Ticket join(int line, const Waiter& waiter);
  [[gnu::hot]] void leave(Ticket ticket);

  [[nodiscard]] int lines() const { return static_cast<int>(lines_.size()); }
  [[nodiscard]] bool empty(int line) const { return of(line).size == 0; }
  [[nodiscard]] int size(int line) const { return of(line).size; }

  /// Who goes first, if anybody is there.
  [[nodiscard]] [[gnu::hot]] std::optional<Ticket> front(int line) const;
  /// Who comes right after this one in the same line.
  [[nodiscard]] std::optional<Ticket> next(Ticket ticket) const;
  [[nodiscard]] const Waiter& waiter(Ticket ticket) const { return at(ticket).waiter; }
  [[nodiscard]] int line_of(Ticket ticket) const { return at(ticket).line; }

 private:
  static constexpr std::uint32_t nobody = 0xFFFFFFFF;
  static constexpr std::int32_t no_line = -1;

  struct Entry {
    Waiter waiter;
    std::uint32_t next = nobody;
    std::uint32_t previous = nobody;
    std::int32_t line = 0;
  };
  struct Ends {
    std::uint32_t first = nobody;
    std::uint32_t last = nobody;
  };
  struct Line {
    /// Bit r is set when somebody of rank r waits.
    std::uint64_t ranks_waiting = 0;
    std::int32_t size = 0;
    std::array<Ends, rank_limit> ranks;
  };

  [[nodiscard]] const Line& of(int line) const { return lines_[static_cast<std::size_t>(line)]; }
  [[nodiscard]] const Entry& at(Ticket ticket) const {
    return entries_[static_cast<std::uint32_t>(ticket)];
  }
  [[nodiscard]] [[gnu::hot]] std::uint32_t new_entry(int line, const Waiter& waiter);

  std::vector<Line> lines_;
  std::vector<Entry> entries_;
  std::uint32_t first_free_ = nobody;
};

}  // namespace stepdown::sim
