#pragma once

#include "models/model.hpp"
#include "models/observations.hpp"
#include "sim/time.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepdown::models {

/// What a replication begins with: nothing seen yet in the window, by anybody or any group.
[[nodiscard]] Observations blank_observations(const Model& model,
                                              sim::Ticks from,
                                              sim::Ticks horizon);

/// The same as `spent = blank`, into the memory that is there; that includes the bins of
/// histograms.
void begin_with(const Observations& blank, Observations& spent);

/// Whether the day of the week or the hour may matter anywhere, so that people are counted at full
/// hours.
[[nodiscard]] bool follows_the_week(const Model& model);

/// What becomes of people, in so many combinations of values: nothing yet.
[[nodiscard]] OutcomeObservations blank_outcomes(const Model& model, std::size_t cells);

/// Groups of `Observations::groups`: the values of all attributes of `Model::report_by`.
[[nodiscard]] std::size_t group_count(const Model& model);
/// Combinations of one value of each of them; one where there are none.
[[nodiscard]] std::size_t cell_count(const Model& model);

/// By class, then attribute of `Model::report_by`: the groups of `Observations::groups` to which
/// the people of that class belong.
[[nodiscard]] std::vector<std::uint32_t> groups_of_classes(const Model& model);

/// By class: the combination of values of `Model::report_by`, the first attribute most significant.
[[nodiscard]] std::vector<std::uint16_t> cells_of_classes(const Model& model);

}  // namespace stepdown::models
