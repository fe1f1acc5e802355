#pragma once

#include "analysis/summary/summary.hpp"
#include "analysis/theory/theory_figures.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// A simulated figure over replications.
struct SimulatedFigure {
  double mean = 0;
  double standard_error = 0;
  std::int64_t replications = 0;
};

/// The simulated figure of a name; nothing when there is none, or from fewer than two replications.
using FindSimulated = std::function<std::optional<SimulatedFigure>(const std::string& state,
                                                                   const std::string& group,
                                                                   const std::string& metric,
                                                                   const std::string& statistic)>;

/// Looks figures up in a summary, which must outlive the function.
[[nodiscard]] FindSimulated simulated_in(const Summary& summary);

/// The same figure by theory and by simulation.
struct BesideFigure {
  TheoryFigure theory;
  SimulatedFigure simulated;
  double difference = 0;    ///< simulated - theory
  std::optional<double> z;  ///< in standard errors; only where theory claims to be exact
};

/// All figures of theory that were simulated too, in the order of theory.
///
/// A simulated figure without any spread that differs from an exact one by rounding only has z = 0.
[[nodiscard]] std::vector<BesideFigure> beside(const std::vector<TheoryFigure>& figures,
                                               const FindSimulated& find);

/// The |z| that the largest of so many right figures exceeds with chance `error` at most:
/// Student's t with Bonferroni's division.
/// @pre figures >= 1, replications >= 2, 0 < error < 1.
[[nodiscard]] double z_limit(std::size_t figures, std::int64_t replications, double error = 0.001);

}  // namespace stepdown::analysis
