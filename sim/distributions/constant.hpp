#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/text.hpp"

#include <optional>
#include <string>

namespace stepdown::sim {

/// Always the same value.
struct Constant {
  double value = 0;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Constant&, const Constant&) = default;
};

[[nodiscard]] Fitted constant(double value);

inline double Constant::tail(Tail side, double x) const {
  return (x >= value) == (side == Tail::Lower) ? 1 : 0;
}

inline double Constant::tail_quantile(Tail /*side*/, double /*w*/) const {
  return value;
}

inline Moments Constant::moments() const {
  return {.mean = value, .variance = 0};
}

inline Range Constant::range() const {
  return {.low = value, .high = value};
}

inline std::optional<Distribution> Constant::between(double /*from*/, double /*to*/) const {
  return *this;
}

inline std::string Constant::problem() const {
  return problem_unless(is_length(value), "a value that is not negative", value);
}

inline std::string Constant::text() const {
  return "always " + days_text(value);
}

inline Fitted constant(double value) {
  return checked(Constant{.value = value});
}

inline const Declaration& Constant::declaration() {
  static constexpr Form forms[] = {
      {"", [](const ParameterValues& given) { return constant(given[""]); }},
  };
  static constexpr Declaration declaration = {
      .name = "constant",
      .example = "14 d",
      .meaning = "always the same; a plain duration is short for it",
      .body = Declaration::Body::Time,
      .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
