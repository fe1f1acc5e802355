#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/tails.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::sim {

/// Hazard `hazards[i]` a day up to `breakpoints[i]`; the last hazard holds for ever after, so there
/// is one breakpoint fewer than hazards. With a last hazard of 0 the event may never happen: then
/// its time is +infinity with positive probability.
struct PiecewiseHazard {
  std::vector<double> breakpoints;
  std::vector<double> hazards{1.0};

  [[nodiscard]] double hazard_up_to(double x) const;
  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] double never() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const PiecewiseHazard&, const PiecewiseHazard&) = default;
};

[[nodiscard]] Fitted piecewise_hazard(std::vector<double> breakpoints, std::vector<double> hazards);
/// The same from the start of each piece; the first is 0.
[[nodiscard]] Fitted piecewise_hazard_from_starts(std::vector<double> starts,
                                                  std::vector<double> hazards);

namespace piecewise_hazard_details {

/// Weights and moments of the parts of a mixture, gathered one after the other.
class Blend {
 public:
  void add(double weight, const Moments& part) {
    if (weight <= 0) return;
    weights_.push_back(weight);
    parts_.push_back(part);
    total_ += weight;
  }

  // variance = mean of the variances + variance of the means
  [[nodiscard]] Moments moments() const {
    Moments all;
    for (std::size_t i = 0; i < parts_.size(); ++i)
      all.mean += weights_[i] / total_ * parts_[i].mean;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const double apart = parts_[i].mean - all.mean;
      all.variance += weights_[i] / total_ * (parts_[i].variance + apart * apart);
    }
    return all;
  }

 private:
  std::vector<double> weights_;
  std::vector<Moments> parts_;
  double total_ = 0;
};

}  // namespace piecewise_hazard_details

inline double PiecewiseHazard::hazard_up_to(double x) const {
  double sum = 0;
  double begin = 0;
  for (std::size_t i = 0; i < hazards.size(); ++i) {
    const double end = i < breakpoints.size() ? breakpoints[i] : infinity;
    if (x <= end) return hazards[i] > 0 ? sum + hazards[i] * (x - begin) : sum;
    sum += hazards[i] * (end - begin);
    begin = end;
  }
  return sum;
}

inline double PiecewiseHazard::tail(Tail side, double x) const {
  return tail_of_hazard(side, hazard_up_to(x));
}

inline double PiecewiseHazard::tail_quantile(Tail side, double w) const {
  const double wanted = hazard_of(side, w);
  double sum = 0;
  double begin = 0;
  for (std::size_t i = 0; i < hazards.size(); ++i) {
    const double hazard = hazards[i];
    const double end = i < breakpoints.size() ? breakpoints[i] : infinity;
    if (hazard > 0 && sum + hazard * (end - begin) >= wanted)
      return std::min(end, begin + (wanted - sum) / hazard);
    if (hazard > 0) sum += hazard * (end - begin);
    begin = end;
  }
  return infinity;
}

inline double PiecewiseHazard::density(double x) const {
  const auto above = std::upper_bound(breakpoints.begin(), breakpoints.end(), x);
  const auto piece = static_cast<std::size_t>(above - breakpoints.begin());
  return hazards[piece] * tail(Tail::Upper, x);
}

// Backwards over the pieces: with e = exp(-hazard length) the time goes on beyond the piece, else
// it ends inside, where it is an exponential time below the length. Variance = variance within the
// two cases + e (1 - e) (difference of their means)^2.
inline Moments PiecewiseHazard::moments() const {
  const double last = hazards.back();
  if (last <= 0) return {.mean = infinity, .variance = infinity};
  Moments rest{.mean = 1 / last, .variance = 1 / (last * last)};
  for (std::size_t i = breakpoints.size(); i-- > 0;) {
    const double length = breakpoints[i] - (i > 0 ? breakpoints[i - 1] : 0);
    const double goes_on = std::exp(-hazards[i] * length);
    const double ends = -std::expm1(-hazards[i] * length);
    const double later = length + rest.mean;
    const Moments inside = exponential_below(hazards[i], length);
    const double apart = later - inside.mean;
    rest = {.mean = ends * inside.mean + goes_on * later,
            .variance =
                ends * inside.variance + goes_on * rest.variance + ends * goes_on * apart * apart};
  }
  return rest;
}

inline Range PiecewiseHazard::range() const {
  double low = 0;
  for (std::size_t i = 0; i < breakpoints.size() && hazards[i] <= 0; ++i)
    low = breakpoints[i];
  if (hazards.back() <= 0 && breakpoints.size() + 1 == hazards.size() && !breakpoints.empty() &&
      low >= breakpoints.back())
    low = infinity;
  return {.low = low, .high = infinity};
}

inline std::optional<Moments> PiecewiseHazard::moments_between(double from, double to) const {
  piecewise_hazard_details::Blend blend;
  for (std::size_t i = 0; i < hazards.size(); ++i) {
    const double begin = std::max(from, i > 0 ? breakpoints[i - 1] : 0);
    const double end = std::min(to, i < breakpoints.size() ? breakpoints[i] : infinity);
    if (begin >= end) continue;
    const double hazard = hazards[i];
    const double reached = tail(Tail::Upper, begin);
    if (hazard <= 0) {
      if (std::isinf(end) && reached > 0) return Moments{.mean = infinity, .variance = infinity};
      continue;
    }
    const Moments inside = exponential_below(hazard, end - begin);
    blend.add(reached * -std::expm1(-hazard * (end - begin)),
              {.mean = begin + inside.mean, .variance = inside.variance});
  }
  return blend.moments();
}

inline double PiecewiseHazard::never() const {
  if (hazards.back() > 0) return 0;
  return breakpoints.empty() ? 1 : tail(Tail::Upper, breakpoints.back());
}

inline std::string PiecewiseHazard::problem() const {
  if (hazards.empty()) return expected_text("at least one hazard", 0);
  for (const double hazard : hazards)
    if (!is_length(hazard)) return expected_text("hazards that are not negative", hazard);
  if (!breakpoints.empty() && breakpoints.front() <= 0)
    return expected_text("breakpoints above 0", breakpoints.front());
  double sum = 0;
  for (const double hazard : hazards)
    sum += hazard;
  return first_problem(
      first_problem(
          ascending_problem("breakpoints", breakpoints),
          same_length_problem("a list of breakpoints", hazards.size() - 1, breakpoints.size())),
      problem_unless(sum > 0, "a hazard above 0 somewhere", sum));
}

inline std::string PiecewiseHazard::text() const {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < hazards.size(); ++i) {
    std::string part = short_number(hazards[i]) + " a day";
    if (i < breakpoints.size()) part += " to " + days_text(breakpoints[i]);
    parts.push_back(part);
  }
  return "hazard of " + listed(parts);
}

inline Fitted piecewise_hazard(std::vector<double> breakpoints, std::vector<double> hazards) {
  return checked(
      PiecewiseHazard{.breakpoints = std::move(breakpoints), .hazards = std::move(hazards)});
}

inline Fitted piecewise_hazard_from_starts(std::vector<double> starts,
                                           std::vector<double> hazards) {
  if (starts.size() != hazards.size())
    return {.value = std::nullopt,
            .problem = "expected as many hazards as times, got " + std::to_string(starts.size()) +
                       " times and " + std::to_string(hazards.size()) + " hazards"};
  if (starts.front() != 0)
    return {.value = std::nullopt,
            .problem = "expected '0 d' as the first time, got " + precise_number(starts.front()) +
                       " d; a hazard may be 0 /y"};
  starts.erase(starts.begin());
  return piecewise_hazard(std::move(starts), std::move(hazards));
}

inline const Declaration& PiecewiseHazard::declaration() {
  static constexpr Parameter parameters[] = {
      {"from", Quantity::Times, "[0 d, 28 d, 90 d]", "starts of the pieces; the first is 0 d"},
      {"hazard", Quantity::Rates, "[10 /1000y, 6.3 /1000y, 4.6 /1000y]", "in each piece"},
  };
  static constexpr Form forms[] = {
      {"from hazard",
       [](const ParameterValues& given) {
         return piecewise_hazard_from_starts(given.list("from"), given.list("hazard"));
       }},
  };
  static constexpr Declaration declaration = {
      .name = "piecewise_hazard",
      .example = "{from: [0 d, 28 d], hazard: [10 /1000y, 4.6 /1000y]}",
      .meaning = "constant hazard between given times",
      .parameters = parameters,
      .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
