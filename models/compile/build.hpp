#pragma once

#include "models/compile/effects.hpp"
#include "models/compile/names.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

/// Building the parts of a model from a scenario that has passed all checks.
namespace stepdown::models {

/// Fills the shared tables of a model, keeping equal entries once.
class TableBuilder {
 public:
  TableBuilder(Model& model, const Names& names) : model_(&model), names_(&names) {}

  [[nodiscard]] const Names& names() const { return *names_; }

  [[nodiscard]] DistributionId distribution(const sim::Distribution& distribution);
  /// Next states with a share above 0.
  [[nodiscard]] Range targets(const Split& split);
  [[nodiscard]] Range splits(const std::vector<SplitExit>& exits);
  [[nodiscard]] Range races(const std::vector<RaceExit>& exits);

 private:
  using Key = std::vector<double>;

  Model* model_;
  const Names* names_;
  std::map<const sim::Distribution*, DistributionId> known_distributions_;
  std::map<const Split*, Range> known_splits_;
  std::map<Key, Range> equal_targets_;
  std::map<Key, Range> equal_split_exits_;
  std::map<Key, Range> equal_race_exits_;
};

/// What the effects of one state make it ask for.
struct StateEffects {
  std::vector<const ResolvedEffect*> effects;  ///< those that change something here
  std::vector<HistoryTest> tests;
};

/// A state without its behaviors: kind, names, places, waiting rules, exits, history tests.
[[nodiscard]] StateModel build_state(const Scenario& scenario,
                                     const State& state,
                                     const Names& names,
                                     const StateEffects& effects,
                                     TableBuilder& tables);

/// Appends the behaviors of one state to the model, class by class, history by history, and for a
/// level the behaviors of its waiting list.
void build_behaviors(const State& state,
                     std::size_t state_index,
                     const StateEffects& effects,
                     Model& model,
                     TableBuilder& tables);

/// An arrival source with the shares of every class.
[[nodiscard]] SourceModel build_source(const Scenario& scenario,
                                       const ArrivalSource& source,
                                       const Names& names,
                                       const Model& model,
                                       TableBuilder& tables);

}  // namespace stepdown::models
