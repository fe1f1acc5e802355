#include "sim/distributions/families.hpp"

#include "sim/distributions/beta_pert.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/coxian.hpp"
#include "sim/distributions/empirical.hpp"
#include "sim/distributions/erlang.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/gamma.hpp"
#include "sim/distributions/generalized_gamma.hpp"
#include "sim/distributions/geometric.hpp"
#include "sim/distributions/gompertz.hpp"
#include "sim/distributions/hyperexponential.hpp"
#include "sim/distributions/inverse_gaussian.hpp"
#include "sim/distributions/log_logistic.hpp"
#include "sim/distributions/lognormal.hpp"
#include "sim/distributions/mixture.hpp"
#include "sim/distributions/normal_cut_at_zero.hpp"
#include "sim/distributions/piecewise_hazard.hpp"
#include "sim/distributions/triangular.hpp"
#include "sim/distributions/uniform.hpp"
#include "sim/distributions/weibull.hpp"

#include <array>

namespace stepdown::sim {

namespace {

template <class... Families>
std::array<const Declaration*, sizeof...(Families)> declarations_of() {
  return {&Families::declaration()...};
}

}  // namespace

std::span<const Declaration* const> family_declarations() {
  static const auto all = declarations_of<Constant,
                                          Exponential,
                                          Erlang,
                                          Gamma,
                                          GeneralizedGamma,
                                          Lognormal,
                                          Weibull,
                                          Gompertz,
                                          LogLogistic,
                                          InverseGaussian,
                                          Uniform,
                                          Triangular,
                                          BetaPert,
                                          NormalCutAtZero,
                                          Coxian,
                                          HyperExponential,
                                          Mixture,
                                          PiecewiseHazard,
                                          Geometric,
                                          Empirical>();
  return all;
}

}  // namespace stepdown::sim
