#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/empirical_bins.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::sim {

/// Observed values with their weights (which sum to 1), values strictly ascending.
struct Empirical {
  Empirical() : Empirical({0.0}, {1.0}) {}
  Empirical(std::vector<double> observed, std::vector<double> weighted);

  std::vector<double> values;
  std::vector<double> weights;
  std::vector<double> at_most;   ///< sums of the weights up to each value, ...
  std::vector<double> at_least;  ///< ... and from there on: there may be tens of thousands

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Empirical&, const Empirical&) = default;
};

/// Values in any order, repeats allowed; weights of any positive sum, or none for equal weights.
[[nodiscard]] Fitted empirical_values(const std::vector<double>& values,
                                      const std::vector<double>& weights = {});
/// Values each with its weight.
[[nodiscard]] Fitted empirical_weighted(const std::vector<double>& values,
                                        const std::vector<double>& weights);
/// The values of a column of a file.
[[nodiscard]] Fitted empirical_column(const std::vector<double>& times);

inline Empirical::Empirical(std::vector<double> observed, std::vector<double> weighted)
    : values{std::move(observed)},
      weights{std::move(weighted)},
      at_most(weights.size()),
      at_least(weights.size()) {
  std::partial_sum(weights.begin(), weights.end(), at_most.begin());
  std::partial_sum(weights.rbegin(), weights.rend(), at_least.rbegin());
}

inline double Empirical::tail(Tail side, double x) const {
  const auto above = static_cast<std::size_t>(
      std::distance(values.begin(), std::upper_bound(values.begin(), values.end(), x)));
  if (side == Tail::Lower) return above == 0 ? 0 : std::min(at_most[above - 1], 1.0);
  return above == values.size() ? 0 : std::min(at_least[above], 1.0);
}

inline double Empirical::tail_quantile(Tail side, double w) const {
  if (side == Tail::Lower) {
    const auto found = std::ranges::lower_bound(at_most, w);
    return found == at_most.end()
               ? values.back()
               : values[static_cast<std::size_t>(std::distance(at_most.begin(), found))];
  }
  const auto end = std::ranges::partition_point(at_least, [w](double sum) { return sum > w; });
  return end == at_least.begin()
             ? values.front()
             : values[static_cast<std::size_t>(std::distance(at_least.begin(), end)) - 1];
}

inline Moments Empirical::moments() const {
  const double mean = std::inner_product(values.begin(), values.end(), weights.begin(), 0.0);
  double variance = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    variance += weights[i] * (values[i] - mean) * (values[i] - mean);
  return {.mean = mean, .variance = variance};
}

inline Range Empirical::range() const {
  return {.low = values.front(), .high = values.back()};
}

inline std::optional<Distribution> Empirical::between(double from, double to) const {
  std::vector<double> kept;
  std::vector<double> shares;
  double total = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] < from || values[i] > to) continue;
    kept.push_back(values[i]);
    shares.push_back(weights[i]);
    total += weights[i];
  }
  for (double& share : shares)
    share /= total;
  return Empirical{std::move(kept), std::move(shares)};
}

inline std::string Empirical::problem() const {
  if (values.empty()) return expected_text("at least one value", 0);
  return first_problem(
      first_problem(ascending_problem("values", values),
                    same_length_problem("a list of weights", values.size(), weights.size())),
      weights_problem(weights));
}

inline std::string Empirical::text() const {
  return short_number(static_cast<double>(values.size())) + " observed values (mean " +
         days_text(moments().mean) + ")";
}

inline Fitted empirical_values(const std::vector<double>& values,
                               const std::vector<double>& weights) {
  if (values.empty()) return refused("at least one value", 0);
  if (!weights.empty() && weights.size() != values.size())
    return refused(
        "a list of weights of length " + short_number(static_cast<double>(values.size())),
        static_cast<double>(weights.size()));
  std::vector<double> shares = weights.empty() ? std::vector<double>(values.size(), 1.0) : weights;
  if (auto problem = refused_unless_normalized(shares)) return *problem;
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&values](std::size_t i) { return values[i]; });
  std::vector<double> distinct;
  std::vector<double> weighted;
  for (const std::size_t i : order) {
    if (!std::isfinite(values[i])) return refused("finite values", values[i]);
    if (shares[i] <= 0) continue;
    if (distinct.empty() || distinct.back() < values[i]) {
      distinct.push_back(values[i]);
      weighted.push_back(shares[i]);
    } else {
      weighted.back() += shares[i];
    }
  }
  return checked(Empirical{std::move(distinct), std::move(weighted)});
}

inline Fitted empirical_weighted(const std::vector<double>& values,
                                 const std::vector<double>& weights) {
  if (weights.size() != values.size())
    return {.value = std::nullopt,
            .problem = "expected as many weights as values, got " + std::to_string(values.size()) +
                       " values and " + std::to_string(weights.size()) + " weights"};
  return empirical_values(values, weights);
}

inline Fitted empirical_column(const std::vector<double>& times) {
  if (times.empty())
    return {.value = std::nullopt, .problem = "expected at least one time in the file, got none"};
  return empirical_values(times);
}

inline const Declaration& Empirical::declaration() {
  static constexpr Parameter parameters[] = {
      {"values", Quantity::Times, "[3 d, 5 d, 5 d]", "observed times"},
      {"weights", Quantity::Weights, "[1, 2, 1]", "of the values or bins", "equal"},
      {"bins", Quantity::Times, "[0 d, 7 d, 14 d]", "edges of a histogram, one more than weights"},
      {"csv", Quantity::File, "los.csv", "path from the file that names it"},
      {"column", Quantity::Column, "days", "the column of times, as numbers of days or with units"},
      {"separator", Quantity::Separator, "\";\"", "between columns", "as in the header"},
      {"decimal", Quantity::DecimalMark, "\",\"", "the decimal mark of its numbers", "`.`"},
  };
  constexpr auto from_file = [](const ParameterValues& given) {
    return empirical_column(given.list("csv"));
  };
  static constexpr Form forms[] = {
      {"values",
       [](const ParameterValues& given) { return empirical_values(given.list("values")); }},
      {"values weights",
       [](const ParameterValues& given) {
         return empirical_weighted(given.list("values"), given.list("weights"));
       }},
      {"bins weights",
       [](const ParameterValues& given) {
         return empirical_bins(given.list("bins"), given.list("weights"));
       }},
      {"csv column", from_file},
      {"csv column separator", from_file},
      {"csv column decimal", from_file},
      {"csv column separator decimal", from_file},
  };
  static constexpr Declaration declaration = {.name = "empirical",
                                              .example = "{csv: los.csv, column: days}",
                                              .meaning = "observed times",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
