#include "analysis/theory/erlang.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

namespace {

void check(const WaitingSystem& system) {
  sim::expects(system.lambda >= 0 && system.mu > 0, "rates that are not negative");
  sim::expects(system.c >= 1 && system.theta >= 0, "places, and a patience rate");
  sim::expects(system.list_limit.value_or(0) >= 0, "a list limit that is not negative");
}

bool has_steady_state(const WaitingSystem& s) {
  return s.theta > 0 || s.list_limit || s.offered_load() < s.c;
}

/// People present, waiting ones included.
CountDistribution people(const WaitingSystem& s) {
  const auto c = static_cast<std::size_t>(s.c);
  const auto birth = [&](std::size_t n) {
    const bool is_full = s.list_limit && n >= c + static_cast<std::size_t>(*s.list_limit);
    return is_full ? 0.0 : s.lambda;
  };
  const auto death = [&](std::size_t n) {
    const auto busy = static_cast<double>(std::min(n, c));
    const auto waiting = static_cast<double>(n > c ? n - c : 0);
    return busy * s.mu + waiting * s.theta;
  };
  double mode = std::min(s.offered_load(), static_cast<double>(s.c));
  const double excess = s.lambda - s.c * s.mu;
  if (excess > 0 && s.theta > 0) mode += excess / s.theta;
  if (s.list_limit) mode = std::min(mode, static_cast<double>(s.c + *s.list_limit));
  return birth_death(birth, death, static_cast<std::size_t>(mode));
}

/// Calls `visit(k, share of requests that find k people ahead of them and must wait)`.
template <class Visit>
void for_each_waiting_position(const WaitingSystem& s, const CountDistribution& n, Visit visit) {
  const auto c = static_cast<std::size_t>(s.c);
  for (std::size_t i = 0; i < n.probability.size(); ++i) {
    const std::size_t present = n.first + i;
    if (present < c) continue;
    const std::size_t ahead = present - c;
    if (s.list_limit && ahead >= static_cast<std::size_t>(*s.list_limit)) continue;
    visit(ahead, n.probability[i]);
  }
}

double share_admitted(const WaitingSystem& s, std::size_t ahead) {
  const double service = s.c * s.mu;
  return service / (service + static_cast<double>(ahead + 1) * s.theta);
}

/// P(sum of k + 1 exponential times > t) for k = 0, 1, ..., one after the other.
class WaitTail {
 public:
  WaitTail(const WaitingSystem& s, double t) : theta_(s.theta), service_(s.c * s.mu), t_(t) {
    // k = 0: exp(-(c mu + theta) t)
    tail_ = term_ = std::exp(-(service_ + theta_) * t_);
  }

  double up_to(std::size_t k) {
    for (; k_ < k; ++k_) {
      const auto j = static_cast<double>(k_ + 1);
      // terms of the binomial series of I_x, or of the Poisson sum when theta = 0
      if (theta_ > 0) {
        const double b = service_ / theta_ + 1;
        term_ *= -std::expm1(-theta_ * t_) * (b + j - 1) / j;
      } else {
        term_ *= service_ * t_ / j;
      }
      tail_ += term_;
    }
    return std::min(tail_, 1.0);
  }

 private:
  double theta_;
  double service_;
  double t_;
  double term_ = 0;
  double tail_ = 0;
  std::size_t k_ = 0;
};

}  // namespace

double erlang_b(double a, int c) {
  sim::expects(a >= 0 && c >= 0, "a load and places that are not negative");
  double b = 1;
  for (int n = 1; n <= c; ++n)
    b = a * b / (n + a * b);
  return b;
}

std::optional<double> erlang_c(double a, int c) {
  sim::expects(c >= 1, "at least one place");
  if (a >= c) return std::nullopt;
  const double b = erlang_b(a, c);
  return b / (1 - a / c * (1 - b));
}

std::optional<WaitingFigures> solve(const WaitingSystem& system) {
  check(system);
  if (!has_steady_state(system)) return std::nullopt;
  const CountDistribution n = people(system);
  const auto c = static_cast<std::size_t>(system.c);
  WaitingFigures result;
  for (std::size_t i = 0; i < n.probability.size(); ++i) {
    const std::size_t present = n.first + i;
    const double p = n.probability[i];
    result.census += p * static_cast<double>(std::min(present, c));
    if (present < c) continue;
    result.full += p;
    result.list += p * static_cast<double>(present - c);
  }
  double admitted_wait = 0;  // E[wait; admitted]
  double sum_of_means = 0;   // sum of 1 / (c mu + j theta), j = 1 .. k + 1
  std::size_t summed = 0;
  for_each_waiting_position(system, n, [&](std::size_t ahead, double p) {
    for (; summed <= ahead; ++summed)
      sum_of_means += 1 / (system.c * system.mu + static_cast<double>(summed + 1) * system.theta);
    const double admitted = share_admitted(system, ahead);
    result.p_wait += p;
    result.gave_up += p * (1 - admitted);
    admitted_wait += p * admitted * sum_of_means;
  });
  result.turned_away = std::max(0.0, result.full - result.p_wait);
  if (system.lambda > 0) {
    const double joined = 1 - result.turned_away;
    const double admitted = joined - result.gave_up;
    if (joined > 0) result.wait_all = result.list / (system.lambda * joined);  // Little's law
    if (admitted > 0) result.wait_admitted = admitted_wait / admitted;
  }
  return result;
}

std::optional<double> wait_exceeds(const WaitingSystem& system, double t) {
  check(system);
  sim::expects(t >= 0, "a time that is not negative");
  if (!has_steady_state(system)) return std::nullopt;
  const CountDistribution n = people(system);
  WaitTail tail(system, t);
  double admitted = n.at_most(static_cast<std::size_t>(system.c) - 1);
  double later = 0;
  for_each_waiting_position(system, n, [&](std::size_t ahead, double p) {
    const double share = p * share_admitted(system, ahead);
    admitted += share;
    later += share * tail.up_to(ahead);
  });
  return admitted > 0 ? later / admitted : 0;
}

std::optional<double> wait_quantile(const WaitingSystem& system, double p) {
  sim::expects(p >= 0 && p < 1, "a probability in [0, 1)");
  const auto at_zero = wait_exceeds(system, 0);
  if (!at_zero) return std::nullopt;
  const auto exceeds = [&](double t) { return wait_exceeds(system, t).value_or(0); };
  if (*at_zero <= 1 - p) return 0;
  double low = 0;
  double high = 1 / (system.c * system.mu);
  while (exceeds(high) > 1 - p)
    high *= 2;
  for (int i = 0; i < 100 && high - low > 1e-13 * high; ++i) {
    const double middle = (low + high) / 2;
    (exceeds(middle) > 1 - p ? low : high) = middle;
  }
  return (low + high) / 2;
}

std::optional<double> mean_wait_any_shape(const WaitingSystem& system, double cv) {
  const auto exponential = solve(system);
  if (!exponential) return std::nullopt;
  return exponential->wait_admitted * (1 + cv * cv) / 2;
}

}  // namespace stepdown::analysis
