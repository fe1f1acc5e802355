#include "sim/distributions/phase_series.hpp"

#include "sim/distributions/coxian.hpp"
#include "sim/distributions/special.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>
#include <utility>

namespace stepdown::sim {

namespace {

/// exp(-a) a^k / k!. Its factors are so large that their logarithms have few digits to spare: by
/// Stirling's formula with what is left of them when most has cancelled.
/// Source: Loader (2000), Fast and accurate computation of binomial probabilities, equation 8.
double poisson(double a, double k) {
  constexpr double few = 64;
  if (k < few) return std::exp(k * std::log(a) - a - special::log_gamma(k + 1));
  const double apart = (a - k) / k;
  const double deviance = k * (apart - std::log1p(apart));
  const double stirling = (1.0 / 12 - (1.0 / 360 - 1.0 / (1260 * k * k)) / (k * k)) / k;
  return std::exp(-deviance - stirling) / std::sqrt(2 * std::numbers::pi * k);
}

/// One event: who stays in each phase, and who comes from the one before. Before the first of these
/// phases there is nobody.
void move_on(std::size_t phases,
             const double* in_phase,
             const double* stays,
             const double* moves,
             double* next) {
  next[0] = in_phase[0] * stays[0];
  for (std::size_t j = 1; j < phases; ++j)
    next[j] = in_phase[j] * stays[j] + in_phase[j - 1] * moves[j - 1];
}

}  // namespace

std::shared_ptr<const PhaseSeries> PhaseSeries::make(const Coxian& law) {
  PhaseSeries series;
  series.fastest_ = *std::ranges::max_element(law.rates);
  if (std::ranges::count(law.rates, law.rates.front()) == std::ssize(law.rates))
    series.add_equal_phases(law);
  else
    series.add_phases(law);
  constexpr double hardly = 1e-20;
  if (!series.is_whole_ && series.running_.back() > hardly) return nullptr;
  return std::make_shared<const PhaseSeries>(std::move(series));
}

/// Each event ends a phase: before event k everybody who goes on is in phase k.
void PhaseSeries::add_equal_phases(const Coxian& law) {
  double over = 0;
  double running = 1;
  for (std::size_t k = 0; k < law.rates.size(); ++k) {
    const double goes_on = continuation(law, k);
    over_.push_back(over);
    running_.push_back(running);
    ending_.push_back(running * (1 - goes_on));
    over += ending_.back();
    running *= goes_on;
  }
  is_whole_ = true;
}

void PhaseSeries::add_phases(const Coxian& law) {
  const std::size_t n = law.rates.size();
  constexpr std::size_t most_events = 1'000'000;
  constexpr std::size_t most_steps = 600'000'000;
  constexpr double far_enough = 1e-60;
  constexpr double hardly = 1e-160;
  constexpr double nobody = 1e-300;
  std::vector<double> stays(n);
  std::vector<double> moves(n);
  std::vector<double> ends(n);
  for (std::size_t j = 0; j < n; ++j) {
    const double leaves = law.rates[j] / fastest_;
    stays[j] = 1 - leaves;
    moves[j] = leaves * continuation(law, j);
    ends[j] = leaves * (1 - continuation(law, j));
  }
  // Who is in which phase: of all, those from the first that anybody is in to the last.
  std::vector<double> in_phase(n + 1);
  std::vector<double> next(n + 1);
  in_phase[0] = 1;
  std::size_t first = 0;
  std::size_t end = 1;
  double over = 0;
  for (std::size_t steps = 0; steps < most_steps && running_.size() < most_events;) {
    const double* const from = in_phase.data() + first;
    const double* const to = in_phase.data() + end;
    over_.push_back(over);
    running_.push_back(std::reduce(from, to, 0.0));
    ending_.push_back(std::transform_reduce(from, to, ends.data() + first, 0.0));
    if (running_.back() < far_enough) return;
    over += ending_.back();
    const std::size_t reached = std::min(end + 1, n);
    move_on(reached - first, from, stays.data() + first, moves.data() + first, next.data() + first);
    steps += reached - first;
    std::swap(in_phase, next);
    if (in_phase[reached - 1] > nobody)
      end = reached;
    else if (reached > end)
      in_phase[end] = 0;
    while (first + 1 < end && in_phase[first] < hardly)
      ++first;
  }
}

/// After the events that were worked out, those who go on get fewer by the same share with each:
/// sum over k >= n of exp(-a) a^k / k! r^k = exp(-a (1 - r)) P(n, a r).
void PhaseSeries::add_later(double events, PhaseState& state) const {
  const auto count = static_cast<double>(running_.size());
  state.over += special::gamma_lower(count, events);
  if (is_whole_) return;
  const double last = running_.back();
  const double ratio = last / running_[running_.size() - 2];
  const double before =
      std::exp(std::log(last) - (count - 1) * std::log(ratio) - events * (1 - ratio));
  const double goes_on = before * special::gamma_lower(count, events * ratio);
  state.running += goes_on;
  state.ending_rate += goes_on * ending_.back() / last;
}

PhaseState PhaseSeries::at(double x) const {
  const double events = fastest_ * x;  // expected
  if (events == 0) return {.over = 0, .running = 1, .ending_rate = fastest_ * ending_.front()};
  const std::size_t count = running_.size();
  const auto middle = static_cast<std::size_t>(std::min(events, static_cast<double>(count - 1)));
  const double largest = poisson(events, static_cast<double>(middle));
  PhaseState sum{.over = 0, .running = 0};
  const auto add = [&](std::size_t k, double weight) {
    sum.over += weight * over_[k];
    sum.running += weight * running_[k];
    sum.ending_rate += weight * ending_[k];
  };
  // Whether what is left adds up to so little that it changes nothing; looked at now and then.
  constexpr std::size_t terms = 16;
  const auto is_done = [&sum](double over, double running) {
    constexpr double none = 0x1p-56;
    return over <= none * sum.over && running <= none * sum.running &&
           running <= none * sum.ending_rate;
  };
  std::size_t k = middle;
  for (double weight = largest; k < count;) {
    for (const std::size_t end = std::min(count, k + terms); k < end; ++k) {
      add(k, weight);
      weight *= events / static_cast<double>(k + 1);
    }
    const auto number = static_cast<double>(k);
    const double rest = weight * number / (number - events);  // of all probabilities
    // Nobody begins again, so that ever fewer go on.
    if (number > events && is_done(rest, rest * running_[k - 1])) break;
  }
  if (k == count) add_later(events, sum);
  k = middle;
  for (double weight = largest; k > 0;) {
    for (const std::size_t end = k - std::min(k, terms); k > end; --k) {
      weight *= static_cast<double>(k) / events;
      add(k - 1, weight);
    }
    const auto number = static_cast<double>(k);
    const double rest = weight * number / (events - number);
    if (is_done(rest * over_[k], rest)) break;
  }
  sum.ending_rate *= fastest_;
  return sum;
}

}  // namespace stepdown::sim
