#include "analysis/formulas/erlang.hpp"

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
  return !s.waits_for_ever() || s.offered_load() < s.c;
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
  if (s.list_limit) {
    const double most = static_cast<double>(s.c) + *s.list_limit;
    mode = excess > 0 && s.theta == 0 ? most : std::min(mode, most);
  }
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

/// P(sum of k + 1 exponential times > t) for k = 0, 1, ..., one after the other. Terms are kept as
/// logarithms: the first is exp(-(c mu + theta) t), which no double can hold in a large level.
class WaitTail {
 public:
  WaitTail(const WaitingSystem& s, double t)
      : theta_(s.theta),
        service_(s.c * s.mu),
        log_factor_(std::log(theta_ > 0 ? -std::expm1(-theta_ * t) : service_ * t)),
        log_term_(-(service_ + theta_) * t),
        tail_(std::exp(log_term_)) {}

  double up_to(std::size_t k) {
    for (; k_ < k; ++k_) {
      const auto j = static_cast<double>(k_ + 1);
      // terms of the binomial series of I_x, or of the Poisson sum when theta = 0
      log_term_ += log_factor_ + std::log(theta_ > 0 ? (service_ / theta_ + j) / j : 1 / j);
      tail_ += std::exp(log_term_);
    }
    return std::min(tail_, 1.0);
  }

 private:
  double theta_;
  double service_;
  double log_factor_;
  double log_term_;
  double tail_;
  std::size_t k_ = 0;
};

/// P(wait > t) of those admitted, for one t after the other.
class AdmittedWaits {
 public:
  explicit AdmittedWaits(const WaitingSystem& s) : system_(s), people_(people(s)) {
    admitted_ = people_.at_most(static_cast<std::size_t>(s.c) - 1);
    for_each_waiting_position(s, people_, [&](std::size_t ahead, double p) {
      admitted_ += p * share_admitted(s, ahead);
    });
  }

  [[nodiscard]] double exceeds(double t) const {
    WaitTail tail(system_, t);
    double later = 0;
    for_each_waiting_position(system_, people_, [&](std::size_t ahead, double p) {
      later += p * share_admitted(system_, ahead) * tail.up_to(ahead);
    });
    return admitted_ > 0 ? later / admitted_ : 0;
  }

 private:
  WaitingSystem system_;
  CountDistribution people_;
  double admitted_ = 0;
};

/// c mu - lambda, above 0 whenever a < c.
double spare_rate(const WaitingSystem& s) {
  return (s.c - s.offered_load()) * s.mu;
}

/// M/M/c: the list is geometric, with ratio a / c.
WaitingFigures solve_without_losses(const WaitingSystem& s) {
  WaitingFigures result;
  result.census = s.offered_load();
  result.full = result.p_wait = erlang_c(s.offered_load(), s.c).value_or(1);
  result.wait_all = result.wait_admitted = result.p_wait / spare_rate(s);
  result.list = s.lambda * result.wait_all;  // Little's law
  return result;
}

}  // namespace

double erlang_b(double a, int c) {
  sim::expects(a >= 0 && c >= 0, "a load and places that are not negative");
  double b = 1;
  for (int n = 1; n <= c; ++n)
    b = next_erlang_b(a, n, b);
  return b;
}

std::optional<double> erlang_c(double a, int c) {
  sim::expects(c >= 1, "at least one place");
  if (a >= c) return std::nullopt;
  const double b = erlang_b(a, c);
  return b / ((1 - a / c) + a / c * b);
}

std::optional<WaitingFigures> solve(const WaitingSystem& system) {
  check(system);
  if (!has_steady_state(system)) return std::nullopt;
  if (system.waits_for_ever()) return solve_without_losses(system);
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
  if (system.waits_for_ever()) {
    const WaitingFigures figures = solve_without_losses(system);
    return figures.p_wait * std::exp(-spare_rate(system) * t);
  }
  return AdmittedWaits(system).exceeds(t);
}

std::optional<double> wait_quantile(const WaitingSystem& system, double p) {
  check(system);
  sim::expects(p >= 0 && p < 1, "a probability in [0, 1)");
  if (!has_steady_state(system)) return std::nullopt;
  if (system.waits_for_ever()) {
    const double p_wait = solve_without_losses(system).p_wait;
    return std::max(0.0, std::log(p_wait / (1 - p)) / spare_rate(system));
  }
  const AdmittedWaits waits(system);
  if (waits.exceeds(0) <= 1 - p) return 0;
  double low = 0;
  double high = 1 / (system.c * system.mu);
  while (waits.exceeds(high) > 1 - p) {
    low = high;
    high *= 2;
  }
  for (int i = 0; i < 100 && high - low > 1e-12 * high; ++i) {
    const double middle = (low + high) / 2;
    (waits.exceeds(middle) > 1 - p ? low : high) = middle;
  }
  return (low + high) / 2;
}

std::optional<double> mean_wait_any_shape(const WaitingSystem& system, double cv) {
  const auto exponential = solve(system);
  if (!exponential) return std::nullopt;
  return exponential->wait_admitted * (1 + cv * cv) / 2;
}

}  // namespace stepdown::analysis
