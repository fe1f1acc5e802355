#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/text.hpp"

#include <cmath>
#include <string>
#include <vector>

namespace stepdown::sim {

struct Triangular {
  double low = 0;
  double mode = 0.5;
  double high = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::vector<double> kinks() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Triangular&, const Triangular&) = default;
};

[[nodiscard]] Fitted triangular_between(double low, double mode, double high);

// Below the mode F = (x - low)^2 / (range (mode - low)), above it S = (high - x)^2 / (range (high -
// mode)).
inline double Triangular::tail(Tail side, double x) const {
  const double range = high - low;
  if (x <= low || x >= high) return (x >= high) == (side == Tail::Lower) ? 1 : 0;
  const bool is_left = x < mode;
  const double distance = is_left ? x - low : high - x;
  const double leg = is_left ? mode - low : high - mode;
  const double near = distance / range * (distance / leg);
  return is_left == (side == Tail::Lower) ? near : 1 - near;
}

inline double Triangular::tail_quantile(Tail side, double w) const {
  const double range = high - low;
  const double left = (mode - low) / range;
  const double p = side == Tail::Lower ? w : 1 - w;
  const double q = side == Tail::Lower ? 1 - w : w;
  if (p < left) return low + std::sqrt(p * range * (mode - low));
  return high - std::sqrt(q * range * (high - mode));
}

inline double Triangular::density(double x) const {
  if (x < low || x > high) return 0;
  const double peak = 2 / (high - low);
  if (x < mode) return peak * (x - low) / (mode - low);
  return high > mode ? peak * (high - x) / (high - mode) : peak;
}

inline Moments Triangular::moments() const {
  const double range = high - low;
  const double left = mode - low;
  return {.mean = low + (range + left) / 3,
          .variance = (range * range - left * (range - left)) / 18};
}

inline Range Triangular::range() const {
  return {.low = low, .high = high};
}

inline std::vector<double> Triangular::kinks() const {
  return {mode};
}

inline std::string Triangular::problem() const {
  return mode_problem(low, mode, high);
}

inline std::string Triangular::text() const {
  return "triangular from " + days_text(low) + " over " + days_text(mode) + " to " +
         days_text(high);
}

inline Fitted triangular_between(double low, double mode, double high) {
  return checked(Triangular{.low = low, .mode = mode, .high = high});
}

inline const Declaration& Triangular::declaration() {
  static constexpr Form forms[] = {
      {"min mode max",
       [](const ParameterValues& given) {
         return triangular_between(given["min"], given["mode"], given["max"]);
       }},
  };
  static constexpr Declaration declaration = {.name = "triangular",
                                              .example = "{min: 2 d, mode: 3 d, max: 7 d}",
                                              .parameters = min_mode_max,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
