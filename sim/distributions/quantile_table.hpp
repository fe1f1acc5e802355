#pragma once

#include "sim/distributions/distribution.hpp"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepdown::sim {

/// Draws from a distribution by its inverse distribution function, tabulated: one uniform a draw,
/// monotone (the same luck gives the same rank in every variant of a scenario), a few nanoseconds.
///
/// With w the smaller of u and 1 - u, the table has cells that are geometric in w: 16 a binary
/// octave (32 where needed), 16 octaves (15) on either side. Inside a cell a cubic Hermite
/// polynomial with the exact values and slopes at both ends; beyond the last octave (w < 2^-17 or
/// 2^-16), and in cells where the polynomial would miss the bound below (at steps and kinks), the
/// exact quantile. Steps and histograms have an exact look-up of their own instead.
///
/// Error: |F(at(u)) - u| <= 2.5e-7 w for every u, so at most 1.25e-7 (checked in every cell while
/// the table is built), apart from the rounding of the value itself. Monotone, up to rounding in
/// the last bits. 16 KB for most distributions, never more than 32 KB; built in 0.05 to 0.5 ms for
/// one with a formula, in some ms for many Coxian phases.
class QuantileTable {
 public:
  /// @pre the distribution has no problem (`problem_with`).
  explicit QuantileTable(const Distribution& distribution);

  /// The value whose rank is given by 64 random bits; larger bits never give a smaller value.
  /// The uniform number is u = (k + 1/2) 2^-52 with k the upper 52 bits (`open_unit`).
  /// +infinity for an event that never happens.
  [[nodiscard]] double at(std::uint64_t bits) const noexcept {
    const auto upper = static_cast<std::uint64_t>(static_cast<std::int64_t>(bits) >> 63U);
    // 2^53 w, exactly: the tail beyond u is mirrored by inverting the bits.
    const auto scaled_tail =
        static_cast<double>(static_cast<std::int64_t>(((bits ^ upper) >> 11U) | 1U));
    const double x = interpolate(upper & cells_a_side_, scaled_tail);
    if (!(x >= 0)) [[unlikely]]
      return exact(upper != 0, scaled_tail);
    return x;
  }

  /// The value that is exceeded with probability `q`, accurate to the smallest q: for hazard ratios
  /// (q = survival_of(bits) to the power 1 / ratio) and for times already elapsed.
  /// @pre 0 <= q <= 1
  [[nodiscard]] double at_survival(double q) const noexcept {
    const bool upper = q < 0.5;
    const double scaled_tail = (upper ? q : 1 - q) * 0x1p53;
    const double x = interpolate(upper ? cells_a_side_ : 0, scaled_tail);
    if (!(x >= 0)) [[unlikely]]
      return exact(upper, scaled_tail);
    return x;
  }

  /// The survival probability that belongs to these bits: at(bits) ==
  /// at_survival(survival_of(bits)).
  [[nodiscard]] static double survival_of(std::uint64_t bits) noexcept {
    return static_cast<double>(static_cast<std::int64_t>((~bits >> 11U) | 1U)) * 0x1p-53;
  }

  [[nodiscard]] const Distribution& distribution() const { return distribution_; }
  /// Bytes of the table itself.
  [[nodiscard]] std::size_t table_bytes() const {
    const std::size_t numbers = pieces_.upto.size() + pieces_.from.size() + pieces_.slope.size();
    return cells_.size() * sizeof(Cell) + numbers * sizeof(double) +
           pieces_.guide.size() * sizeof(std::uint32_t);
  }
  /// Share of draws that need the exact quantile.
  [[nodiscard]] double exact_share() const;

 private:
  /// value + t (slope + t (bend + t twist)), t the distance from the start of the cell.
  struct Cell {
    double value = 0;
    double slope = 0;
    double bend = 0;
    double twist = 0;
  };

  /// Exact look-up for distributions made of steps and straight pieces.
  struct Pieces {
    /// Cumulative probability at the end of each piece.
    std::vector<double> upto;
    /// Value at the start of each piece, and how it rises with the probability.
    std::vector<double> from;
    std::vector<double> slope;
    /// The piece to start the search from, by equal steps of probability.
    std::vector<std::uint32_t> guide;
  };

  struct Grid;
  struct Node;
  class Nodes;

  void build_line(double low, double width);
  void build_exact();
  void add_piece(double weight, double from, double width);
  template <class TailOf>
  static Cell between(const Node& left, const Node& right, const TailOf& tail);
  void build_cells(const Distribution& law, double factor, const Grid& grid);

  [[nodiscard]] double interpolate(std::uint64_t first_cell, double scaled_tail) const noexcept {
    const auto bits = std::bit_cast<std::uint64_t>(scaled_tail);
    const auto cell = static_cast<std::int64_t>(bits >> cell_shift_) - first_index_;
    if (cell < 0) [[unlikely]]
      return -1;
    const auto start = std::bit_cast<double>(bits & cell_mask_);
    const double t = scaled_tail - start;
    const Cell& c = cells_[first_cell + static_cast<std::uint64_t>(cell)];
    return c.value + t * (c.slope + t * (c.bend + t * c.twist));
  }

  [[nodiscard]] double exact(bool upper, double scaled_tail) const noexcept;

  std::uint64_t cells_a_side_ = 1;
  std::uint64_t cell_mask_ = 0;
  std::int64_t first_index_ = 0;
  unsigned cell_shift_ = 63;
  std::vector<Cell> cells_;
  Pieces pieces_;
  /// A `Geometric`, if the interval is positive: its n-th review has survival exp(n /
  /// reviews_a_log_).
  double review_interval_ = 0;
  double reviews_a_log_ = 0;
  Distribution distribution_;
};

}  // namespace stepdown::sim
