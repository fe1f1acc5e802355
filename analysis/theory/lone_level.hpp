#pragma once

#include "analysis/formulas/erlang.hpp"
#include "analysis/formulas/general_patience.hpp"
#include "analysis/formulas/no_answer.hpp"
#include "analysis/theory/traffic.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// A limited level with its demand, as a waiting system of its own.
struct LoneLevel {
  models::StateId id{};
  const models::StateModel* state = nullptr;
  const StateDemand* demand = nullptr;
  WaitingSystem system;
  bool has_mixed_patience = false;      ///< not one exponential time for all
  std::vector<PatienceShare> patience;  ///< of all who ask
  bool is_exponential = false;          ///< treatment, the same for everybody

  /// Whether figures depend on more of patience than the mean that `system` has.
  [[nodiscard]] bool needs_shape_of_patience() const {
    return has_mixed_patience && !system.list_limit;
  }
};

/// Why a level has no waits of its own to work out; empty: it has.
[[nodiscard]] std::string why_no_waits(const StateDemand& demand);

/// Why no level can be taken alone, with requests that are a steady Poisson process: people come in
/// batches, at given moments, or at a rate that changes.
[[nodiscard]] std::optional<NoAnswer> why_not_alone(const models::Model& model);

/// The limited levels that people ask for. Model and traffic must outlive them.
[[nodiscard]] std::vector<LoneLevel> lone_levels(const models::Model& model,
                                                 const TrafficFigures& traffic);

/// Nobody keeps the list short, and more is asked for than can be served.
[[nodiscard]] bool grows_without_end(const LoneLevel& level);

/// Everybody comes from outside, at times of a Poisson process, and leaves when treatment ends.
[[nodiscard]] bool is_isolated(const models::Model& model, const LoneLevel& level);

/// Alone, with a formula for its losses or its waits.
[[nodiscard]] bool has_formula(const models::Model& model, const LoneLevel& level);

/// Every limited level is M/M/c and nobody holds, gives up or is turned away: by Jackson's theorem
/// each behaves as if alone, returns included.
[[nodiscard]] bool is_jackson(const models::Model& model, const std::vector<LoneLevel>& levels);

/// Place in the order in which people are served, who have asked for `level` in that waiting class.
[[nodiscard]] unsigned rank_of(const models::Model& model,
                               const LoneLevel& level,
                               std::size_t waiting_class,
                               models::ClassId who);

/// Order in which people are served, and how many a day ask: by rank.
[[nodiscard]] std::map<unsigned, double> rates_by_rank(const models::Model& model,
                                                       const LoneLevel& level);

}  // namespace stepdown::analysis
