#pragma once

#include "models/clock_counts.hpp"

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// The curves (see `Curve`) of all clocks but those of one group of replications, for each of these
/// groups, in one walk. On `models::ClockGrid`: they say how far an estimate may be off, not what
/// it is.
class LeftOutCurves {
 public:
  /// @param has_end  whether `end` is asked for
  /// @pre there are at most `most_groups`
  LeftOutCurves(std::span<const models::ClockCounts* const> groups, bool has_end);

  /// @pre `days` is more than the last time.
  void go_to(double days);

  [[nodiscard]] std::size_t size() const { return groups_; }
  /// Whether the clocks without a group say anything of this time; as `Curve::is_known`.
  [[nodiscard]] bool is_known(std::size_t group) const;
  /// Whether a clock of the group itself has ended so far: by an event, or by anything but the
  /// horizon.
  [[nodiscard]] bool has_event(std::size_t group) const { return own_events_[group] > 0; }
  [[nodiscard]] bool has_ended(std::size_t group) const { return own_ended_[group] > 0; }
  [[nodiscard]] double free(std::size_t group) const { return free_[group]; }
  [[nodiscard]] double incidence(std::size_t group) const {
    return competes_ ? incidence_[group] : 1 - free_[group];
  }
  /// How the clocks without a group end, as the figure of such a curve; nothing where no end is
  /// known. @pre the walk has gone to the end of the clocks.
  [[nodiscard]] std::optional<double> end(std::size_t group) const { return end_[group]; }

 private:
  /// A multiple of what a processor takes at once.
  static constexpr std::size_t lanes = 20;
  using Lanes = std::array<double, lanes>;

  /// Clocks that ended in one way.
  struct Clocks {
    Lanes own{};  ///< by group
    double all = 0;
  };
  /// What ended in one cell.
  struct Cell {
    Clocks events;
    Clocks competing;
    Clocks censored;
  };

  static constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

  /// Cells that are read together, of all groups.
  static constexpr std::size_t cells_at_once = 32;

  void read(std::span<const models::GridCounts* const> grids, std::size_t first);
  [[nodiscard]] Cell& place_of(std::size_t cell);
  void pass(std::size_t number);
  void note_ends(const Lanes& at_risk);

  std::size_t groups_;
  std::vector<Cell> used_cells_;
  std::vector<std::size_t> places_;  ///< in these, by cell of the grid; `nowhere`: it is empty
  std::size_t next_ = 0;             ///< the cell of the grid to be counted next
  double at_ = -1;
  bool competes_ = false;
  bool has_end_ = false;
  Lanes started_{};
  Lanes at_risk_{};           ///< after what has been counted
  Lanes at_risk_just_now_{};  ///< before what ended at exactly this time
  Lanes ended_{};             ///< by events or competing ends
  Lanes free_{};
  Lanes incidence_{};
  Lanes own_events_{};  ///< of the group itself, so far
  Lanes own_ended_{};
  std::array<bool, lanes> is_over_{};
  std::array<std::optional<double>, lanes> end_{};
};

}  // namespace stepdown::analysis
