#pragma once

#include "sim/distributions/family.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// How `Distribution` hides of which family it is; nobody else needs this.
namespace stepdown::sim {

/// A family's struct, and what it says.
class Law {
 public:
  Law() = default;
  Law(const Law&) = delete;
  Law(Law&&) = delete;
  Law& operator=(const Law&) = delete;
  Law& operator=(Law&&) = delete;
  virtual ~Law() = default;

  /// Whether it is of the same family and its parameters are equal.
  [[nodiscard]] virtual bool equals(const Law& other) const = 0;

  [[nodiscard]] virtual double tail(Tail side, double x) const = 0;
  [[nodiscard]] virtual double tail_quantile(Tail side, double w) const = 0;
  [[nodiscard]] virtual double density(double x) const = 0;
  [[nodiscard]] virtual Moments moments() const = 0;
  [[nodiscard]] virtual Range range() const = 0;
  [[nodiscard]] virtual double never() const = 0;
  [[nodiscard]] virtual std::optional<double> hazard_up_to(double x) const = 0;
  [[nodiscard]] virtual bool has_quantile_formula() const = 0;
  [[nodiscard]] virtual std::optional<Moments> moments_between(double from, double to) const = 0;
  [[nodiscard]] virtual std::optional<Distribution> between(double from, double to) const = 0;
  [[nodiscard]] virtual Range range_between(double from, double to) const = 0;
  [[nodiscard]] virtual std::vector<double> kinks() const = 0;
  [[nodiscard]] virtual bool is_lattice() const = 0;
  [[nodiscard]] virtual std::string problem() const = 0;
  [[nodiscard]] virtual std::string text() const = 0;
};

/// Asks families that have something to say, and answers for the others.
template <Family Type>
class LawOf final : public Law {
 public:
  explicit LawOf(Type family) : family_(std::move(family)) {}

  [[nodiscard]] const Type& family() const { return family_; }

  [[nodiscard]] bool equals(const Law& other) const override {
    const auto* same = dynamic_cast<const LawOf*>(&other);
    return same != nullptr && family_ == same->family_;
  }

  [[nodiscard]] double tail(Tail side, double x) const override { return family_.tail(side, x); }
  [[nodiscard]] double tail_quantile(Tail side, double w) const override {
    return family_.tail_quantile(side, w);
  }
  [[nodiscard]] double density(double x) const override {
    if constexpr (has_density) return family_.density(x);
    return 0;
  }
  [[nodiscard]] Moments moments() const override { return family_.moments(); }
  [[nodiscard]] Range range() const override {
    if constexpr (requires { family_.range(); }) return family_.range();
    return {};
  }
  [[nodiscard]] double never() const override {
    if constexpr (requires { family_.never(); }) return family_.never();
    return 0;
  }
  [[nodiscard]] std::optional<double> hazard_up_to(double x) const override {
    if constexpr (requires { family_.hazard_up_to(x); }) return family_.hazard_up_to(x);
    return std::nullopt;
  }
  [[nodiscard]] bool has_quantile_formula() const override {
    if constexpr (requires { family_.has_quantile_formula(); })
      return family_.has_quantile_formula();
    return true;
  }
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const override {
    if constexpr (requires { family_.moments_between(from, to); })
      return family_.moments_between(from, to);
    return std::nullopt;
  }
  /// Defined in distribution.hpp, where a distribution is a whole type.
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const override;
  [[nodiscard]] Range range_between(double from, double to) const override {
    if constexpr (requires { family_.range_between(from, to); })
      return family_.range_between(from, to);
    const Range all = range();
    return {.low = std::max(all.low, from), .high = std::min(all.high, to)};
  }
  [[nodiscard]] std::vector<double> kinks() const override {
    if constexpr (requires { family_.kinks(); }) return family_.kinks();
    return {};
  }
  [[nodiscard]] bool is_lattice() const override {
    if constexpr (requires { family_.is_lattice(); }) return family_.is_lattice();
    return !has_density;
  }
  [[nodiscard]] std::string problem() const override { return family_.problem(); }
  [[nodiscard]] std::string text() const override { return family_.text(); }

 private:
  static constexpr bool has_density = requires(const Type& law) { law.density(0.0); };

  Type family_;
};

}  // namespace stepdown::sim
