#include "analysis/report/sensible_digits.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace stepdown::analysis {

namespace {

constexpr int digits_without_interval = 7;
constexpr int digits_beyond_interval = 4;
constexpr int fewest_digits = 4;  // also of what is far below its interval
constexpr int most_digits = 15;   // what comes after them is rounding

constexpr std::array powers_of_ten{
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/// The power of ten of the first digit: 2 of 312.
int exponent_of(double number) {
  return static_cast<int>(std::floor(std::log10(std::abs(number))));
}

/// `value` as text with so many digits reads back.
double with_digits(double value, int digits) {
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(
      text.data(), text.data() + text.size(), value, std::chars_format::scientific, digits - 1);
  sim::expects(error == std::errc{}, "32 characters hold 17 digits");
  double rounded = 0;
  std::from_chars(text.data(), end, rounded);
  return rounded;
}

/// The same for `decimals` without a text: a whole number over a power of ten is the number that is
/// nearest to that decimal, as the text is when it is read. Nothing where the product, which is
/// rounded itself, does not tell whether to round up.
/// @pre `scaled` is the size of `value` times that power of ten, and has no more digits than are
/// exact
std::optional<double> rounded(double value, double scaled, double power_of_ten) {
  constexpr double product_error = 1e-15;  // of its size; more than it is
  const auto below = static_cast<double>(static_cast<std::int64_t>(scaled));
  const double part = scaled - below;
  if (std::abs(part - 0.5) <= scaled * product_error) return std::nullopt;
  return std::copysign((part > 0.5 ? below + 1 : below) / power_of_ten, value);
}

/// With the digits of what has no interval.
double without_interval(double value) {
  constexpr double fewest = 1e6;  // the number that they are: seven digits
  constexpr double most = 1e7;
  for (const double power_of_ten : powers_of_ten) {
    const double scaled = std::abs(value) * power_of_ten;
    if (scaled < fewest) continue;
    if (scaled >= most) break;
    if (const auto found = rounded(value, scaled, power_of_ten)) return *found;
    break;
  }
  return with_digits(value, digits_without_interval);
}

}  // namespace

SensibleDigits::SensibleDigits(std::optional<double> half_width) {
  if (half_width && *half_width > 0)
    decimals_ = std::max(digits_beyond_interval - exponent_of(*half_width), 0);
}

double SensibleDigits::of(double value) const {
  if (value == 0) return 0;
  if (!decimals_) return without_interval(value);
  constexpr double fewest = 1001;  // the number that the digits are: a bit more than three digits
  constexpr double most = 999e12;  // a bit less than so many as are exact
  if (static_cast<std::size_t>(*decimals_) < powers_of_ten.size()) {
    const double power_of_ten = powers_of_ten.at(static_cast<std::size_t>(*decimals_));
    const double scaled = std::abs(value) * power_of_ten;
    if (scaled >= fewest && scaled <= most)
      if (const auto found = rounded(value, scaled, power_of_ten)) return *found;
  }
  const int digits = std::max(exponent_of(value) + *decimals_ + 1, fewest_digits);
  return with_digits(value, std::min(digits, most_digits));
}

double with_sensible_digits(double value, std::optional<double> half_width) {
  return SensibleDigits(half_width).of(value);
}

std::optional<double> half_width_of(const std::optional<Interval>& interval) {
  return interval ? std::optional(interval->half_width()) : std::nullopt;
}

}  // namespace stepdown::analysis
