#pragma once

#include "sim/distributions/family.hpp"
#include "sim/distributions/law.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::sim {

/// A distribution of a non-negative quantity (a time in days, usually) as a plain value, whatever
/// its family: include the header of a family to make one or to look for it.
///
/// The methods are those of the family, see `family.hpp`: for code that knows what they ask. Others
/// use the functions below, which check the arguments and deal with the trivial cases first. To
/// draw from one in a hot loop, build a `QuantileTable`. All are exact (see each) and slow.
///
/// Copies have the parameters in common, which never change: there may be a hundred thousand. Two
/// are equal if their families and parameters are. One that was moved from may only be assigned to
/// or destroyed.
class Distribution {
 public:
  /// Always 0.
  Distribution();
  // Implicit on purpose: a family's struct stands where a distribution is meant.
  template <class Type>
    requires(!std::same_as<Type, Distribution>) && Family<Type>
  Distribution(Type family)  // NOLINT(google-explicit-constructor)
      : law_(std::make_shared<const LawOf<Type>>(std::move(family))) {}
  Distribution(const Distribution&) = default;
  Distribution(Distribution&&) noexcept = default;
  Distribution& operator=(const Distribution&) = default;
  Distribution& operator=(Distribution&&) noexcept = default;
  ~Distribution() = default;

  /// The parameters, if it is of this family.
  template <Family Type>
  [[nodiscard]] const Type* as() const {
    const auto* law = dynamic_cast<const LawOf<Type>*>(law_.get());
    return law == nullptr ? nullptr : &law->family();
  }
  template <Family Type>
  [[nodiscard]] bool is() const {
    return as<Type>() != nullptr;
  }

  [[nodiscard]] double tail(Tail side, double x) const { return law_->tail(side, x); }
  [[nodiscard]] double tail_quantile(Tail side, double w) const {
    return law_->tail_quantile(side, w);
  }
  [[nodiscard]] double density(double x) const { return law_->density(x); }
  [[nodiscard]] Moments moments() const { return law_->moments(); }
  [[nodiscard]] Range range() const { return law_->range(); }
  /// The chance that it never happens.
  [[nodiscard]] double never() const { return law_->never(); }
  [[nodiscard]] std::optional<double> hazard_up_to(double x) const;
  [[nodiscard]] bool has_quantile_formula() const { return law_->has_quantile_formula(); }
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] Range range_between(double from, double to) const;
  [[nodiscard]] std::vector<double> kinks() const { return law_->kinks(); }
  [[nodiscard]] bool is_lattice() const { return law_->is_lattice(); }
  [[nodiscard]] std::string problem() const { return law_->problem(); }
  [[nodiscard]] std::string text() const { return law_->text(); }

  friend bool operator==(const Distribution& a, const Distribution& b) {
    return a.law_ == b.law_ || a.law_->equals(*b.law_);
  }

 private:
  std::shared_ptr<const Law> law_;
};

template <Family Type>
std::optional<Distribution> LawOf<Type>::between(double from, double to) const {
  if constexpr (requires { family_.between(from, to); }) return family_.between(from, to);
  return std::nullopt;
}

/// Why the parameters make no sense, as "expected ..., got ..."; empty if they do.
///
/// All functions below need a distribution without a problem.
[[nodiscard]] std::string problem_with(const Distribution& distribution);

/// Expected value; +infinity if there is none or if the event may never happen.
///
/// Closed form except for families that have none, for cuts of those that say nothing of their
/// `moments_between` and for intervals so narrow that the closed form would lose digits: these
/// integrate the survival function numerically, to a relative error below 1e-9.
[[nodiscard]] double mean(const Distribution& distribution);

/// Variance, with the accuracy of `mean`; +infinity if the mean or the second moment is infinite.
[[nodiscard]] double variance(const Distribution& distribution);

/// Standard deviation over mean; 0 for a constant.
[[nodiscard]] double coefficient_of_variation(const Distribution& distribution);

/// P(X <= x). Accurate to about 1e-14, relatively so in the lower tail.
[[nodiscard]] double cdf(const Distribution& distribution, double x);

/// P(X > x), relatively accurate in the upper tail. At +infinity: the chance that it never happens.
[[nodiscard]] double survival(const Distribution& distribution, double x);

/// Probability density at x; 0 where only single values have probability.
[[nodiscard]] double pdf(const Distribution& distribution, double x);

/// Integral of the hazard up to x: -log survival(x), accurate for small x too, and for exponential,
/// Weibull, Gompertz and piecewise constant hazards where nobody survives in double precision.
[[nodiscard]] double cumulative_hazard(const Distribution& distribution, double x);

/// The smallest x with P(X <= x) >= p; +infinity if the event may never happen and p says so.
/// @pre 0 <= p <= 1
[[nodiscard]] double quantile(const Distribution& distribution, double p);

/// The smallest x with P(X > x) <= q, relatively accurate down to q = 1e-300. Where a step falls on
/// q to the last bit, rounding decides which side is meant.
/// @pre 0 <= q <= 1
[[nodiscard]] double quantile_of_survival(const Distribution& distribution, double q);

/// The smallest value that can occur, and the largest (+infinity if there is no bound).
[[nodiscard]] double lowest(const Distribution& distribution);
[[nodiscard]] double highest(const Distribution& distribution);

/// Whether all probability sits on single values, so that two draws can be equal.
[[nodiscard]] bool is_lattice(const Distribution& distribution);

/// The distribution in words, such as "lognormal (median 24 d, mean 29 d), at most 90 d".
[[nodiscard]] std::string describe(const Distribution& distribution);

}  // namespace stepdown::sim
