#include "sim/distributions/quantile_table.hpp"

#include "sim/contract.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/empirical.hpp"
#include "sim/distributions/empirical_bins.hpp"
#include "sim/distributions/geometric.hpp"
#include "sim/distributions/scaled.hpp"
#include "sim/distributions/truncated.hpp"
#include "sim/distributions/uniform.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

namespace stepdown::sim {

namespace {

constexpr unsigned mantissa_bits = 52;
constexpr std::uint64_t exponent_bias = 1023;
/// The scaled tail probability 2^53 w is below 2^52 (and 2^52 for w = 1/2).
constexpr double scale_up = 0x1p53;
constexpr std::uint64_t top_exponent = 52;
/// Largest error of a cell, relative to the tail probability.
constexpr double error_bound = 2.5e-7;

double nan_mark() {
  return std::numeric_limits<double>::quiet_NaN();
}

/// A law without scaling and, where possible, without truncation.
struct PlainLaw {
  Distribution law;
  double factor = 1;
};

PlainLaw plain(const Distribution& distribution) {
  PlainLaw result{.law = distribution};
  for (;;) {
    if (const auto* scaled = result.law.as<Scaled>()) {
      result.factor *= scaled->factor;
      Distribution base = scaled->base;
      result.law = std::move(base);
    } else if (const auto* cut = result.law.as<Truncated>()) {
      Distribution base = cut->resolved();
      if (base.is<Truncated>()) return result;
      result.law = std::move(base);
    } else {
      return result;
    }
  }
}

}  // namespace

/// A point of the quantile function: 2^53 w, the value there, and its slope.
struct QuantileTable::Node {
  double y = 0;
  double x = 0;
  double slope = 0;
};

/// Nodes of one side, outwards in. Families without a formula for the quantile find the next node
/// from the last two: the cubic through them, continued, then Newton's method.
class QuantileTable::Nodes {
 public:
  Nodes(const Distribution& law, Tail side)
      : law_{law}, side_{side}, is_quick_{law.has_quantile_formula()} {}

  Node at(double y) {
    Node node{.y = y};
    const bool is_found = !is_quick_ && is_continuable_ && continue_to(node);
    if (!is_found) node = with_slope(y, law_.tail_quantile(side_, y / scale_up));
    before_ = last_;
    last_ = node;
    is_continuable_ = before_.y > 0 && std::isfinite(before_.slope) && std::isfinite(last_.slope);
    return node;
  }

 private:
  [[nodiscard]] Node with_slope(double y, double x) const {
    const double sign = side_ == Tail::Lower ? 1 : -1;
    return {.y = y, .x = x, .slope = sign / (scale_up * law_.density(x))};
  }

  /// Finds the node at node.y; says whether it converged.
  bool continue_to(Node& node) const {
    const double width = last_.y - before_.y;
    const double secant = (last_.x - before_.x) / width;
    const double bend = (3 * secant - 2 * before_.slope - last_.slope) / width;
    const double twist = (before_.slope + last_.slope - 2 * secant) / (width * width);
    const double t = node.y - before_.y;
    double x = before_.x + t * (before_.slope + t * (bend + t * twist));
    constexpr int most_steps = 5;
    constexpr double converged = 1e-8;  // the step after it is below the rounding error
    for (int step = 0; step < most_steps; ++step) {
      const double slope = with_slope(node.y, x).slope;
      const double change = slope * (node.y - scale_up * law_.tail(side_, x));
      x += change;
      if (!(x > 0) || !std::isfinite(x)) return false;
      if (std::abs(change) <= converged * x) {
        node = with_slope(node.y, x);
        return true;
      }
    }
    return false;
  }

  const Distribution& law_;
  Tail side_;
  bool is_quick_;
  bool is_continuable_ = false;
  Node before_;
  Node last_;
};

/// A grid of cells: 2^bits a binary octave, on either side.
struct QuantileTable::Grid {
  unsigned bits = 4;
  unsigned octaves = 16;
};

QuantileTable::QuantileTable(const Distribution& distribution) : distribution_{distribution} {
  expects(problem_with(distribution).empty(), "a quantile table needs a sound distribution");
  const auto [law, factor] = plain(distribution);
  if (const auto* fixed = law.as<Constant>()) {
    build_line(fixed->value * factor, 0);
  } else if (const auto* even = law.as<Uniform>()) {
    build_line(even->low * factor, (even->high - even->low) * factor);
  } else if (const auto* values = law.as<Empirical>()) {
    for (std::size_t i = 0; i < values->values.size(); ++i)
      add_piece(values->weights[i], values->values[i] * factor, 0);
    build_exact();
  } else if (const auto* bins = law.as<EmpiricalBins>()) {
    for (std::size_t i = 0; i < bins->weights.size(); ++i)
      add_piece(bins->weights[i],
                bins->edges[i] * factor,
                (bins->edges[i + 1] - bins->edges[i]) * factor);
    build_exact();
  } else if (const auto* reviews = law.as<Geometric>()) {
    review_interval_ = reviews->interval * factor;
    reviews_a_log_ = 1 / std::log1p(-reviews->probability);
    build_exact();
  } else if (is_lattice(law)) {
    build_exact();
  } else {
    build_cells(law, factor, {.bits = 4, .octaves = 16});
    constexpr double tolerable = 0.002;
    if (exact_share() > tolerable) build_cells(law, factor, {.bits = 5, .octaves = 15});
  }
}

/// One cell a side: a constant or a straight line.
void QuantileTable::build_line(double low, double width) {
  const double slope = width / scale_up;
  cells_ = {Cell{.value = low, .slope = slope}, Cell{.value = low + width, .slope = -slope}};
}

/// No table: every draw by the exact quantile.
void QuantileTable::build_exact() {
  cells_ = {Cell{.value = nan_mark()}, Cell{.value = nan_mark()}};
  const std::size_t count = pieces_.upto.size();
  if (count == 0) return;
  pieces_.upto.back() = infinity;
  pieces_.guide.resize(count);
  std::uint32_t piece = 0;
  for (std::size_t i = 0; i < count; ++i) {
    while (pieces_.upto[piece] < static_cast<double>(i) / static_cast<double>(count))
      ++piece;
    pieces_.guide[i] = piece;
  }
}

void QuantileTable::add_piece(double weight, double from, double width) {
  if (weight <= 0) return;
  const double before = pieces_.upto.empty() ? 0 : pieces_.upto.back();
  pieces_.upto.push_back(before + weight);
  pieces_.from.push_back(from);
  pieces_.slope.push_back(width / weight);
}

/// The cubic Hermite polynomial between two nodes; marked for the exact quantile unless it rises
/// (or falls) all the way and meets the bound in between. `tail` is the tail probability of a
/// value.
template <class TailOf>
QuantileTable::Cell QuantileTable::between(const Node& left,
                                           const Node& right,
                                           const TailOf& tail) {
  if (left.x == right.x) return {.value = left.x};
  const double width = right.y - left.y;
  const double secant = (right.x - left.x) / width;
  const double steepest = 3 * std::abs(secant);
  const Cell marked{.value = nan_mark()};
  // Fritsch and Carlson (1980): slopes up to three times the secant keep a cubic monotone.
  if (!(std::abs(left.slope) <= steepest && std::abs(right.slope) <= steepest)) return marked;
  const Cell cell{.value = left.x,
                  .slope = left.slope,
                  .bend = (3 * secant - 2 * left.slope - right.slope) / width,
                  .twist = (left.slope + right.slope - 2 * secant) / (width * width)};
  for (const double part : {0.5, 0.25, 0.75}) {
    const double t = part * width;
    const double x = cell.value + t * (cell.slope + t * (cell.bend + t * cell.twist));
    const double w = (left.y + t) / scale_up;
    if (!(std::abs(tail(x) - w) <= error_bound * w)) return marked;
  }
  return cell;
}

void QuantileTable::build_cells(const Distribution& law, double factor, const Grid& grid) {
  const std::size_t count = std::size_t{grid.octaves} << grid.bits;
  cell_shift_ = mantissa_bits - grid.bits;
  cell_mask_ = ~((std::uint64_t{1} << cell_shift_) - 1);
  const std::uint64_t first = (exponent_bias + top_exponent - grid.octaves) << grid.bits;
  first_index_ = static_cast<std::int64_t>(first);
  cells_a_side_ = count + 1;
  cells_.assign(2 * cells_a_side_, Cell{});
  for (const Tail side : {Tail::Lower, Tail::Upper}) {
    Cell* const cells = cells_.data() + (side == Tail::Lower ? 0 : cells_a_side_);
    Nodes nodes{law, side};
    Node left = nodes.at(std::bit_cast<double>(first << cell_shift_));
    for (std::size_t i = 0; i < count; ++i) {
      const Node right = nodes.at(std::bit_cast<double>((first + i + 1) << cell_shift_));
      cells[i] = between(left, right, [&](double x) { return law.tail(side, x); });
      cells[i].value *= factor;
      cells[i].slope *= factor;
      cells[i].bend *= factor;
      cells[i].twist *= factor;
      left = right;
    }
    cells[count] = Cell{.value = left.x * factor};
  }
}

double QuantileTable::exact(bool upper, double scaled_tail) const noexcept {
  const double w = scaled_tail / scale_up;
  if (w <= 0) return upper ? highest(distribution_) : lowest(distribution_);
  if (review_interval_ > 0)
    return review_interval_ *
           std::max(1.0, std::ceil(std::log(upper ? w : 1 - w) * reviews_a_log_));
  if (pieces_.upto.empty())
    return distribution_.tail_quantile(upper ? Tail::Upper : Tail::Lower, w);
  const double u = upper ? 1 - w : w;
  const auto count = static_cast<double>(pieces_.guide.size());
  const auto start = std::min(static_cast<std::size_t>(u * count), pieces_.guide.size() - 1);
  std::size_t piece = pieces_.guide[start];
  while (pieces_.upto[piece] < u)
    ++piece;
  const double before = piece > 0 ? pieces_.upto[piece - 1] : 0;
  return pieces_.from[piece] + (u - before) * pieces_.slope[piece];
}

double QuantileTable::exact_share() const {
  const auto needs_exact = [](const Cell& cell) { return std::isnan(cell.value); };
  if (cells_a_side_ == 1) return needs_exact(cells_.front()) ? 1 : 0;
  const auto smallest =
      std::bit_cast<double>(static_cast<std::uint64_t>(first_index_) << cell_shift_);
  double share = 2 * smallest / scale_up;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const auto index = static_cast<std::uint64_t>(first_index_) + i % cells_a_side_;
    if (needs_exact(cells_[i]))
      share += (std::bit_cast<double>((index + 1) << cell_shift_) -
                std::bit_cast<double>(index << cell_shift_)) /
               scale_up;
  }
  return share;
}

}  // namespace stepdown::sim
