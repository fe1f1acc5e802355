#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <numeric>
#include <vector>

// One place each, exponential times: chains whose steady states are solved here.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Headcount;
using models::Length;
using models::Observations;

constexpr double mu = 0.25;

double a_day(const Observations& seen, std::size_t level, Counter counter) {
  return static_cast<double>(seen.states[level][counter]) / seen.window_days;
}

TEST_SUITE_BEGIN("validation");

// With n there, n - 1 wait outside, and who comes joins with probability 1 - share(n - 1).
TEST_CASE("balking: one place is a birth-death chain whose births depend on the list") {
  constexpr double lambda = 0.3;
  const models::Model model = model_of(R"(
schema: 1
name: Balking
start: 2026-01-05
run: {warm_up: 100 d, horizon: 2100 d, replications: 1}
levels:
  care:
    places: {beds: 1}
    treatment_time: {exponential: {mean: 4 d}}
    waiting: {balk: {0: 0.1, 1: 0.4, 3: 0.7, 5: 1}, balk_to: gone}
    to: out
outcomes: [out, gone]
arrivals:
  calls: {poisson: {rate: 0.3 /d}, to: care}
)");
  constexpr std::array shares{0.1, 0.4, 0.4, 0.7, 0.7, 1.0};  // by people outside
  std::vector<double> p{1, lambda / mu};
  for (std::size_t n = 1; n < shares.size(); ++n)
    p.push_back(p.back() * lambda * (1 - shares[n - 1]) / mu);
  const double sum = std::accumulate(p.begin(), p.end(), 0.0);
  double balked = 0;
  double delayed = 0;
  double list = 0;
  for (std::size_t n = 1; n < p.size(); ++n) {
    const double joins = n <= shares.size() ? 1 - shares[n - 1] : 0;
    balked += lambda * p[n] / sum * (1 - joins);
    delayed += lambda * p[n] / sum * joins;
    list += static_cast<double>(n - 1) * p[n] / sum;
  }
  const std::vector<Observations> runs = observe(model, 120);
  const auto mean_of = [&runs](auto figure) { return each(runs, figure); };
  CHECK(check_mean(mean_of([](const Observations& o) { return a_day(o, 0, Counter::Balked); }),
                   balked));
  CHECK(check_mean(mean_of([](const Observations& o) { return a_day(o, 0, Counter::Lost); }),
                   balked));
  CHECK(check_mean(mean_of([](const Observations& o) { return a_day(o, 0, Counter::Delayed); }),
                   delayed));
  CHECK(check_mean(
      mean_of([](const Observations& o) { return o.states[0][Headcount::Census].mean(); }),
      1 - p[0] / sum));
  CHECK(check_mean(
      mean_of([](const Observations& o) { return o.states[0][Headcount::List].mean(); }), list));
  // By Little's law for those on the list, all of whom are admitted.
  CHECK(check_mean(mean_of([](const Observations& o) {
                     return o.states[0][Length::Wait].sum() / o.window_days;
                   }),
                   list));
}

/// Two M/M/1 with the shorter list joined, ties where people ask first: the steady state up to so
/// many people in each, by Gauss and Seidel.
class ShorterList {
 public:
  ShorterList(double first, double second) : rates_{first, second} {
    for (int sweep = 0; sweep < 4000; ++sweep)
      for (std::size_t i = 0; i < size; ++i)
        for (std::size_t j = 0; j < size; ++j)
          balance(i, j);
    double sum = 0;
    for (const auto& row : p_)
      sum = std::accumulate(row.begin(), row.end(), sum);
    for (auto& row : p_)
      for (double& each : row)
        each /= sum;
  }

  /// Mean of a figure of the two numbers of people.
  template <class Figure>
  [[nodiscard]] double mean(Figure figure) const {
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < size; ++j)
        sum += p_[i][j] * figure(i, j);
    return sum;
  }
  /// People a day who come to the first, and to the second.
  [[nodiscard]] double to_first(std::size_t i, std::size_t j) const {
    return (i == 0 || j >= i ? rates_[0] : 0) + (j > 0 && i < j ? rates_[1] : 0);
  }
  [[nodiscard]] double to_second(std::size_t i, std::size_t j) const {
    return (i > 0 && j < i ? rates_[0] : 0) + (j == 0 || i >= j ? rates_[1] : 0);
  }

  static constexpr std::size_t size = 40;

 private:
  void balance(std::size_t i, std::size_t j) {
    double in = 0;
    double out = 0;
    if (i > 0) in += p_[i - 1][j] * to_first(i - 1, j);
    if (j > 0) in += p_[i][j - 1] * to_second(i, j - 1);
    if (i + 1 < size) {
      in += p_[i + 1][j] * mu;
      out += to_first(i, j);
    }
    if (j + 1 < size) {
      in += p_[i][j + 1] * mu;
      out += to_second(i, j);
    }
    out += (i > 0 ? mu : 0) + (j > 0 ? mu : 0);
    if (out > 0) p_[i][j] = in / out;
  }

  std::array<double, 2> rates_;
  std::vector<std::vector<double>> p_ =
      std::vector<std::vector<double>>(size, std::vector<double>(size, 1.0));
};

TEST_CASE("other levels: two of one place each are the chain of those who join the shorter list") {
  const models::Model model = model_of(R"(
schema: 1
name: Shorter list
start: 2026-01-05
run: {warm_up: 300 d, horizon: 2300 d, replications: 1}
levels:
  a: {places: {beds: 1}, treatment_time: {exponential: {mean: 4 d}}, waiting: {or: b}, to: out}
  b: {places: {beds: 1}, treatment_time: {exponential: {mean: 4 d}}, waiting: {or: a}, to: out}
outcomes: [out]
arrivals:
  to_a: {poisson: {rate: 0.25 /d}, to: a}
  to_b: {poisson: {rate: 0.12 /d}, to: b}
)");
  const ShorterList chain{0.25, 0.12};
  const auto count = [](std::size_t n) { return static_cast<double>(n); };
  const std::vector<Observations> runs = observe(model, 120);
  const auto outside = [&](std::size_t n) { return n > 0 ? count(n - 1) : 0; };
  CHECK(check_mean(
      each(runs, [](const Observations& o) { return o.states[0][Headcount::List].mean(); }),
      chain.mean([&](std::size_t i, std::size_t) { return outside(i); })));
  CHECK(check_mean(
      each(runs, [](const Observations& o) { return o.states[1][Headcount::List].mean(); }),
      chain.mean([&](std::size_t, std::size_t j) { return outside(j); })));
  CHECK(check_mean(
      each(runs, [](const Observations& o) { return o.states[1][Headcount::Census].mean(); }),
      chain.mean([](std::size_t, std::size_t j) { return j > 0 ? 1.0 : 0.0; })));
  CHECK(check_mean(
      each(runs, [](const Observations& o) { return a_day(o, 0, Counter::Redirected); }),
      chain.mean([](std::size_t i, std::size_t j) { return i > 0 && j < i ? 0.25 : 0; })));
  CHECK(check_mean(
      each(runs, [](const Observations& o) { return a_day(o, 1, Counter::Redirected); }),
      chain.mean([](std::size_t i, std::size_t j) { return j > 0 && i < j ? 0.12 : 0; })));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
