#pragma once

#include "analysis/formulas/capacity_curve.hpp"
#include "analysis/theory/age_path.hpp"
#include "analysis/theory/census_by_age.hpp"
#include "analysis/theory/offered_pattern.hpp"
#include "analysis/theory/traffic.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <vector>

/// What is asked of a level by people who came so long ago: in batches, or by the hour.
namespace stepdown::analysis {

/// The first day of the window, and the one after its last whole one; at least one day.
[[nodiscard]] std::size_t first_observed_day(const models::Model& model);
[[nodiscard]] std::size_t end_of_observed_days(const models::Model& model);

/// The long run, of rates that never change. What is beyond the ages of the paths, people who come
/// back after decades, is put in as people who came alone, so that the load is that of `demand`.
/// @param ages  by source
[[nodiscard]] OfferedPart long_run_part(const models::Model& model,
                                        const std::vector<AgePath>& ages,
                                        std::size_t level,
                                        const StateDemand& demand);

/// All sources of a model, with what levels have in common.
struct SourcesByAge {
  std::vector<AgePath> ages;                    ///< by source
  std::size_t parts = 1;                        ///< of a day that are told apart: 24 or 1
  std::vector<std::vector<double>> rates = {};  ///< by source and day; none: nobody comes
  std::vector<AgesByDay> days = {};             ///< of each pattern within the day that is in use
  std::vector<std::size_t> which_days = {};     ///< by source
};

/// @pre all come at random
[[nodiscard]] SourcesByAge sources_by_age(const models::Model& model,
                                          const TheoryListener& listener);

/// Each observed day, of rates that change from day to day; each of its hours, where some change
/// within the day. From an empty start.
/// @returns `NoAnswer` where that would take minutes.
[[nodiscard]] OfferedPattern pattern_by_age(const models::Model& model,
                                            const SourcesByAge& sources,
                                            std::size_t level);

}  // namespace stepdown::analysis
