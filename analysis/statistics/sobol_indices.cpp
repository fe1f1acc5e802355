#include "analysis/statistics/sobol_indices.hpp"

#include "analysis/statistics/sample.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepdown::analysis {

namespace {

/// Sums over rows, or what one row adds to them.
struct RowSums {
  double rows = 0;
  double sum = 0;      ///< of y(A) and y(B)
  double squares = 0;  ///< of both
  double noise = 0;    ///< of their deviations from what their point and their part have in common
  std::vector<double> first;
  std::vector<double> total;

  void add(const RowSums& other, double times) {
    rows += times * other.rows;
    sum += times * other.sum;
    squares += times * other.squares;
    noise += times * other.noise;
    for (std::size_t i = 0; i < first.size(); ++i) {
      first[i] += times * other.first[i];
      total[i] += times * other.total[i];
    }
  }
  [[nodiscard]] double noise_variance() const { return noise / (2 * rows - 1); }
  [[nodiscard]] double variance() const {
    return (squares - sum * sum / (2 * rows)) / (2 * rows - 1) - noise_variance();
  }
};

RowSums no_rows(std::size_t factors) {
  return {.first = std::vector(factors, 0.0), .total = std::vector(factors, 0.0)};
}

double figure_of(std::span<const double> parts) {
  return sample_mean(parts).value_or(0);
}

/// Sample covariance between parts of the means of both; 0 for one part.
double noise_covariance(std::span<const double> x, std::span<const double> y) {
  if (x.size() < 2) return 0;
  const double mean_x = figure_of(x);
  const double mean_y = figure_of(y);
  double sum = 0;
  for (std::size_t r = 0; r < x.size(); ++r)
    sum += (x[r] - mean_x) * (y[r] - mean_y);
  const auto parts = static_cast<double>(x.size());
  return sum / (parts - 1) / parts;
}

std::vector<double> difference(std::span<const double> x, std::span<const double> y) {
  std::vector<double> parts(x.begin(), x.end());
  std::ranges::transform(parts, y, parts.begin(), std::minus{});
  return parts;
}

void expect_same_shape(const SaltelliFigures& figures) {
  sim::expects(!figures.a.empty() && !figures.a.front().empty(), "a row with a part");
  const auto is_alike = [&](const PartsByPoint& points) {
    return points.size() == figures.a.size() && std::ranges::all_of(points, [&](const auto& parts) {
             return parts.size() == figures.a.front().size();
           });
  };
  sim::expects(
      is_alike(figures.a) && is_alike(figures.b) && std::ranges::all_of(figures.mixed, is_alike),
      "as many rows in all designs, and as many parts of all points");
}

/// What each part has more than the mean of all, over all points of A and B.
std::vector<double> part_effects(const SaltelliFigures& figures) {
  std::vector<double> sums(figures.a.front().size(), 0.0);
  for (const PartsByPoint* points : {&figures.a, &figures.b})
    for (const std::vector<double>& parts : *points)
      std::ranges::transform(sums, parts, sums.begin(), std::plus{});
  const double mean = figure_of(sums);
  for (double& one : sums)
    one = (one - mean) / static_cast<double>(2 * figures.a.size());
  return sums;
}

/// Over the degrees of freedom of parts, and for the mean over them.
double interaction(std::span<const double> parts, std::span<const double> effects) {
  if (parts.size() < 2) return 0;
  const double mean = figure_of(parts);
  double sum = 0;
  for (std::size_t r = 0; r < parts.size(); ++r) {
    const double left = parts[r] - mean - effects[r];
    sum += left * left;
  }
  const auto count = static_cast<double>(parts.size());
  return sum / (count - 1) / count;
}

std::vector<RowSums> sums_by_row(const SaltelliFigures& figures) {
  const std::vector<double> effects = part_effects(figures);
  double center = 0;
  for (std::size_t j = 0; j < figures.a.size(); ++j)
    center += figure_of(figures.a[j]) + figure_of(figures.b[j]);
  center /= static_cast<double>(2 * figures.a.size());
  std::vector<RowSums> rows;
  for (std::size_t j = 0; j < figures.a.size(); ++j) {
    const std::vector<double>& a = figures.a[j];
    const std::vector<double>& b = figures.b[j];
    const double in_a = figure_of(a) - center;
    const double in_b = figure_of(b) - center;
    RowSums& row = rows.emplace_back();
    row = {1,
           in_a + in_b,
           in_a * in_a + in_b * in_b,
           interaction(a, effects) + interaction(b, effects),
           {},
           {}};
    for (const PartsByPoint& mixed : figures.mixed) {
      const std::vector<double> step = difference(mixed[j], a);
      const double mean_step = figure_of(step);
      row.first.push_back(in_b * mean_step - noise_covariance(b, step));
      row.total.push_back((mean_step * mean_step - noise_covariance(step, step)) / 2);
    }
  }
  return rows;
}

/// The indices that sums over rows give.
class IndexSamples {
 public:
  explicit IndexSamples(std::size_t factors) : first_(factors), total_(factors) {}

  void add(const RowSums& sums) {
    const double scale = sums.rows * sums.variance();
    if (!(scale > 0)) return;
    for (std::size_t i = 0; i < first_.size(); ++i) {
      first_[i].push_back(sums.first[i] / scale);
      total_[i].push_back(sums.total[i] / scale);
    }
  }
  [[nodiscard]] const std::vector<double>& first(std::size_t i) const { return first_[i]; }
  [[nodiscard]] const std::vector<double>& total(std::size_t i) const { return total_[i]; }

 private:
  Columns first_;
  Columns total_;
};

}  // namespace

std::vector<Columns> saltelli_designs(const Columns& a, const Columns& b) {
  sim::expects(a.size() == b.size(), "as many factors in both designs");
  std::vector<Columns> designs;
  designs.reserve(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    sim::expects(a[i].size() == b[i].size() && a[i].size() == a.front().size(),
                 "as many points in both designs");
    designs.push_back(a);
    designs.back()[i] = b[i];
  }
  return designs;
}

std::optional<SobolIndices> sobol_indices(const SaltelliFigures& figures,
                                          const BootstrapPlan& plan,
                                          double confidence) {
  constexpr std::size_t least_rows = 3;
  if (figures.a.size() < least_rows) return std::nullopt;
  expect_same_shape(figures);
  const std::size_t factors = figures.mixed.size();
  const std::vector<RowSums> rows = sums_by_row(figures);
  RowSums all = no_rows(factors);
  for (const RowSums& row : rows)
    all.add(row, 1);
  // What is left of equal figures is rounding.
  constexpr double rounding = 1e-12;
  const double largest = std::abs(figure_of(figures.a.front()));
  if (!(all.variance() > rounding * rounding * largest * largest)) return std::nullopt;

  IndexSamples found(factors);
  found.add(all);
  IndexSamples without(factors);
  for (const RowSums& row : rows) {
    RowSums rest = all;
    rest.add(row, -1);
    without.add(rest);
  }
  IndexSamples again(factors);
  std::vector<std::size_t> chosen(rows.size());
  for (int sample = 0; sample < plan.samples; ++sample) {
    draw_points(plan, "sobol indices", sample, chosen);
    RowSums drawn = no_rows(factors);
    for (const std::size_t row : chosen)
      drawn.add(rows[row], 1);
    again.add(drawn);
  }
  SobolIndices result{{}, all.variance(), all.noise_variance()};
  for (std::size_t i = 0; i < factors; ++i) {
    if (again.first(i).empty()) return std::nullopt;
    result.factors.push_back(
        {bootstrap_estimate({found.first(i).front(), again.first(i), without.first(i)}, confidence),
         bootstrap_estimate({found.total(i).front(), again.total(i), without.total(i)},
                            confidence)});
  }
  return result;
}

}  // namespace stepdown::analysis
