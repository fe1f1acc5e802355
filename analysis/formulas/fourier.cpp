#include "analysis/formulas/fourier.hpp"

#include "sim/contract.hpp"

#include <bit>
#include <cmath>
#include <numbers>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr double folding_error = 1e-10;  // r^n

}  // namespace

GeneratingFunction::GeneratingFunction(std::size_t length)
    : length_{length}, n_{std::bit_ceil(2 * length)} {
  sim::expects(length > 0, "sequences with terms");
  log_radius_ = std::log(folding_error) / static_cast<double>(n_);
  roots_.reserve(n_ / 2);
  for (std::size_t k = 0; k < n_ / 2; ++k) {
    const double angle = -2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(n_);
    roots_.push_back(std::polar(1.0, angle));
  }
}

std::vector<Complex> GeneratingFunction::transform(const std::vector<double>& x) const {
  sim::expects(x.size() <= length_, "no more terms than announced");
  std::vector<Complex> values(n_);
  for (std::size_t m = 0; m < x.size(); ++m)
    values[m] = x[m] * std::exp(log_radius_ * static_cast<double>(m));
  fourier(values);
  values.resize(frequencies());
  return values;
}

std::vector<double> GeneratingFunction::invert(const std::vector<Complex>& values) const {
  sim::expects(values.size() == frequencies(), "one value for each frequency");
  // The inverse transform is the forward one of the conjugates, over n.
  std::vector<Complex> all(n_);
  for (std::size_t k = 0; k < values.size(); ++k)
    all[k] = std::conj(values[k]);
  for (std::size_t k = values.size(); k < n_; ++k)
    all[k] = values[n_ - k];
  fourier(all);
  std::vector<double> x(length_);
  for (std::size_t m = 0; m < length_; ++m)
    x[m] =
        all[m].real() / static_cast<double>(n_) * std::exp(-log_radius_ * static_cast<double>(m));
  return x;
}

/// Cooley and Tukey's transform with radix 2, in place.
void GeneratingFunction::fourier(std::vector<Complex>& values) const {
  for (std::size_t i = 1, j = 0; i < n_; ++i) {
    std::size_t bit = n_ / 2;
    for (; (j & bit) != 0; bit /= 2)
      j ^= bit;
    j ^= bit;
    if (i < j) std::swap(values[i], values[j]);
  }
  for (std::size_t span = 1; span < n_; span *= 2) {
    const std::size_t stride = n_ / (2 * span);
    for (std::size_t begin = 0; begin < n_; begin += 2 * span) {
      for (std::size_t k = 0; k < span; ++k) {
        const Complex even = values[begin + k];
        const Complex root = roots_[k * stride];
        const Complex odd = values[begin + k + span];
        // written out: the operator of std::complex also looks for infinities
        const Complex turned{odd.real() * root.real() - odd.imag() * root.imag(),
                             odd.real() * root.imag() + odd.imag() * root.real()};
        values[begin + k] = even + turned;
        values[begin + k + span] = even - turned;
      }
    }
  }
}

}  // namespace stepdown::analysis
