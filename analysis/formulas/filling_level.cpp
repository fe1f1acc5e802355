#include "analysis/formulas/filling_level.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

namespace {

constexpr double most_cells = 250;

/// From so many people on there is as good as nobody in the long run: the list falls off as
/// exp(-2 |drift| n / variance), or with patience about as a normal distribution.
double largest_number(const FillingSystem& system, double rate) {
  constexpr double decay = 12;  // exp(-12) = 6e-6
  const double places = system.places;
  const double load = rate * system.mean_stay;
  const double variance = rate * (1 + system.stay_cv * system.stay_cv);
  double list = system.list_limit ? *system.list_limit : 1e9;
  if (system.mean_patience) {
    const double longest = std::max(0.0, rate - places / system.mean_stay) * *system.mean_patience;
    list = std::min(list, longest + 5 * std::sqrt(variance * *system.mean_patience) + 5);
  }
  const double drift = places / system.mean_stay - rate;
  if (drift > 0) list = std::min(list, 5 + decay * variance / (2 * drift));
  return std::min(places + list, std::max(places, load + 8 * std::sqrt(load)) + list);
}

}  // namespace

FillingLevel::FillingLevel(const FillingSystem& system, double busiest) : system_{system} {
  sim::expects(system.mean_stay > 0 && system.places > 0, "a level with stays and places");
  const double largest = std::ceil(largest_number(system, busiest));
  width_ = std::max(1.0, largest / most_cells);
  probability_.assign(static_cast<std::size_t>(std::floor(largest / width_)) + 1, 0);
  probability_.front() = 1;
  scratch_.resize(probability_.size());
}

double FillingLevel::people_at(std::size_t cell) const {
  return width_ * static_cast<double>(cell);
}

FillingLevel::Rates FillingLevel::rates_at(std::size_t cell, double rate) const {
  const double people = people_at(cell);
  const double places = system_.places;
  const double ending = std::min(people, places) / system_.mean_stay;
  const double giving_up =
      system_.mean_patience ? std::max(0.0, people - places) / *system_.mean_patience : 0;
  const double v = people > places ? system_.stay_cv * system_.stay_cv : 1;
  const double drift = rate - ending - giving_up;
  // Wide cells cannot carry less variance than their drift brings along.
  const double least = 1.001 * std::abs(drift) * width_;
  const double variance = std::max(rate + v * ending + giving_up, least);
  Rates rates{(variance / width_ + drift) / (2 * width_),
              (variance / width_ - drift) / (2 * width_)};
  if (cell == 0) rates.down = 0;
  if (cell + 1 == probability_.size()) rates.up = 0;
  return rates;
}

// Backward Euler: (I - days Q') p_new = p_old, a tridiagonal system, solved by elimination. Its
// columns sum to 1, so probability is kept, and it stays positive for any step.
void FillingLevel::pass(double rate, double days) {
  const std::size_t last = probability_.size() - 1;
  Rates below{};
  Rates here = rates_at(0, rate);
  double pivot = 1 + days * here.up;
  for (std::size_t i = 0; i < last; ++i) {
    below = here;
    here = rates_at(i + 1, rate);
    scratch_[i] = -days * here.down / pivot;  // row i, column i + 1, over its pivot
    probability_[i] /= pivot;
    probability_[i + 1] += days * below.up * probability_[i];
    pivot = 1 + days * (here.up + here.down) + days * below.up * scratch_[i];
  }
  probability_[last] /= pivot;
  for (std::size_t i = last; i-- > 0;)
    probability_[i] -= scratch_[i] * probability_[i + 1];
}

bool FillingLevel::settle(double rate) {
  const bool is_bounded = system_.mean_patience || system_.list_limit;
  if (!is_bounded && rate * system_.mean_stay >= system_.places) return false;
  std::vector<double> logs(probability_.size(), 0);
  for (std::size_t i = 0; i + 1 < logs.size(); ++i)
    logs[i + 1] = logs[i] + std::log(rates_at(i, rate).up / rates_at(i + 1, rate).down);
  const double largest = *std::ranges::max_element(logs);
  double sum = 0;
  for (std::size_t i = 0; i < logs.size(); ++i)
    sum += probability_[i] = std::exp(logs[i] - largest);
  for (double& p : probability_)
    p /= sum;
  return true;
}

double FillingLevel::census() const {
  double sum = 0;
  for (std::size_t i = 0; i < probability_.size(); ++i)
    sum += probability_[i] * std::min(people_at(i), static_cast<double>(system_.places));
  return sum;
}

/// What a wide cell has is spread evenly over the numbers that are nearest to it.
std::vector<double> FillingLevel::up_to() const {
  const auto numbers = static_cast<std::size_t>(people_at(probability_.size() - 1)) + 1;
  std::vector<double> result(numbers);
  double sum = 0;
  for (std::size_t n = 0; n < numbers; ++n) {
    const auto cell = static_cast<std::size_t>(std::lround(static_cast<double>(n) / width_));
    const auto first = std::max(0.0, std::ceil((static_cast<double>(cell) - 0.5) * width_));
    const auto next = std::min(static_cast<double>(numbers),
                               std::ceil((static_cast<double>(cell) + 0.5) * width_));
    sum += probability_[cell] / (next - first);
    result[n] = sum;
  }
  for (double& p : result)
    p /= sum;
  return result;
}

double FillingLevel::list() const {
  double sum = 0;
  for (std::size_t i = 0; i < probability_.size(); ++i)
    sum += probability_[i] * std::max(0.0, people_at(i) - system_.places);
  return sum;
}

}  // namespace stepdown::analysis
