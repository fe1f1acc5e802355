#include "analysis/formulas/general_patience.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

namespace {

/// The density of the wait offered, without its constant, on an even grid.
struct OfferedWait {
  double step = 0;
  std::vector<double> still;     ///< S at the points
  std::vector<double> waited;    ///< H at the points
  std::vector<double> exponent;  ///< lambda H(x) - c mu x
};

/// Points up to `end`, and where the exponent is far enough below its largest value.
OfferedWait offered_wait(const ImpatientSystem& system, double end, std::size_t points) {
  OfferedWait wait;
  wait.step = end / static_cast<double>(points);
  double h = 0;
  for (std::size_t i = 0; i <= points; ++i) {
    const double x = wait.step * static_cast<double>(i);
    const double still = system.still_waits(x);
    // The middle of the cell says how many still wait in it, also where patience ends at once.
    if (i > 0) h += wait.step * system.still_waits(x - wait.step / 2);
    wait.still.push_back(still);
    wait.waited.push_back(h);
    wait.exponent.push_back(system.lambda * h - system.c * system.mu * x);
  }
  return wait;
}

/// From where on hardly anybody is left to wait: the exponent is 40 below its largest value.
double far_enough(const ImpatientSystem& system) {
  constexpr double deep = 40;
  constexpr std::size_t coarse = 400;
  double end = 1 / (system.c * system.mu);
  for (int doubling = 0; doubling < 60; ++doubling, end *= 2) {
    const OfferedWait wait = offered_wait(system, end, coarse);
    if (wait.exponent.back() < *std::ranges::max_element(wait.exponent) - deep) return end;
  }
  return end;
}

/// Trapezoids, each point with its weight.
template <class Value>
double integral(const OfferedWait& wait, const Value& value) {
  double sum = 0;
  const std::size_t last = wait.exponent.size() - 1;
  for (std::size_t i = 0; i <= last; ++i)
    sum += (i == 0 || i == last ? 0.5 : 1.0) * value(i);
  return sum * wait.step;
}

}  // namespace

double ImpatientSystem::still_waits(double t) const {
  double still = 0;
  for (const PatienceShare& part : patience)
    still += part.share * (part.time ? sim::survival(*part.time, t / part.factor) : 1);
  return still;
}

std::optional<ImpatientFigures> solve(const ImpatientSystem& system) {
  sim::expects(system.lambda > 0 && system.mu > 0 && system.c >= 1, "requests, stays and a place");
  const double served = system.c * system.mu;
  double for_ever = 0;
  for (const PatienceShare& part : system.patience)
    for_ever += part.share * (part.time ? sim::survival(*part.time, sim::infinity) : 1);
  if (system.lambda * for_ever >= served) return std::nullopt;
  constexpr std::size_t points = 40'000;
  const OfferedWait wait = offered_wait(system, far_enough(system), points);
  const double largest = *std::ranges::max_element(wait.exponent);
  const auto weight = [&](std::size_t i) { return std::exp(wait.exponent[i] - largest); };
  // All over exp(largest), so that nothing overflows where many wait.
  const double nobody = std::exp(-largest) / erlang_b(system.lambda / system.mu, system.c - 1);
  const double scale =
      system.lambda / (nobody + system.lambda * integral(wait, [&](auto i) { return weight(i); }));
  const auto expected = [&](const auto& value) {
    return scale * integral(wait, [&](std::size_t i) { return value(i) * weight(i); });
  };
  const auto at = [&](std::size_t i) { return wait.step * static_cast<double>(i); };

  ImpatientFigures result;
  WaitingFigures& figures = result.figures;
  const double waits = expected([](std::size_t) { return 1.0; });
  const double waits_and_is_admitted = expected([&](std::size_t i) { return wait.still[i]; });
  figures.full = waits;
  figures.p_wait = waits;
  figures.gave_up = waits - waits_and_is_admitted;
  figures.wait_all = expected([&](std::size_t i) { return wait.waited[i]; });
  figures.list = system.lambda * figures.wait_all;
  const double admitted = 1 - figures.gave_up;
  figures.census = system.lambda * admitted / system.mu;
  figures.wait_admitted = expected([&](std::size_t i) { return at(i) * wait.still[i]; }) / admitted;

  double below = 1 - waits;  // admitted at once
  for (std::size_t i = 0; i + 1 < wait.exponent.size() && below < 0.9 * admitted; ++i) {
    below +=
        scale * wait.step * (wait.still[i] * weight(i) + wait.still[i + 1] * weight(i + 1)) / 2;
    result.wait_p90 = at(i + 1);
  }
  return result;
}

}  // namespace stepdown::analysis
