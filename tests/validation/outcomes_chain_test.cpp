#include "tests/support/simulated.hpp"
#include "tests/validation/agreement.hpp"
#include "tests/validation/outcome_figures.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

// What becomes of people in a small Markov chain with unlimited places, against closed forms and
// the matrix exponential.
//
//   iop 20 d: planned 70 % (half to op, half home), dropout 30 % (home)
//   op 40 d:  planned 40 %, dropout 60 % (both home)
//   home:     return to op at 1/50 a day, recovery at 1/200, death at 1/500
namespace stepdown::tests {
namespace {

using models::Model;
using models::Observations;

constexpr int replications = 60;
constexpr double back = 1.0 / 50;
constexpr double recovery = 1.0 / 200;
constexpr double death = 1.0 / 500;
constexpr double out = back + recovery + death;
constexpr std::array states{"iop", "op", "home", "recovered", "died"};
constexpr std::size_t size = states.size();

Model chain(const std::string& run, const std::string& arrivals) {
  return model_of(R"(
schema: 1
name: Chain
start: 2026-01-05
run: )" + run + R"(
levels:
  iop:
    places: unlimited
    treatment_time: {exponential: {mean: 20 d}}
    exits:
      planned: {probability: 0.7, to: {op: 0.5, home: 0.5}}
      dropout: {probability: 0.3, to: home}
  op:
    places: unlimited
    treatment_time: {exponential: {mean: 40 d}}
    exits:
      planned: {probability: 0.4, to: home}
      dropout: {probability: 0.6, to: home}
community:
  home:
    exits:
      return: {after: {exponential: {mean: 50 d}}, to: op}
      recovery: {after: {exponential: {mean: 200 d}}, to: recovered}
      death: {after: {exponential: {mean: 500 d}}, to: died}
outcomes: [recovered, died]
arrivals:
  referrals: )" + arrivals);
}

using Matrix = std::array<std::array<double, size>, size>;

Matrix product(const Matrix& a, const Matrix& b) {
  Matrix c{};
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j)
      for (std::size_t k = 0; k < size; ++k)
        c[i][j] += a[i][k] * b[k][j];
  return c;
}

/// exp(q t) by Taylor's series of q t / 2^20, squared 20 times.
Matrix exponential(const Matrix& q, double t) {
  constexpr int squarings = 20;
  const double step = std::ldexp(t, -squarings);
  Matrix power{};
  for (std::size_t i = 0; i < size; ++i)
    power[i][i] = 1;
  Matrix sum = power;
  for (int n = 1; n <= 6; ++n) {
    power = product(power, q);
    for (auto& row : power)
      for (double& x : row)
        x *= step / n;
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < size; ++j)
        sum[i][j] += power[i][j];
  }
  for (int i = 0; i < squarings; ++i)
    sum = product(sum, sum);
  return sum;
}

/// Rates a day between the states.
Matrix generator(double back_rate = back) {
  Matrix q{};
  q[0] = {-1.0 / 20, 0.35 / 20, 0.65 / 20, 0, 0};
  q[1] = {0, -1.0 / 40, 1.0 / 40, 0, 0};
  q[2] = {0, back_rate, -(back_rate + recovery + death), recovery, death};
  return q;
}

TEST_SUITE_BEGIN("validation");

TEST_CASE("validation: the matrix exponential of two states is the closed form") {
  Matrix q{};
  q[0][0] = -0.03;
  q[0][1] = 0.03;
  q[1][0] = 0.01;
  q[1][1] = -0.01;
  const Matrix p = exponential(q, 70);
  CHECK(p[0][1] == doctest::Approx(0.75 * (1 - std::exp(-0.04 * 70))).epsilon(1e-9));
  CHECK(p[1][0] == doctest::Approx(0.25 * (1 - std::exp(-0.04 * 70))).epsilon(1e-9));
}

// People who are referred late are cut off by the horizon and count for the days before it.
TEST_CASE("validation: status by day agrees with the matrix exponential") {
  const Model model = chain("{warm_up: 0 d, horizon: 600 d, replications: 1, seed: 5}",
                            "{poisson: {rate: 8 /d}, to: iop}");
  const OutcomeFigures seen(model, observe(model, replications));
  for (const int day : {30, 90, 180, 365}) {
    const Matrix p = exponential(generator(), day);
    const Matrix wrong = exponential(generator(1.1 * back), day);
    for (std::size_t s = 0; s < size; ++s) {
      if (p[0][s] < 0.001) continue;  // iop after half a year
      const std::string name = "status_" + std::to_string(day);
      const std::vector<double> share = seen.each(name, "share", states[s]);
      check_agreement(name + " " + states[s], share, p[0][s], p[0][s] > 0.1 ? 0.06 : 0.12);
      if (s == 2 && day > 30 && day < 365) check_refusal(share, wrong[0][s]);
    }
  }
}

// In care without a break until k: exp of the part of the generator between levels. Left iop for op
// at s: P = e^(-k/20) + 0.35 (e^(-k/40) - e^(-k/20)) / (1 - 20/40).
TEST_CASE("validation: retention agrees with two exponential stays in a row") {
  const Model model = chain("{warm_up: 0 d, horizon: 600 d, replications: 1, seed: 5}",
                            "{poisson: {rate: 8 /d}, to: iop}");
  const OutcomeFigures seen(model, observe(model, replications));
  for (const int k : {30, 90, 180}) {
    const double in_iop = std::exp(-k / 20.0);
    const double in_op = 0.35 * (std::exp(-k / 40.0) - in_iop) / (1 - 20.0 / 40);
    const std::string name = "retention_" + std::to_string(k);
    check_agreement(name, seen.each(name), in_iop + in_op, k < 180 ? 0.03 : 0.25);
    if (k < 180) check_refusal(seen.each(name), in_iop);
  }
}

// 1000 people on the first day, as many as it takes to tell completion from one that is 3 % off;
// after 12 years everyone has recovered or died, with certainty for our purposes: the chance to be
// left is below 1e-6.
TEST_CASE("validation: absorption and expected stays and completion agree with the chain") {
  const Model model = chain("{warm_up: 0 d, horizon: 12 y, replications: 1, seed: 5}",
                            "{scheduled: {every: 20 y, first: 0 d}, batch: {1000: 1}, to: iop}");
  const std::vector<Observations> runs = observe(model, replications);
  const auto per_person = [&](const std::string& state) {
    return each(runs, [&](const Observations& o) {
      return static_cast<double>(observed(model, o, state).entered) / 1000;
    });
  };
  for (const Observations& o : runs)
    CHECK(o.people_inside == 0);
  check_agreement("recovered", per_person("recovered"), recovery / (recovery + death), 0.02);
  check_agreement("died", per_person("died"), death / (recovery + death), 0.06);
  // Each time at home leads to op with r; op always leads home. Stays in op: 0.35 / (1 - r) for
  // those who come from iop, 0.65 r / (1 - r) for the others.
  const double r = back / out;
  const double in_op = (0.35 + 0.65 * r) / (1 - r);
  check_agreement("stays in op", per_person("op"), in_op, 0.03);
  check_refusal(per_person("op"), 0.35 + 0.65 * r);
  // An episode goes on when the return comes within 30 days, chance c. Then its last stay is in op,
  // planned with 0.4; otherwise it is what iop or op ended with.
  const double c = r * (1 - std::exp(-out * 30));
  const double completion = 0.35 * 0.4 + 0.35 * ((1 - c) + c * 0.4) + 0.3 * c * 0.4;
  const OutcomeFigures seen(model, runs);
  check_agreement("completion", seen.each("completion"), completion, 0.03);
  check_refusal(seen.each("completion"), 0.35 * 0.4 + 0.35);  // every gap taken for an end
  // Recovery within k: the last but one entry of the exponential, too.
  for (const int k : {365, 730, 1825}) {
    const std::string name = "recovery_" + std::to_string(k);
    const double p = exponential(generator(), k)[0][3];
    check_agreement(name, seen.each(name), p, 0.05);
  }
  // Linkage after iop within k: 0.35 at once, 0.65 at home return before recovery and death.
  for (const int k : {7, 30, 90}) {
    const std::string name = "linkage_" + std::to_string(k);
    const double p = 0.35 + 0.65 * r * (1 - std::exp(-out * k));
    check_agreement(name + " iop", seen.each(name, "share", "iop"), p, 0.05);
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
