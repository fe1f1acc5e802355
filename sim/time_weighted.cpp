#include "sim/time_weighted.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <numeric>

namespace stepdown::sim {

void TimeHistogram::add(int value, double days) {
  expects(value >= 0 && days >= 0, "a count is not negative and lasts no negative time");
  const auto place = static_cast<std::size_t>(value);
  if (place >= days_at_.size()) days_at_.resize(place + 1);
  days_at_[place] += days;
}

void TimeHistogram::add_each(std::span<const int> values, double days) {
  if (values.empty()) return;
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  expects(*least >= 0 && days >= 0, "a count is not negative and lasts no negative time");
  const auto needed = static_cast<std::size_t>(*most) + 1;
  if (needed > days_at_.size()) days_at_.resize(needed);
  for (const int value : values)
    days_at_[static_cast<std::size_t>(value)] += days;
}

void TimeHistogram::merge(const TimeHistogram& other) {
  if (days_at_.size() < other.days_at_.size()) days_at_.resize(other.days_at_.size());
  for (std::size_t value = 0; value < other.days_at_.size(); ++value)
    days_at_[value] += other.days_at_[value];
}

double TimeHistogram::total() const {
  return std::accumulate(days_at_.begin(), days_at_.end(), 0.0);
}

double TimeHistogram::integral() const {
  double sum = 0;
  for (std::size_t value = 0; value < days_at_.size(); ++value)
    sum += static_cast<double>(value) * days_at_[value];
  return sum;
}

double TimeHistogram::time_at(int value) const {
  const auto place = static_cast<std::size_t>(value);
  return value >= 0 && place < days_at_.size() ? days_at_[place] : 0;
}

double TimeHistogram::time_at_least(int value) const {
  double sum = 0;
  for (auto place = static_cast<std::size_t>(std::max(value, 0)); place < days_at_.size(); ++place)
    sum += days_at_[place];
  return sum;
}

double TimeHistogram::mean() const {
  const double days = total();
  expects(days > 0, "a time average needs some time");
  return integral() / days;
}

double TimeHistogram::variance() const {
  const double center = mean();
  double sum = 0;
  for (std::size_t value = 0; value < days_at_.size(); ++value) {
    const double distance = static_cast<double>(value) - center;
    sum += distance * distance * days_at_[value];
  }
  return sum / total();
}

int TimeHistogram::minimum() const {
  const auto first =
      std::find_if(days_at_.begin(), days_at_.end(), [](double days) { return days > 0; });
  expects(first != days_at_.end(), "a smallest value needs some time");
  return static_cast<int>(first - days_at_.begin());
}

int TimeHistogram::maximum() const {
  const auto last =
      std::find_if(days_at_.rbegin(), days_at_.rend(), [](double days) { return days > 0; });
  expects(last != days_at_.rend(), "a largest value needs some time");
  return static_cast<int>(days_at_.rend() - last) - 1;
}

int TimeHistogram::quantile(double p) const {
  expects(p >= 0 && p <= 1, "a quantile is asked for with a probability");
  const double wanted = p * total();
  double sum = 0;
  const int last = maximum();
  for (int value = minimum(); value < last; ++value) {
    sum += days_at_[static_cast<std::size_t>(value)];
    if (sum >= wanted) return value;
  }
  return last;
}

void TimeWeighted::reset(double from, double to, int value) {
  expects(from <= to, "a window does not end before it begins");
  expects(value >= 0, "a count is not negative");
  since_ = from;
  to_ = to;
  value_ = value;
  std::fill(histogram_.days_at_.begin(), histogram_.days_at_.end(), 0.0);
  if (static_cast<std::size_t>(value) >= histogram_.days_at_.size()) grow();
}

const TimeHistogram& TimeWeighted::finish(double horizon) {
  charge(horizon);
  return histogram_;
}

void TimeWeighted::grow() {
  expects(value_ >= 0, "a count is not negative");
  const auto needed = static_cast<std::size_t>(value_) + 1;
  histogram_.days_at_.resize(std::max(needed, 2 * histogram_.days_at_.size()));
}

}  // namespace stepdown::sim
