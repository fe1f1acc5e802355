#include "analysis/formulas/fourier.hpp"

#include "sim/contract.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numbers>

namespace stepdown::analysis {

namespace {

constexpr double folding_error = 1e-10;  // r^n

/// Written out: the operator of std::complex also looks for infinities.
Complex product(const Complex& a, const Complex& b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// Where real and imaginary parts of numbers stand.
struct Numbers {
  double* real = nullptr;
  double* imaginary = nullptr;
};

struct Factors {
  const double* real = nullptr;
  const double* imaginary = nullptr;
};

/// Two rounds of a transform for `span` numbers of each quarter of a block. The factors of the
/// second round are those of its first half, and these by -i for its other half.
void two_rounds(std::size_t span,
                const std::array<Numbers, 4>& block,
                const Factors& first,
                const Factors& second) {
  // None of these overlap.
  double* const __restrict re0 = block[0].real;
  double* const __restrict re1 = block[1].real;
  double* const __restrict re2 = block[2].real;
  double* const __restrict re3 = block[3].real;
  double* const __restrict im0 = block[0].imaginary;
  double* const __restrict im1 = block[1].imaginary;
  double* const __restrict im2 = block[2].imaginary;
  double* const __restrict im3 = block[3].imaginary;
  const double* const __restrict re = first.real;
  const double* const __restrict im = first.imaginary;
  const double* const __restrict next_re = second.real;
  const double* const __restrict next_im = second.imaginary;
  for (std::size_t k = 0; k < span; ++k) {
    const double a_re = re1[k] * re[k] - im1[k] * im[k];
    const double a_im = re1[k] * im[k] + im1[k] * re[k];
    const double b_re = re3[k] * re[k] - im3[k] * im[k];
    const double b_im = re3[k] * im[k] + im3[k] * re[k];
    const double sum_re = re2[k] + b_re;
    const double sum_im = im2[k] + b_im;
    const double rest_re = re2[k] - b_re;
    const double rest_im = im2[k] - b_im;
    const double c_re = sum_re * next_re[k] - sum_im * next_im[k];
    const double c_im = sum_re * next_im[k] + sum_im * next_re[k];
    const double d_re = rest_re * next_im[k] + rest_im * next_re[k];
    const double d_im = rest_im * next_im[k] - rest_re * next_re[k];
    re2[k] = re0[k] + a_re - c_re;
    im2[k] = im0[k] + a_im - c_im;
    re3[k] = re0[k] - a_re - d_re;
    im3[k] = im0[k] - a_im - d_im;
    re1[k] = re0[k] - a_re + d_re;
    im1[k] = im0[k] - a_im + d_im;
    re0[k] = re0[k] + a_re + c_re;
    im0[k] = im0[k] + a_im + c_im;
  }
}

}  // namespace

void add_products(std::vector<Complex>& sum,
                  const std::vector<Complex>& a,
                  const std::vector<Complex>& b) {
  for (std::size_t k = 0; k < a.size(); ++k)
    sum[k] += product(a[k], b[k]);
}

GeneratingFunction::GeneratingFunction(std::size_t length)
    : length_{length}, n_{std::bit_ceil(2 * length)} {
  sim::expects(length > 0 && n_ <= std::numeric_limits<std::uint32_t>::max(),
               "sequences with terms");
  const double log_radius = std::log(folding_error) / static_cast<double>(n_);
  powers_.reserve(length_);
  for (std::size_t m = 0; m < length_; ++m)
    powers_.push_back(std::exp(log_radius * static_cast<double>(m)));
  roots_.reserve(n_ / 2);
  for (std::size_t k = 0; k < n_ / 2; ++k) {
    const double angle = -2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(n_);
    roots_.push_back(std::polar(1.0, angle));
  }
  const std::size_t count = n_ / 2;
  place_.resize(count);
  for (std::size_t i = 1; i < count; ++i)
    place_[i] = static_cast<std::uint32_t>(place_[i / 2] / 2 + (i % 2) * (count / 2));
  const auto add = [](Parts& parts, const Complex& root) {
    parts.real.push_back(root.real());
    parts.imaginary.push_back(root.imag());
  };
  for (std::size_t span = 1; 4 * span <= count; span *= 4) {
    TwoRounds& two = rounds_.emplace_back();
    for (std::size_t k = 0; k < span; ++k) {
      add(two.first, roots_[k * (n_ / (2 * span))]);
      add(two.second, roots_[k * (n_ / (4 * span))]);
    }
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
  Parts z{std::vector<double>(half), std::vector<double>(half)};
  for (std::size_t m = 0; m < x.size(); ++m)
    (m % 2 == 0 ? z.real : z.imaginary)[place_[m / 2]] = x[m] * powers_[m];
  fourier(z);
  std::vector<Complex> values(frequencies());
  for (std::size_t k = 0; k <= half; ++k) {
    const std::size_t here = k % half;
    const std::size_t other = (half - k) % half;
    // E and O are the sum and the difference of the one and the conjugate of the other.
    const Complex even{(z.real[here] + z.real[other]) / 2,
                       (z.imaginary[here] - z.imaginary[other]) / 2};
    const Complex odd{(z.imaginary[here] + z.imaginary[other]) / 2,
                      -(z.real[here] - z.real[other]) / 2};
    values[k] = even + product(root(k), odd);
  }
  return values;
}

std::vector<double> GeneratingFunction::invert(const std::vector<Complex>& values) const {
  sim::expects(values.size() == frequencies(), "one value for each frequency");
  const std::size_t half = n_ / 2;
  // The inverse transform is the forward one of the conjugates, over its length.
  Parts z{std::vector<double>(half), std::vector<double>(half)};
  for (std::size_t k = 0; k < half; ++k) {
    const Complex other = std::conj(values[half - k]);
    const Complex odd = product(std::conj(root(k)), values[k] - other);
    const Complex sum = values[k] + other;
    z.real[place_[k]] = (sum.real() - odd.imag()) / 2;
    z.imaginary[place_[k]] = -(sum.imag() + odd.real()) / 2;
  }
  fourier(z);
  std::vector<double> x(length_);
  for (std::size_t m = 0; m < length_; ++m) {
    const double term = m % 2 == 0 ? z.real[m / 2] : -z.imaginary[m / 2];
    x[m] = term / static_cast<double>(half) / powers_[m];
  }
  return x;
}

Complex GeneratingFunction::root(std::size_t k) const {
  return k < roots_.size() ? roots_[k] : Complex{-1, 0};
}

/// Cooley and Tukey's transform with radix 2, two of its rounds at once, in place. Real and
/// imaginary parts by themselves let several numbers be worked on by one instruction.
void GeneratingFunction::fourier(Parts& values) const {
  const std::size_t count = n_ / 2;
  double* const real = values.real.data();
  double* const imaginary = values.imaginary.data();
  std::size_t span = 1;
  for (const TwoRounds& two : rounds_) {
    for (std::size_t begin = 0; begin < count; begin += 4 * span) {
      const auto quarter = [&](std::size_t i) {
        return Numbers{real + begin + i * span, imaginary + begin + i * span};
      };
      const Factors first{two.first.real.data(), two.first.imaginary.data()};
      const Factors second{two.second.real.data(), two.second.imaginary.data()};
      two_rounds(span, {quarter(0), quarter(1), quarter(2), quarter(3)}, first, second);
    }
    span *= 4;
  }
  if (span == count) return;
  for (std::size_t k = 0; k < span; ++k) {  // one round is left over
    const Complex turned =
        product({real[k + span], imaginary[k + span]}, roots_[k * (n_ / (2 * span))]);
    real[k + span] = real[k] - turned.real();
    imaginary[k + span] = imaginary[k] - turned.imag();
    real[k] += turned.real();
    imaginary[k] += turned.imag();
  }
}

}  // namespace stepdown::analysis
