#pragma once

#include "analysis/catalog/month_of_window.hpp"
#include "analysis/summary/line_estimate.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Money of one month in one state, or in all together.
struct MonthlyMoney {
  MonthOfWindow month;
  std::optional<std::size_t> state;  ///< nothing: all
  std::string group;                 ///< `all`, or people who pay the same prices
  OverReplications revenue;
  OverReplications variable_cost;
  // Of everybody, where it is known how much staff is needed.
  std::optional<OverReplications> cost;
  std::optional<OverReplications> margin;
};

/// Takes what was seen, replication by replication. Where the model knows no money, or the window
/// is so long that months are not told apart, it tells nothing.
class MonthlyMoneySummarizer {
 public:
  /// The model must outlive it.
  explicit MonthlyMoneySummarizer(const models::Model& model);

  void add(const models::Observations& observations);
  /// Month by month: all, then state by state; of everybody, then of those who pay differently.
  [[nodiscard]] std::vector<MonthlyMoney> finish() const;

 private:
  /// One row to be, and its amounts by replication.
  struct Row {
    MonthOfWindow month;
    std::optional<std::size_t> state;
    std::optional<std::size_t> group;  ///< of `Observations::groups`
    std::vector<double> revenue = {};
    std::vector<double> variable_cost = {};
    std::vector<double> cost = {};
  };

  void add_state(const MonthOfWindow& month, std::optional<std::size_t> state);

  const models::Model* model_;
  std::vector<Row> rows_;
};

}  // namespace stepdown::analysis
