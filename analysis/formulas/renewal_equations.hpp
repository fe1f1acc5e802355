#pragma once

#include "analysis/formulas/fourier.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// Those who move on from one state to another: the values of a generating function.
struct RenewalMove {
  std::size_t from = 0;
  std::size_t to = 0;
  const std::vector<Complex>* share = nullptr;
};

/// All entries into states that lead to each other, from those who come from elsewhere:
/// a_j = b_j + sum over i of share_ij a_i, at each frequency.
///
/// Gauss's elimination along the moves that there are: which numbers it needs is found once, and
/// used for all frequencies. As nobody goes on to two states at once, a column's other entries
/// never sum to more than the one on the diagonal: no pivots have to be looked for.
/// Cost: of one frequency, between the number of moves and the cube of the number of states.
/// Source: Markowitz (1957), The elimination form of the inverse and its application to linear
/// programming, Management Science 3(3), for the order; Golub and Van Loan (2013), Matrix
/// Computations, 4th ed., theorem 4.1.2, for the pivots.
class RenewalEquations {
 public:
  /// @pre `from` and `to` are below `states`; shares live as long as the equations
  RenewalEquations(std::size_t states, std::vector<RenewalMove> moves);

  /// From those who come from elsewhere to all who enter.
  /// @param entries  of each of the systems, all states after one another; the same length each
  void solve(std::span<std::vector<Complex>* const> entries) const;

 private:
  /// What is left of a state's row and column when it is eliminated.
  struct Elimination {
    std::size_t state = 0;
    std::vector<std::size_t> rows;     ///< that lose a multiple of the state's
    std::vector<std::size_t> columns;  ///< in which that has something
  };
  /// Some frequencies at once, so that one instruction works on several numbers.
  struct Block;

  [[nodiscard]] std::uint32_t place(std::size_t row, std::size_t column) const {
    return places_[row * states_ + column];
  }
  void fill(std::size_t first, Block& block) const;
  void eliminate(Block& block) const;
  void substitute(Block& block) const;

  std::size_t states_;
  std::vector<RenewalMove> moves_;
  std::vector<std::uint32_t> places_;  ///< [row][column]: where in a block; of those in use
  std::size_t places_in_use_ = 0;
  std::vector<Elimination> order_;
};

}  // namespace stepdown::analysis
