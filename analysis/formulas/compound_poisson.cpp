#include "analysis/formulas/compound_poisson.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace stepdown::analysis {

namespace {

constexpr double too_little = 1e-18;  // against the largest term

/// Divides by the sum and leaves out what is next to nothing at both ends.
CountDistribution distribution_of(const std::vector<double>& terms) {
  const double least = too_little * *std::ranges::max_element(terms);
  const auto counts = [least](double p) { return p > least; };
  const auto first = std::ranges::find_if(terms, counts);
  const auto last = std::find_if(terms.rbegin(), terms.rend(), counts).base();
  CountDistribution result;
  result.first = static_cast<std::size_t>(first - terms.begin());
  result.probability.assign(first, last);
  double total = 0;
  for (const double p : result.probability)
    total += p;
  for (double& p : result.probability)
    p /= total;
  return result;
}

}  // namespace

CountDistribution compound_poisson(std::span<const double> groups) {
  constexpr double too_large = 1e200;
  constexpr std::size_t most_terms = 50'000'000;
  std::vector<double> people;  // k times groups of k
  double mean = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    sim::expects(groups[i] >= 0 && std::isfinite(groups[i]), "numbers of groups");
    people.push_back(static_cast<double>(i + 1) * groups[i]);
    mean += people.back();
  }
  // The first term can be too small for a double: all are scaled as they grow.
  std::vector<double> terms{1};
  double largest = 1;
  for (std::size_t n = 1; n < most_terms; ++n) {
    double sum = 0;
    for (std::size_t k = 1; k <= std::min(n, people.size()); ++k)
      sum += people[k - 1] * terms[n - k];
    terms.push_back(sum / static_cast<double>(n));
    largest = std::max(largest, terms.back());
    if (largest > too_large) {
      for (double& term : terms)
        term /= largest;
      largest = 1;
    }
    // A batch of many leaves gaps between the numbers that can be.
    const bool is_past = static_cast<double>(n) > mean && n >= people.size();
    if (is_past && std::all_of(terms.end() - static_cast<std::ptrdiff_t>(people.size()) - 1,
                               terms.end(),
                               [&](double term) { return term <= too_little * largest; }))
      break;
  }
  return distribution_of(terms);
}

}  // namespace stepdown::analysis
