#include "analysis/formulas/capacity_curve.hpp"

#include "analysis/formulas/compound_poisson.hpp"
#include "analysis/formulas/erlang.hpp"
#include "analysis/formulas/poisson_census.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace stepdown::analysis {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// How many of independent people are there; sum 1, from nobody on.
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

/// p(delay) of one part with 0, 1, 2, ... places.
///
/// P(N = n) follows from those of fewer people (see compound_poisson), here all over P(N <= n), so
/// that thousands of places neither overflow nor vanish; for people who come alone that is the
/// recursion of Erlang's formula.
class DelayByPlaces {
 public:
  explicit DelayByPlaces(const OfferedPart& part) : load_{part.load} {
    if (part.groups.empty() && part.chances.empty()) return;
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

  [[nodiscard]] double p_delay() const { return p_delay_; }

  /// Whether nobody is delayed now, nor with more places: chances below the smallest number.
  [[nodiscard]] bool is_over() const {
    const bool has_more = !number_.empty() && static_cast<std::size_t>(n_) < number_.size();
    return p_delay_ == 0 && !has_more &&
           std::ranges::all_of(recent_, [](double ratio) { return ratio == 0; });
  }

  void add_place() {
    ++n_;
    if (recent_.empty()) {
      p_delay_ = next_erlang_b(load_, n_, p_delay_);
      return;
    }
    add_number(people_.empty() ? next_of_moments() : next_of_groups());
    double delayed = 0;
    for (std::size_t j = 0; j < find_at_least_.size(); ++j)
      delayed += find_at_least_[j] * recent_[j];
    p_delay_ = std::min(1.0, delayed);
  }

 private:
  /// P(N = n) / P(N < n)
  [[nodiscard]] double next_of_groups() const {
    double here = 0;
    for (std::size_t i = 0; i < people_.size(); ++i)
      here += people_[i] * recent_[i];
    return here / n_;
  }

  /// The same; where there are never fewer than n, any number will do: all are delayed.
  [[nodiscard]] double next_of_moments() {
    const auto n = static_cast<std::size_t>(n_);
    const double here = n < number_.size() ? number_[n] : 0;
    const double ratio = up_to_ > 0 ? here / up_to_ : infinite;
    up_to_ += here;
    return ratio;
  }

  void add_number(double ratio) {
    std::shift_right(recent_.begin(), recent_.end(), 1);
    const bool is_all = !std::isfinite(ratio);
    recent_.front() = is_all ? 1 : ratio / (1 + ratio);
    for (std::size_t j = 1; j < recent_.size(); ++j)
      recent_[j] /= is_all ? infinite : 1 + ratio;
  }

  double load_;
  std::vector<double> people_;         ///< k times groups of k; empty: all come alone
  std::vector<double> find_at_least_;  ///< of those who ask: j companions or more
  std::vector<double> recent_;         ///< P(N = n - j) / P(N <= n)
  std::vector<double> number_;         ///< P(N = n) of people who came at given moments
  double up_to_ = 0;                   ///< their P(N <= n)
  int n_ = 0;
  double p_delay_ = 1;
};

/// The curve of one part: p(delay) and P(N >= n) for each n.
struct PartCurve {
  std::vector<double> p_delay;
  std::vector<double> full;
};

PartCurve curve_of(const OfferedPart& part, int most) {
  const CountDistribution census = census_of(part);
  PartCurve curve;
  DelayByPlaces delay(part);
  double below = 0;  // P(N < n)
  for (int n = 0; n <= most; ++n) {
    if (n > 0) delay.add_place();
    curve.p_delay.push_back(delay.p_delay());
    curve.full.push_back(std::max(0.0, 1 - below));
    below += census.at(static_cast<std::size_t>(n));
  }
  return curve;
}

double sum_over(std::span<const OfferedPart> parts, double OfferedPart::*what) {
  double sum = 0;
  for (const OfferedPart& part : parts)
    sum += part.*what;
  return sum;
}

/// Of all parts.
struct Totals {
  double requests = 0;
  double days = 0;
};

Totals totals_of(std::span<const OfferedPart> parts) {
  const Totals all{.requests = sum_over(parts, &OfferedPart::requests),
                   .days = sum_over(parts, &OfferedPart::days)};
  sim::expects(all.requests > 0 && all.days > 0, "a pattern in which somebody asks");
  return all;
}

/// With n places; `p_delay` is that of the part.
void add_part(
    const OfferedPart& part, double p_delay, double full, const Totals& all, CapacityPoint& point) {
  point.p_delay += p_delay * part.requests / all.requests;
  point.full += full * part.days / all.days;
  if (point.places > 0)
    point.utilization += part.load * (1 - p_delay) / point.places * part.days / all.days;
}

}  // namespace

CountDistribution census_of(const OfferedPart& part) {
  if (!part.chances.empty()) return {0, number_of(part.chances)};
  return part.groups.empty() ? poisson_census(part.load) : compound_poisson(part.groups);
}

double census_variance(const OfferedPart& part) {
  double variance = 0;
  for (const double p : part.chances)
    variance += p * (1 - p);
  if (part.groups.empty()) return part.chances.empty() ? part.load : variance;
  for (std::size_t i = 0; i < part.groups.size(); ++i)
    variance += static_cast<double>((i + 1) * (i + 1)) * part.groups[i];
  return variance;
}

CountDistribution census_over(std::span<const OfferedPart> parts) {
  const double days = sum_over(parts, &OfferedPart::days);
  sim::expects(days > 0, "a pattern that lasts");
  CountDistribution whole;
  bool is_first = true;
  for (const OfferedPart& part : parts) {
    const CountDistribution census = census_of(part);
    const std::size_t end = census.first + census.probability.size();
    if (is_first) whole.first = census.first;
    if (census.first < whole.first) {
      whole.probability.insert(whole.probability.begin(), whole.first - census.first, 0.0);
      whole.first = census.first;
    }
    is_first = false;
    if (whole.first + whole.probability.size() < end)
      whole.probability.resize(end - whole.first, 0.0);
    for (std::size_t n = census.first; n < end; ++n)
      whole.probability[n - whole.first] += census.at(n) * part.days / days;
  }
  return whole;
}

std::vector<CapacityPoint> capacity_curve(std::span<const OfferedPart> parts, int most) {
  sim::expects(most >= 0, "a number of places");
  const Totals all = totals_of(parts);
  std::vector<CapacityPoint> curve(static_cast<std::size_t>(most) + 1);
  for (std::size_t n = 0; n < curve.size(); ++n) {
    curve[n].places = static_cast<int>(n);
    curve[n].p_delay = 0;
    curve[n].full = 0;
  }
  for (const OfferedPart& part : parts) {
    const PartCurve own = curve_of(part, most);
    for (std::size_t n = 0; n < curve.size(); ++n)
      add_part(part, own.p_delay[n], own.full[n], all, curve[n]);
  }
  for (CapacityPoint& point : curve)
    if (std::isfinite(1 / point.p_delay)) point.one_in_n = 1 / point.p_delay;
  return curve;
}

CapacityPoint capacity_point(std::span<const OfferedPart> parts, int n) {
  sim::expects(n >= 0, "a number of places");
  const Totals all = totals_of(parts);
  CapacityPoint point{.places = n, .p_delay = 0, .one_in_n = {}, .full = 0, .utilization = 0};
  for (const OfferedPart& part : parts) {
    DelayByPlaces delay(part);
    for (int i = 0; i < n && !delay.is_over(); ++i)
      delay.add_place();
    const double below = n > 0 ? census_of(part).at_most(static_cast<std::size_t>(n) - 1) : 0;
    add_part(part, delay.p_delay(), std::max(0.0, 1 - below), all, point);
  }
  if (std::isfinite(1 / point.p_delay)) point.one_in_n = 1 / point.p_delay;
  return point;
}

int places_for_delay(std::span<const OfferedPart> parts, double p_delay) {
  sim::expects(p_delay > 0 && p_delay <= 1, "a probability above 0");
  const double requests = sum_over(parts, &OfferedPart::requests);
  sim::expects(requests > 0, "a pattern in which somebody asks");
  std::vector<DelayByPlaces> delays(parts.begin(), parts.end());
  for (int n = 0;; ++n) {
    double all = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (n > 0) delays[i].add_place();
      all += delays[i].p_delay() * parts[i].requests / requests;
    }
    if (all <= p_delay) return n;
  }
}

}  // namespace stepdown::analysis
