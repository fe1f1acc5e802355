#pragma once

#include "analysis/formulas/batch.hpp"
#include "analysis/theory/age_path.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
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

/// The days and hours from which people come who are of given ages, each with the share of its
/// day's arrivals. The same for all levels and sources that share a pattern of the day.
class AgesByDay {
 public:
  /// Where somebody of an age came: so many days before, as seen in one of the parts of a day.
  struct Share {
    std::uint32_t place = 0;  ///< days later * parts + part
    double share = 0;         ///< of those of one day
  };

  /// @param parts  24: the hours, at the middle of each; 1: the day as a whole
  /// @param most   days
  AgesByDay(std::span<const double> ages,
            const models::HourPattern& hours,
            std::size_t parts,
            std::size_t most);

  [[nodiscard]] std::size_t days() const { return days_; }
  [[nodiscard]] std::size_t parts() const { return parts_; }
  /// Ages that are within the days; the others have no shares.
  [[nodiscard]] std::size_t ages() const { return between_.size(); }
  /// Of those between this age and the next one.
  [[nodiscard]] std::span<const Share> between(std::size_t age) const { return between_[age]; }
  /// Of those who are of this age at some time in the part.
  [[nodiscard]] std::span<const Share> at(std::size_t age) const { return at_[age]; }

 private:
  using Shares = std::vector<Share>;
  void add(double from, double to, std::size_t hour, Shares& shares) const;

  models::HourPattern hours_;
  std::size_t parts_;
  std::size_t days_;
  std::vector<Shares> between_;
  std::vector<Shares> at_;
};

/// Numbers of batches as above, of the batches of a single day, as seen so many days later in each
/// of the parts of a day.
struct BatchesByDay {
  using ByPlace = std::vector<double>;  ///< [days later * parts + part]
  std::vector<ByPlace> groups;          ///< with 1, 2, ... members there
  std::vector<ByPlace> requests;        ///< that find 0, 1, ... of their own batch there

  explicit BatchesByDay(std::size_t largest, std::size_t places)
      : groups(largest, ByPlace(places)), requests(groups) {}
  [[nodiscard]] std::size_t places() const { return groups.front().size(); }
  void resize(std::size_t places);
  /// People at a place.
  [[nodiscard]] double load(std::size_t place) const;
};

[[nodiscard]] BatchesByDay batches_by_day(const AgePath& path,
                                          std::size_t level,
                                          const BatchSizes& sizes,
                                          const AgesByDay& ages);

}  // namespace stepdown::analysis
