#pragma once

#include "analysis/measure/outcome_figures.hpp"
#include "sim/contract.hpp"
#include "tests/support/simulated.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace stepdown::tests {

/// The outcome figures of every replication.
class OutcomeFigures {
 public:
  OutcomeFigures(const models::Model& model, const std::vector<models::Observations>& runs) {
    for (const models::Observations& seen : runs)
      figures_.push_back(
          analysis::measure_outcomes(model, seen.outcomes, seen.window_days).figures);
  }

  /// One figure of each replication. @pre every replication has it
  [[nodiscard]] std::vector<double> each(const std::string& metric,
                                         const std::string& statistic = "share",
                                         const std::string& state = "all") const {
    std::vector<double> sample;
    for (const auto& figures : figures_) {
      const auto found = std::find_if(figures.begin(), figures.end(), [&](const auto& figure) {
        const analysis::Measurement& m = figure.measurement;
        return m.metric == metric && m.statistic == statistic && m.state == state &&
               m.group == analysis::all;
      });
      sim::expects(found != figures.end() && found->measurement.value.has_value(),
                   "every replication has the figure");
      sample.push_back(*found->measurement.value);
    }
    return sample;
  }

 private:
  std::vector<std::vector<analysis::OutcomeFigure>> figures_;
};

}  // namespace stepdown::tests
