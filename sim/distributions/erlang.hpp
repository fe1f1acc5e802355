#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/gamma.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/text.hpp"

#include <optional>
#include <string>

namespace stepdown::sim {

/// Sum of `phases` independent exponential times, together of mean `mean`.
struct Erlang {
  int phases = 1;
  double mean = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Erlang&, const Erlang&) = default;
};

[[nodiscard]] Fitted erlang_from_mean(int phases, double mean);

namespace erlang_details {

inline Gamma as_gamma(const Erlang& law) {
  return {.shape = static_cast<double>(law.phases), .scale = law.mean / law.phases};
}

}  // namespace erlang_details

inline double Erlang::tail(Tail side, double x) const {
  return erlang_details::as_gamma(*this).tail(side, x);
}

inline double Erlang::tail_quantile(Tail side, double w) const {
  return erlang_details::as_gamma(*this).tail_quantile(side, w);
}

inline double Erlang::density(double x) const {
  return erlang_details::as_gamma(*this).density(x);
}

inline Moments Erlang::moments() const {
  return {.mean = mean, .variance = mean * mean / phases};
}

inline std::optional<Moments> Erlang::moments_between(double from, double to) const {
  return erlang_details::as_gamma(*this).moments_between(from, to);
}

inline std::string Erlang::problem() const {
  return first_problem(
      problem_unless(
          phases >= 1 && phases <= largest_shape, "between 1 and 1000000 phases", phases),
      positive_problem("mean", mean));
}

inline std::string Erlang::text() const {
  return "Erlang (" + short_number(phases) + " phases, mean " + days_text(mean) + ")";
}

inline Fitted erlang_from_mean(int phases, double mean) {
  return checked(Erlang{.phases = phases, .mean = mean});
}

/// Of phases that each end at such a rate.
inline Fitted erlang_from_rate(int phases, double rate) {
  return with_positive({"rate", rate}, {"number of phases", phases}, [&] {
    return erlang_from_mean(phases, phases / rate);
  });
}

inline const Declaration& Erlang::declaration() {
  static constexpr Parameter parameters[] = {
      {"phases", Quantity::Count, "3"},
      {"mean", Quantity::Time, "14 d", "of the sum"},
      {"shape", Quantity::Count, "3", "another name of phases"},
      {"rate", Quantity::Rate, "0.2 /d", "of each phase: phases over mean"},
  };
  static constexpr Form forms[] = {
      {"phases mean",
       [](const ParameterValues& given) {
         return erlang_from_mean(static_cast<int>(given["phases"]), given["mean"]);
       }},
      {"phases rate",
       [](const ParameterValues& given) {
         return erlang_from_rate(static_cast<int>(given["phases"]), given["rate"]);
       }},
      {"shape mean",
       [](const ParameterValues& given) {
         return erlang_from_mean(static_cast<int>(given["shape"]), given["mean"]);
       }},
      {"shape rate",
       [](const ParameterValues& given) {
         return erlang_from_rate(static_cast<int>(given["shape"]), given["rate"]);
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
