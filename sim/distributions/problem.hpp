#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// What families say about parameters that make no sense: "expected ..., got ...", or nothing.
namespace stepdown::sim {

[[nodiscard]] bool is_positive(double x);
/// Finite and not negative.
[[nodiscard]] bool is_length(double x);

[[nodiscard]] std::string expected_text(std::string_view what, double got);
[[nodiscard]] std::string problem_unless(bool is_fine, std::string_view what, double got);
[[nodiscard]] std::string first_problem(const std::string& first, const std::string& second);

[[nodiscard]] std::string positive_problem(std::string_view name, double x);
[[nodiscard]] std::string shape_problem(double shape);
[[nodiscard]] std::string interval_problem(double low, double high);
[[nodiscard]] std::string mode_problem(double low, double mode, double high);
[[nodiscard]] std::string weights_problem(std::span<const double> weights);
[[nodiscard]] std::string same_length_problem(std::string_view what,
                                              std::size_t wanted,
                                              std::size_t got);
/// Finite, not negative, each above the one before.
[[nodiscard]] std::string ascending_problem(std::string_view what, std::span<const double> values);

/// Shapes outside of this range describe nothing that happens to people and overflow somewhere.
inline constexpr double smallest_shape = 0.01;
inline constexpr double largest_shape = 1e6;

}  // namespace stepdown::sim
