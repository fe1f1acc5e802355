#include "analysis/experiments/figure_parts.hpp"

#include "sim/contract.hpp"

#include <utility>

namespace stepdown::analysis {

std::vector<std::vector<PointFigure>> point_figures(StoredSweep& sweep) {
  std::vector<std::vector<PointFigure>> figures(sweep.extent().figures.size());
  for (std::size_t point = 0; point < sweep.design().points.size(); ++point) {
    const auto summary = sweep.summary(point);
    sim::expects(summary.has_value(), "nothing of the sweep is missing");
    for (std::size_t figure = 0; figure < figures.size(); ++figure) {
      KeptEstimate estimate = summary->estimate(figure);
      figures[figure].push_back({estimate.value, std::move(estimate.contributions)});
    }
  }
  return figures;
}

}  // namespace stepdown::analysis
