#pragma once

#include "analysis/formulas/competing_clocks.hpp"

#include <span>
#include <vector>

namespace stepdown::analysis {

/// Chances and moments of the wins inside one cell, by clock.
using CellWins = std::vector<Win>;

/// Integrates who wins a race, cell by cell.
class ClockIntegrator {
 public:
  explicit ClockIntegrator(std::span<const Clock> clocks) : clocks_(clocks) {}

  /// Adds the wins in (a, b], and those at 0 when a = 0.
  void add_cell(double a, double b, CellWins& sum) const;

  /// P(no clock rings before or at t).
  [[nodiscard]] double all_survive(double t) const;

 private:
  [[nodiscard]] std::vector<double> steps_between(double a, double b) const;
  void add_staircase(double a, double b, CellWins& sum) const;
  void add_step(double a, double b, CellWins& sum) const;
  /// A cell by `rule`, and how far halving the one around it moved that.
  struct Cell {
    CellWins wins;
    double moved = 0;
    int depth = 0;
  };
  void refine(double a, double b, const Cell& cell, CellWins& sum) const;
  [[nodiscard]] CellWins rule(double a, double b) const;

  std::span<const Clock> clocks_;
};

}  // namespace stepdown::analysis
