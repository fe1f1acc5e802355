#pragma once

#include "models/model.hpp"

#include <cstddef>
#include <vector>

namespace stepdown::models {

/// How long those who behave alike stay: until the first of their exits. Splits are a mixture, of
/// which one time is drawn; races are clocks beside it, all independent:
/// P(T > t) = sum_i p_i S_i(t / f_i) * prod_r S_r(t / f_r)^h_r, or without the sum.
class StayLaw {
 public:
  /// Both must outlive this.
  StayLaw(const Model& model, const Behavior& behavior) : model_{&model}, behavior_{&behavior} {}

  /// P(T > days)
  [[nodiscard]] double survival(double days) const;
  /// The part of it by one split exit, an index into `Model::splits_in`: p_i S_i(days / f_i).
  [[nodiscard]] double split_survival(std::size_t split, double days) const;
  /// Whether the mean is known to be finite: by some race, by all splits, or as next to nothing is
  /// left after a million years.
  [[nodiscard]] bool has_mean() const;
  /// Lengths between which survival is smooth or at least simple, ascending, from 0 on; beyond the
  /// last one next to nothing is left.
  [[nodiscard]] std::vector<double> landmarks() const;

 private:
  const Model* model_;
  const Behavior* behavior_;
};

/// How long people have been where chance finds them, in the long run: the age A of a stay in
/// progress has the density P(T > a) / E[T] (Cox 1962, Renewal Theory, section 5.2). Given A, what
/// is left has the law of T - A given T > A.
///
/// The integral of survival is tabulated, each cell checked at its middle: an error of the
/// distribution function of about 1e-9.
class StayAges {
 public:
  /// @pre law.has_mean()
  explicit StayAges(const StayLaw& law);

  [[nodiscard]] double mean() const { return nodes_.back().integral; }  ///< of a stay, days
  /// The age that has the rank u, 0 < u < 1; 0 where stays take no time.
  [[nodiscard]] double at(double u) const;

 private:
  struct Node {
    double age = 0;
    double survival = 0;
    double integral = 0;  ///< of survival, up to here
  };
  struct Refiner;

  std::vector<Node> nodes_;
};

}  // namespace stepdown::models
