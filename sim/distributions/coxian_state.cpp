#include "sim/distributions/coxian_state.hpp"

#include "sim/distributions/coxian.hpp"
#include "sim/distributions/special.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace stepdown::sim {

double continuation(const Coxian& law, std::size_t phase) {
  return phase < law.continuations.size() ? law.continuations[phase] : 0;
}

namespace {

/// All phases at one rate: phase k is reached after k events of a Poisson process, so with
/// C(k) = continuation(0) ... continuation(k - 1) the sums run over Poisson probabilities.
PhaseState equal_rate_state(const Coxian& law, double x) {
  const std::size_t n = law.rates.size();
  const double a = law.rates.front() * x;
  std::vector<double> poisson(n);
  if (a < static_cast<double>(n)) {
    poisson[0] = std::exp(-a);
    for (std::size_t k = 1; k < n; ++k)
      poisson[k] = poisson[k - 1] * a / static_cast<double>(k);
  } else {
    const auto last = static_cast<double>(n - 1);
    poisson[n - 1] = std::exp(last * std::log(a) - a - special::log_gamma(last + 1));
    for (std::size_t k = n - 1; k > 0; --k)
      poisson[k - 1] = poisson[k] * static_cast<double>(k) / a;
  }
  PhaseState state{.over = special::gamma_lower(static_cast<double>(n), a), .running = 0};
  double reached = 1;
  for (std::size_t k = 0; k < n; ++k) {
    state.running += poisson[k] * reached;
    state.over += poisson[k] * (1 - reached);
    state.ending_rate += poisson[k] * reached * law.rates[k] * (1 - continuation(law, k));
    reached *= continuation(law, k);
  }
  return state;
}

/// Row-major upper triangular matrix of transition probabilities between the phases and the end.
class Transition {
 public:
  explicit Transition(std::size_t states) : states_{states}, values_(states * states) {}

  [[nodiscard]] std::size_t states() const { return states_; }
  [[nodiscard]] double& at(std::size_t i, std::size_t j) { return values_[i * states_ + j]; }
  [[nodiscard]] double at(std::size_t i, std::size_t j) const { return values_[i * states_ + j]; }

  [[nodiscard]] Transition squared() const {
    Transition result{states_};
    for (std::size_t i = 0; i < states_; ++i)
      for (std::size_t k = i; k < states_; ++k)
        for (std::size_t j = k; j < states_; ++j)
          result.at(i, j) += at(i, k) * at(k, j);
    return result;
  }

 private:
  std::size_t states_;
  std::vector<double> values_;
};

/// exp(Q x) by scaling and squaring. With L the largest rate and U = I + Q / L (no negative entry),
/// exp(Q h) = exp(-L h) sum (L h)^k U^k / k!; all terms are positive, so even the smallest
/// probabilities keep their relative accuracy.
PhaseState general_state(const Coxian& law, double x) {
  const std::size_t n = law.rates.size();
  const double fastest = *std::max_element(law.rates.begin(), law.rates.end());
  int doublings = 0;
  double lh = fastest * x;
  while (lh > 0.5) {
    lh /= 2;
    ++doublings;
  }
  Transition power{n + 1};
  for (std::size_t i = 0; i <= n; ++i)
    power.at(i, i) = std::exp(-lh);
  Transition sum = power;
  const std::size_t terms = n + 14;
  for (std::size_t k = 1; k <= terms; ++k) {
    const double factor = lh / static_cast<double>(k);
    Transition next{n + 1};
    for (std::size_t i = 0; i <= n; ++i) {
      for (std::size_t j = i; j <= n; ++j) {
        const double now = power.at(i, j) * factor;
        if (j == n) {
          next.at(i, n) += now;
          continue;
        }
        const double leaves = law.rates[j] / fastest;
        next.at(i, j) += now * (1 - leaves);
        next.at(i, j + 1) += now * leaves * continuation(law, j);
        next.at(i, n) += now * leaves * (1 - continuation(law, j));
      }
    }
    for (std::size_t i = 0; i <= n; ++i)
      for (std::size_t j = i; j <= n; ++j)
        sum.at(i, j) += next.at(i, j);
    power = std::move(next);
  }
  for (; doublings > 0; --doublings)
    sum = sum.squared();
  PhaseState state{.over = sum.at(0, n), .running = 0};
  for (std::size_t j = 0; j < n; ++j) {
    state.running += sum.at(0, j);
    state.ending_rate += sum.at(0, j) * law.rates[j] * (1 - continuation(law, j));
  }
  return state;
}

/// Two phases of different rates a, b in closed form:
/// P(in phase 2) = c a exp(-min(a, b) x) (1 - exp(-|a - b| x)) / |a - b|.
PhaseState two_phase_state(const Coxian& law, double x) {
  const double a = law.rates[0];
  const double b = law.rates[1];
  const double c = law.continuations[0];
  const double apart = std::abs(a - b);
  const double first = std::exp(-a * x);
  const double first_over = -std::expm1(-a * x);
  const double second = a * std::exp(-std::min(a, b) * x) * -std::expm1(-apart * x) / apart;
  // The chance to be over after both phases cancels for small x, which shows if hardly anybody ends
  // after the first.
  constexpr double nearly_all = 0.999;
  constexpr double early = 0.1;
  if (c > nearly_all && first_over < early) return general_state(law, x);
  const double both_over = std::max(0.0, first_over - second);
  return {.over = (1 - c) * first_over + c * both_over,
          .running = first + c * second,
          .ending_rate = first * a * (1 - c) + c * second * b};
}

/// Different rates: phase j is running with probability
/// sum over i <= j of weight(i, j) exp(-rate(i) x), weight(i, j) = product of the entry rates up to
/// j over the product of (rate(k) - rate(i)), k <= j, k not i. Nothing if the weights are so large,
/// or x so small, that the sum would cancel.
std::optional<PhaseState> partial_fractions(const Coxian& law, double x) {
  const std::size_t n = law.rates.size();
  constexpr double largest_weight = 100;
  constexpr double early = 1e-2;
  std::vector<double> weights;
  std::vector<double> decayed;
  PhaseState state{.over = 0, .running = 0};
  for (std::size_t j = 0; j < n; ++j) {
    decayed.push_back(std::exp(-law.rates[j] * x));
    double own = 1;
    double in_phase = 0;
    const double entry = j > 0 ? law.rates[j - 1] * continuation(law, j - 1) : 1;
    for (std::size_t i = 0; i < j; ++i) {
      weights[i] *= entry / (law.rates[j] - law.rates[i]);
      own -= weights[i];
      in_phase += weights[i] * decayed[i];
      if (!(std::abs(weights[i]) < largest_weight)) return std::nullopt;
    }
    // At time 0 nobody is in a later phase: the weights sum to 0.
    weights.push_back(j > 0 ? own - 1 : 1);
    in_phase += weights[j] * decayed[j];
    state.running += in_phase;
    state.ending_rate += in_phase * law.rates[j] * (1 - continuation(law, j));
  }
  state.over = 1 - state.running;
  constexpr double late = 1e-3;
  if (state.over < early || state.running < late) return std::nullopt;
  return state;
}

}  // namespace

PhaseState state_at(const Coxian& law, double x) {
  if (law.series) return law.series->at(x);
  const auto differs = [&law](double rate) { return rate != law.rates.front(); };
  if (std::none_of(law.rates.begin(), law.rates.end(), differs)) return equal_rate_state(law, x);
  if (law.rates.size() == 2 && law.rates[0] != law.rates[1]) return two_phase_state(law, x);
  if (const auto quick = partial_fractions(law, x)) return *quick;
  return general_state(law, x);
}

}  // namespace stepdown::sim
