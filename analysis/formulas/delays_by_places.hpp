#pragma once

#include "analysis/formulas/capacity_curve.hpp"

#include <span>
#include <vector>

namespace stepdown::analysis {

/// How many of independent people are there; sum 1, from nobody on.
[[nodiscard]] std::vector<double> number_of(const std::vector<double>& chances);

/// p(delay) of one part with 0, 1, 2, ... places, where people come in batches or at given moments.
///
/// P(N = n) follows from those of fewer people (see compound_poisson), here all over P(N <= n), so
/// that thousands of places neither overflow nor vanish.
class DelayByPlaces {
 public:
  explicit DelayByPlaces(const OfferedPart& part);

  [[nodiscard]] double p_delay() const { return p_delay_; }
  /// Whether nobody is delayed now, nor with more places: chances below the smallest number.
  [[nodiscard]] bool is_over() const;
  void add_place();

 private:
  [[nodiscard]] double next_of_groups() const;
  [[nodiscard]] double next_of_moments();
  void add_number(double ratio);

  std::vector<double> people_;         ///< k times groups of k; empty: all come at given moments
  std::vector<double> find_at_least_;  ///< of those who ask: j companions or more
  std::vector<double> recent_;         ///< P(N = n - j) / P(N <= n)
  std::vector<double> number_;         ///< P(N = n) of people who came at given moments
  double up_to_ = 0;                   ///< their P(N <= n)
  int n_ = 0;
  double p_delay_ = 1;
};

/// The same of all parts of a pattern. Where people come alone it is Erlang's formula, by its
/// recursion, for several parts by one instruction.
class DelaysByPlaces {
 public:
  /// @pre some part has requests.
  explicit DelaysByPlaces(std::span<const OfferedPart> parts);

  void add_place();
  /// Of those who ask in all parts.
  [[nodiscard]] double p_delay() const;
  /// Mean people there, of those not delayed, over all parts.
  [[nodiscard]] double load() const;
  /// As of one part.
  [[nodiscard]] bool is_over() const;

 private:
  struct Shares {
    std::vector<double> requests;  ///< of those of all parts
    std::vector<double> load;      ///< mean people times its share of the time
  };

  std::vector<double> alone_;  ///< the loads of parts whose people come alone
  std::vector<double> delay_;  ///< p(delay) of these
  Shares of_alone_;
  std::vector<DelayByPlaces> others_;
  Shares of_others_;
  int n_ = 0;
};

}  // namespace stepdown::analysis
