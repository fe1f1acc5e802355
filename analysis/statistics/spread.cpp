#include "analysis/statistics/spread.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepdown::analysis {

namespace {

double logistic(double x) {
  return 1 / (1 + std::exp(-x));
}

/// How much larger fourth moments are than what few contributions show of them.
double unseen_excess(double k) {
  constexpr double fewest = 5;  // so few say nothing of it
  const double more = std::max(0.0, k - fewest) / (k * k);
  return 1 + 300 * more * more;
}

/// Moves all so that their mean is `mean`.
void center(std::vector<double>& contributions, double mean) {
  const double now = std::accumulate(contributions.begin(), contributions.end(), 0.0) /
                     static_cast<double>(contributions.size());
  for (double& one : contributions)
    one += mean - now;
}

}  // namespace

std::optional<Spread> spread_of(std::span<const double> contributions) {
  if (contributions.size() < 2) return std::nullopt;
  const auto k = static_cast<double>(contributions.size());
  const double mean = std::accumulate(contributions.begin(), contributions.end(), 0.0) / k;
  double squares = 0;
  double cubes = 0;
  double fourths = 0;
  for (const double x : contributions) {
    const double square = (x - mean) * (x - mean);
    squares += square;
    cubes += square * (x - mean);
    fourths += square * square;
  }
  Spread spread{std::sqrt(squares / (k * (k - 1))), k - 1, 0};
  // sqrt(k) cubes / squares^1.5 is that of contributions
  if (squares > 0 && k > 2)
    spread.skewness =
        cubes / (squares * std::sqrt(squares)) * std::sqrt(k * (k - 1)) / (k - 2) * (1 + 7.5 / k);
  const double excess = (fourths - squares * squares / k) * unseen_excess(k);
  if (excess > 0)
    spread.degrees_of_freedom = std::clamp(2 * squares * squares / excess, 1.0, k - 1);
  return spread;
}

Spread sum_of_errors(const Spread& one, const Spread& other) {
  const double variance = one.standard_error * one.standard_error;
  const double more = other.standard_error * other.standard_error;
  const double all = variance + more;
  if (!(all > 0)) return {0, std::min(one.degrees_of_freedom, other.degrees_of_freedom), 0};
  const double freedom =
      all * all /
      (variance * variance / one.degrees_of_freedom + more * more / other.degrees_of_freedom);
  const double cubes =
      variance * one.standard_error * one.skewness + more * other.standard_error * other.skewness;
  return {std::sqrt(all), std::max(1.0, freedom), cubes / (all * std::sqrt(all))};
}

Interval interval_on(Scale scale, double value, const Spread& spread, double confidence) {
  StudentFactor student(confidence);
  return interval_on(scale, value, spread, student);
}

Interval interval_on(Scale scale, double value, const Spread& spread, StudentFactor& student) {
  const double t = student.with(spread.degrees_of_freedom);
  // Of the scale g: g' and -g''/g' at the value.
  double slope = 1;
  double bend = 0;
  if (scale == Scale::Positive) {
    sim::expects(value > 0, "a positive value has a logarithm");
    slope = 1 / value;
    bend = 1 / value;
  } else if (scale == Scale::Share) {
    sim::expects(value > 0 && value < 1, "a share that is neither 0 nor 1 has log odds");
    slope = 1 / (value * (1 - value));
    bend = (1 - 2 * value) * slope;
  }
  const double lean =
      spread.skewness * (2 * t * t + 1) / 6 - bend * spread.standard_error * t * t / 2;
  const double down = (t + std::max(0.0, -lean)) * spread.standard_error * slope;
  const double up = (t + std::max(0.0, lean)) * spread.standard_error * slope;
  switch (scale) {
    case Scale::Plain:
      break;
    case Scale::Positive:
      return {value * std::exp(-down), value * std::exp(up)};
    case Scale::Share: {
      const double logit = std::log(value / (1 - value));
      // Rounding must not leave the value outside.
      return {std::min(value, logistic(logit - down)), std::max(value, logistic(logit + up))};
    }
  }
  return {value - down, value + up};
}

std::optional<double> ratio_of(std::span<const RatioPart> parts) {
  double numerator = 0;
  double denominator = 0;
  for (const RatioPart& part : parts) {
    numerator += part.numerator;
    denominator += part.denominator;
  }
  if (!(denominator > 0)) return std::nullopt;
  return numerator / denominator;
}

std::vector<double> ratio_contributions(std::span<const RatioPart> parts) {
  const auto ratio = ratio_of(parts);
  if (!ratio) return {};
  const double all =
      std::accumulate(parts.begin(), parts.end(), 0.0, [](double sum, const RatioPart& part) {
        return sum + part.denominator;
      });
  std::vector<double> contributions;
  contributions.reserve(parts.size());
  const double others = static_cast<double>(parts.size()) - 1;
  for (const RatioPart& part : parts) {
    const double rest = all - part.denominator;
    if (!(rest > 0)) return {};
    contributions.push_back(others * (part.numerator - *ratio * part.denominator) / rest);
  }
  center(contributions, *ratio);
  return contributions;
}

std::vector<double> jackknife_contributions(double estimate, std::span<const LeftOut> groups) {
  if (groups.size() < 2) return {};
  const auto count = static_cast<double>(groups.size());
  const double all =
      std::accumulate(groups.begin(), groups.end(), 0.0, [](double sum, const LeftOut& group) {
        return sum + group.replications;
      });
  double mean = 0;
  double weight = 0;
  const auto weight_of = [&](const LeftOut& group) {
    return std::sqrt((count - 1) * (all / group.replications - 1));
  };
  for (const LeftOut& group : groups) {
    mean += weight_of(group) * group.estimate;
    weight += weight_of(group);
  }
  mean /= weight;
  std::vector<double> contributions;
  contributions.reserve(groups.size());
  for (const LeftOut& group : groups)
    contributions.push_back(weight_of(group) * (mean - group.estimate));
  center(contributions, estimate);
  return contributions;
}

Moments sum_of(std::span<const Moments> replications) {
  Moments all;
  for (const Moments& one : replications) {
    all.n += one.n;
    all.sum += one.sum;
    all.square_sum += one.square_sum;
  }
  return all;
}

std::optional<double> standard_deviation_of(const Moments& all) {
  if (all.n < 2) return std::nullopt;
  const double squares = all.square_sum - all.sum * all.sum / all.n;
  return std::sqrt(std::max(0.0, squares) / (all.n - 1));
}

std::vector<double> sd_contributions(std::span<const Moments> replications) {
  const Moments all = sum_of(replications);
  const auto sd = standard_deviation_of(all);
  if (!sd || replications.size() < 2) return {};
  std::vector<double> contributions;
  contributions.reserve(replications.size());
  const double others = static_cast<double>(replications.size()) - 1;
  for (const Moments& one : replications) {
    const auto without =
        standard_deviation_of({all.n - one.n, all.sum - one.sum, all.square_sum - one.square_sum});
    if (!without) return {};
    contributions.push_back(others * (*sd - *without));
  }
  center(contributions, *sd);
  return contributions;
}

}  // namespace stepdown::analysis
