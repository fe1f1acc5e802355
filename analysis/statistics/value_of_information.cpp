#include "analysis/statistics/value_of_information.hpp"

#include "analysis/statistics/running_moments.hpp"
#include "analysis/statistics/sample.hpp"
#include "analysis/statistics/smooth_curve.hpp"
#include "analysis/statistics/spread.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <functional>

namespace stepdown::analysis {

namespace {

using Benefits = std::span<const std::vector<double>>;

/// Fewer draws do not make a curve.
constexpr std::size_t least_draws_for_a_curve = 20;

double average_of(std::span<const double> values) {
  return sample_mean(values).value_or(0);
}

std::size_t best_on_average(Benefits benefits) {
  return static_cast<std::size_t>(std::ranges::max_element(benefits, {}, average_of) -
                                  benefits.begin());
}

void expect_draws(Benefits benefits) {
  sim::expects(!benefits.empty(), "an option");
  for (const std::vector<double>& option : benefits)
    sim::expects(option.size() == benefits.front().size(), "as many draws of each option");
}

/// How much better the option chosen for a draw is than that which is best on average, by draw.
struct Gains {
  std::vector<double> expected;  ///< by what the choice was made with; their mean is the value
  std::vector<double> seen;      ///< in the draw's own net benefits: their spread is the value's
};

/// The choice is by `expected`, by option and draw.
Gains gains_of(Benefits expected, Benefits seen) {
  const std::size_t on_average = best_on_average(seen);
  Gains gains;
  for (std::size_t draw = 0; draw < seen.front().size(); ++draw) {
    std::size_t chosen = on_average;
    for (std::size_t option = 0; option < expected.size(); ++option)
      if (expected[option][draw] > expected[chosen][draw]) chosen = option;
    gains.expected.push_back(expected[chosen][draw] - expected[on_average][draw]);
    gains.seen.push_back(seen[chosen][draw] - seen[on_average][draw]);
  }
  return gains;
}

/// What is expected of each option given a parameter, as differences from one of them.
class ExpectedGains {
 public:
  ExpectedGains(std::span<const double> parameter, Benefits benefits)
      : parameter_{parameter}, reference_{best_on_average(benefits)} {
    for (const std::vector<double>& better : differences(benefits))
      knots_.push_back(smooth_curve(parameter_, better).knots);
  }

  [[nodiscard]] Gains gains(Benefits benefits) const {
    const auto better = differences(benefits);
    std::vector<std::vector<double>> expected;
    for (std::size_t option = 0; option < better.size(); ++option)
      expected.push_back(smooth_curve(parameter_, better[option], knots_[option]).fitted);
    return gains_of(expected, better);
  }

 private:
  [[nodiscard]] std::vector<std::vector<double>> differences(Benefits benefits) const {
    std::vector<std::vector<double>> better(benefits.begin(), benefits.end());
    for (std::vector<double>& option : better)
      std::ranges::transform(option, benefits[reference_], option.begin(), std::minus{});
    return better;
  }

  std::span<const double> parameter_;
  std::size_t reference_;
  std::vector<std::size_t> knots_;  ///< by option
};

std::optional<Estimate> estimate_of(const Gains& gains, double confidence) {
  const auto spread = spread_of(gains.seen);
  if (!spread) return std::nullopt;
  const double value = average_of(gains.expected);
  const Interval interval =
      value > 0 ? interval_on(Scale::Positive, value, *spread, confidence) : Interval{};
  return Estimate{value, spread->standard_error, interval};
}

/// As many parts of each draw of each option, and two of both at least?
bool is_enough(std::span<const BenefitParts> benefits) {
  sim::expects(!benefits.empty(), "an option");
  const std::size_t draws = benefits.front().size();
  if (draws < 2) return false;
  const std::size_t parts = benefits.front().front().size();
  for (const BenefitParts& option : benefits) {
    sim::expects(option.size() == draws, "as many draws of each option");
    for (const std::vector<double>& draw : option)
      sim::expects(draw.size() == parts, "as many parts of each draw");
  }
  return parts >= 2;
}

/// Net benefits by option and draw: means over all parts but those of one group of so many.
std::vector<std::vector<double>> means_without(std::span<const BenefitParts> benefits,
                                               std::size_t group,
                                               std::size_t groups) {
  std::vector<std::vector<double>> means;
  for (const BenefitParts& option : benefits) {
    std::vector<double>& of_option = means.emplace_back();
    for (const std::vector<double>& parts : option) {
      RunningMoments moments;
      for (std::size_t part = 0; part < parts.size(); ++part)
        if (part % groups != group) moments.add(parts[part]);
      of_option.push_back(moments.mean().value_or(0));
    }
  }
  return means;
}

std::vector<std::vector<double>> means_of(std::span<const BenefitParts> benefits) {
  return means_without(benefits, 1, 1);
}

/// a x + b y, for all of them.
void combine(std::vector<double>& x, double a, double b, std::span<const double> y) {
  std::ranges::transform(
      x, y, x.begin(), [=](double of_x, double of_y) { return a * of_x + b * of_y; });
}

/// What `gains_by` finds in means over parts, less what is of order 1 / parts.
std::optional<Estimate> less_noise(std::span<const BenefitParts> benefits,
                                   const std::function<Gains(Benefits)>& gains_by,
                                   double confidence) {
  constexpr std::size_t most_groups_of_parts = 20;
  const std::size_t parts = benefits.front().front().size();
  const std::size_t groups = std::min(parts, most_groups_of_parts);
  Gains gains = gains_by(means_of(benefits));
  const std::vector<double> none(gains.seen.size(), 0.0);
  Gains without{none, none};  // a group, on average
  std::vector<LeftOut> values;
  double inverse = 0;  // of the number of parts that are left, on average
  for (std::size_t group = 0; group < groups; ++group) {
    const Gains rest = gains_by(means_without(benefits, group, groups));
    const std::size_t left_out = (parts - group + groups - 1) / groups;
    values.push_back({average_of(rest.expected), static_cast<double>(left_out)});
    const double weight = 1 / static_cast<double>(groups);
    inverse += weight / static_cast<double>(parts - left_out);
    combine(without.expected, 1, weight, rest.expected);
    combine(without.seen, 1, weight, rest.seen);
  }
  // (1 + b) / parts = b x inverse, so that c / parts is gone; b = groups - 1 if they are of one
  // size.
  const double b = 1 / (static_cast<double>(parts) * inverse - 1);
  combine(gains.expected, 1 + b, -b, without.expected);
  combine(gains.seen, 1 + b, -b, without.seen);
  const auto over_draws = spread_of(gains.seen);
  const auto over_parts = spread_of(jackknife_contributions(0, values));
  if (!over_draws || !over_parts) return std::nullopt;
  const Spread spread = sum_of_errors(*over_draws, *over_parts);
  const double value = average_of(gains.expected);
  const Interval ends = interval_on(Scale::Plain, value, spread, confidence);
  return Estimate{
      value, spread.standard_error, {std::max(0.0, ends.low), std::max(0.0, ends.high)}};
}

}  // namespace

std::optional<Estimate> evpi(std::span<const std::vector<double>> benefits, double confidence) {
  expect_draws(benefits);
  return estimate_of(gains_of(benefits, benefits), confidence);
}

std::optional<Estimate> evpi_of_parts(std::span<const BenefitParts> benefits, double confidence) {
  if (!is_enough(benefits)) return std::nullopt;
  return less_noise(
      benefits, [](Benefits means) { return gains_of(means, means); }, confidence);
}

std::optional<Estimate> evppi(std::span<const double> parameter,
                              std::span<const std::vector<double>> benefits,
                              double confidence) {
  expect_draws(benefits);
  sim::expects(parameter.size() == benefits.front().size(), "as many draws of the parameter");
  if (parameter.size() < least_draws_for_a_curve) return std::nullopt;
  return estimate_of(ExpectedGains(parameter, benefits).gains(benefits), confidence);
}

std::optional<Estimate> evppi_of_parts(std::span<const double> parameter,
                                       std::span<const BenefitParts> benefits,
                                       double confidence) {
  if (!is_enough(benefits)) return std::nullopt;
  sim::expects(parameter.size() == benefits.front().size(), "as many draws of the parameter");
  if (parameter.size() < least_draws_for_a_curve) return std::nullopt;
  const ExpectedGains expected_gains(parameter, means_of(benefits));
  return less_noise(
      benefits, [&](Benefits means) { return expected_gains.gains(means); }, confidence);
}

}  // namespace stepdown::analysis
