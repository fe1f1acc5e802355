#include "sim/time_weighted.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <numeric>

namespace stepdown::sim {

void TimeHistogram::add(int value, Ticks time) {
  expects(value >= 0 && time >= Ticks::zero(),
          "a count is not negative and lasts no negative time");
  const auto place = static_cast<std::size_t>(value);
  if (place >= ticks_at_.size()) ticks_at_.resize(place + 1);
  ticks_at_[place] += time;
}

void TimeHistogram::add_each(std::span<const int> values, Ticks time) {
  if (values.empty()) return;
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  expects(*least >= 0 && time >= Ticks::zero(),
          "a count is not negative and lasts no negative time");
  const auto needed = static_cast<std::size_t>(*most) + 1;
  if (needed > ticks_at_.size()) ticks_at_.resize(needed);
  for (const int value : values)
    ticks_at_[static_cast<std::size_t>(value)] += time;
}

void TimeHistogram::merge(const TimeHistogram& other) {
  if (ticks_at_.size() < other.ticks_at_.size()) ticks_at_.resize(other.ticks_at_.size());
  for (std::size_t value = 0; value < other.ticks_at_.size(); ++value)
    ticks_at_[value] += other.ticks_at_[value];
}

Ticks TimeHistogram::total() const {
  return std::accumulate(ticks_at_.begin(), ticks_at_.end(), Ticks::zero());
}

TimeSum TimeHistogram::integral() const {
  TimeSum sum;
  for (std::size_t value = 0; value < ticks_at_.size(); ++value)
    sum.add(static_cast<std::int64_t>(value), ticks_at_[value]);
  return sum;
}

Ticks TimeHistogram::time_at(int value) const {
  const auto place = static_cast<std::size_t>(value);
  return value >= 0 && place < ticks_at_.size() ? ticks_at_[place] : Ticks::zero();
}

Ticks TimeHistogram::time_at_least(int value) const {
  Ticks sum{};
  for (auto place = static_cast<std::size_t>(std::max(value, 0)); place < ticks_at_.size(); ++place)
    sum += ticks_at_[place];
  return sum;
}

double TimeHistogram::mean() const {
  expects(total() > Ticks::zero(), "a time average needs some time");
  return integral_days() / total_days();
}

double TimeHistogram::variance() const {
  const double center = mean();
  double sum = 0;
  for (std::size_t value = 0; value < ticks_at_.size(); ++value) {
    const double distance = static_cast<double>(value) - center;
    sum += distance * distance * to_days(ticks_at_[value]);
  }
  return sum / total_days();
}

int TimeHistogram::minimum() const {
  const auto first = std::find_if(
      ticks_at_.begin(), ticks_at_.end(), [](Ticks time) { return time > Ticks::zero(); });
  expects(first != ticks_at_.end(), "a smallest value needs some time");
  return static_cast<int>(first - ticks_at_.begin());
}

int TimeHistogram::maximum() const {
  const auto last = std::find_if(
      ticks_at_.rbegin(), ticks_at_.rend(), [](Ticks time) { return time > Ticks::zero(); });
  expects(last != ticks_at_.rend(), "a largest value needs some time");
  return static_cast<int>(ticks_at_.rend() - last) - 1;
}

void TimeHistogram::find_quantiles(std::span<const double> shares, std::span<int> found) const {
  expects(std::ranges::is_sorted(shares), "several quantiles are asked for in ascending order");
  const auto all_ticks = static_cast<double>(total().count());
  const auto last = static_cast<std::size_t>(maximum());
  auto value = static_cast<std::size_t>(minimum());
  Ticks sum = ticks_at_[value];
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double p = shares[i];
    expects(p >= 0 && p <= 1, "a quantile is asked for with a probability");
    while (value < last && static_cast<double>(sum.count()) < p * all_ticks)
      sum += ticks_at_[++value];
    found[i] = static_cast<int>(value);
  }
}

void TimeWeighted::reset(Ticks from, Ticks to, int value) {
  expects(from <= to, "a window does not end before it begins");
  expects(value >= 0, "a count is not negative");
  since_ = from;
  to_ = to;
  value_ = value;
  std::fill(histogram_.ticks_at_.begin(), histogram_.ticks_at_.end(), Ticks::zero());
  room_ = static_cast<unsigned>(histogram_.ticks_at_.size());
  if (static_cast<unsigned>(value) >= room_) grow();
}

const TimeHistogram& TimeWeighted::finish(Ticks horizon) {
  charge(horizon);
  return histogram_;
}

void TimeWeighted::grow() {
  expects(value_ >= 0, "a count is not negative");
  const auto needed = static_cast<std::size_t>(value_) + 1;
  histogram_.ticks_at_.resize(std::max(needed, 2 * histogram_.ticks_at_.size()));
  room_ = static_cast<unsigned>(histogram_.ticks_at_.size());
}

}  // namespace stepdown::sim
