#pragma once

#include "analysis/formulas/batch.hpp"
#include "analysis/theory/age_path.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <vector>

namespace stepdown::analysis {

/// Sizes of the batches in which a source sends people; {1: 1} where it says nothing.
[[nodiscard]] BatchSizes batch_sizes(const models::SourceModel& source);

/// What batches of one source are to one level: numbers of batches with 1, 2, ... members there,
/// and of requests that find 0, 1, ... of their own batch there. As many numbers of each as the
/// largest batch has people.
struct BatchNumbers {
  std::vector<double> groups;
  std::vector<double> requests;

  explicit BatchNumbers(std::size_t largest = 0) : groups(largest), requests(largest) {}
  void add(const BatchNumbers& other, double factor);
  [[nodiscard]] double load() const;
};

/// In the long run, when one batch comes a day, at any time of it.
///
/// With p(u) the chance of a member to be in the level at age u, and members who go their ways
/// independently of each other, log E[z^N] = int E[(1 - p(u) + p(u) z)^B - 1] du: groups of k are
/// int P(k of B present) du. A request at age u finds each of the other members with chance p(u),
/// and larger batches have more requests.
/// Source: Holman, Chaudhry and Kashyap (1983), On the service system M^X/G/infinity, European
/// Journal of Operational Research 13(2), for levels that are entered at once; Daley and Vere-Jones
/// (2003), An Introduction to the Theory of Point Processes, 2nd ed., section 6.3 (cluster
/// processes).
[[nodiscard]] BatchNumbers long_run_batches(const AgePath& path,
                                            std::size_t level,
                                            const BatchSizes& sizes);

/// The same of the batches of a single day, where they come by the pattern of its hours, as seen so
/// many days later in each of the parts of a day.
/// @param parts  24: the hours, at the middle of each; 1: the day as a whole
/// @returns [days later * parts + part], up to `most` days
[[nodiscard]] std::vector<BatchNumbers> batches_by_day(const AgePath& path,
                                                       std::size_t level,
                                                       const BatchSizes& sizes,
                                                       const models::HourPattern& hours,
                                                       std::size_t parts,
                                                       std::size_t most);

}  // namespace stepdown::analysis
