#include "analysis/experiments/sensitivity_parts.hpp"

#include "analysis/experiments/figure_parts.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace stepdown::analysis {

namespace {

/// The first column of each factor of a plan.
std::vector<std::size_t> first_columns(const models::SweepPlan& plan) {
  std::vector<std::size_t> columns;
  std::size_t column = 0;
  for (const models::SweepFactor& factor : plan.factors) {
    columns.push_back(column);
    column += factor.columns.size();
  }
  return columns;
}

}  // namespace

SensitivityParts::SensitivityParts(StoredSweep& sweep, const models::SweepPlan& plan) {
  const std::vector<SweepPoint>& points = sweep.design().points;
  for (std::vector<PointFigure>& of_figure : point_figures(sweep)) {
    PartsByPoint& parts = figures_.emplace_back();
    for (PointFigure& point : of_figure)
      parts.push_back(std::move(point.parts));
  }
  for (const std::size_t column : first_columns(plan)) {
    std::vector<double>& values = columns_.emplace_back();
    const bool is_number = std::ranges::all_of(points, [&](const SweepPoint& point) {
      return number_in(point.levels[column]).has_value();
    });
    are_numbers_.push_back(is_number);
    std::map<std::string, double> numbered;
    for (const SweepPoint& point : points) {
      const std::string& level = point.levels[column];
      const auto next = static_cast<double>(numbered.size());
      values.push_back(is_number ? *number_in(level)
                                 : numbered.try_emplace(level, next).first->second);
    }
  }
}

bool SensitivityParts::is_complete(std::size_t figure) const {
  const PartsByPoint& points = figures_[figure];
  const std::size_t parts = points.front().size();
  return parts >= 2 && std::ranges::all_of(points, [&](const std::vector<double>& point) {
           return point.size() == parts;
         });
}

SensitivityParts::Ends SensitivityParts::tornado_values(std::size_t factor) const {
  if (!are_numbers_[factor]) return {};
  const std::vector<double>& values = columns_[factor];
  return {values[1 + 2 * factor], values.front(), values[2 + 2 * factor]};
}

}  // namespace stepdown::analysis
