#include "sim/distribution_kernels.hpp"
#include "sim/distribution_special.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

namespace stepdown::sim::kernels {

namespace {

/// Where a Coxian time stands at some moment: over, still running, and about to end.
struct PhaseState {
  double over = 0;
  double running = 1;
  double ending_rate = 0;
};

double continuation(const Coxian& law, std::size_t phase) {
  return phase < law.continuations.size() ? law.continuations[phase] : 0;
}

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
  for (; lh > 0.5; lh /= 2)
    ++doublings;
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

PhaseState state_at(const Coxian& law, double x) {
  const auto differs = [&law](double rate) { return rate != law.rates.front(); };
  if (std::none_of(law.rates.begin(), law.rates.end(), differs)) return equal_rate_state(law, x);
  if (law.rates.size() == 2 && law.rates[0] != law.rates[1]) return two_phase_state(law, x);
  const auto quick = partial_fractions(law, x);
  return quick ? *quick : general_state(law, x);
}

}  // namespace

double tail(const Coxian& law, Tail side, double x) {
  const PhaseState state = state_at(law, x);
  return std::min(1.0, side == Tail::Lower ? state.over : state.running);
}

double tail_quantile(const Coxian& law, Tail side, double w) {
  const double mean = moments(law).mean;
  Range between{.low = mean, .high = mean};
  constexpr double step = 4;
  if (side == Tail::Lower) {
    while (tail(law, side, between.low) > w)
      between.low /= step;
    while (tail(law, side, between.high) < w)
      between.high *= step;
  } else {
    while (tail(law, side, between.low) < w)
      between.low /= step;
    while (tail(law, side, between.high) > w)
      between.high *= step;
  }
  return searched_quantile(law, side, w, between);
}

double density(const Coxian& law, double x) {
  return state_at(law, x).ending_rate;
}

// Backwards over the phases, T(i) = X(i) + [continues] T(i + 1):
// mean(i) = 1/rate + c mean(i + 1),
// variance(i) = 1/rate^2 + c variance(i + 1) + c (1 - c) mean(i + 1)^2.
Moments moments(const Coxian& law) {
  Moments rest;
  for (std::size_t i = law.rates.size(); i-- > 0;) {
    const double c = continuation(law, i);
    const double phase = 1 / law.rates[i];
    rest = {.mean = phase + c * rest.mean,
            .variance = phase * phase + c * rest.variance + c * (1 - c) * rest.mean * rest.mean};
  }
  return rest;
}

Range range(const Coxian& /*law*/) {
  return {};
}

double tail(const HyperExponential& law, Tail side, double x) {
  double sum = 0;
  for (std::size_t i = 0; i < law.means.size(); ++i)
    sum += law.weights[i] * tail(Exponential{law.means[i]}, side, x);
  return sum;
}

double tail_quantile(const HyperExponential& law, Tail side, double w) {
  Range between{.low = infinity, .high = 0};
  for (std::size_t i = 0; i < law.means.size(); ++i) {
    if (law.weights[i] <= 0) continue;
    const double x = tail_quantile(Exponential{law.means[i]}, side, w);
    between = {.low = std::min(between.low, x), .high = std::max(between.high, x)};
  }
  return searched_quantile(law, side, w, between);
}

double density(const HyperExponential& law, double x) {
  double sum = 0;
  for (std::size_t i = 0; i < law.means.size(); ++i)
    sum += law.weights[i] * density(Exponential{law.means[i]}, x);
  return sum;
}

Moments moments(const HyperExponential& law) {
  double mean = 0;
  for (std::size_t i = 0; i < law.means.size(); ++i)
    mean += law.weights[i] * law.means[i];
  double variance = 0;
  for (std::size_t i = 0; i < law.means.size(); ++i) {
    const double distance = law.means[i] - mean;
    variance += law.weights[i] * (law.means[i] * law.means[i] + distance * distance);
  }
  return {.mean = mean, .variance = variance};
}

Range range(const HyperExponential& /*law*/) {
  return {};
}

namespace {

/// The integral of the hazard up to x.
double hazard_up_to(const PiecewiseHazard& law, double x) {
  double sum = 0;
  double begin = 0;
  for (std::size_t i = 0; i < law.hazards.size(); ++i) {
    const double end = i < law.breakpoints.size() ? law.breakpoints[i] : infinity;
    if (x <= end) return law.hazards[i] > 0 ? sum + law.hazards[i] * (x - begin) : sum;
    sum += law.hazards[i] * (end - begin);
    begin = end;
  }
  return sum;
}

}  // namespace

double tail(const PiecewiseHazard& law, Tail side, double x) {
  const double hazard = hazard_up_to(law, x);
  return side == Tail::Lower ? -std::expm1(-hazard) : std::exp(-hazard);
}

double tail_quantile(const PiecewiseHazard& law, Tail side, double w) {
  const double wanted = side == Tail::Lower ? -std::log1p(-w) : -std::log(w);
  double sum = 0;
  double begin = 0;
  for (std::size_t i = 0; i < law.hazards.size(); ++i) {
    const double hazard = law.hazards[i];
    const double end = i < law.breakpoints.size() ? law.breakpoints[i] : infinity;
    if (hazard > 0 && sum + hazard * (end - begin) >= wanted)
      return std::min(end, begin + (wanted - sum) / hazard);
    if (hazard > 0) sum += hazard * (end - begin);
    begin = end;
  }
  return infinity;
}

double density(const PiecewiseHazard& law, double x) {
  const auto above = std::upper_bound(law.breakpoints.begin(), law.breakpoints.end(), x);
  const auto piece = static_cast<std::size_t>(above - law.breakpoints.begin());
  return law.hazards[piece] * tail(law, Tail::Upper, x);
}

// Backwards over the pieces: with e = exp(-hazard length) the time goes on beyond the piece, else
// it ends inside, where it is an exponential time below the length. Variance = variance within the
// two cases + e (1 - e) (difference of their means)^2.
Moments moments(const PiecewiseHazard& law) {
  const double last = law.hazards.back();
  if (last <= 0) return {.mean = infinity, .variance = infinity};
  Moments rest{.mean = 1 / last, .variance = 1 / (last * last)};
  for (std::size_t i = law.breakpoints.size(); i-- > 0;) {
    const double length = law.breakpoints[i] - (i > 0 ? law.breakpoints[i - 1] : 0);
    const double goes_on = std::exp(-law.hazards[i] * length);
    const double ends = -std::expm1(-law.hazards[i] * length);
    const double later = length + rest.mean;
    const Moments inside = exponential_below(law.hazards[i], length);
    const double apart = later - inside.mean;
    rest = {.mean = ends * inside.mean + goes_on * later,
            .variance =
                ends * inside.variance + goes_on * rest.variance + ends * goes_on * apart * apart};
  }
  return rest;
}

Range range(const PiecewiseHazard& law) {
  double low = 0;
  for (std::size_t i = 0; i < law.breakpoints.size() && law.hazards[i] <= 0; ++i)
    low = law.breakpoints[i];
  if (law.hazards.back() <= 0 && law.breakpoints.size() + 1 == law.hazards.size() &&
      !law.breakpoints.empty() && low >= law.breakpoints.back())
    low = infinity;
  return {.low = low, .high = infinity};
}

// With y = hazard length: mean = length (1/y - 1/(e^y - 1)),
// variance = length^2 (1/y^2 - 1/(4 sinh(y/2)^2)); their series for small y.
Moments exponential_below(double hazard, double length) {
  if (std::isinf(length)) return {.mean = 1 / hazard, .variance = 1 / (hazard * hazard)};
  const double y = hazard * length;
  constexpr double series_below = 0.2;
  if (y < series_below) {
    const double y2 = y * y;
    const double mean =
        1.0 / 2 - y * (1.0 / 12 - y2 * (1.0 / 720 - y2 * (1.0 / 30240 - y2 / 1209600)));
    const double variance =
        1.0 / 12 - y2 * (1.0 / 240 - y2 * (1.0 / 6048 - y2 * (1.0 / 172800 - y2 / 5322240)));
    return {.mean = length * mean, .variance = length * length * variance};
  }
  const double sinh = std::sinh(y / 2);
  const double variance = 1 / (y * y) - 1 / (4 * sinh * sinh);
  return {.mean = length * (1 / y - 1 / std::expm1(y)), .variance = length * length * variance};
}

namespace {

/// How many reviews have happened by x; the products interval x n decide, not the quotient.
double reviews_by(const Geometric& law, double x) {
  double n = std::floor(x / law.interval);
  if ((n + 1) * law.interval <= x) n += 1;
  if (n > 0 && n * law.interval > x) n -= 1;
  return n;
}

}  // namespace

// S(n interval) = (1 - p)^n
double tail(const Geometric& law, Tail side, double x) {
  const double n = reviews_by(law, x);
  if (law.probability >= 1) return (n >= 1) == (side == Tail::Lower) ? 1 : 0;
  const double log_survival = n * std::log1p(-law.probability);
  return side == Tail::Lower ? -std::expm1(log_survival) : std::exp(log_survival);
}

double tail_quantile(const Geometric& law, Tail side, double w) {
  if (law.probability >= 1) return law.interval;
  const double log_survival = side == Tail::Lower ? std::log1p(-w) : std::log(w);
  const double n = std::ceil(log_survival / std::log1p(-law.probability));
  return law.interval * std::max(1.0, n);
}

double density(const Geometric& /*law*/, double /*x*/) {
  return 0;
}

// mean = interval / p, variance = interval^2 (1 - p) / p^2
Moments moments(const Geometric& law) {
  const double mean = law.interval / law.probability;
  return {.mean = mean, .variance = mean * mean * (1 - law.probability)};
}

Range range(const Geometric& law) {
  return {.low = law.interval, .high = law.probability >= 1 ? law.interval : infinity};
}

}  // namespace stepdown::sim::kernels
