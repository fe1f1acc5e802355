#pragma once

#include <optional>
#include <vector>

namespace stepdown::analysis {

/// Mean wait of each waiting class when a freed place goes to the first class that has someone
/// waiting, and nobody is sent away to make room (Cobham).
///
/// @param lambda  requests per day, by class, the first served first
/// @param mu      one over the mean treatment time, the same for all; per day
/// @param c       places
/// @returns days, mean over all requests of the class; nothing for a class whose load together with
///          the classes before it reaches the places: its waits grow without end.
///
/// W_k = W_0 / ((1 - s_{k-1}) (1 - s_k)), s_k = (lambda_1 + .. + lambda_k) / (c mu), W_0 the chance
/// that all places are taken over c mu. Poisson requests, exponential treatment times, no patience.
/// Source: Cobham (1954), Priority assignment in waiting line problems, Operations Research 2(1).
/// @pre mu > 0, c >= 1, no rate is negative.
[[nodiscard]] std::vector<std::optional<double>> priority_waits(const std::vector<double>& lambda,
                                                                double mu,
                                                                int c);

}  // namespace stepdown::analysis
