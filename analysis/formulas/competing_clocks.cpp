#include "analysis/formulas/competing_clocks.hpp"

#include "analysis/formulas/clock_integrator.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

double Clock::survival(double t) const {
  const double s = sim::survival(*time, t / time_factor);
  return hazard_ratio == 1 ? s : std::pow(s, hazard_ratio);
}

namespace {

/// A length of time typical of the race: the shortest median of the clocks, or 1 day.
double typical_time(std::span<const Clock> clocks) {
  double shortest = sim::infinity;
  for (const Clock& clock : clocks) {
    // S^h = 1/2 where S = 2^(-1/h)
    const double q = std::exp2(-1 / clock.hazard_ratio);
    const double median = sim::quantile_of_survival(*clock.time, q) * clock.time_factor;
    if (median > 0) shortest = std::min(shortest, median);
  }
  return std::isfinite(shortest) ? shortest : 1;
}

/// The end of the integration: what is left beyond `b`, against what was found so far.
struct Tail {
  double b = 0;
  double alive = 0;
  double time = 0;
  double time_square = 0;

  // Where a moment is finite its tail, about alive b^n, becomes any small share of it far out;
  // where it is not, that ratio stays.
  [[nodiscard]] bool has_no_mean() const { return alive * b > 1e-9 * time; }
  [[nodiscard]] bool has_no_mean_square() const { return alive * b * b > 1e-9 * time_square; }
  [[nodiscard]] bool is_negligible() const { return alive * b * b < 1e-15 * time_square; }
};

}  // namespace

RaceFigures race(std::span<const Clock> clocks) {
  sim::expects(!clocks.empty(), "at least one clock");
  const ClockIntegrator integrator(clocks);
  RaceFigures figures;
  figures.wins.assign(clocks.size(), Win{});
  // Panels that double in width from far below the typical time to as far as doubles reach, because
  // survival functions may be steep at 0 and have heavy tails. What doubles must not begin at 0.
  constexpr double shortest = 1e-290;
  double b = std::max(shortest, typical_time(clocks) * 0x1p-60);
  integrator.add_cell(0, b, figures.wins);
  double alive = integrator.all_survive(b);
  Tail tail;
  while (b < 1e280 && alive > 0) {
    const double a = b;
    b *= 2;
    integrator.add_cell(a, b, figures.wins);
    tail = {a, alive, 0, 0};
    alive = integrator.all_survive(b);
    for (const Win& win : figures.wins) {
      tail.time += win.time;
      tail.time_square += win.time_square;
    }
    if (tail.is_negligible() && alive < 1e-15) break;
  }
  figures.never = integrator.all_survive(sim::infinity);
  // A tail that ends all at once is that of a bounded time, whatever is left before its end.
  const bool is_bounded = alive == 0 && tail.alive > 1e-250;
  const bool has_no_mean = !is_bounded && tail.has_no_mean();
  if (figures.never > 0 || has_no_mean) {
    for (Win& win : figures.wins)
      win.time = win.time_square = win.probability > 0 ? sim::infinity : 0;
  } else if (!is_bounded && tail.has_no_mean_square()) {
    for (Win& win : figures.wins)
      win.time_square = win.probability > 0 ? sim::infinity : 0;
  }
  return figures;
}

GridWins race_on_grid(std::span<const Clock> clocks, double h, std::size_t cells) {
  sim::expects(!clocks.empty() && h > 0, "at least one clock and a positive step");
  const ClockIntegrator integrator(clocks);
  GridWins grid;
  grid.mass.assign(clocks.size(), std::vector<double>(cells, 0.0));
  grid.time = grid.mass;
  grid.survival.assign(cells + 1, 0.0);
  grid.survival[0] = 1;
  for (std::size_t m = 0; m < cells; ++m) {
    CellWins wins(clocks.size());
    double a = static_cast<double>(m) * h;
    if (m == 0) {
      // Survival functions may be steep at 0: panels that double towards it.
      double b = h * 0x1p-40;
      integrator.add_cell(0, b, wins);
      while (b < h / 2) {
        integrator.add_cell(b, 2 * b, wins);
        b *= 2;
      }
      a = b;
    }
    const double end = static_cast<double>(m + 1) * h;
    integrator.add_cell(a, end, wins);
    double left = grid.survival[m];
    for (std::size_t k = 0; k < clocks.size(); ++k) {
      grid.mass[k][m] = wins[k].probability;
      grid.time[k][m] = wins[k].time;
      left -= wins[k].probability;
    }
    grid.survival[m + 1] = std::max(0.0, left);
    // Asked of the clocks themselves: what is left over of 1 above never gets below its rounding.
    if (integrator.all_survive(end) < 1e-15) break;
  }
  return grid;
}

}  // namespace stepdown::analysis
