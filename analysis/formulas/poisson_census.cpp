#include "analysis/formulas/poisson_census.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace stepdown::analysis {

namespace {

constexpr double negligible_term = 1e-18;  // against the largest term

/// Loads that are worked on by one instruction. They are of much the same size, and so small that
/// e^-a is a number.
struct Loads {
  static constexpr std::size_t most = 8;
  static constexpr double largest = 600;
  static constexpr double largest_difference = 100;

  std::array<double, most> a{};
  std::array<double, most> share{};
  std::size_t count = 0;
  double low = 0;
  double high = 0;

  [[nodiscard]] bool takes(double load) const {
    if (load > largest || count == most) return false;
    return count == 0 || std::max(load, high) - std::min(load, low) <= largest_difference;
  }
  void add(double load, double of_time) {
    low = count == 0 ? load : std::min(low, load);
    high = count == 0 ? load : std::max(high, load);
    a[count] = load;
    share[count] = of_time;
    ++count;
  }
};

/// Adds a^n e^-a / n! of each load, from where it is next to nothing to where it is so again.
void add_all(const Loads& loads, std::vector<double>& sums) {
  constexpr double wide = 9.5;  // standard deviations
  const double from = std::floor(loads.low - wide * std::sqrt(loads.low) - 10);
  const auto first = static_cast<std::size_t>(std::max(0.0, from));
  const auto end = static_cast<std::size_t>(loads.high + wide * std::sqrt(loads.high) + 40);
  if (sums.size() < end) sums.resize(end);
  std::array<double, Loads::most> terms{};
  for (std::size_t i = 0; i < loads.count; ++i) {
    const auto n = static_cast<double>(first);
    const double power = first > 0 ? n * std::log(loads.a[i]) - std::lgamma(n + 1) : 0;
    terms[i] = loads.share[i] * std::exp(power - loads.a[i]);
  }
  for (std::size_t n = first; n < end; ++n) {
    const double next = 1 / static_cast<double>(n + 1);
    double sum = 0;
    for (std::size_t i = 0; i < Loads::most; ++i) {
      sum += terms[i];
      terms[i] *= loads.a[i] * next;
    }
    sums[n] += sum;
  }
}

void add_one(double a, double share, std::vector<double>& sums) {
  const CountDistribution census = poisson_census(a);
  const std::size_t end = census.first + census.probability.size();
  if (sums.size() < end) sums.resize(end);
  for (std::size_t i = 0; i < census.probability.size(); ++i)
    sums[census.first + i] += share * census.probability[i];
}

}  // namespace

CountDistribution poisson_census(double a) {
  sim::expects(a >= 0, "an offered load that is not negative");
  const auto mode = static_cast<std::size_t>(a);
  std::vector<double> below;  // p(mode - 1), p(mode - 2), ... over p(mode)
  double term = 1;
  for (std::size_t n = mode; n > 0 && term > negligible_term; --n)
    below.push_back(term *= static_cast<double>(n) / a);
  CountDistribution result;
  result.first = mode - below.size();
  result.probability.assign(below.rbegin(), below.rend());
  result.probability.push_back(1);
  term = 1;
  for (std::size_t n = mode; a > 0 && term > negligible_term; ++n)
    result.probability.push_back(term *= a / static_cast<double>(n + 1));
  const double total = std::accumulate(result.probability.begin(), result.probability.end(), 0.0);
  for (double& p : result.probability)
    p /= total;
  return result;
}

CountDistribution poisson_mixture(std::span<const double> loads, std::span<const double> shares) {
  sim::expects(loads.size() == shares.size() && !loads.empty(), "a share of each load");
  std::vector<double> sums;
  Loads together;
  for (std::size_t i = 0; i < loads.size(); ++i) {
    sim::expects(loads[i] >= 0, "an offered load that is not negative");
    if (loads[i] > Loads::largest) {
      add_one(loads[i], shares[i], sums);
      continue;
    }
    if (!together.takes(loads[i])) {
      add_all(together, sums);
      together = Loads{};
    }
    together.add(loads[i], shares[i]);
  }
  if (together.count > 0) add_all(together, sums);
  const double least = negligible_term * std::ranges::max(sums);
  const auto counts = [least](double p) { return p > least; };
  CountDistribution result;
  const auto first = std::ranges::find_if(sums, counts);
  result.first = static_cast<std::size_t>(first - sums.begin());
  result.probability.assign(first, std::find_if(sums.rbegin(), sums.rend(), counts).base());
  return result;
}

}  // namespace stepdown::analysis
