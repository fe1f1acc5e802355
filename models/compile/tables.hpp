#pragma once

#include "models/compile/names.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stepdown::models {

/// What request behaviors are given beside the model while it is built: the priority of each, from
/// all effects.
using Priorities = std::vector<int>;

/// Fills the shared tables of a model, keeping equal entries once.
class TableBuilder {
 public:
  TableBuilder(Model& model, const Names& names) : model_(&model), names_(&names) {}

  [[nodiscard]] const Names& names() const { return *names_; }
  /// That is being built.
  [[nodiscard]] Model& model() { return *model_; }
  [[nodiscard]] Priorities& priorities() { return priorities_; }
  /// By state: `turns_over_time`.
  std::vector<std::vector<int>> turns;

  [[nodiscard]] DistributionId distribution(const sim::Distribution& distribution);
  /// That of the first of trials after so many days that succeeds, each with this chance.
  [[nodiscard]] DistributionId first_success(const AuthorizedDays& days, double chance);
  /// Next states with a share above 0.
  [[nodiscard]] Range targets(const Split& split);
  [[nodiscard]] Range splits(const std::vector<SplitExit>& exits);
  [[nodiscard]] Range races(const std::vector<RaceExit>& exits);

 private:
  using Key = std::vector<double>;

  /// Of an equal one in the table; its end: there is none.
  [[nodiscard]] std::size_t find_equal(const sim::Distribution& distribution);

  Model* model_;
  const Names* names_;
  Priorities priorities_;
  std::map<const sim::Distribution*, DistributionId> known_distributions_;
  /// By what they are in words, those of the table up to `indexed_`; once it is long.
  std::unordered_multimap<std::string, std::size_t> by_text_;
  std::size_t indexed_ = 0;
  std::map<Key, DistributionId> known_trials_;
  std::map<const Split*, Range> known_splits_;
  std::map<Key, Range> equal_targets_;
  std::map<Key, Range> equal_split_exits_;
  std::map<Key, Range> equal_race_exits_;
};

}  // namespace stepdown::models
