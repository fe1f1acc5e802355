#include "sim/distributions/problem.hpp"

#include "sim/distributions/text.hpp"

#include <cmath>

namespace stepdown::sim {

bool is_positive(double x) {
  return x > 0 && std::isfinite(x);
}

bool is_length(double x) {
  return x >= 0 && std::isfinite(x);
}

std::string expected_text(std::string_view what, double got) {
  std::string text{"expected "};
  text += what;
  text += ", got ";
  text += short_number(got);
  return text;
}

std::string problem_unless(bool is_fine, std::string_view what, double got) {
  return is_fine ? std::string{} : expected_text(what, got);
}

std::string first_problem(const std::string& first, const std::string& second) {
  return first.empty() ? second : first;
}

std::string positive_problem(std::string_view name, double x) {
  return problem_unless(is_positive(x), std::string{"a positive "}.append(name), x);
}

std::string shape_problem(double shape) {
  return problem_unless(
      shape >= smallest_shape && shape <= largest_shape, "a shape between 0.01 and 1000000", shape);
}

std::string interval_problem(double low, double high) {
  return first_problem(problem_unless(is_length(low), "a lower end that is not negative", low),
                       problem_unless(high > low && std::isfinite(high),
                                      "an upper end above the lower end of " + short_number(low),
                                      high));
}

std::string mode_problem(double low, double mode, double high) {
  return first_problem(
      interval_problem(low, high),
      problem_unless(mode >= low && mode <= high,
                     "a mode between " + short_number(low) + " and " + short_number(high),
                     mode));
}

std::string weights_problem(std::span<const double> weights) {
  double sum = 0;
  for (const double weight : weights) {
    if (!is_length(weight)) return expected_text("weights that are not negative", weight);
    sum += weight;
  }
  constexpr double tolerance = 1e-9;
  return problem_unless(std::abs(sum - 1) <= tolerance, "weights that sum to 1", sum);
}

std::string same_length_problem(std::string_view what, std::size_t wanted, std::size_t got) {
  return problem_unless(
      wanted == got,
      std::string{what} + " of length " + short_number(static_cast<double>(wanted)),
      static_cast<double>(got));
}

std::string ascending_problem(std::string_view what, std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_length(values[i]))
      return expected_text(std::string{what} + " that are not negative", values[i]);
    if (i > 0 && values[i] <= values[i - 1])
      return expected_text(std::string{what} + " in strictly ascending order", values[i]);
  }
  return {};
}

}  // namespace stepdown::sim
