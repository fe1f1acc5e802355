#include "analysis/formulas/clock_integrator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace stepdown::analysis {

namespace {

constexpr double relative_gap = 1e-12;
constexpr int deepest = 46;
constexpr std::size_t most_steps = 100'000;  // of clocks that ring at single values, in a cell

// Gauss-Lobatto rule with five nodes on [-1, 1], and the derivative matrix of the polynomial
// through them. Together they integrate by parts exactly, so that the chances of all clocks add up.
// Source: Abramowitz and Stegun (1964), Handbook of Mathematical Functions, formula 25.4.32.
constexpr std::size_t nodes = 5;
using Values = std::array<double, nodes>;

struct Lobatto {
  Values node{};
  Values weight{};
  std::array<Values, nodes> derivative{};
};

Lobatto make_lobatto() {
  Lobatto rule;
  const double inner = std::sqrt(3.0 / 7.0);
  rule.node = {-1, -inner, 0, inner, 1};
  rule.weight = {0.1, 49.0 / 90.0, 32.0 / 45.0, 49.0 / 90.0, 0.1};
  Values barycentric{};
  for (std::size_t i = 0; i < nodes; ++i) {
    barycentric[i] = 1;
    for (std::size_t j = 0; j < nodes; ++j)
      if (j != i) barycentric[i] /= rule.node[i] - rule.node[j];
  }
  for (std::size_t i = 0; i < nodes; ++i) {
    double row = 0;
    for (std::size_t j = 0; j < nodes; ++j) {
      if (i == j) continue;
      rule.derivative[i][j] = barycentric[j] / barycentric[i] / (rule.node[i] - rule.node[j]);
      row += rule.derivative[i][j];
    }
    rule.derivative[i][i] = -row;
  }
  return rule;
}

const Lobatto& lobatto() {
  static const Lobatto rule = make_lobatto();
  return rule;
}

void add(CellWins& sum, const CellWins& part) {
  for (std::size_t k = 0; k < sum.size(); ++k) {
    sum[k].probability += part[k].probability;
    sum[k].time += part[k].time;
    sum[k].time_square += part[k].time_square;
  }
}

}  // namespace

void ClockIntegrator::add_cell(double a, double b, CellWins& sum) const {
  double from = a;
  if (a == 0 && all_survive(0) < 1) add_step(0, 0, sum);
  const std::vector<double> steps = steps_between(a, b);
  if (steps.size() > most_steps) return add_staircase(a, b, sum);
  // Clocks that ring at single values: the values get cells of almost no width of their own.
  for (const double step : steps) {
    const double gap = step * relative_gap;
    if (step - gap > from) refine(from, step - gap, {.wins = rule(from, step - gap)}, sum);
    add_step(std::max(from, step - gap), step + gap, sum);
    from = step + gap;
  }
  if (b > from) refine(from, b, {.wins = rule(from, b)}, sum);
}

double ClockIntegrator::all_survive(double t) const {
  double product = 1;
  for (const Clock& clock : clocks_)
    product *= clock.survival(t);
  return product;
}

/// So many steps are as good as none: in each of these parts lie a thousand of them.
void ClockIntegrator::add_staircase(double a, double b, CellWins& sum) const {
  constexpr std::size_t parts = most_steps / 1000;
  double from = a;
  for (std::size_t i = 1; i <= parts; ++i) {
    const double to = a + (b - a) * static_cast<double>(i) / parts;
    add(sum, rule(from, to));
    from = to;
  }
}

/// Where clocks with single values ring in (a, b], ascending; of too many, only so many that this
/// shows.
std::vector<double> ClockIntegrator::steps_between(double a, double b) const {
  std::vector<double> steps;
  for (const Clock& clock : clocks_) {
    if (!sim::is_lattice(*clock.time)) continue;
    const double f = clock.time_factor;
    double x = a / f * (1 + 2 * relative_gap);
    for (;;) {
      const double s = sim::survival(*clock.time, x);
      if (!(s > 0)) break;
      const double next = sim::quantile_of_survival(*clock.time, s * (1 - 1e-11));
      if (!(next * f <= b) || !(next > x)) break;
      steps.push_back(next * f);
      if (steps.size() > 2 * most_steps) return steps;
      x = next * (1 + 2 * relative_gap);
    }
  }
  std::sort(steps.begin(), steps.end());
  const auto same = [](double x, double y) { return y - x <= 4 * relative_gap * y; };
  steps.erase(std::unique(steps.begin(), steps.end(), same), steps.end());
  return steps;
}

/// Everything in [a, b] rings at once: the clock listed first wins.
void ClockIntegrator::add_step(double a, double b, CellWins& sum) const {
  const auto before_step = [a](const Clock& clock) { return a > 0 ? clock.survival(a) : 1; };
  double later = 1;  // those listed later have not rung before
  for (const Clock& clock : clocks_)
    later *= before_step(clock);
  double earlier = 1;  // those listed earlier do not ring now either
  const double t = (a + b) / 2;
  for (std::size_t k = 0; k < clocks_.size(); ++k) {
    const double before = before_step(clocks_[k]);
    const double after = clocks_[k].survival(b);
    later = before > 0 ? later / before : 0;
    const double p = (before - after) * earlier * later;
    sum[k].probability += p;
    sum[k].time += p * t;
    sum[k].time_square += p * t * t;
    earlier *= after;
  }
}

void ClockIntegrator::refine(double a, double b, const Cell& cell, CellWins& sum) const {
  const double middle = (a + b) / 2;
  const CellWins left = rule(a, middle);
  const CellWins right = rule(middle, b);
  double error = 0;
  double mass = 0;
  for (std::size_t k = 0; k < cell.wins.size(); ++k) {
    const Win& whole = cell.wins[k];
    const double p = left[k].probability + right[k].probability;
    const double t = left[k].time + right[k].time;
    const double t_square = left[k].time_square + right[k].time_square;
    error = std::max({error,
                      std::abs(p - whole.probability),
                      std::abs(t - whole.time) / b,
                      std::abs(t_square - whole.time_square) / (b * b)});
    mass += p;
  }
  // The two rules differ by far more than the finer one is wrong, where the clocks are smooth.
  // Below 1e-14 of those still in the race a difference is only rounding, and so it is near the
  // smallest numbers that there are, where survival functions come in steps. They come in coarser
  // ones where they are differences of larger numbers: a tiny difference that does not shrink with
  // the cell is nothing but these.
  constexpr double nothing = 1e-290;
  constexpr double tiny = 1e-13;
  const bool is_rounding = error <= tiny && error > 0.75 * cell.moved && cell.depth > 0;
  if (error <= 1e-10 * mass + 1e-14 * all_survive(a) + nothing || is_rounding) {
    add(sum, left);
    add(sum, right);
  } else if (cell.depth == deepest || b - a < 4 * relative_gap * b) {
    add_step(a, b, sum);
  } else {
    refine(a, middle, {left, error, cell.depth + 1}, sum);
    refine(middle, b, {right, error, cell.depth + 1}, sum);
  }
}

CellWins ClockIntegrator::rule(double a, double b) const {
  const Lobatto& lob = lobatto();
  const std::size_t count = clocks_.size();
  std::vector<Values> s(count);
  Values t{};
  for (std::size_t q = 0; q < nodes; ++q) {
    t[q] = (a + b) / 2 + (b - a) / 2 * lob.node[q];
    if (q == 0) t[q] = a;
    if (q + 1 == nodes) t[q] = b;
    for (std::size_t k = 0; k < count; ++k)
      s[k][q] = clocks_[k].survival(t[q]);
  }
  CellWins wins(count);
  for (std::size_t k = 0; k < count; ++k) {
    for (std::size_t q = 0; q < nodes; ++q) {
      double slope = 0;
      for (std::size_t r = 0; r < nodes; ++r)
        slope += lob.derivative[q][r] * s[k][r];
      double others = 1;
      for (std::size_t j = 0; j < count; ++j)
        if (j != k) others *= s[j][q];
      const double p = -lob.weight[q] * slope * others;
      wins[k].probability += p;
      wins[k].time += p * t[q];
      wins[k].time_square += p * t[q] * t[q];
    }
  }
  return wins;
}

}  // namespace stepdown::analysis
