#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/mixture.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/tails.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::sim {

/// An exponential time whose mean is `means[i]` with probability `weights[i]`.
struct HyperExponential {
  std::vector<double> weights{1.0};
  std::vector<double> means{1.0};

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const HyperExponential&, const HyperExponential&) = default;
};

/// Two branches with equal shares of the mean ("balanced means"); needs cv > 1.
[[nodiscard]] Fitted hyperexponential_from_mean_cv(double mean, double cv);
[[nodiscard]] Fitted hyperexponential_from_weights(std::vector<double> weights,
                                                   std::vector<double> means);

inline double HyperExponential::tail(Tail side, double x) const {
  double sum = 0;
  for (std::size_t i = 0; i < means.size(); ++i)
    sum += weights[i] * Exponential{means[i]}.tail(side, x);
  return sum;
}

inline double HyperExponential::tail_quantile(Tail side, double w) const {
  Range between{.low = infinity, .high = 0};
  for (std::size_t i = 0; i < means.size(); ++i) {
    if (weights[i] <= 0) continue;
    const double x = Exponential{means[i]}.tail_quantile(side, w);
    between = {.low = std::min(between.low, x), .high = std::max(between.high, x)};
  }
  return searched_quantile([&](double x) { return tail(side, x); }, side, w, between);
}

inline double HyperExponential::density(double x) const {
  double sum = 0;
  for (std::size_t i = 0; i < means.size(); ++i)
    sum += weights[i] * Exponential{means[i]}.density(x);
  return sum;
}

inline Moments HyperExponential::moments() const {
  double mean = 0;
  for (std::size_t i = 0; i < means.size(); ++i)
    mean += weights[i] * means[i];
  double variance = 0;
  for (std::size_t i = 0; i < means.size(); ++i) {
    const double distance = means[i] - mean;
    variance += weights[i] * (means[i] * means[i] + distance * distance);
  }
  return {.mean = mean, .variance = variance};
}

inline std::optional<Distribution> HyperExponential::between(double from, double to) const {
  Mixture same{.weights = weights, .components = {}};
  for (const double mean : means)
    same.components.emplace_back(Exponential{.mean = mean});
  return same.between(from, to);
}

inline std::string HyperExponential::problem() const {
  if (means.empty()) return expected_text("at least one branch", 0);
  for (const double mean : means)
    if (!is_positive(mean)) return positive_problem("mean of each branch", mean);
  return first_problem(same_length_problem("a list of weights", means.size(), weights.size()),
                       weights_problem(weights));
}

inline std::string HyperExponential::text() const {
  return "hyperexponential (" +
         weighted_list(weights, means, [](double mean) { return "mean " + days_text(mean); }) + ")";
}

inline Fitted hyperexponential_from_mean_cv(double mean, double cv) {
  return with_positive({"mean", mean}, {"cv", cv}, [&] {
    if (!(cv > 1)) return refused("a cv above 1", cv);
    const double cv2 = cv * cv;
    const double p = (1 + std::sqrt((cv2 - 1) / (cv2 + 1))) / 2;
    return checked(
        HyperExponential{.weights = {p, 1 - p}, .means = {mean / (2 * p), mean / (2 * (1 - p))}});
  });
}

inline Fitted hyperexponential_from_weights(std::vector<double> weights,
                                            std::vector<double> means) {
  return checked(HyperExponential{.weights = std::move(weights), .means = std::move(means)});
}

inline const Declaration& HyperExponential::declaration() {
  static constexpr Parameter parameters[] = {
      {"mean", Quantity::Time, "14 d"},
      {"cv", Quantity::Ratio, "2", "sd over mean; above 1"},
      {"shares", Quantity::Shares, "[0.3, 0.7]", "sum to 1"},
      {"means", Quantity::Times, "[3 d, 40 d]", "of the branches"},
  };
  static constexpr Form forms[] = {
      {"mean cv",
       [](const ParameterValues& given) {
         return hyperexponential_from_mean_cv(given["mean"], given["cv"]);
       }},
      {"shares means",
       [](const ParameterValues& given) {
         return hyperexponential_from_weights(given.list("shares"), given.list("means"));
       }},
  };
  static constexpr Declaration declaration = {.name = "hyperexponential",
                                              .example = "{mean: 14 d, cv: 2}",
                                              .meaning = "a mixture of exponentials",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
