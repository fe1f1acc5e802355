#pragma once

#include "sim/distributions/constant.hpp"
#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace stepdown::sim {

struct Uniform {
  double low = 0;
  double high = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Uniform&, const Uniform&) = default;
};

[[nodiscard]] Fitted uniform_between(double low, double high);

inline double Uniform::tail(Tail side, double x) const {
  const double part = side == Tail::Lower ? x - low : high - x;
  return std::clamp(part / (high - low), 0.0, 1.0);
}

inline double Uniform::tail_quantile(Tail side, double w) const {
  const double part = (high - low) * w;
  return side == Tail::Lower ? low + part : high - part;
}

inline double Uniform::density(double x) const {
  return x >= low && x <= high ? 1 / (high - low) : 0;
}

inline Moments Uniform::moments() const {
  const double width = high - low;
  return {.mean = low + width / 2, .variance = width * width / 12};
}

inline Range Uniform::range() const {
  return {.low = low, .high = high};
}

inline std::optional<Distribution> Uniform::between(double from, double to) const {
  const double least = std::max(low, from);
  const double most = std::min(high, to);
  return least < most ? Distribution{Uniform{.low = least, .high = most}}
                      : Distribution{Constant{.value = least}};
}

inline std::string Uniform::problem() const {
  return interval_problem(low, high);
}

inline std::string Uniform::text() const {
  return "uniform from " + days_text(low) + " to " + days_text(high);
}

inline Fitted uniform_between(double low, double high) {
  return checked(Uniform{.low = low, .high = high});
}

inline const Declaration& Uniform::declaration() {
  static constexpr Parameter parameters[] = {
      {"min", Quantity::Time, "2 d"},
      {"max", Quantity::Time, "4 d"},
  };
  static constexpr Form forms[] = {
      {"min max",
       [](const ParameterValues& given) { return uniform_between(given["min"], given["max"]); }},
  };
  static constexpr Declaration declaration = {.name = "uniform",
                                              .example = "{min: 2 d, max: 4 d}",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
