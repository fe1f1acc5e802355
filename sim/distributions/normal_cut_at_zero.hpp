#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/special.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace stepdown::sim {

/// A normal variable, given that it is not negative. `location` and `spread` are the mean and the
/// standard deviation before the cut; `mean` and `variance` answer for the cut one.
struct NormalCutAtZero {
  double location = 1;
  double spread = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const NormalCutAtZero&, const NormalCutAtZero&) = default;
};

/// The normal cut at zero that *has* this mean and standard deviation after the cut; needs sd <
/// mean.
[[nodiscard]] Fitted normal_from_mean_sd(double mean, double sd);
/// The normal whose mean and standard deviation before the cut are these.
[[nodiscard]] Fitted normal_before_cut(double location, double spread);

namespace normal_cut_at_zero_details {

/// Where zero lies on the standard normal scale.
inline double cut_of(const NormalCutAtZero& law) {
  return -law.location / law.spread;
}

}  // namespace normal_cut_at_zero_details

inline double NormalCutAtZero::tail(Tail side, double x) const {
  const double cut = normal_cut_at_zero_details::cut_of(*this);
  const double z = (x - location) / spread;
  const double kept = special::normal_upper(cut);
  if (side == Tail::Upper) return special::normal_upper(z) / kept;
  const double below_cut = special::normal_lower(cut);
  if (2 * below_cut < special::normal_lower(z)) return special::normal_between(cut, z) / kept;
  if (2 * special::normal_upper(z) < kept) return 1 - special::normal_upper(z) / kept;
  // A narrow slice above the cut, whose ends would cancel.
  const auto above_cut = [cut](double t) { return special::normal_density(cut + t); };
  return special::integral(above_cut, 0, x / spread) / kept;
}

inline double NormalCutAtZero::tail_quantile(Tail side, double w) const {
  const double cut = normal_cut_at_zero_details::cut_of(*this);
  const double kept = special::normal_upper(cut);
  if (side == Tail::Upper) return location + spread * special::normal_upper_inverse(w * kept);
  const double beyond = (1 - w) * kept;
  double x = location + spread * special::normal_upper_inverse(beyond);
  // Near zero the sum above loses digits: correct it by Newton's method on the accurate tail.
  constexpr int corrections = 2;
  x = std::max(x, 0.0);
  for (int i = 0; i < corrections; ++i)
    x = std::max(0.0, x + (w - tail(side, x)) / density(x));
  return x;
}

inline double NormalCutAtZero::density(double x) const {
  const double z = (x - location) / spread;
  return special::normal_density(z) /
         (spread * special::normal_upper(normal_cut_at_zero_details::cut_of(*this)));
}

// With h = phi(cut) / (1 - Phi(cut)): mean = location + spread h,
// variance = spread^2 (1 + cut h - h^2).
inline Moments NormalCutAtZero::moments() const {
  const double cut = normal_cut_at_zero_details::cut_of(*this);
  const double h = special::normal_density(cut) / special::normal_upper(cut);
  return {.mean = location + spread * h, .variance = spread * spread * (1 - h * (h - cut))};
}

inline std::string NormalCutAtZero::problem() const {
  constexpr double farthest = 30;
  constexpr double narrowest = 1e8;
  return first_problem(
      positive_problem("standard deviation", spread),
      problem_unless(location >= -farthest * spread && location <= narrowest * spread,
                     "a location between -30 and 100000000 standard deviations",
                     location / spread));
}

inline std::string NormalCutAtZero::text() const {
  return "normal cut at zero (mean " + days_text(moments().mean) + ", sd " +
         days_text(std::sqrt(moments().variance)) + ")";
}

// The cv after the cut depends on the cut alone and rises from 0 towards 1 with it.
inline Fitted normal_from_mean_sd(double mean, double sd) {
  return with_positive({"mean", mean}, {"standard deviation", sd}, [&] {
    constexpr double largest_cv = 0.99;
    const double cv = sd / mean;
    if (cv > largest_cv) return refused("a standard deviation of at most 0.99 times the mean", sd);
    constexpr double far = 30;
    const auto cv_of_location = [](double location) {
      return coefficient_of_variation(NormalCutAtZero{.location = location, .spread = 1});
    };
    if (cv < cv_of_location(far)) return checked(NormalCutAtZero{.location = mean, .spread = sd});
    // Locations from -29 to 30 spreads, shifted to be positive for the search.
    const double shifted = special::first_not_negative(
        [&](double x) { return cv - cv_of_location(x - far); }, 1, 2 * far);
    const NormalCutAtZero standard{.location = shifted - far, .spread = 1};
    const double scale = mean / sim::mean(standard);
    return checked(NormalCutAtZero{.location = standard.location * scale, .spread = scale});
  });
}

inline Fitted normal_before_cut(double location, double spread) {
  return checked(NormalCutAtZero{.location = location, .spread = spread});
}

inline const Declaration& NormalCutAtZero::declaration() {
  static constexpr Parameter parameters[] = {
      {"mean", Quantity::Time, "14 d", "after the cut"},
      {"sd", Quantity::Time, "3 d", "after the cut; below the mean"},
  };
  static constexpr Form forms[] = {
      {"mean sd",
       [](const ParameterValues& given) {
         return normal_from_mean_sd(given["mean"], given["sd"]);
       }},
  };
  static constexpr Declaration declaration = {.name = "normal",
                                              .example = "{mean: 14 d, sd: 3 d}",
                                              .meaning = "cut at zero",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
