#include "sim/distributions/erlang.hpp"

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/text.hpp"

namespace stepdown::sim {

namespace {

Gamma as_gamma(const Erlang& law) {
  return {.shape = static_cast<double>(law.phases), .scale = law.mean / law.phases};
}

}  // namespace

double Erlang::tail(Tail side, double x) const {
  return as_gamma(*this).tail(side, x);
}

double Erlang::tail_quantile(Tail side, double w) const {
  return as_gamma(*this).tail_quantile(side, w);
}

double Erlang::density(double x) const {
  return as_gamma(*this).density(x);
}

Moments Erlang::moments() const {
  return {.mean = mean, .variance = mean * mean / phases};
}

std::optional<Moments> Erlang::moments_between(double from, double to) const {
  return as_gamma(*this).moments_between(from, to);
}

std::string Erlang::problem() const {
  return first_problem(
      problem_unless(
          phases >= 1 && phases <= largest_shape, "between 1 and 1000000 phases", phases),
      positive_problem("mean", mean));
}

std::string Erlang::text() const {
  return "Erlang (" + short_number(phases) + " phases, mean " + days_text(mean) + ")";
}

Fitted erlang_from_mean(int phases, double mean) {
  return checked(Erlang{.phases = phases, .mean = mean});
}

const Declaration& Erlang::declaration() {
  static constexpr Parameter parameters[] = {
      {"phases", Quantity::Count, "3"},
      {"mean", Quantity::Time, "14 d", "of the sum"},
  };
  static constexpr Form forms[] = {
      {"phases mean",
       [](const ParameterValues& given) {
         return erlang_from_mean(static_cast<int>(given["phases"]), given["mean"]);
       }},
  };
  static constexpr Declaration declaration = {.name = "erlang",
                                              .example = "{phases: 3, mean: 14 d}",
                                              .meaning = "sum of exponential phases",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
