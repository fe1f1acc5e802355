#include "analysis/statistics/regression_coefficients.hpp"

#include "analysis/statistics/least_squares.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepdown::analysis {

namespace {

/// One variable, and its points in ascending order for ranks.
struct Variable {
  std::vector<double> values;
  std::vector<std::size_t> order;
};

Variable variable_of(std::span<const double> values) {
  Variable variable{{values.begin(), values.end()}, std::vector<std::size_t>(values.size())};
  std::iota(variable.order.begin(), variable.order.end(), std::size_t{0});
  std::ranges::stable_sort(variable.order, {}, [&](std::size_t i) { return values[i]; });
  return variable;
}

/// Mid-ranks in a sample that has point i `times[i]` times.
std::vector<double> ranks_of(const Variable& of, std::span<const double> times) {
  std::vector<double> ranks(of.values.size());
  double below = 0;
  for (auto first = of.order.begin(); first != of.order.end();) {
    const double value = of.values[*first];
    const auto last =
        std::find_if(first, of.order.end(), [&](std::size_t i) { return of.values[i] != value; });
    const double equal = std::accumulate(
        first, last, 0.0, [&](double sum, std::size_t i) { return sum + times[i]; });
    for (; first != last; ++first)
      ranks[*first] = below + (equal + 1) / 2;
    below += equal;
  }
  return ranks;
}

/// (x - mean) / standard deviation, times sqrt(times), for least squares; nothing where x does not
/// vary. Points that do not occur are left out.
std::optional<std::vector<double>> standardized(std::vector<double> x,
                                                std::span<const double> times) {
  const double count = std::accumulate(times.begin(), times.end(), 0.0);
  const double mean = std::inner_product(x.begin(), x.end(), times.begin(), 0.0) / count;
  double squares = 0;
  double largest = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (times[i] > 0) largest = std::max(largest, std::abs(x[i]));
    squares += times[i] * (x[i] - mean) * (x[i] - mean);
  }
  const double deviation = std::sqrt(squares / count);
  constexpr double rounding = 1e-12;
  if (!(deviation > rounding * largest)) return std::nullopt;
  std::vector<double> column;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (times[i] > 0) column.push_back((x[i] - mean) / deviation * std::sqrt(times[i]));
  return column;
}

class Regression {
 public:
  Regression(std::span<const std::vector<double>> factors,
             std::span<const double> figure,
             RegressionOn on)
      : on_{on}, figure_{variable_of(figure)} {
    for (const std::vector<double>& factor : factors)
      factors_.push_back(variable_of(factor));
  }

  /// Coefficients by factor, then R2.
  [[nodiscard]] std::optional<std::vector<double>> coefficients(
      std::span<const double> times) const {
    const auto y = column_of(figure_, times);
    if (!y) return std::nullopt;
    std::vector<std::vector<double>> columns;
    for (const Variable& factor : factors_) {
      auto column = column_of(factor, times);
      if (!column) return std::nullopt;
      columns.push_back(std::move(*column));
    }
    auto found = least_squares(columns, *y);
    if (!found) return std::nullopt;
    double left = 0;
    double all = 0;
    for (std::size_t i = 0; i < y->size(); ++i) {
      double residual = (*y)[i];
      for (std::size_t j = 0; j < columns.size(); ++j)
        residual -= (*found)[j] * columns[j][i];
      left += residual * residual;
      all += (*y)[i] * (*y)[i];
    }
    found->push_back(1 - left / all);
    return found;
  }

 private:
  [[nodiscard]] std::optional<std::vector<double>> column_of(const Variable& of,
                                                             std::span<const double> times) const {
    return standardized(on_ == RegressionOn::Ranks ? ranks_of(of, times) : of.values, times);
  }

  RegressionOn on_;
  Variable figure_;
  std::vector<Variable> factors_;
};

void append(std::vector<std::vector<double>>& to,
            const std::optional<std::vector<double>>& values) {
  if (values) to.push_back(*values);
}

/// Without one point after the other, or of many points without every n-th.
std::vector<std::vector<double>> left_out(const Regression& regression, std::size_t points) {
  constexpr std::size_t most_groups = 50;
  const std::size_t groups = std::min(points, most_groups);
  std::vector<std::vector<double>> found;
  for (std::size_t group = 0; group < groups; ++group) {
    std::vector<double> times(points, 1.0);
    for (std::size_t i = group; i < points; i += groups)
      times[i] = 0;
    append(found, regression.coefficients(times));
  }
  return found;
}

std::vector<std::vector<double>> drawn_again(const Regression& regression,
                                             std::size_t points,
                                             const BootstrapPlan& plan) {
  std::vector<std::vector<double>> found;
  std::vector<std::size_t> chosen(points);
  for (int sample = 0; sample < plan.samples; ++sample) {
    draw_points(plan, "regression", sample, chosen);
    std::vector<double> times(points, 0.0);
    for (const std::size_t i : chosen)
      times[i] += 1;
    append(found, regression.coefficients(times));
  }
  return found;
}

std::vector<double> entries(const std::vector<std::vector<double>>& of, std::size_t place) {
  std::vector<double> values;
  values.reserve(of.size());
  for (const std::vector<double>& one : of)
    values.push_back(one[place]);
  return values;
}

}  // namespace

std::optional<StandardizedCoefficients> standardized_coefficients(
    std::span<const std::vector<double>> factors,
    std::span<const double> figure,
    RegressionOn on,
    const BootstrapPlan& plan,
    double confidence) {
  sim::expects(!factors.empty(), "a factor");
  for (const std::vector<double>& factor : factors)
    sim::expects(factor.size() == figure.size(), "as many values of each factor as of the figure");
  if (figure.size() < factors.size() + 3) return std::nullopt;
  const Regression regression(factors, figure, on);
  const auto found = regression.coefficients(std::vector<double>(figure.size(), 1.0));
  if (!found) return std::nullopt;
  const auto again = drawn_again(regression, figure.size(), plan);
  if (again.empty()) return std::nullopt;
  const auto without = left_out(regression, figure.size());
  const auto estimate = [&](std::size_t place) {
    return bootstrap_estimate({(*found)[place], entries(again, place), entries(without, place)},
                              confidence);
  };
  StandardizedCoefficients result;
  for (std::size_t j = 0; j < factors.size(); ++j)
    result.factors.push_back(estimate(j));
  result.explained = estimate(factors.size());
  return result;
}

}  // namespace stepdown::analysis
