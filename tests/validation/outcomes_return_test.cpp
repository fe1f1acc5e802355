#include "tests/support/simulated.hpp"
#include "tests/validation/agreement.hpp"
#include "tests/validation/outcome_figures.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

// Relapse and return to care when time at home has a falling hazard and death competes, against
// numerical integration. Places are unlimited, so people do not meet.
namespace stepdown::tests {
namespace {

using models::Model;
using Function = std::function<double(double)>;

constexpr int replications = 60;
constexpr double mean_until_death = 400;
constexpr double return_share = 0.6;
constexpr double mean_until_return = 40;

/// residential -> home -(relapse)-> relapsed -(60 %)-> residential
///                 |                   +------(40 %)-> lost
///                 +------(death)-> died
/// Two years; who is referred late is cut off by the horizon.
Model model_with(const std::string& time_to_relapse) {
  return model_of(R"(
schema: 1
name: Return
start: 2026-01-05
run: {warm_up: 90 d, horizon: 820 d, replications: 1, seed: 5}
levels:
  residential: {places: unlimited, treatment_time: {gamma: {mean: 14 d, cv: 0.5}}, to: home}
community:
  home:
    exits:
      relapse: {after: )" +
                  time_to_relapse +
                  R"(, to: relapsed}
      death: {after: {exponential: {mean: 400 d}}, to: died}
  relapsed:
    exits:
      return: {probability: 0.6, time: {exponential: {mean: 40 d}}, to: residential}
      no_return: {probability: 0.4, time: {exponential: {mean: 60 d}}, to: lost}
outcomes: [died, lost]
arrivals:
  referrals: {poisson: {rate: 3 /d}, to: residential}
)");
}

/// Integral of `what` over a time with distribution function `f`, up to k.
double integral(const Function& f, const Function& what, double k) {
  constexpr int steps = 40000;
  double sum = 0;
  double before = 0;
  for (int i = 0; i < steps; ++i) {
    const double up_to = f(k * (i + 1) / steps);
    sum += what(k * (i + 0.5) / steps) * (up_to - before);
    before = up_to;
  }
  return sum;
}

/// Relapsed by k, alive until then.
double relapsed_by(const Function& f, double k) {
  return integral(
      f, [](double s) { return std::exp(-s / mean_until_death); }, k);
}

/// Relapsed at s and back in care by k.
double back_by(const Function& f, double k) {
  return integral(
      f,
      [k](double s) {
        return std::exp(-s / mean_until_death) * return_share *
               (1 - std::exp(-(k - s) / mean_until_return));
      },
      k);
}

/// @param f  distribution function of the time to relapse
void check_returns(const std::string& name, const std::string& time_to_relapse, const Function& f) {
  const Model model = model_with(time_to_relapse);
  const OutcomeFigures seen(model, observe(model, replications));
  for (const int k : {30, 90, 180, 365}) {
    const std::string days = std::to_string(k);
    const double relapsed = relapsed_by(f, k);
    check_agreement(name + "relapse within " + days, seen.each("relapse_" + days), relapsed, 0.03);
    check_agreement(
        name + "relapse, each, within " + days, seen.each("relapse_each_" + days), relapsed, 0.03);
    const double back = back_by(f, k);
    check_agreement(
        name + "readmission within " + days, seen.each("readmission_" + days), back, 0.08);
    check_agreement(name + "readmission, each, within " + days,
                    seen.each("readmission_each_" + days, "share", "residential"),
                    back,
                    0.08);
  }
  // Here the next admission after a stay is always a readmission.
  check_agreement(name + "linkage within 90",
                  seen.each("linkage_90", "share", "residential"),
                  back_by(f, 90),
                  0.08);
  // Death taken for censoring would give the share that relapses if nobody died.
  check_refusal(seen.each("relapse_180"), f(180));
  check_refusal(seen.each("relapse_each_365"), f(365));
}

std::vector<double> minus(std::vector<double> a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    a[i] -= b.at(i);
  return a;
}

TEST_SUITE_BEGIN("validation");

TEST_CASE("validation: relapse and readmission after Weibull times agree with integration") {
  check_returns("Weibull: ", "{weibull: {shape: 0.6, scale: 150 d}}", [](double t) {
    return 1 - std::exp(-std::pow(t / 150, 0.6));
  });
}

TEST_CASE("validation: relapse and readmission after log-logistic times agree with integration") {
  check_returns("Log-logistic: ", "{log_logistic: {median: 200 d, shape: 0.5}}", [](double t) {
    return 1 - 1 / (1 + std::pow(t / 200, 0.5));
  });
}

// A hazard that rises with every relapse and falls after 90 days, in pieces, with a death that is a
// share of the exits too.
TEST_CASE("validation: deaths expected are the deaths counted on average") {
  const Model model = model_of(R"(
schema: 1
name: Deaths
start: 2026-01-05
run: {warm_up: 100 d, horizon: 1000 d, replications: 1, seed: 5}
levels:
  residential:
    places: {beds: 40}
    exits:
      planned: {probability: 0.97, treatment_time: {gamma: {mean: 14 d, cv: 0.5}}, to: home}
      death: {probability: 0.03, treatment_time: 5 d, to: died}
    hold: none
community:
  home:
    exits:
      relapse: {after: {weibull: {shape: 0.6, scale: 150 d}}, to: residential}
      death: {after: {piecewise_hazard: {from: [0 d, 28 d, 90 d], hazard: [400 /1000y, 250 /1000y, 80 /1000y]}}, to: died}
      recovery: {after: {constant: 2 y}, to: recovered}
outcomes: [died, recovered]
arrivals:
  referrals: {poisson: {rate: 1 /d}, to: residential}
effects:
  worn: {when: {relapses: ">= 2"}, state: home, reason: death, hazard_ratio: 3, source: made up}
)");
  const OutcomeFigures seen(model, observe(model, 100));
  const std::vector<double> counted = seen.each("deaths", "per_year");
  const std::vector<double> expected = seen.each("deaths_expected", "per_year");
  const std::vector<double> difference = minus(counted, expected);
  MESSAGE("deaths a year: " << check_mean(counted, moments_of(expected).mean()));
  CHECK(check_mean(difference, 0));
  const double tenth = 0.1 * moments_of(counted).mean();
  check_refusal(difference, tenth);
  check_refusal(difference, -tenth);
}

TEST_CASE("validation: deaths expected are steadier than deaths counted in the regional network") {
  const Model model = model_of_file("scenarios/regional_network.yaml");
  const OutcomeFigures seen(model, observe(model, 60));
  const std::vector<double> counted = seen.each("deaths", "per_year");
  const std::vector<double> expected = seen.each("deaths_expected", "per_year");
  const double ratio = moments_of(counted).variance() / moments_of(expected).variance();
  MESSAGE("deaths a year: " << moments_of(counted).mean() << " counted, "
                            << moments_of(expected).mean() << " expected, variance ratio "
                            << ratio);
  CHECK(ratio > 20);
  const std::vector<double> difference = minus(counted, expected);
  CHECK(check_mean(difference, 0));
  check_refusal(difference, 0.2 * moments_of(counted).mean());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
