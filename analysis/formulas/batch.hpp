#pragma once

#include <cstddef>
#include <utility>
#include <vector>

/// People who come together and then go their own ways: of a batch, those who are at some place.
namespace stepdown::analysis {

/// Sizes of batches and their shares, which sum to 1.
using BatchSizes = std::vector<std::pair<int, double>>;

/// People in the largest. @pre there is some size
[[nodiscard]] std::size_t largest_of(const BatchSizes& sizes);
[[nodiscard]] double mean_of(const BatchSizes& sizes);

/// P(k of n) for k = 0 .. n, each with chance p.
[[nodiscard]] std::vector<double> binomial(int n, double p);

/// Chance that k of a batch are present, for k = 1, 2, ... at position k - 1, when each is with
/// chance `p`.
[[nodiscard]] std::vector<double> present_of_batch(const BatchSizes& sizes, double p);

/// How many of their own batch people find, for 0, 1, ..., who come to a place as one among all
/// those of batches, when each of the others is there with chance `p`. Large batches have more
/// people to ask.
[[nodiscard]] std::vector<double> companions(const BatchSizes& sizes, double p);

/// The same of people who come at an instant at which the others may come too: with chance
/// `before` these are there already, with `after` just after it. Who comes first at the instant is
/// luck.
[[nodiscard]] std::vector<double> companions(const BatchSizes& sizes, double before, double after);

}  // namespace stepdown::analysis
