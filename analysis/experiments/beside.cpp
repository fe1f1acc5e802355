#include "analysis/experiments/beside.hpp"

#include "analysis/experiments/evidence.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

namespace {

void judge(BesideFigure& figure, const SimulatedFigures& simulated) {
  const TheoryFigure& theory = figure.theory;
  if (theory.standing != Standing::Exact) return;
  constexpr double rounding = 1e-9;
  const double size = std::max(1.0, std::abs(theory.value.value_or(0)));
  const bool is_same = std::abs(figure.difference) <= rounding * size;
  figure.is_judged = is_same || is_telling(theory, simulated);
  if (is_same)
    figure.z = 0;
  else if (figure.is_judged && figure.simulated.standard_error > 0)
    figure.z = figure.difference / figure.simulated.standard_error;
}

}  // namespace

SimulatedFigures simulated_in(const Summary& summary) {
  SimulatedFigures figures;
  for (const SummaryLine& line : summary.lines) {
    if (!line.mean || !line.sd || line.replications < 2) continue;
    const double standard_error = *line.sd / std::sqrt(static_cast<double>(line.replications));
    figures.emplace(figure_name_of(line),
                    SimulatedFigure{*line.mean, standard_error, line.replications, line.n});
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
    judge(result.emplace_back(BesideFigure{theory, figure, figure.mean - *theory.value, {}}),
          simulated);
  }
  return result;
}

double z_limit(std::size_t figures, std::int64_t replications, double error) {
  sim::expects(figures >= 1 && replications >= 2, "figures, of two replications or more");
  sim::expects(error > 0 && error < 1, "an error strictly between 0 and 1");
  return student_t_quantile(1 - error / (2 * static_cast<double>(figures)), replications - 1);
}

}  // namespace stepdown::analysis
