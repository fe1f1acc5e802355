#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/special.hpp"
#include "sim/distributions/tails.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace stepdown::sim {

/// Beta on [low, high] with mean (low + weight x mode + high) / (weight + 2); PERT has weight 4.
struct BetaPert {
  double low = 0;
  double mode = 0.5;
  double high = 1;
  double weight = 4;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const BetaPert&, const BetaPert&) = default;
};

[[nodiscard]] Fitted pert_between(double low, double mode, double high, double weight = 4);
/// A share between 0 and 1: the beta distribution of that mean and standard deviation that has one
/// peak (both parameters at least 1), as a PERT over [0, 1].
[[nodiscard]] Fitted beta_from_mean_sd(double mean, double sd);

namespace beta_pert_details {

struct BetaShape {
  double a = 1;
  double b = 1;
};

inline BetaShape shape_of(const BetaPert& law) {
  const double range = law.high - law.low;
  return {.a = 1 + law.weight * (law.mode - law.low) / range,
          .b = 1 + law.weight * (law.high - law.mode) / range};
}

}  // namespace beta_pert_details

inline double BetaPert::tail(Tail side, double x) const {
  const auto [left, right] = beta_pert_details::shape_of(*this);
  const double part = std::clamp((x - low) / (high - low), 0.0, 1.0);
  const double rest = std::clamp((high - x) / (high - low), 0.0, 1.0);
  // I_t(a, b) = 1 - I_{1-t}(b, a): start from the end that is near.
  if (part <= 0.5)
    return side == Tail::Lower ? special::beta_lower(left, right, part)
                               : special::beta_upper(left, right, part);
  return side == Tail::Lower ? special::beta_upper(right, left, rest)
                             : special::beta_lower(right, left, rest);
}

// Boost's inverse throws for very small w, so this searches: I_t(a, b) <= t^a / (a B(a, b)) for b
// >= 1 gives a t from below.
inline double BetaPert::tail_quantile(Tail side, double w) const {
  const double range = high - low;
  const double near = side == Tail::Lower ? mode - low : high - mode;
  const BetaPert standard{.low = 0, .mode = near / range, .high = 1, .weight = weight};
  const auto [a, b] = beta_pert_details::shape_of(standard);
  const double least = std::exp((std::log(w * a) + special::log_beta(a, b)) / a);
  const double t = searched_quantile([&](double x) { return standard.tail(Tail::Lower, x); },
                                     Tail::Lower,
                                     w,
                                     {.low = std::min(least, 1.0), .high = 1});
  return side == Tail::Lower ? low + range * t : high - range * t;
}

inline double BetaPert::density(double x) const {
  if (x < low || x > high) return 0;
  const auto [a, b] = beta_pert_details::shape_of(*this);
  const double range = high - low;
  return special::beta_density(a, b, std::clamp((x - low) / range, 0.0, 1.0)) / range;
}

// a + b = 2 + weight
inline Moments BetaPert::moments() const {
  const auto [a, b] = beta_pert_details::shape_of(*this);
  const double range = high - low;
  const double sum = a + b;
  return {.mean = low + range * a / sum,
          .variance = range * range * a * b / (sum * sum * (sum + 1))};
}

inline Range BetaPert::range() const {
  return {.low = low, .high = high};
}

inline std::string BetaPert::problem() const {
  constexpr double largest = 1e4;
  return first_problem(
      mode_problem(low, mode, high),
      problem_unless(
          weight >= 0 && weight <= largest, "a weight of the mode between 0 and 10000", weight));
}

inline std::string BetaPert::text() const {
  return "PERT from " + days_text(low) + " over " + days_text(mode) + " to " + days_text(high);
}

inline Fitted pert_between(double low, double mode, double high, double weight) {
  return checked(BetaPert{.low = low, .mode = mode, .high = high, .weight = weight});
}

// Of beta(a, b) with a + b = n the variance is m (1 - m) / (n + 1), and a = n m, b = n (1 - m). The
// smaller one is 1 when n = 1 / min(m, 1 - m).
inline Fitted beta_from_mean_sd(double mean, double sd) {
  if (!(mean > 0 && mean < 1)) return refused("a mean above 0 and below 1", mean);
  if (auto problem = refused_unless_positive("standard deviation", sd)) return *problem;
  const double spread = mean * (1 - mean);
  const double smaller = std::min(mean, 1 - mean);
  const double largest = std::sqrt(spread * smaller / (1 + smaller));
  if (sd > largest)
    return refused("a standard deviation below " + short_number(largest) +
                       " for a share with that mean and one peak",
                   sd);
  const double weight = std::max(0.0, spread / (sd * sd) - 3);  // n - 2
  const double mode = weight > 0 ? ((weight + 2) * mean - 1) / weight : 0.5;
  return checked(
      BetaPert{.low = 0, .mode = std::clamp(mode, 0.0, 1.0), .high = 1, .weight = weight});
}

inline const Declaration& BetaPert::declaration() {
  static constexpr Form forms[] = {
      {"min mode max",
       [](const ParameterValues& given) {
         return pert_between(given["min"], given["mode"], given["max"]);
       }},
  };
  static constexpr Declaration declaration = {.name = "pert",
                                              .example = "{min: 2 d, mode: 3 d, max: 7 d}",
                                              .meaning = "beta-PERT",
                                              .parameters = min_mode_max,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
