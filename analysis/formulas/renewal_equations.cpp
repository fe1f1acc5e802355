#include "analysis/formulas/renewal_equations.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr std::size_t width = 16;

/// A number at each frequency of a block.
struct Lane {
  std::array<double, width> real{};
  std::array<double, width> imaginary{};
};

/// x -= a b. `x` is neither of the others.
void take_off(const Lane& a, const Lane& b, Lane& x) {
  double* const __restrict real = x.real.data();
  double* const __restrict imaginary = x.imaginary.data();
  for (std::size_t q = 0; q < width; ++q) {
    real[q] -= a.real[q] * b.real[q] - a.imaginary[q] * b.imaginary[q];
    imaginary[q] -= a.real[q] * b.imaginary[q] + a.imaginary[q] * b.real[q];
  }
}

void multiply(const Lane& a, Lane& x) {
  for (std::size_t q = 0; q < width; ++q) {
    const double real = x.real[q] * a.real[q] - x.imaginary[q] * a.imaginary[q];
    x.imaginary[q] = x.real[q] * a.imaginary[q] + x.imaginary[q] * a.real[q];
    x.real[q] = real;
  }
}

void invert(Lane& x) {
  for (std::size_t q = 0; q < width; ++q) {
    const double square = x.real[q] * x.real[q] + x.imaginary[q] * x.imaginary[q];
    x.real[q] /= square;
    x.imaginary[q] /= -square;
  }
}

/// Which numbers of a square table are not 0, and how many others are so in each row and column.
class Pattern {
 public:
  explicit Pattern(std::size_t size)
      : size_{size}, is_there_(size * size), in_row_(size), in_column_(size) {}

  void add(std::size_t row, std::size_t column) {
    if (has(row, column)) return;
    is_there_[row * size_ + column] = true;
    ++in_row_[row];
    ++in_column_[column];
  }
  [[nodiscard]] bool has(std::size_t row, std::size_t column) const {
    return is_there_[row * size_ + column];
  }
  /// So many numbers at most come in when the state is eliminated.
  [[nodiscard]] std::size_t cost_of(std::size_t state) const {
    return in_row_[state] * in_column_[state];
  }
  void leave_out(std::size_t row, std::size_t column) {
    --in_row_[row];
    --in_column_[column];
  }

 private:
  std::size_t size_;
  std::vector<bool> is_there_;
  std::vector<std::size_t> in_row_;
  std::vector<std::size_t> in_column_;
};

}  // namespace

struct RenewalEquations::Block {
  std::vector<Lane> table;    ///< by place
  std::vector<Lane> entries;  ///< by state
};

RenewalEquations::RenewalEquations(std::size_t states, std::vector<RenewalMove> moves)
    : states_{states}, moves_{std::move(moves)}, places_(states * states) {
  Pattern pattern(states_);
  for (const RenewalMove& move : moves_)
    if (move.from != move.to) pattern.add(move.to, move.from);
  std::vector<std::size_t> left;
  for (std::size_t s = 0; s < states_; ++s)
    left.push_back(s);
  while (!left.empty()) {
    const auto next =
        std::ranges::min_element(left, {}, [&](std::size_t s) { return pattern.cost_of(s); });
    Elimination& one = order_.emplace_back();
    one.state = *next;
    left.erase(next);
    for (const std::size_t s : left) {
      if (pattern.has(s, one.state)) one.rows.push_back(s);
      if (pattern.has(one.state, s)) one.columns.push_back(s);
    }
    for (const std::size_t row : one.rows)
      for (const std::size_t column : one.columns)
        if (row != column) pattern.add(row, column);
    for (const std::size_t row : one.rows)
      pattern.leave_out(row, one.state);
    for (const std::size_t column : one.columns)
      pattern.leave_out(one.state, column);
  }
  for (std::size_t row = 0; row < states_; ++row)
    for (std::size_t column = 0; column < states_; ++column)
      if (row == column || pattern.has(row, column))
        places_[row * states_ + column] = static_cast<std::uint32_t>(places_in_use_++);
}

void RenewalEquations::solve(std::span<std::vector<Complex>* const> entries) const {
  sim::expects(states_ > 0 && entries.size() % states_ == 0, "entries into all states");
  if (entries.empty()) return;
  const std::size_t frequencies = entries.front()->size();
  Block block;
  block.entries.resize(states_);
  for (std::size_t first = 0; first < frequencies; first += width) {
    const std::size_t count = std::min(width, frequencies - first);
    fill(first, block);
    eliminate(block);
    for (std::size_t system = 0; system < entries.size(); system += states_) {
      for (std::size_t s = 0; s < states_; ++s) {
        for (std::size_t q = 0; q < count; ++q) {
          const Complex& value = (*entries[system + s])[first + q];
          block.entries[s].real[q] = value.real();
          block.entries[s].imaginary[q] = value.imag();
        }
      }
      substitute(block);
      for (std::size_t s = 0; s < states_; ++s)
        for (std::size_t q = 0; q < count; ++q)
          (*entries[system + s])[first + q] = {block.entries[s].real[q],
                                               block.entries[s].imaginary[q]};
    }
  }
}

/// The table of the equations: 1 less the shares.
void RenewalEquations::fill(std::size_t first, Block& block) const {
  block.table.assign(places_in_use_, Lane{});
  for (std::size_t s = 0; s < states_; ++s)
    block.table[place(s, s)].real.fill(1);
  for (const RenewalMove& move : moves_) {
    Lane& lane = block.table[place(move.to, move.from)];
    const std::size_t count = std::min(width, move.share->size() - first);
    for (std::size_t q = 0; q < count; ++q) {
      const Complex& share = (*move.share)[first + q];
      lane.real[q] -= share.real();
      lane.imaginary[q] -= share.imag();
    }
  }
}

/// Leaves one over the pivots on the diagonal, and below it the multiples that were taken off.
void RenewalEquations::eliminate(Block& block) const {
  for (const Elimination& one : order_) {
    Lane& pivot = block.table[place(one.state, one.state)];
    invert(pivot);
    for (const std::size_t row : one.rows) {
      Lane& multiple = block.table[place(row, one.state)];
      multiply(pivot, multiple);
      for (const std::size_t column : one.columns)
        take_off(multiple, block.table[place(one.state, column)], block.table[place(row, column)]);
    }
  }
}

void RenewalEquations::substitute(Block& block) const {
  for (const Elimination& one : order_)
    for (const std::size_t row : one.rows)
      take_off(block.table[place(row, one.state)], block.entries[one.state], block.entries[row]);
  for (std::size_t i = order_.size(); i-- > 0;) {
    const Elimination& one = order_[i];
    for (const std::size_t column : one.columns)
      take_off(
          block.table[place(one.state, column)], block.entries[column], block.entries[one.state]);
    multiply(block.table[place(one.state, one.state)], block.entries[one.state]);
  }
}

}  // namespace stepdown::analysis
