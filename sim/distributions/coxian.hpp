#pragma once

#include "sim/distributions/coxian_state.hpp"
#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/phase_series.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/tails.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::sim {

/// Exponential phases in a row: phase i ends at rate `rates[i]` and is followed by phase i + 1 with
/// probability `continuations[i]`, else the time is over. One continuation fewer than rates.
struct Coxian {
  std::vector<double> rates{1.0};
  std::vector<double> continuations;
  /// Of many phases as `coxian_from_rates` makes them, so that nothing takes long; follows from the
  /// numbers above.
  std::shared_ptr<const PhaseSeries> series = nullptr;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Coxian& a, const Coxian& b) {
    return a.rates == b.rates && a.continuations == b.continuations;
  }
};

[[nodiscard]] Fitted coxian_from_rates(std::vector<double> rates,
                                       std::vector<double> continuations);
/// Two moments: two phases for cv^2 >= 1/2 (Marie 1980), a mixed Erlang of k phases for
/// 1/k <= cv^2 (Sauer and Chandy 1975); cv >= 0.1.
[[nodiscard]] Fitted coxian_from_mean_cv(double mean, double cv);

inline double Coxian::tail(Tail side, double x) const {
  const PhaseState state = state_at(*this, x);
  return std::min(1.0, side == Tail::Lower ? state.over : state.running);
}

inline double Coxian::tail_quantile(Tail side, double w) const {
  const double mean = moments().mean;
  Range between{.low = mean, .high = mean};
  constexpr double step = 4;
  if (side == Tail::Lower) {
    while (tail(side, between.low) > w)
      between.low /= step;
    while (tail(side, between.high) < w)
      between.high *= step;
  } else {
    while (tail(side, between.low) < w)
      between.low /= step;
    while (tail(side, between.high) > w)
      between.high *= step;
  }
  return searched_quantile([&](double x) { return tail(side, x); }, side, w, between);
}

inline double Coxian::density(double x) const {
  return state_at(*this, x).ending_rate;
}

// Backwards over the phases, T(i) = X(i) + [continues] T(i + 1):
// mean(i) = 1/rate + c mean(i + 1),
// variance(i) = 1/rate^2 + c variance(i + 1) + c (1 - c) mean(i + 1)^2.
inline Moments Coxian::moments() const {
  Moments rest;
  for (std::size_t i = rates.size(); i-- > 0;) {
    const double c = continuation(*this, i);
    const double phase = 1 / rates[i];
    rest = {.mean = phase + c * rest.mean,
            .variance = phase * phase + c * rest.variance + c * (1 - c) * rest.mean * rest.mean};
  }
  return rest;
}

inline std::string Coxian::problem() const {
  if (rates.empty()) return expected_text("at least one phase", 0);
  for (const double rate : rates)
    if (!is_positive(rate)) return positive_problem("rate of each phase", rate);
  for (const double chance : continuations)
    if (!(chance >= 0 && chance <= 1))
      return expected_text("probabilities to continue between 0 and 1", chance);
  return same_length_problem(
      "a list of probabilities to continue", rates.size() - 1, continuations.size());
}

inline std::string Coxian::text() const {
  return "Coxian (" + short_number(static_cast<double>(rates.size())) + " phases, mean " +
         days_text(moments().mean) + ", cv " + short_number(coefficient_of_variation(*this)) + ")";
}

namespace coxian_details {

/// Few phases need no series.
inline Fitted with_series(Coxian law) {
  constexpr std::size_t few = 16;
  if (law.rates.size() <= few || !law.problem().empty()) return checked(std::move(law));
  law.series = PhaseSeries::make(law);
  if (law.series) return checked(std::move(law));
  const auto [slowest, fastest] = std::ranges::minmax(law.rates);
  return {.value = std::nullopt,
          .problem =
              "expected rates nearer to each other in a law of so many phases (add up those "
              "that are far shorter than the others), got " +
              short_number(static_cast<double>(law.rates.size())) + " phases with rates up to " +
              short_number(fastest / slowest) + " times the smallest"};
}

}  // namespace coxian_details

inline Fitted coxian_from_rates(std::vector<double> rates, std::vector<double> continuations) {
  return coxian_details::with_series(
      {.rates = std::move(rates), .continuations = std::move(continuations)});
}

inline Fitted coxian_from_mean_cv(double mean, double cv) {
  return with_positive({"mean", mean}, {"cv", cv}, [&] {
    constexpr double smallest_cv = 0.1;
    if (cv < smallest_cv) return refused("a cv of at least 0.1", cv);
    const double cv2 = cv * cv;
    if (cv2 >= 0.5) {
      const double continues = 1 / (2 * cv2);
      return checked(Coxian{.rates = {2 / mean, 1 / (mean * cv2)}, .continuations = {continues}});
    }
    // k - 1 phases with probability p, else k, with 1/k <= cv^2 <= 1/(k - 1):
    // p = (k cv^2 - sqrt(k (1 + cv^2) - k^2 cv^2)) / (1 + cv^2), rate = (k - p) / mean
    const double k = std::ceil(1 / cv2 * (1 - 1e-12));
    const double root = std::sqrt(std::max(0.0, k * (1 + cv2) - k * k * cv2));
    const double p = std::clamp((k * cv2 - root) / (1 + cv2), 0.0, 1.0);
    const auto phases = static_cast<std::size_t>(k);
    Coxian law{.rates = std::vector<double>(phases, (k - p) / mean),
               .continuations = std::vector<double>(phases - 1, 1.0)};
    law.continuations.back() = 1 - p;
    return coxian_details::with_series(std::move(law));
  });
}

inline const Declaration& Coxian::declaration() {
  static constexpr Parameter parameters[] = {
      {"rates", Quantity::Rates, "[2 /wk, 1 /wk]", "of the phases"},
      {"continue", Quantity::Probabilities, "[0.5]", "that another phase follows; one fewer"},
      {"mean", Quantity::Time, "14 d"},
      {"cv", Quantity::Ratio, "1.5", "sd over mean"},
  };
  static constexpr Form forms[] = {
      {"rates",
       [](const ParameterValues& given) { return coxian_from_rates(given.list("rates"), {}); }},
      {"rates continue",
       [](const ParameterValues& given) {
         return coxian_from_rates(given.list("rates"), given.list("continue"));
       }},
      {"mean cv",
       [](const ParameterValues& given) {
         return coxian_from_mean_cv(given["mean"], given["cv"]);
       }},
  };
  static constexpr Declaration declaration = {.name = "coxian",
                                              .example = "{mean: 14 d, cv: 1.5}",
                                              .meaning = "phases, each perhaps the last",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
