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

/// The power of ten of the first digit: 2 of 312.
int exponent_of(double number) {
  return static_cast<int>(std::floor(std::log10(std::abs(number))));
}

}  // namespace

double with_sensible_digits(double value, std::optional<double> half_width) {
  if (value == 0) return 0;
  int digits = digits_without_interval;
  if (half_width && *half_width > 0) {
    const int last_place = std::min(exponent_of(*half_width) - digits_beyond_interval, 0);
    digits = std::max(exponent_of(value) - last_place + 1, fewest_digits);
  }
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(text.data(),
                                          text.data() + text.size(),
                                          value,
                                          std::chars_format::scientific,
                                          std::min(digits, most_digits) - 1);
  sim::expects(error == std::errc{}, "32 characters hold 17 digits");
  double rounded = 0;
  std::from_chars(text.data(), end, rounded);
  return rounded;
}

std::optional<double> half_width_of(const std::optional<Interval>& interval) {
  return interval ? std::optional(interval->half_width()) : std::nullopt;
}

}  // namespace stepdown::analysis
