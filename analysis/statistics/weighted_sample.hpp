#pragma once

#include <optional>
#include <span>

/// Values of which some count more than others. Weights are not negative; what counts is their
/// share of the sum. Nothing is known where that is 0.
/// @pre as many weights as values
namespace stepdown::analysis {

[[nodiscard]] std::optional<double> weighted_mean(std::span<const double> values,
                                                  std::span<const double> weights);

/// sqrt(sum w (x - mean)^2 / (1 - sum w^2)) for weights w that sum to 1: with equal ones that with
/// divisor n - 1. Nothing where one value has all the weight.
[[nodiscard]] std::optional<double> weighted_deviation(std::span<const double> values,
                                                       std::span<const double> weights);

/// The smallest value with at least that share of the weight at or below it. @pre 0 <= share <= 1
[[nodiscard]] std::optional<double> weighted_quantile(std::span<const double> values,
                                                      std::span<const double> weights,
                                                      double share);

/// As many values of equal weight have a mean as sure as these: (sum w)^2 / sum w^2; 0 without any.
/// Source: Kish (1965), Survey sampling, section 11.7.
[[nodiscard]] double effective_count(std::span<const double> weights);

}  // namespace stepdown::analysis
