#include "analysis/formulas/fourier.hpp"

#include "sim/contract.hpp"

#include <bit>
#include <cmath>
#include <numbers>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr double folding_error = 1e-10;  // r^n

/// Written out: the operator of std::complex also looks for infinities.
Complex product(const Complex& a, const Complex& b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

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

// A real sequence x of n terms is transformed as a complex one of half as many, z[m] = x[2m] +
// i x[2m + 1]. With w = exp(-2 pi i / n), and E and O the transforms of its even and odd terms,
// X[k] = E[k] + w^k O[k] and Z[k] = E[k] + i O[k].
// Source: Cooley, Lewis and Welch (1970), The fast Fourier transform algorithm: programming
// considerations in the calculation of sine, cosine and Laplace transforms, Journal of Sound and
// Vibration 12(3).

std::vector<Complex> GeneratingFunction::transform(const std::vector<double>& x) const {
  sim::expects(x.size() <= length_, "no more terms than announced");
  const std::size_t half = n_ / 2;
  std::vector<Complex> z(half);
  for (std::size_t m = 0; m < x.size(); ++m) {
    const double term = x[m] * std::exp(log_radius_ * static_cast<double>(m));
    z[m / 2] += m % 2 == 0 ? Complex{term, 0} : Complex{0, term};
  }
  fourier(z);
  std::vector<Complex> values(frequencies());
  for (std::size_t k = 0; k <= half; ++k) {
    const Complex here = z[k % half];
    const Complex other = std::conj(z[(half - k) % half]);
    const Complex difference = here - other;
    const Complex odd{difference.imag() / 2, -difference.real() / 2};
    values[k] = (here + other) / 2.0 + product(root(k), odd);
  }
  return values;
}

std::vector<double> GeneratingFunction::invert(const std::vector<Complex>& values) const {
  sim::expects(values.size() == frequencies(), "one value for each frequency");
  const std::size_t half = n_ / 2;
  // The inverse transform is the forward one of the conjugates, over its length.
  std::vector<Complex> z(half);
  for (std::size_t k = 0; k < half; ++k) {
    const Complex other = std::conj(values[half - k]);
    const Complex odd = product(std::conj(root(k)), values[k] - other);
    const Complex sum = values[k] + other;
    z[k] = {(sum.real() - odd.imag()) / 2, -(sum.imag() + odd.real()) / 2};
  }
  fourier(z);
  std::vector<double> x(length_);
  for (std::size_t m = 0; m < length_; ++m) {
    const double term = m % 2 == 0 ? z[m / 2].real() : -z[m / 2].imag();
    x[m] = term / static_cast<double>(half) * std::exp(-log_radius_ * static_cast<double>(m));
  }
  return x;
}

Complex GeneratingFunction::root(std::size_t k) const {
  return k < roots_.size() ? roots_[k] : Complex{-1, 0};
}

/// Cooley and Tukey's transform with radix 2, in place.
void GeneratingFunction::fourier(std::vector<Complex>& values) const {
  const std::size_t count = values.size();
  for (std::size_t i = 1, j = 0; i < count; ++i) {
    std::size_t bit = count / 2;
    for (; (j & bit) != 0; bit /= 2)
      j ^= bit;
    j ^= bit;
    if (i < j) std::swap(values[i], values[j]);
  }
  for (std::size_t span = 1; span < count; span *= 2) {
    const std::size_t stride = n_ / (2 * span);
    for (std::size_t begin = 0; begin < count; begin += 2 * span) {
      for (std::size_t k = 0; k < span; ++k) {
        const Complex even = values[begin + k];
        const Complex root = roots_[k * stride];
        const Complex odd = values[begin + k + span];
        const Complex turned = product(odd, root);
        values[begin + k] = even + turned;
        values[begin + k + span] = even - turned;
      }
    }
  }
}

}  // namespace stepdown::analysis
