#include "analysis/experiments/beside.hpp"

#include "analysis/statistics/confidence_interval.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

namespace {

std::optional<double> z_score(const TheoryFigure& theory, const SimulatedFigure& simulated) {
  if (theory.standing != Standing::Exact) return std::nullopt;
  const double value = theory.value.value_or(0);
  const double difference = simulated.mean - value;
  constexpr double rounding = 1e-9;
  if (std::abs(difference) <= rounding * std::max(1.0, std::abs(value))) return 0;
  if (!(simulated.standard_error > 0)) return std::nullopt;
  return difference / simulated.standard_error;
}

}  // namespace

SimulatedFigures simulated_in(const Summary& summary) {
  SimulatedFigures figures;
  for (const SummaryLine& line : summary.lines) {
    if (!line.mean || !line.sd || line.replications < 2) continue;
    const double standard_error = *line.sd / std::sqrt(static_cast<double>(line.replications));
    figures.emplace(figure_name_of(line),
                    SimulatedFigure{*line.mean, standard_error, line.replications});
  }
  return figures;
}

std::vector<BesideFigure> beside(const std::vector<TheoryFigure>& figures,
                                 const SimulatedFigures& simulated) {
  std::vector<BesideFigure> result;
  for (const TheoryFigure& theory : figures) {
    if (!theory.value) continue;
    const auto found = simulated.find(figure_name_of(theory));
    if (found == simulated.end()) continue;
    const SimulatedFigure& figure = found->second;
    result.push_back({theory, figure, figure.mean - *theory.value, z_score(theory, figure)});
  }
  return result;
}

double z_limit(std::size_t figures, std::int64_t replications, double error) {
  sim::expects(figures >= 1 && replications >= 2, "figures, of two replications or more");
  sim::expects(error > 0 && error < 1, "an error strictly between 0 and 1");
  return student_t_quantile(1 - error / (2 * static_cast<double>(figures)), replications - 1);
}

}  // namespace stepdown::analysis
