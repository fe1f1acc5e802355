#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// What to look for among several scenarios.
struct SelectionPlan {
  double indifference = 0;   ///< the smallest difference in the metric that matters; > 0
  double confidence = 0.95;  ///< of a right choice when the best is better by at least that much
  int first_stage = 10;      ///< replications of each before the first comparison; >= 2
  bool is_smaller_better = false;
};

/// Finds the best of many scenarios, dropping those that are clearly worse along the way: the fully
/// sequential procedure KN of Kim and Nelson.
///
/// Give it one replication of every scenario still in the race at a time, with common random
/// numbers (which it allows for, and which make it faster). Assumes replication means that are
/// close to normal. With two equally good scenarios either may be chosen.
///
/// eta = ((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2,  h^2 = 2 eta (n0 - 1),
/// W_il(r) = max(0, delta / (2 r) (h^2 S_il^2 / delta^2 - r)), S_il^2 the variance of the
/// differences of the first stage; scenario i stays while mean_i >= mean_l - W_il(r) for all l.
/// Source: Kim and Nelson (2001), A fully sequential procedure for indifference-zone selection in
/// simulation, ACM Transactions on Modeling and Computer Simulation 11(3), procedure KN with c = 1.
class BestSelection {
 public:
  /// @pre scenarios >= 2, indifference > 0, 1 / scenarios < confidence < 1, first_stage >= 2.
  BestSelection(std::size_t scenarios, SelectionPlan plan);

  /// One replication. Values of scenarios that were dropped are not looked at.
  void add(std::span<const double> values);

  [[nodiscard]] bool is_done() const { return contenders_.size() == 1; }
  /// Scenarios still in the race, ascending.
  [[nodiscard]] const std::vector<std::size_t>& contenders() const { return contenders_; }
  /// The contender with the best mean so far. @pre at least one replication.
  [[nodiscard]] std::size_t leader() const;
  [[nodiscard]] int replications() const { return replications_; }

 private:
  [[nodiscard]] double mean(std::size_t scenario) const;
  [[nodiscard]] double first_stage_variance(std::size_t i, std::size_t l) const;
  void screen();

  SelectionPlan plan_;
  double h_square_ = 0;
  int replications_ = 0;
  std::vector<double> sums_;                      ///< larger is better
  std::vector<std::vector<double>> first_stage_;  ///< [scenario][replication]
  std::vector<std::size_t> contenders_;
};

}  // namespace stepdown::analysis
