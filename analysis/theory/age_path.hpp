#pragma once

#include "analysis/theory/theory_listener.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <vector>

namespace stepdown::analysis {

/// Where somebody is who came so long ago, in one level, when places are unlimited.
struct LevelByAge {
  double start = 0;             ///< chance to ask here first
  std::vector<double> inside;   ///< chance to be here, averaged between two ages next to each other
  std::vector<double> entries;  ///< expected entries near each age; without those who start here
};

/// The people of one source by age: the time since they came.
struct AgePath {
  std::vector<double> ages;        ///< days, from 0, ascending
  std::vector<LevelByAge> levels;  ///< by StateId

  /// Chances to be in a level just before and just after an age.
  [[nodiscard]] double before(std::size_t level, std::size_t age) const {
    return age == 0 ? 0 : levels[level].inside[age - 1];
  }
  [[nodiscard]] double after(std::size_t level, std::size_t age) const {
    const std::vector<double>& inside = levels[level].inside;
    return age < inside.size() ? inside[age] : inside.back();
  }
};

/// By source. Ages an hour apart at first (six minutes, where some stays are shorter than a day),
/// later six hours, a day and four days; until hardly anybody is left in a level, or for 44 years.
///
/// Classes of people are mixed as the source sends them. Waits and holds are not known here, and
/// effects of history are left out.
/// Source: the Markov renewal equation of `infinite_server` for a single person.
[[nodiscard]] std::vector<AgePath> age_paths(const models::Model& model,
                                             const TheoryListener& listener);

}  // namespace stepdown::analysis
