#include "sim/distributions/constant.hpp"

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/text.hpp"

namespace stepdown::sim {

double Constant::tail(Tail side, double x) const {
  return (x >= value) == (side == Tail::Lower) ? 1 : 0;
}

double Constant::tail_quantile(Tail /*side*/, double /*w*/) const {
  return value;
}

Moments Constant::moments() const {
  return {.mean = value, .variance = 0};
}

Range Constant::range() const {
  return {.low = value, .high = value};
}

std::optional<Distribution> Constant::between(double /*from*/, double /*to*/) const {
  return *this;
}

std::string Constant::problem() const {
  return problem_unless(is_length(value), "a value that is not negative", value);
}

std::string Constant::text() const {
  return "always " + days_text(value);
}

Fitted constant(double value) {
  return checked(Constant{.value = value});
}

const Declaration& Constant::declaration() {
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
