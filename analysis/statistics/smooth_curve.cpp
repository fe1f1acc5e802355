#include "analysis/statistics/smooth_curve.hpp"

#include "analysis/statistics/least_squares.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr std::size_t most_knots = 12;
constexpr std::size_t points_for_a_knot = 10;

/// From 0 to 1; all 0 where they do not differ.
std::vector<double> on_unit(std::span<const double> x) {
  const auto [least, most] = std::ranges::minmax(x);
  std::vector<double> scaled;
  scaled.reserve(x.size());
  for (const double one : x)
    scaled.push_back(most > least ? (one - least) / (most - least) : 0);
  return scaled;
}

/// Quantiles of sorted values, each only once.
std::vector<double> knots_of(std::span<const double> sorted, std::size_t count) {
  std::vector<double> knots;
  for (std::size_t k = 0; k < count; ++k) {
    const double knot = sorted[(sorted.size() - 1) * k / (count - 1)];
    if (knots.empty() || knot > knots.back()) knots.push_back(knot);
  }
  return knots;
}

/// 1, x, and d_k(x) - d_{K-1}(x) with d_k(x) = ((x - t_k)+^3 - (x - t_K)+^3) / (t_K - t_k).
std::vector<std::vector<double>> columns_of(std::span<const double> x,
                                            std::span<const double> knots) {
  std::vector<std::vector<double>> columns{std::vector<double>(x.size(), 1.0)};
  if (knots.size() < 2) return columns;
  columns.emplace_back(x.begin(), x.end());
  const auto cube = [](double from) {
    const double above = std::max(0.0, from);
    return above * above * above;
  };
  const auto d = [&](double one, double knot) {
    return (cube(one - knot) - cube(one - knots.back())) / (knots.back() - knot);
  };
  const double next_to_last = knots[knots.size() - 2];
  for (const double knot : knots.first(knots.size() - 2)) {
    std::vector<double>& column = columns.emplace_back();
    column.reserve(x.size());
    for (const double one : x)
      column.push_back(d(one, knot) - d(one, next_to_last));
  }
  return columns;
}

/// Sum of squared residuals without the own point; nothing where a point stands for itself alone.
std::optional<double> press_of(const Fit& fit, std::span<const double> y) {
  constexpr double alone = 1e-9;
  double sum = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double others = 1 - fit.leverages[i];
    if (others < alone) return std::nullopt;
    const double residual = (y[i] - fit.fitted[i]) / others;
    sum += residual * residual;
  }
  return sum;
}

/// Splines of any number of knots through the same points.
class Splines {
 public:
  Splines(std::span<const double> x, std::span<const double> y)
      : x_{on_unit(x)}, sorted_{x_}, y_{y} {
    sim::expects(x.size() == y.size() && !x.empty(),
                 "as many values of x as of y, and at least one");
    std::ranges::sort(sorted_);
  }

  struct Candidate {
    SmoothCurve curve;
    std::optional<double> press;
  };

  [[nodiscard]] Candidate mean() const {
    const auto count = static_cast<double>(y_.size());
    const double mean = std::accumulate(y_.begin(), y_.end(), 0.0) / count;
    const Fit fit{std::vector(y_.size(), mean), std::vector(y_.size(), 1 / count)};
    return {{fit.fitted}, press_of(fit, y_)};
  }
  [[nodiscard]] std::optional<Candidate> with(std::size_t knots) const {
    const auto columns = columns_of(x_, knots_of(sorted_, knots));
    auto fit = fit_of(columns, y_);
    if (!fit) return std::nullopt;
    const auto press = press_of(*fit, y_);
    return Candidate{{std::move(fit->fitted), knots, columns.size()}, press};
  }

 private:
  std::vector<double> x_;
  std::vector<double> sorted_;
  std::span<const double> y_;
};

}  // namespace

SmoothCurve smooth_curve(std::span<const double> x, std::span<const double> y) {
  const Splines splines(x, y);
  Splines::Candidate best = splines.mean();
  const std::size_t most = std::min(most_knots, y.size() / points_for_a_knot);
  for (std::size_t knots = 2; knots <= most; ++knots) {
    auto next = splines.with(knots);
    if (next && next->press && (!best.press || *next->press < *best.press)) best = std::move(*next);
  }
  return best.curve;
}

SmoothCurve smooth_curve(std::span<const double> x, std::span<const double> y, std::size_t knots) {
  const Splines splines(x, y);
  auto asked = knots < 2 ? std::nullopt : splines.with(knots);
  return asked ? std::move(asked->curve) : splines.mean().curve;
}

}  // namespace stepdown::analysis
