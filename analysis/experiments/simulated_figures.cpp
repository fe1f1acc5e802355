#include "analysis/experiments/simulated_figures.hpp"

#include <cmath>

namespace stepdown::analysis {

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

}  // namespace stepdown::analysis
