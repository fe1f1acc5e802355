#pragma once

#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::tests {

/// People who come to the first level at once, in tests of what is tried on stays there.
inline constexpr int people = 1000;

/// Shares of those people, on average over replications.
struct TrialShares {
  explicit TrialShares(models::Model of, int replications = 40)
      : model{std::move(of)}, all{observe(model, replications)} {}

  [[nodiscard]] MeanCheck share(const std::string& outcome, double expected) const {
    return check_mean(each(all,
                           [&](const models::Observations& o) {
                             return static_cast<double>(observed(model, o, outcome).entered) /
                                    people;
                           }),
                      expected);
  }
  [[nodiscard]] MeanCheck count(models::Counter counter, double expected) const {
    return check_mean(each(all,
                           [&](const models::Observations& o) {
                             return static_cast<double>(o.states.front()[counter]) / people;
                           }),
                      expected);
  }
  /// Mean stays of those with one value of the attribute that is reported by.
  [[nodiscard]] MeanCheck stay_of(std::size_t group, double expected) const {
    return check_mean(each(all,
                           [&](const models::Observations& o) {
                             return o.groups[group].states.front()[models::Length::Stay].mean();
                           }),
                      expected);
  }

  models::Model model;
  std::vector<models::Observations> all;
};

}  // namespace stepdown::tests
