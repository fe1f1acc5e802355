#include "analysis/formulas/delays_by_places.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace stepdown::analysis {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr std::size_t lanes = 8;

/// The sum of the products, of which several are added up beside each other.
double sum_of_products(const std::vector<double>& a, const std::vector<double>& b) {
  std::array<double, lanes> sums{};
  std::size_t i = 0;
  for (; i + lanes <= a.size(); i += lanes)
    for (std::size_t j = 0; j < lanes; ++j)
      sums[j] += a[i + j] * b[i + j];
  double sum = 0;
  for (; i < a.size(); ++i)
    sum += a[i] * b[i];
  for (const double one : sums)
    sum += one;
  return sum;
}

}  // namespace

std::vector<double> number_of(const std::vector<double>& chances) {
  std::vector<double> number{1};
  for (const double p : chances) {
    number.push_back(0);
    for (std::size_t n = number.size() - 1; n > 0; --n)
      number[n] = number[n] * (1 - p) + number[n - 1] * p;
    number[0] *= 1 - p;
  }
  return number;
}

DelayByPlaces::DelayByPlaces(const OfferedPart& part) {
  for (std::size_t i = 0; i < part.groups.size(); ++i)
    people_.push_back(static_cast<double>(i + 1) * part.groups[i]);
  double at_least = 1;
  for (const double share : part.companions) {
    find_at_least_.push_back(std::max(0.0, at_least));
    at_least -= share;
  }
  if (find_at_least_.empty()) find_at_least_.push_back(1);
  recent_.resize(std::max(people_.size(), find_at_least_.size()));
  number_ = number_of(part.chances);
  up_to_ = number_.front();
  recent_.front() = 1;
}

bool DelayByPlaces::is_over() const {
  const bool has_more = static_cast<std::size_t>(n_) < number_.size();
  return p_delay_ == 0 && !has_more &&
         std::ranges::all_of(recent_, [](double ratio) { return ratio == 0; });
}

void DelayByPlaces::add_place() {
  ++n_;
  add_number(people_.empty() ? next_of_moments() : next_of_groups());
  double delayed = 0;
  for (std::size_t j = 0; j < find_at_least_.size(); ++j)
    delayed += find_at_least_[j] * recent_[j];
  p_delay_ = std::min(1.0, delayed);
}

/// P(N = n) / P(N < n)
double DelayByPlaces::next_of_groups() const {
  double here = 0;
  for (std::size_t i = 0; i < people_.size(); ++i)
    here += people_[i] * recent_[i];
  return here / n_;
}

/// The same; where there are never fewer than n, any number will do: all are delayed.
double DelayByPlaces::next_of_moments() {
  const auto n = static_cast<std::size_t>(n_);
  const double here = n < number_.size() ? number_[n] : 0;
  const double ratio = up_to_ > 0 ? here / up_to_ : infinite;
  up_to_ += here;
  return ratio;
}

void DelayByPlaces::add_number(double ratio) {
  std::shift_right(recent_.begin(), recent_.end(), 1);
  const bool is_all = !std::isfinite(ratio);
  recent_.front() = is_all ? 1 : ratio / (1 + ratio);
  for (std::size_t j = 1; j < recent_.size(); ++j)
    recent_[j] /= is_all ? infinite : 1 + ratio;
}

DelaysByPlaces::DelaysByPlaces(std::span<const OfferedPart> parts) {
  double requests = 0;
  double days = 0;
  for (const OfferedPart& part : parts) {
    requests += part.requests;
    days += part.days;
  }
  sim::expects(requests > 0 && days > 0, "a pattern in which somebody asks");
  for (const OfferedPart& part : parts) {
    const bool is_alone = part.groups.empty() && part.chances.empty();
    if (is_alone)
      alone_.push_back(part.load);
    else
      others_.emplace_back(part);
    Shares& shares = is_alone ? of_alone_ : of_others_;
    shares.requests.push_back(part.requests / requests);
    shares.load.push_back(part.load * part.days / days);
  }
  delay_.assign(alone_.size(), 1.0);
}

void DelaysByPlaces::add_place() {
  ++n_;
  const double n = n_;
  for (std::size_t i = 0; i < alone_.size(); ++i) {
    const double lost = alone_[i] * delay_[i];
    delay_[i] = lost / (n + lost);
  }
  for (DelayByPlaces& one : others_)
    one.add_place();
}

double DelaysByPlaces::p_delay() const {
  double sum = sum_of_products(delay_, of_alone_.requests);
  for (std::size_t i = 0; i < others_.size(); ++i)
    sum += others_[i].p_delay() * of_others_.requests[i];
  return std::min(1.0, sum);
}

double DelaysByPlaces::load() const {
  double sum = 0;
  for (std::size_t i = 0; i < alone_.size(); ++i)
    sum += of_alone_.load[i] * (1 - delay_[i]);
  for (std::size_t i = 0; i < others_.size(); ++i)
    sum += of_others_.load[i] * (1 - others_[i].p_delay());
  return sum;
}

bool DelaysByPlaces::is_over() const {
  return std::ranges::all_of(delay_, [](double p) { return p == 0; }) &&
         std::ranges::all_of(others_, &DelayByPlaces::is_over);
}

}  // namespace stepdown::analysis
