#pragma once

#include "analysis/catalog/measurement.hpp"
#include "analysis/measure/moves.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

#include <vector>

namespace stepdown::analysis {

/// What is said of one replication.
struct Measured {
  std::vector<Measurement> figures;
};

/// Every figure of the catalog for one replication: by state in the order of the model, then by
/// arrival source, then for all states together; the same again for each group of people, as far as
/// it is about people; then what became of people, by group.
///
/// The list has the same entries in the same order for every replication of a model; what was not
/// seen has no value, never a zero in its place.
/// @param moves  `possible_moves(model)`, which takes long to find for every replication
/// @param spent  what was said of another replication of the model, or nothing: its memory is used
[[nodiscard]] Measured measure(const models::Model& model,
                               const Moves& moves,
                               const models::Observations& observations,
                               Measured&& spent = {});

}  // namespace stepdown::analysis
