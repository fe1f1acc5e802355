#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/integrated_moments.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/special.hpp"
#include "sim/distributions/tails.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace stepdown::sim {

/// Hazard rate x exp(shape x), both a day: it grows (shape above 0), stays (0) or dies out (below
/// 0). Then the event never happens with probability exp(rate / shape), as in flexsurv.
struct Gompertz {
  double shape = 0;
  double rate = 1;

  [[nodiscard]] double hazard_up_to(double x) const;
  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] double never() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Gompertz&, const Gompertz&) = default;
};

/// In the terms of flexsurv's dgompertz.
[[nodiscard]] Fitted gompertz_from_shape_rate(double shape, double rate);
[[nodiscard]] Fitted gompertz_from_median_shape(double median, double shape);
/// Any two quantiles: the shape is found numerically and may be negative.
[[nodiscard]] Fitted gompertz_from_quantiles(QuantilePoint a, QuantilePoint b);

namespace gompertz_details {

/// Integral of exp(shape t) over [0, x].
inline double grown(double shape, double x) {
  return shape == 0 ? x : std::expm1(shape * x) / shape;
}

}  // namespace gompertz_details

// H(x) = rate (exp(shape x) - 1) / shape
inline double Gompertz::hazard_up_to(double x) const {
  return rate * gompertz_details::grown(shape, x);
}

inline double Gompertz::tail(Tail side, double x) const {
  return tail_of_hazard(side, hazard_up_to(x));
}

inline double Gompertz::tail_quantile(Tail side, double w) const {
  const double hazard = hazard_of(side, w);
  if (shape == 0) return hazard / rate;
  const double growth = shape * hazard / rate;
  return growth > -1 ? std::log1p(growth) / shape : infinity;
}

inline double Gompertz::density(double x) const {
  return rate * std::exp(shape * x - hazard_up_to(x));
}

// The mean has a closed form, exp(rate / shape) E1(rate / shape) / shape, which overflows where the
// shape is small; the variance has none in common functions (Lenart 2014). So both are integrated.
inline Moments Gompertz::moments() const {
  if (shape < 0) return {.mean = infinity, .variance = infinity};
  if (shape == 0) return {.mean = 1 / rate, .variance = 1 / rate / rate};
  return integrated_moments(*this);
}

inline double Gompertz::never() const {
  return shape < 0 ? std::exp(rate / shape) : 0;
}

inline std::string Gompertz::problem() const {
  constexpr double steepest = 1e100;
  return first_problem(
      positive_problem("rate", rate),
      problem_unless(
          std::abs(shape) <= steepest * rate, "a shape of at most 1e100 times the rate", shape));
}

inline std::string Gompertz::text() const {
  std::string text = "Gompertz (median " + days_text(tail_quantile(Tail::Lower, 0.5)) + ", shape " +
                     short_number(shape) + " a day)";
  if (shape < 0) text += ", never with " + percent_text(never());
  return text;
}

inline Fitted gompertz_from_shape_rate(double shape, double rate) {
  return checked(Gompertz{.shape = shape, .rate = rate});
}

// rate (exp(shape median) - 1) / shape = log 2
inline Fitted gompertz_from_median_shape(double median, double shape) {
  if (auto problem = refused_unless_positive("median", median)) return *problem;
  return checked(
      Gompertz{.shape = shape, .rate = std::numbers::ln2 / gompertz_details::grown(shape, median)});
}

// H(high) / H(low) = gompertz_details::grown(shape, high) / gompertz_details::grown(shape, low)
// rises with the shape, from 1 to infinity, and is high / low for shape 0.
inline Fitted gompertz_from_quantiles(QuantilePoint a, QuantilePoint b) {
  const QuantilePair pair = ordered_pair(a, b);
  if (pair.problem) return *pair.problem;
  const double low = pair.low.value;
  const double high = pair.high.value;
  const double h_low = hazard_of(Tail::Lower, pair.low.probability);
  const double wanted = std::log(hazard_of(Tail::Lower, pair.high.probability) / h_low);
  const auto log_ratio = [low, high](double shape) {
    return std::log(gompertz_details::grown(shape, high) / gompertz_details::grown(shape, low));
  };
  constexpr double steepest = 500;  // so that exp(shape x) stays finite
  constexpr double flattest = 15;   // beyond it `high` and never are the same in double precision
  const bool is_rising = wanted >= std::log(high / low);
  const double sign = is_rising ? 1 : -1;
  const double limit = (is_rising ? steepest : flattest) / high;
  const auto beyond = [&](double size) { return sign * (log_ratio(sign * size) - wanted); };
  if (!(beyond(limit) >= 0))
    return refused("quantiles whose ratio a Gompertz distribution can have", high / low);
  const double shape = sign * special::first_not_negative(beyond, 0, limit);
  return checked(Gompertz{.shape = shape, .rate = h_low / gompertz_details::grown(shape, low)});
}

inline const Declaration& Gompertz::declaration() {
  static constexpr Parameter parameters[] = {
      {"shape",
       Quantity::SignedRate,
       "0.01 /d",
       "hazard = rate exp(shape t); below 0: falls, and may never happen"},
      {"rate", Quantity::Rate, "0.02 /d", "the hazard at time 0"},
      {"median", Quantity::Time, "28 d"},
      {"quantiles", Quantity::Quantiles, "{0.5: 28 d, 0.9: 60 d}", "two of them"},
  };
  static constexpr Form forms[] = {
      {"shape rate",
       [](const ParameterValues& given) {
         return gompertz_from_shape_rate(given["shape"], given["rate"]);
       }},
      {"shape median",
       [](const ParameterValues& given) {
         return gompertz_from_median_shape(given["median"], given["shape"]);
       }},
      {"quantiles",
       [](const ParameterValues& given) {
         return gompertz_from_quantiles(given.quantile(0), given.quantile(1));
       }},
  };
  static constexpr Declaration declaration = {.name = "gompertz",
                                              .example = "{shape: 0.01 /d, rate: 0.02 /d}",
                                              .meaning =
                                                  "hazard that grows or falls "
                                                  "exponentially; as flexsurv's",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
