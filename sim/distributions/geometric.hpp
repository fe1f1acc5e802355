#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/empirical.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/tails.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace stepdown::sim {

/// A review every `interval` days that ends the time with probability `probability`: the values are
/// interval, 2 x interval, ...
struct Geometric {
  double interval = 1;
  double probability = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] Range range_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Geometric&, const Geometric&) = default;
};

[[nodiscard]] Fitted geometric_review(double interval, double probability);

namespace geometric_details {

/// How many reviews have happened by x; the products interval x n decide, not the quotient.
inline double reviews_by(const Geometric& law, double x) {
  double n = std::floor(x / law.interval);
  if ((n + 1) * law.interval <= x) n += 1;
  if (n > 0 && n * law.interval > x) n -= 1;
  return n;
}

/// The reviews that lie in the interval, numbered from 1.
struct Reviews {
  double first = 1;
  double last = infinity;
};

inline Reviews reviews_within(const Geometric& law, double low, double high) {
  Reviews reviews{.first = std::max(1.0, std::ceil(low / law.interval)),
                  .last = std::floor(high / law.interval)};
  // The products interval x n decide, not the rounded quotients.
  if (reviews.first > 1 && (reviews.first - 1) * law.interval >= low) reviews.first -= 1;
  if ((reviews.last + 1) * law.interval <= high) reviews.last += 1;
  return reviews;
}

}  // namespace geometric_details

// S(n interval) = (1 - p)^n
inline double Geometric::tail(Tail side, double x) const {
  const double n = geometric_details::reviews_by(*this, x);
  if (probability >= 1) return (n >= 1) == (side == Tail::Lower) ? 1 : 0;
  const double log_survival = n * std::log1p(-probability);
  return side == Tail::Lower ? -std::expm1(log_survival) : std::exp(log_survival);
}

inline double Geometric::tail_quantile(Tail side, double w) const {
  if (probability >= 1) return interval;
  const double log_survival = -hazard_of(side, w);
  const double n = std::ceil(log_survival / std::log1p(-probability));
  return interval * std::max(1.0, n);
}

// mean = interval / p, variance = interval^2 (1 - p) / p^2
inline Moments Geometric::moments() const {
  const double mean = interval / probability;
  return {.mean = mean, .variance = mean * mean * (1 - probability)};
}

inline Range Geometric::range() const {
  return {.low = interval, .high = probability >= 1 ? interval : infinity};
}

inline Range Geometric::range_between(double from, double to) const {
  const auto [first, last] = geometric_details::reviews_within(*this, from, to);
  return {.low = first * interval, .high = last * interval};
}

// Without a memory, the reviews before `low` only shift the time. Below m reviews:
// mean = 1/p - m q^m / (1 - q^m), variance = q/p^2 - m^2 q^m / (1 - q^m)^2, in intervals. Short
// intervals, where this would cancel, have become an `Empirical`.
inline std::optional<Moments> Geometric::moments_between(double from, double to) const {
  const geometric_details::Reviews reviews = geometric_details::reviews_within(*this, from, to);
  const double m = reviews.last - reviews.first + 1;
  const double p = probability;
  const double qm = std::isinf(m) ? 0 : std::exp(m * std::log1p(-p));
  const double odds = qm > 0 ? m * qm / (1 - qm) : 0;
  const double variance = (1 - p) / (p * p) - (qm > 0 ? odds * odds / qm : 0);
  return Moments{.mean = interval * (reviews.first - 1 + 1 / p - odds),
                 .variance = interval * interval * variance};
}

inline std::optional<Distribution> Geometric::between(double from, double to) const {
  const geometric_details::Reviews reviews = geometric_details::reviews_within(*this, from, to);
  constexpr double many = 1e5;
  if (reviews.last - reviews.first > many) return std::nullopt;
  std::vector<double> values;
  std::vector<double> shares;
  double total = 0;
  double weight = 1;
  for (double n = reviews.first; n <= reviews.last && weight > 0; ++n) {
    values.push_back(n * interval);
    shares.push_back(weight);
    total += weight;
    weight *= 1 - probability;
  }
  for (double& share : shares)
    share /= total;
  return Empirical{std::move(values), std::move(shares)};
}

inline std::string Geometric::problem() const {
  return first_problem(
      positive_problem("interval", interval),
      problem_unless(
          probability > 0 && probability <= 1, "a probability above 0 and at most 1", probability));
}

inline std::string Geometric::text() const {
  return "review every " + days_text(interval) + ", ends with " + percent_text(probability);
}

inline Fitted geometric_review(double interval, double probability) {
  return checked(Geometric{.interval = interval, .probability = probability});
}

inline const Declaration& Geometric::declaration() {
  static constexpr Parameter parameters[] = {
      {"every", Quantity::Time, "14 d", "time between reviews"},
      {"probability", Quantity::Share, "0.04", "that a review ends the time"},
  };
  static constexpr Form forms[] = {
      {"every probability",
       [](const ParameterValues& given) {
         return geometric_review(given["every"], given["probability"]);
       }},
  };
  static constexpr Declaration declaration = {.name = "review",
                                              .example = "{every: 14 d, probability: 0.04}",
                                              .meaning = "ends at a review with a probability",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
