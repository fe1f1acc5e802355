#include "analysis/experiments/simulated_figures.hpp"

#include "analysis/catalog/pooling.hpp"
#include "analysis/summary/grouped_lengths.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

std::int64_t independent_parts(const FigureName& figure, std::int64_t replications) {
  switch (pooling_of(figure.metric, figure.statistic)) {
    case Pooling::Distribution:
    case Pooling::Curve:
      return std::min(replications, static_cast<std::int64_t>(most_groups));
    case Pooling::OverTime:
    case Pooling::Ratio:
    case Pooling::Spread:
    case Pooling::Reciprocal:
      break;
  }
  return replications;
}

SimulatedFigures simulated_in(const Summary& summary) {
  SimulatedFigures figures;
  for (const SummaryLine& line : summary.lines) {
    if (!line.value || !line.sd || line.replications < 2) continue;
    const double standard_error = *line.sd / std::sqrt(static_cast<double>(line.replications));
    figures.emplace(figure_name_of(line),
                    SimulatedFigure{*line.value, standard_error, line.replications, line.n});
  }
  return figures;
}

}  // namespace stepdown::analysis
