#include "sim/distributions/special.hpp"

#include <boost/math/quadrature/exp_sinh.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace stepdown::sim::special {

namespace {

namespace policies = boost::math::policies;

/// Arguments are checked before we get here, so no exceptions; plain double is accurate enough.
using Quiet = policies::policy<policies::domain_error<policies::ignore_error>,
                               policies::pole_error<policies::ignore_error>,
                               policies::overflow_error<policies::ignore_error>,
                               policies::evaluation_error<policies::ignore_error>,
                               policies::promote_double<false>>;

constexpr Quiet quiet;

}  // namespace

double gamma_lower(double a, double x) {
  return std::isinf(x) ? 1 : boost::math::gamma_p(a, x, quiet);
}

double gamma_upper(double a, double x) {
  return std::isinf(x) ? 0 : boost::math::gamma_q(a, x, quiet);
}

double gamma_lower_inverse(double a, double p) {
  return boost::math::gamma_p_inv(a, p, quiet);
}

double gamma_upper_inverse(double a, double q) {
  return boost::math::gamma_q_inv(a, q, quiet);
}

double gamma_density(double a, double x) {
  return boost::math::gamma_p_derivative(a, x, quiet);
}

double gamma_between(double a, double from, double to) {
  const double beyond = gamma_upper(a, from);
  return beyond < 0.5 ? beyond - gamma_upper(a, to) : gamma_lower(a, to) - gamma_lower(a, from);
}

double log_gamma(double x) {
  return boost::math::lgamma(x, quiet);
}

double beta_lower(double a, double b, double x) {
  return boost::math::ibeta(a, b, x, quiet);
}

double beta_upper(double a, double b, double x) {
  return boost::math::ibetac(a, b, x, quiet);
}

double log_beta(double a, double b) {
  return log_gamma(a) + log_gamma(b) - log_gamma(a + b);
}

double beta_density(double a, double b, double x) {
  return boost::math::ibeta_derivative(a, b, x, quiet);
}

double normal_lower(double z) {
  return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double normal_upper(double z) {
  return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

double normal_upper_inverse(double q) {
  return std::numbers::sqrt2 * boost::math::erfc_inv(2 * q, quiet);
}

double normal_density(double z) {
  return std::exp(-0.5 * z * z) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
}

double normal_between(double from, double to) {
  if (from > 0) return normal_upper(from) - normal_upper(to);
  if (to < 0) return normal_lower(to) - normal_lower(from);
  return 1 - normal_lower(from) - normal_upper(to);
}

double integral(const std::function<double(double)>& f, double from, double to) {
  constexpr double tolerance = 1e-11;
  if (!(from < to)) return 0;
  if (std::isinf(to)) {
    boost::math::quadrature::exp_sinh<double> rule;
    return rule.integrate([&f, from](double t) { return f(from + t); }, tolerance);
  }
  // On [-1, 1], because Boost 1.74 compares an error for that interval with a tolerance for ours.
  const double half = (to - from) / 2;
  const double middle = from + half;
  const auto standard = [&f, half, middle](double t) { return f(middle + half * t); };
  constexpr unsigned depth = 4;  // the pieces given to us are smooth
  return half * boost::math::quadrature::gauss_kronrod<double, 21>::integrate(
                    standard, -1.0, 1.0, depth, tolerance);
}

double integral(const std::function<double(double)>& f, std::span<const double> points) {
  double sum = 0;
  for (std::size_t i = 1; i < points.size(); ++i)
    sum += integral(f, points[i - 1], points[i]);
  return sum;
}

double first_not_negative(const std::function<double(double)>& g, double low, double high) {
  const double g_low = g(low);
  if (g_low >= 0 || low == high) return low;
  const double g_high = g(high);
  if (g_high > 0) {
    std::uintmax_t iterations = 60;
    const auto bracket =
        boost::math::tools::toms748_solve(g,
                                          low,
                                          high,
                                          g_low,
                                          g_high,
                                          boost::math::tools::eps_tolerance<double>(52),
                                          iterations,
                                          quiet);
    // Widen by a bit: the solver may stop on an exact zero, and g is only ascending up to rounding.
    const double slack = 4e-16 * bracket.second;
    const double near_low = std::max(low, bracket.first - slack);
    high = std::min(high, bracket.second + slack);
    // Where g is level at 0 the solver stops anywhere: then look for the beginning of the level.
    (g(near_low) >= 0 ? high : low) = near_low;
  }
  while (std::nextafter(low, high) < high) {
    const double middle = low + (high - low) / 2;
    (g(middle) >= 0 ? high : low) = middle;
  }
  return high;
}

}  // namespace stepdown::sim::special
