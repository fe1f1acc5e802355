#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/tails.hpp"
#include "sim/distributions/text.hpp"

#include <cmath>
#include <numbers>
#include <optional>
#include <string>

namespace stepdown::sim {

struct Exponential {
  double mean = 1;

  [[nodiscard]] double hazard_up_to(double x) const;
  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Exponential&, const Exponential&) = default;
};

/// An exponential time with rate `hazard`, given that it is below `length` (which may be infinite
/// if the hazard is positive).
[[nodiscard]] Moments exponential_below(double hazard, double length);

[[nodiscard]] Fitted exponential_from_mean(double mean);
[[nodiscard]] Fitted exponential_from_median(double median);

inline double Exponential::hazard_up_to(double x) const {
  return x / mean;
}

inline double Exponential::tail(Tail side, double x) const {
  return tail_of_hazard(side, hazard_up_to(x));
}

inline double Exponential::tail_quantile(Tail side, double w) const {
  return mean * hazard_of(side, w);
}

inline double Exponential::density(double x) const {
  return std::exp(-x / mean) / mean;
}

inline Moments Exponential::moments() const {
  return {.mean = mean, .variance = mean * mean};
}

inline std::optional<Moments> Exponential::moments_between(double from, double to) const {
  const Moments rest = exponential_below(1 / mean, to - from);
  return Moments{.mean = from + rest.mean, .variance = rest.variance};
}

inline std::string Exponential::problem() const {
  return positive_problem("mean", mean);
}

inline std::string Exponential::text() const {
  return "exponential (mean " + days_text(mean) + ")";
}

inline Fitted exponential_from_mean(double mean) {
  return checked(Exponential{.mean = mean});
}

inline Fitted exponential_from_median(double median) {
  if (auto problem = refused_unless_positive("median", median)) return *problem;
  return checked(Exponential{.mean = median / std::numbers::ln2});
}

// With y = hazard length: mean = length (1/y - 1/(e^y - 1)),
// variance = length^2 (1/y^2 - 1/(4 sinh(y/2)^2)); their series for small y.
inline Moments exponential_below(double hazard, double length) {
  if (std::isinf(length)) return {.mean = 1 / hazard, .variance = 1 / (hazard * hazard)};
  const double y = hazard * length;
  constexpr double series_below = 0.2;
  if (y < series_below) {
    const double y2 = y * y;
    const double mean =
        1.0 / 2 - y * (1.0 / 12 - y2 * (1.0 / 720 - y2 * (1.0 / 30240 - y2 / 1209600)));
    const double variance =
        1.0 / 12 - y2 * (1.0 / 240 - y2 * (1.0 / 6048 - y2 * (1.0 / 172800 - y2 / 5322240)));
    return {.mean = length * mean, .variance = length * length * variance};
  }
  const double sinh = std::sinh(y / 2);
  const double variance = 1 / (y * y) - 1 / (4 * sinh * sinh);
  return {.mean = length * (1 / y - 1 / std::expm1(y)), .variance = length * length * variance};
}

inline const Declaration& Exponential::declaration() {
  static constexpr Parameter parameters[] = {
      {"mean", Quantity::Time, "14 d"},
      {"rate", Quantity::Rate, "0.07 /d", "one over the mean"},
  };
  static constexpr Form forms[] = {
      {"mean", [](const ParameterValues& given) { return exponential_from_mean(given["mean"]); }},
      {"rate",
       [](const ParameterValues& given) {
         const double rate = given["rate"];
         if (auto problem = refused_unless_positive("rate", rate)) return *problem;
         return exponential_from_mean(1 / rate);
       }},
  };
  static constexpr Declaration declaration = {.name = "exponential",
                                              .example = "{mean: 14 d}",
                                              .meaning = "constant hazard",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
