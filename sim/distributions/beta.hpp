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

/// A share between 0 and 1 that is not known well: what is believed of a chance after `alpha`
/// events among `alpha + beta`. No time, so that it is none of the families that authors can ask
/// for as one.
struct Beta {
  double alpha = 1;
  double beta = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] static Range range() { return {.low = 0, .high = 1}; }
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Beta&, const Beta&) = default;
};

/// With the mean m and the variance v: alpha + beta = m (1 - m) / v - 1.
[[nodiscard]] Fitted wide_beta_from_mean_sd(double mean, double sd);
/// alpha = events, beta = of - events.
[[nodiscard]] Fitted beta_from_events(double events, double of);

namespace beta_details {

/// I_t(a, b) from the end that is nearer to t.
inline double share_below(double a, double b, double t) {
  const double part = std::clamp(t, 0.0, 1.0);
  return part <= 0.5 ? special::beta_lower(a, b, part) : special::beta_upper(b, a, 1 - part);
}

}  // namespace beta_details

inline double Beta::tail(Tail side, double x) const {
  return side == Tail::Lower ? beta_details::share_below(alpha, beta, x)
                             : beta_details::share_below(beta, alpha, 1 - std::clamp(x, 0.0, 1.0));
}

// With c = (w a B(a, b))^(1/a), t is at least c where b >= 1, and at most c where b <= 1.
inline double Beta::tail_quantile(Tail side, double w) const {
  const double a = side == Tail::Lower ? alpha : beta;
  const double b = side == Tail::Lower ? beta : alpha;
  const double near =
      std::min(1.0, std::exp((std::log(w) + std::log(a) + special::log_beta(a, b)) / a));
  constexpr double slack = 1e-9;  // for the rounding of logarithms
  const double t = searched_quantile([&](double x) { return beta_details::share_below(a, b, x); },
                                     Tail::Lower,
                                     w,
                                     {.low = b >= 1 ? near * (1 - slack) : 0,
                                      .high = b > 1 ? 1 : std::min(1.0, near * (1 + slack))});
  return side == Tail::Lower ? t : 1 - t;
}

inline double Beta::density(double x) const {
  return x > 0 && x < 1 ? special::beta_density(alpha, beta, x) : 0;
}

inline Moments Beta::moments() const {
  const double sum = alpha + beta;
  return {.mean = alpha / sum, .variance = alpha * beta / (sum * sum * (sum + 1))};
}

inline std::string Beta::problem() const {
  return first_problem(shape_problem(alpha), shape_problem(beta));
}

inline std::string Beta::text() const {
  return "beta (mean " + short_number(moments().mean) + ", like " + short_number(alpha) + " of " +
         short_number(alpha + beta) + ")";
}

inline Fitted wide_beta_from_mean_sd(double mean, double sd) {
  if (!(mean > 0 && mean < 1)) return refused("a mean above 0 and below 1", mean);
  if (auto problem = refused_unless_positive("standard deviation", sd)) return *problem;
  const double spread = mean * (1 - mean);
  if (!(sd * sd < spread))
    return refused("a standard deviation below " + short_number(std::sqrt(spread)) +
                       " for a share with that mean",
                   sd);
  const double sum = spread / (sd * sd) - 1;
  return checked(Beta{.alpha = mean * sum, .beta = (1 - mean) * sum});
}

inline Fitted beta_from_events(double events, double of) {
  if (auto problem = refused_unless_positive("number of events", events)) return *problem;
  if (!(of > events)) return refused("more than the events, " + short_number(events), of);
  return checked(Beta{.alpha = events, .beta = of - events});
}

inline const Declaration& Beta::declaration() {
  static constexpr Parameter parameters[] = {
      {"mean", Quantity::Share, "0.3"},
      {"sd", Quantity::Ratio, "0.05"},
      {"events", Quantity::Ratio, "12", "as many as were counted"},
      {"of", Quantity::Ratio, "40", "of so many who could have had one"},
      {"alpha", Quantity::Ratio, "12", "events"},
      {"beta", Quantity::Ratio, "28", "of those without"},
  };
  static constexpr Form forms[] = {
      {"mean sd",
       [](const ParameterValues& given) {
         return wide_beta_from_mean_sd(given["mean"], given["sd"]);
       }},
      {"events of",
       [](const ParameterValues& given) { return beta_from_events(given["events"], given["of"]); }},
      {"alpha beta",
       [](const ParameterValues& given) {
         return checked(Beta{.alpha = given["alpha"], .beta = given["beta"]});
       }},
  };
  static constexpr Declaration declaration = {.name = "beta",
                                              .example = "{events: 12, of: 40}",
                                              .meaning = "a share between 0 and 1",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
