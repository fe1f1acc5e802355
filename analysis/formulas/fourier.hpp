#pragma once

#include <complex>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepdown::analysis {

using Complex = std::complex<double>;

/// Adds the products of terms that stand at the same place. `sum` is as long as `a` or longer, and
/// `b` too.
void add_products(std::vector<Complex>& sum,
                  const std::vector<Complex>& a,
                  const std::vector<Complex>& b);

/// The values of a generating function X(z) = sum x[m] z^m at z = r exp(-2 pi i k / n),
/// k = 0 .. n / 2, and back. A radius r < 1 keeps what happens after n steps from folding back onto
/// the beginning: the error of `invert` is r^n times the terms from n on.
///
/// Source: Abate and Whitt (1992), Numerical inversion of probability generating functions,
/// Operations Research Letters 12(4).
class GeneratingFunction {
 public:
  /// For sequences of up to `length` terms; n is a power of two, at least 2 `length`.
  explicit GeneratingFunction(std::size_t length);

  [[nodiscard]] std::size_t length() const { return length_; }
  [[nodiscard]] std::size_t frequencies() const { return n_ / 2 + 1; }

  /// @pre at most `length` terms.
  [[nodiscard]] std::vector<Complex> transform(const std::vector<double>& x) const;
  /// The first `length` terms of the real sequence with these values.
  [[nodiscard]] std::vector<double> invert(const std::vector<Complex>& values) const;

 private:
  /// Real and imaginary parts of n / 2 numbers.
  struct Parts {
    std::vector<double> real;
    std::vector<double> imaginary;
  };
  /// Factors of two rounds of the transform that are gone through at once, by k.
  struct TwoRounds {
    Parts first;
    Parts second;
  };

  void fourier(Parts& values) const;  // in place; from the order of `place_`
  [[nodiscard]] Complex root(std::size_t k) const;

  std::size_t length_;
  std::size_t n_;
  std::vector<double> powers_;        ///< r^m
  std::vector<Complex> roots_;        ///< exp(-2 pi i k / n)
  std::vector<std::uint32_t> place_;  ///< of n / 2 numbers before the transform: bits reversed
  std::vector<TwoRounds> rounds_;
};

}  // namespace stepdown::analysis
