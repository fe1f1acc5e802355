#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <string>

/// What a family of distributions is made of: a struct with the parameters of its textbook form,
/// its mathematics as methods, and all of it in a header of its own. `Distribution` holds one of
/// any family and asks it for
///
///     double tail(Tail side, double x) const;           // relatively accurate when small
///     double tail_quantile(Tail side, double w) const;  // the value for 0 < w <= 1/2
///     Moments moments() const;
///     std::string problem() const;  // why the parameters make no sense; empty: they do
///     std::string text() const;     // in words
///     friend bool operator==(const Family&, const Family&) = default;
///
/// and, where a family has more to say (what is said here holds for those that do not):
///
///     double density(double x) const;            // none: all probability sits on single values
///     Range range() const;                       // none: from 0 to infinity
///     double never() const;                      // none: it happens for certain
///     double hazard_up_to(double x) const;       // none: from the tails
///     static bool has_quantile_formula();        // none: it has; false: found by search
///     std::optional<Moments> moments_between(double from, double to) const;    // none: integrated
///     std::optional<Distribution> between(double from, double to) const;       // none: cut anew
///     Range range_between(double from, double to) const;                       // none: the cut
///     std::vector<double> kinks() const;         // none: its tails are smooth
///     bool is_lattice() const;                   // of families that contain others
///
/// Authors can ask for the families that are listed in `families.cpp`, which needs of them
///
///     static const Declaration& declaration();
///
/// `between` is the law given that the value lies there, in a form without a cut around it; nothing
/// when there is no such form. Everywhere 0 <= x < infinity, and the parameters have no problem.
namespace stepdown::sim {

struct Declaration;
class Distribution;
struct Fitted;
struct QuantilePoint;

inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// From which side a probability is counted: P(X <= x) or P(X > x).
enum class Tail : std::uint8_t { Lower, Upper };

struct Moments {
  double mean = 0;
  double variance = 0;
};

/// The smallest and the largest value that can occur.
struct Range {
  double low = 0;
  double high = infinity;
};

/// What every family answers; asked first, as comparing may try whether its operands are families.
template <class Type>
concept Family = requires(const Type& law, Tail side, double x) {
  { law.tail(side, x) } -> std::same_as<double>;
  { law.tail_quantile(side, x) } -> std::same_as<double>;
  { law.moments() } -> std::same_as<Moments>;
  { law.problem() } -> std::same_as<std::string>;
  { law.text() } -> std::same_as<std::string>;
} && std::copyable<Type> && std::equality_comparable<Type>;

}  // namespace stepdown::sim
