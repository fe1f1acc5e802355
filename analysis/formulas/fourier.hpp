#pragma once

#include <complex>
#include <cstddef>
#include <vector>

namespace stepdown::analysis {

using Complex = std::complex<double>;

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
  void fourier(std::vector<Complex>& values) const;  // n or half as many, in place
  [[nodiscard]] Complex root(std::size_t k) const;

  std::size_t length_;
  std::size_t n_;
  double log_radius_;
  std::vector<Complex> roots_;  ///< exp(-2 pi i k / n)
};

}  // namespace stepdown::analysis
