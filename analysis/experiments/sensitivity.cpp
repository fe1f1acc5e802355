#include "analysis/experiments/sensitivity.hpp"

#include "analysis/experiments/sensitivity_parts.hpp"
#include "analysis/statistics/main_effects.hpp"
#include "analysis/statistics/regression_coefficients.hpp"
#include "analysis/statistics/sobol_indices.hpp"
#include "analysis/statistics/tornado.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <numeric>
#include <utility>

namespace stepdown::analysis {

namespace {

/// The rows of one figure.
class Rows {
 public:
  Rows(const FigureName& figure, const models::SweepPlan& plan) : figure_(&figure), plan_(&plan) {}

  void add(std::size_t factor, const char* measure, double value) {
    add(factor, measure, value, std::nullopt);
  }
  void add(std::size_t factor, const char* measure, const Estimate& estimate) {
    add(factor, measure, estimate.value, estimate.interval);
  }
  void add(std::size_t factor, const char* measure, const PairedComparison& paired) {
    add(factor, measure, paired.difference, paired.interval);
  }
  void add_of_all(const char* measure, const Estimate& estimate) {
    rows_.push_back({*figure_, "", 0, measure, estimate.value, estimate.interval});
  }
  void add_of_all(const char* measure, double value) {
    rows_.push_back({*figure_, "", 0, measure, value, std::nullopt});
  }

  /// The factors in the order of `strength`, the strongest first, each with its rows as they were
  /// added; then those of all together.
  std::vector<SensitivityRow> ranked(const std::vector<double>& strength) && {
    std::vector<std::size_t> order(strength.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return strength[i]; });
    std::vector<SensitivityRow> sorted;
    for (std::size_t rank = 0; rank < order.size(); ++rank)
      for (SensitivityRow row : rows_) {
        if (row.factor != plan_->factors[order[rank]].name.value) continue;
        row.rank = static_cast<int>(rank + 1);
        sorted.push_back(std::move(row));
      }
    std::ranges::copy_if(rows_, std::back_inserter(sorted), [](const SensitivityRow& row) {
      return row.factor.empty();
    });
    return sorted;
  }

 private:
  void add(std::size_t factor,
           const char* measure,
           double value,
           const std::optional<Interval>& interval) {
    rows_.push_back({*figure_, plan_->factors[factor].name.value, 0, measure, value, interval});
  }

  const FigureName* figure_;
  const models::SweepPlan* plan_;
  std::vector<SensitivityRow> rows_;
};

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::vector<SensitivityRow> tornado_rows(const SensitivityParts& parts,
                                         std::size_t figure,
                                         Rows rows) {
  const PartsByPoint& points = parts.of_figure(figure);
  std::vector<FactorEnds> ends;
  for (std::size_t factor = 0; factor < parts.factors(); ++factor) {
    const auto values = parts.tornado_values(factor);
    ends.push_back(
        {values.low, values.base, values.high, points[1 + 2 * factor], points[2 + 2 * factor]});
  }
  std::vector<double> strength(parts.factors());
  for (const TornadoBar& bar : tornado(points.front(), ends)) {
    strength[bar.factor] = bar.span;
    rows.add(bar.factor, "at_low", mean_of(ends[bar.factor].low));
    rows.add(bar.factor, "at_base", mean_of(points.front()));
    rows.add(bar.factor, "at_high", mean_of(ends[bar.factor].high));
    rows.add(bar.factor, "span", bar.span);
    rows.add(bar.factor, "swing", bar.swing);
    rows.add(bar.factor, "from_low", bar.from_low);
    rows.add(bar.factor, "from_high", bar.from_high);
    if (bar.elasticity) rows.add(bar.factor, "elasticity", *bar.elasticity);
  }
  return std::move(rows).ranked(strength);
}

/// What chance adds to the variance between the means of points: the mean square of the interaction
/// of points and parts over the number of parts, as all points have the same luck, part by part.
double noise_of(const PartsByPoint& points) {
  const std::size_t parts = points.front().size();
  std::vector<double> of_part(parts);
  for (const std::vector<double>& point : points)
    for (std::size_t part = 0; part < parts; ++part)
      of_part[part] += point[part] / static_cast<double>(points.size());
  const double mean = mean_of(of_part);
  double squares = 0;
  for (const std::vector<double>& point : points) {
    const double of_point = mean_of(point);
    for (std::size_t part = 0; part < parts; ++part) {
      const double rest = point[part] - of_point - of_part[part] + mean;
      squares += rest * rest;
    }
  }
  const auto freedom = static_cast<double>((points.size() - 1) * (parts - 1));
  return squares / freedom / static_cast<double>(parts);
}

std::vector<SensitivityRow> regression_rows(const SensitivityParts& parts,
                                            std::size_t figure,
                                            Rows rows) {
  const PartsByPoint& points = parts.of_figure(figure);
  std::vector<double> means;
  for (const std::vector<double>& point : points)
    means.push_back(mean_of(point));
  std::vector<double> strength(parts.factors());
  const auto ranks = standardized_coefficients(parts.columns(), means, RegressionOn::Ranks);
  const auto values = standardized_coefficients(parts.columns(), means, RegressionOn::Values);
  for (std::size_t factor = 0; factor < parts.factors(); ++factor) {
    if (ranks) {
      strength[factor] = std::abs(ranks->factors[factor].value);
      rows.add(factor, "rank_coefficient", ranks->factors[factor]);
    }
    if (values) rows.add(factor, "coefficient", values->factors[factor]);
    if (const auto first = main_effect(parts.columns()[factor], means, noise_of(points)))
      rows.add(factor, "first", *first);
  }
  if (ranks) rows.add_of_all("explained_by_ranks", ranks->explained);
  if (values) rows.add_of_all("explained", values->explained);
  return std::move(rows).ranked(strength);
}

std::vector<SensitivityRow> sobol_rows(const SensitivityParts& parts,
                                       std::size_t figure,
                                       Rows rows) {
  const PartsByPoint& points = parts.of_figure(figure);
  const std::size_t designs = parts.factors() + 2;
  SaltelliFigures figures;
  figures.mixed.resize(parts.factors());
  for (std::size_t row = 0; row < points.size() / designs; ++row) {
    const auto first = points.begin() + static_cast<std::ptrdiff_t>(row * designs);
    figures.a.push_back(*first);
    figures.b.push_back(*(first + 1));
    for (std::size_t factor = 0; factor < parts.factors(); ++factor)
      figures.mixed[factor].push_back(*(first + 2 + static_cast<std::ptrdiff_t>(factor)));
  }
  const auto indices = sobol_indices(figures);
  if (!indices) return {};
  std::vector<double> strength;
  for (std::size_t factor = 0; factor < parts.factors(); ++factor) {
    strength.push_back(indices->factors[factor].total.value);
    rows.add(factor, "first", indices->factors[factor].first);
    rows.add(factor, "total", indices->factors[factor].total);
  }
  rows.add_of_all("variance", indices->variance);
  rows.add_of_all("noise", indices->noise);
  return std::move(rows).ranked(strength);
}

}  // namespace

std::vector<SensitivityRow> sensitivity_rows(StoredSweep& sweep,
                                             const models::SweepPlan& plan,
                                             const SensitivityPlan& asked) {
  const SensitivityParts parts(sweep, plan);
  const std::vector<FigureName>& figures = sweep.extent().figures;
  std::vector<SensitivityRow> rows;
  const auto rows_of = [&](std::size_t figure) -> std::vector<SensitivityRow> {
    Rows begun(figures[figure], plan);
    switch (asked.method) {
      case SensitivityMethod::Tornado:
        return tornado_rows(parts, figure, std::move(begun));
      case SensitivityMethod::Regression:
        return regression_rows(parts, figure, std::move(begun));
      case SensitivityMethod::Sobol:
        return sobol_rows(parts, figure, std::move(begun));
    }
    return {};
  };
  for (std::size_t figure = 0; figure < figures.size(); ++figure) {
    if (!parts.is_complete(figure)) continue;
    std::ranges::move(rows_of(figure), std::back_inserter(rows));
  }
  return rows;
}

}  // namespace stepdown::analysis
