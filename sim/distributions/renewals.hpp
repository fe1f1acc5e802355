#pragma once

#include "sim/distributions/distribution.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/tails.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace stepdown::sim {

/// A question after `first` days and then every `every` days, each of which ends the time with
/// probability `probability`: the values are first, first + every, ...
struct Renewals {
  double first = 1;
  double every = 1;
  double probability = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  friend bool operator==(const Renewals&, const Renewals&) = default;

 private:
  /// How many questions have been asked by x; the products decide, not the quotient.
  [[nodiscard]] double asked_by(double x) const {
    if (x < first) return 0;
    double more = std::floor((x - first) / every);
    if (first + (more + 1) * every <= x) more += 1;
    if (more > 0 && first + more * every > x) more -= 1;
    return 1 + more;
  }
};

// S = (1 - p)^n after n questions
inline double Renewals::tail(Tail side, double x) const {
  const double asked = asked_by(x);
  if (probability >= 1) return (asked >= 1) == (side == Tail::Lower) ? 1 : 0;
  const double log_survival = asked * std::log1p(-probability);
  return side == Tail::Lower ? -std::expm1(log_survival) : std::exp(log_survival);
}

inline double Renewals::tail_quantile(Tail side, double w) const {
  if (probability >= 1) return first;
  const double asked = std::ceil(-hazard_of(side, w) / std::log1p(-probability));
  return first + every * (std::max(1.0, asked) - 1);
}

// mean = first + every (1/p - 1), variance = every^2 (1 - p) / p^2
inline Moments Renewals::moments() const {
  const double scale = every / probability;
  return {.mean = first + scale * (1 - probability), .variance = scale * scale * (1 - probability)};
}

inline Range Renewals::range() const {
  return {.low = first, .high = probability >= 1 ? first : infinity};
}

inline std::string Renewals::problem() const {
  return first_problem(
      first_problem(positive_problem("first", first), positive_problem("every", every)),
      problem_unless(
          probability > 0 && probability <= 1, "a probability above 0 and at most 1", probability));
}

inline std::string Renewals::text() const {
  return "asked after " + days_text(first) + " and then every " + days_text(every) +
         ", ends with " + percent_text(probability);
}

}  // namespace stepdown::sim
