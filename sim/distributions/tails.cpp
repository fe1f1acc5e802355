#include "sim/distributions/tails.hpp"

#include "sim/distributions/special.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stepdown::sim {

double hazard_of(Tail side, double w) {
  return side == Tail::Lower ? -std::log1p(-w) : -std::log(w);
}

double tail_of_hazard(Tail side, double hazard) {
  return side == Tail::Lower ? -std::expm1(-hazard) : std::exp(-hazard);
}

double searched_quantile(const std::function<double(double)>& tail,
                         Tail side,
                         double w,
                         Range between) {
  // Logarithms make the search as sure of foot in the tail as in the body.
  const auto log_tail = [&tail](double x) {
    return std::log(std::max(tail(x), std::numeric_limits<double>::min()));
  };
  const double log_w = std::log(w);
  if (side == Tail::Lower)
    return special::first_not_negative(
        [&](double x) { return log_tail(x) - log_w; }, between.low, between.high);
  return special::first_not_negative(
      [&](double x) { return log_w - log_tail(x); }, between.low, between.high);
}

}  // namespace stepdown::sim
