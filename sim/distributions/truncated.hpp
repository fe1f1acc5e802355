#pragma once

#include "sim/distributions/fit.hpp"
#include "sim/distributions/integrated_moments.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::sim {

/// `base`, given that it lies in [low, high]. With `high` = +infinity an event that may never
/// happen (see `PiecewiseHazard`) still may never happen.
struct Truncated {
  Distribution base;
  double low = 0;
  double high = infinity;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] std::vector<double> kinks() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool has_quantile_formula() const;
  [[nodiscard]] bool is_lattice() const;
  [[nodiscard]] double never() const;
  /// The same law without the cut, where the base has that form; otherwise unchanged.
  [[nodiscard]] Distribution resolved() const;
  friend bool operator==(const Truncated&, const Truncated&) = default;
};

/// `base` given that it lies in [low, high]; needs some probability there.
[[nodiscard]] Fitted truncated(const Distribution& base, double low, double high);

namespace truncated_details {

/// What the base puts below, inside and above the interval. Whatever may never happen counts as
/// inside when the interval is open to the right.
struct Shares {
  double below = 0;
  double at_least_low = 1;
  double up_to_high = 1;
  double above = 0;
  double inside = 1;
};

inline Shares shares_of(const Truncated& law) {
  Shares shares;
  if (law.low > 0) {
    // P(X >= low), not P(X > low): a step at `low` belongs to the interval.
    const double before = std::nextafter(law.low, 0.0);
    shares.below = law.base.tail(Tail::Lower, before);
    shares.at_least_low = law.base.tail(Tail::Upper, before);
  }
  if (std::isfinite(law.high)) {
    shares.up_to_high = law.base.tail(Tail::Lower, law.high);
    shares.above = law.base.tail(Tail::Upper, law.high);
  }
  shares.inside = shares.at_least_low < 0.5 ? shares.at_least_low - shares.above
                                            : shares.up_to_high - shares.below;
  return shares;
}

}  // namespace truncated_details

inline double Truncated::tail(Tail side, double x) const {
  if (x < low || x >= high) return (x >= high) == (side == Tail::Lower) ? 1 : 0;
  const truncated_details::Shares shares = truncated_details::shares_of(*this);
  const bool is_lower = side == Tail::Lower;
  const double rest = is_lower ? shares.below : shares.above;
  const double not_rest = is_lower ? shares.at_least_low : shares.up_to_high;
  const Tail other = is_lower ? Tail::Upper : Tail::Lower;
  // An interval in one tail of the base is measured in that tail: the difference of two numbers
  // near 1 has few digits.
  const double part = not_rest < 0.5 ? not_rest - base.tail(other, x) : base.tail(side, x) - rest;
  return std::clamp(part / shares.inside, 0.0, 1.0);
}

inline double Truncated::tail_quantile(Tail side, double w) const {
  const truncated_details::Shares shares = truncated_details::shares_of(*this);
  const double part = w * shares.inside;
  const double near = (side == Tail::Lower ? shares.below : shares.above) + part;
  const double far = (side == Tail::Lower ? shares.at_least_low : shares.up_to_high) - part;
  const Tail other = side == Tail::Lower ? Tail::Upper : Tail::Lower;
  const double x = near <= 0.5 ? base.tail_quantile(side, near)
                               : base.tail_quantile(other, std::max(far, 0x1p-1074));
  return std::clamp(x, low, high);
}

inline double Truncated::density(double x) const {
  if (x < low || x > high) return 0;
  return base.density(x) / truncated_details::shares_of(*this).inside;
}

inline Distribution Truncated::resolved() const {
  const Range all = base.range();
  if (low <= all.low && high >= all.high) return base;
  auto plain = base.between(low, high);
  return plain ? *std::move(plain) : Distribution{*this};
}

inline Moments Truncated::moments() const {
  const Distribution plain = resolved();
  const auto* still = plain.as<Truncated>();
  if (still == nullptr) return plain.moments();
  const auto closed = still->base.moments_between(still->low, still->high);
  return closed ? *closed : integrated_moments(*still, still->base.moments());
}

inline Range Truncated::range() const {
  const Distribution plain = resolved();
  const auto* still = plain.as<Truncated>();
  if (still == nullptr) return plain.range();
  return still->base.range_between(still->low, still->high);
}

inline std::optional<Distribution> Truncated::between(double from, double to) const {
  return Truncated{.base = base, .low = std::max(low, from), .high = std::min(high, to)}.resolved();
}

inline std::vector<double> Truncated::kinks() const {
  return base.kinks();
}

inline bool Truncated::has_quantile_formula() const {
  return base.has_quantile_formula();
}

inline bool Truncated::is_lattice() const {
  return sim::is_lattice(base);
}

inline double Truncated::never() const {
  if (std::isfinite(high)) return 0;
  const double of_base = base.never();
  if (of_base <= 0 || low <= 0) return of_base;
  return of_base / base.tail(Tail::Upper, std::nextafter(low, 0.0));
}

inline std::string Truncated::problem() const {
  if (std::string text = problem_with(base); !text.empty()) return text;
  if (!(low >= 0 && std::isfinite(low)))
    return expected_text("a minimum that is not negative", low);
  if (!(high > low))
    return expected_text("a maximum above the minimum of " + short_number(low), high);
  const double before = low > 0 ? std::nextafter(low, 0.0) : -1.0;
  const double from_low = survival(base, before);
  const double beyond = std::isinf(high) ? 0 : survival(base, high);
  constexpr double smallest_share = 1e-12;
  return problem_unless(from_low - beyond >= smallest_share,
                        "a share of at least 1e-12 between minimum and maximum",
                        from_low - beyond);
}

inline std::string Truncated::text() const {
  std::string text = describe(base);
  if (low > 0) text += ", at least " + days_text(low);
  if (std::isfinite(high)) text += ", at most " + days_text(high);
  return text;
}

inline Fitted truncated(const Distribution& base, double low, double high) {
  return checked(Truncated{.base = base, .low = low, .high = high});
}

}  // namespace stepdown::sim
