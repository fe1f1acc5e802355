#include "models/poisson_arrivals.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <span>
#include <string>
#include <system_error>

namespace stepdown::models {
namespace {

constexpr std::array<double, 12> days_in_month{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/// Divides the weights by their average, each counted as often as it occurs.
void scale_to_average_one(std::span<double> weights, std::span<const double> occurrences) {
  const double total = std::inner_product(weights.begin(), weights.end(), occurrences.begin(), 0.0);
  const double average = total / std::accumulate(occurrences.begin(), occurrences.end(), 0.0);
  sim::expects(average > 0, "weights of arrivals are not all zero");
  for (double& weight : weights)
    weight /= average;
}

/// The weight of each number from `least` on; 1 where none is named.
template <std::size_t size>
std::array<double, size> weights_of(const std::vector<PoissonArrivals::RangeWeight>& parts,
                                    int least) {
  std::array<double, size> weights{};
  weights.fill(1);
  for (const auto& [first, last, weight] : parts) {
    for (int number = first; number <= last; ++number)
      weights.at(static_cast<std::size_t>(number - least)) = weight;
  }
  return weights;
}

std::array<double, 31> weights_of_days(const PoissonArrivals& arrivals) {
  return weights_of<31>(arrivals.days_of_month, 1);
}

std::array<double, hours_a_day> weights_of_hours(const PoissonArrivals& arrivals) {
  return weights_of<hours_a_day>(arrivals.hours, 0);
}

/// A number with so many significant digits: "1.5e+30".
std::string digits(double number, int significant) {
  constexpr std::size_t enough = 32;
  std::array<char, enough> text{};
  const auto [end, error] = std::to_chars(
      text.data(), text.data() + text.size(), number, std::chars_format::general, significant);
  return error == std::errc() ? std::string(text.data(), end) : std::string();
}

}  // namespace

DailyRate::DailyRate(const PoissonArrivals& arrivals, const Calendar& calendar)
    : arrivals_{&arrivals},
      calendar_{&calendar},
      is_even_{arrivals.is_even()},
      day_of_month_{weights_of_days(arrivals)} {
  for (const PoissonArrivals::Later& change : arrivals.later)
    later_.emplace_back(change.arrivals, calendar);
  weekday_.fill(1);
  month_.fill(1);
  if (!arrivals.weekday.empty()) {
    std::copy(arrivals.weekday.begin(), arrivals.weekday.end(), weekday_.begin());
    constexpr std::array<double, 7> once{1, 1, 1, 1, 1, 1, 1};
    scale_to_average_one(weekday_, once);
  }
  if (!arrivals.month.empty()) {
    std::copy(arrivals.month.begin(), arrivals.month.end(), month_.begin());
    scale_to_average_one(month_, days_in_month);
  }
  if (!arrivals.days_of_month.empty()) {
    // In a year of 365 days, days 1 to 28 occur 12 times, 29 and 30 11 times, 31 7 times.
    std::array<double, 31> occurrences{};
    for (int day = 1; day <= 31; ++day) {
      occurrences[static_cast<std::size_t>(day - 1)] = static_cast<double>(
          std::ranges::count_if(days_in_month, [day](double n) { return n >= day; }));
    }
    scale_to_average_one(day_of_month_, occurrences);
  }
}

double DailyRate::operator()(long day) const {
  for (std::size_t i = later_.size(); i-- > 0;)
    if (day >= arrivals_->later[i].day) return later_[i](day);
  if (is_even_) return arrivals_->per_day;
  const Date date = calendar_->date(day);
  double rate = arrivals_->per_day;
  for (const PoissonArrivals::Step& step : arrivals_->steps) {
    if (day >= step.day) rate = step.per_day;
  }
  if (arrivals_->growth_per_year != 0) {
    rate *= std::exp(std::log1p(arrivals_->growth_per_year) * static_cast<double>(day) / 365.0);
  }
  return rate * weekday_[static_cast<std::size_t>(calendar_->weekday(day))] *
         month_[static_cast<unsigned>(date.month()) - 1] *
         day_of_month_[static_cast<unsigned>(date.day()) - 1] *
         arrivals_->season.weight(day, *calendar_);
}

sim::Ticks PoissonArrivals::Moments::next(const ArrivalLuck& luck, sim::Ticks horizon) {
  double left = -std::log(luck.uniform());
  while (day_ * sim::one_day < horizon) {
    const double spent = today_ * (1 - since_start_);
    if (left < spent) {
      // Rounding must not carry the moment into a day of another rate.
      since_start_ = std::min(since_start_ + left / today_, 1 - 0x1p-53);
      return day_ * sim::one_day + hours_.time_of(since_start_);
    }
    left -= spent;
    since_start_ = 0;
    today_ = rate_(++day_);
  }
  return sim::never;
}

PoissonArrivals::Moments PoissonArrivals::moments(const Calendar& calendar) const {
  return {*this, calendar};
}

std::optional<double> PoissonArrivals::steady_rate() const {
  return has_same_days() && hours.empty() ? std::optional{per_day} : std::nullopt;
}

bool PoissonArrivals::has_same_days() const {
  return later.empty() && is_even();
}

bool PoissonArrivals::is_even() const {
  return weekday.empty() && month.empty() && days_of_month.empty() && season.is_even() &&
         steps.empty() && growth_per_year == 0;
}

bool PoissonArrivals::changes_for_good() const {
  return !steps.empty() || growth_per_year != 0 || !later.empty();
}

bool PoissonArrivals::has_yearly_pattern() const {
  return !month.empty() || !days_of_month.empty() || !season.is_even() ||
         std::ranges::any_of(
             later, [](const Later& change) { return change.arrivals.has_yearly_pattern(); });
}

bool PoissonArrivals::has_weekly_pattern() const {
  return !weekday.empty() || !hours.empty() || std::ranges::any_of(later, [](const Later& change) {
    return change.arrivals.has_weekly_pattern();
  });
}

HourPattern PoissonArrivals::hour_pattern() const {
  return hours.empty() ? HourPattern{} : HourPattern{weights_of_hours(*this)};
}

double PoissonArrivals::mean_moments(const Calendar& calendar, double from, double to) const {
  const DailyRate rate(*this, calendar);
  const HourPattern pattern = hour_pattern();
  double sum = 0;
  for (long day = static_cast<long>(from); static_cast<double>(day) < to; ++day) {
    const double begin = std::max(from, static_cast<double>(day));
    const double end = std::min(to, static_cast<double>(day + 1));
    const auto share_up_to = [&](double moment) {
      return pattern.share_up_to(moment - static_cast<double>(day));
    };
    sum += rate(day) * (pattern.is_even() ? end - begin : share_up_to(end) - share_up_to(begin));
  }
  return sum;
}

std::vector<double> PoissonArrivals::daily_rates(const Calendar& calendar, long days) const {
  const DailyRate rate(*this, calendar);
  std::vector<double> rates;
  for (long day = 0; day < days; ++day)
    rates.push_back(rate(day));
  return rates;
}

ArrivalPeak PoissonArrivals::peak(double horizon) const {
  const auto end_of = [&](std::size_t i) {
    return i < later.size() ? std::min(horizon, static_cast<double>(later[i].day)) : horizon;
  };
  ArrivalPeak peak = own_peak(end_of(0));
  for (std::size_t i = 0; i < later.size(); ++i) {
    const ArrivalPeak up_to = later[i].arrivals.own_peak(end_of(i + 1));
    peak.per_day = std::max(peak.per_day, up_to.per_day);
    peak.in_all += up_to.in_all - later[i].arrivals.own_peak(end_of(i)).in_all;
  }
  return peak;
}

ArrivalPeak PoissonArrivals::own_peak(double horizon) const {
  constexpr double most = 1e15;  // growth over centuries is beyond any number
  const double growth_per_day = std::log1p(growth_per_year) / 365.0;
  ArrivalPeak peak;
  const auto add = [&](double rate, double from, double to) {
    if (rate <= 0 || from >= to) return;
    const double first = std::min(most, std::exp(growth_per_day * from));
    const double last = std::min(most, std::exp(growth_per_day * to));
    peak.per_day = std::max(peak.per_day, rate * std::max(first, last));
    peak.in_all += rate * (to - from) * std::max(first, last);
  };
  double rate = per_day;
  double from = 0;
  for (const Step& step : steps) {
    const double at = std::clamp(static_cast<double>(step.day), from, horizon);
    add(rate, from, at);
    rate = step.per_day;
    from = at;
  }
  add(rate, from, horizon);
  return peak;
}

PoissonArrivals PoissonArrivals::evened() const {
  PoissonArrivals even;
  even.per_day = per_day;
  return even;
}

std::vector<ArrivalProblem> PoissonArrivals::problems(const Calendar& calendar,
                                                      double horizon) const {
  std::vector<ArrivalProblem> problems;
  const auto expect_weight = [&problems](const auto& weights, std::string key) {
    if (weights.empty() || std::ranges::any_of(weights, [](double weight) { return weight != 0; }))
      return;
    problems.push_back({ArrivalProblem::Kind::NoWeight,
                        std::move(key),
                        "expected at least one weight above 0, got none"});
  };
  expect_weight(weekday, "poisson.weekday");
  expect_weight(month, "poisson.month");
  expect_weight(weights_of_days(*this), "poisson.day_of_month");
  expect_weight(weights_of_hours(*this), "poisson.hour");
  const bool has_weights = problems.empty();
  for (const Step& step : steps) {
    if (static_cast<double>(step.day) < horizon) continue;
    problems.push_back(
        {ArrivalProblem::Kind::IsNeverUsed,
         "steps." + calendar.iso_date(step.day),
         "never happens: the run ends on " + calendar.iso_date(static_cast<long>(horizon))});
  }
  constexpr double most_referrals = 1e9;
  PoissonArrivals without = *this;
  without.growth_per_year = 0;
  const double in_all = growth_per_year > 0 && has_weights ? mean_moments(calendar, 0, horizon) : 0;
  if (in_all > most_referrals && without.mean_moments(calendar, 0, horizon) <= most_referrals)
    problems.push_back(
        {ArrivalProblem::Kind::GrowsTooLarge,
         "poisson.growth",
         "expected a growth with which at most 1e+09 referrals come in the whole run, got " +
             digits(100 * growth_per_year, 10) + " %/y, with which " +
             (std::isfinite(in_all) ? digits(in_all, 2) : "more than any number") + " come"});
  const bool is_silent = per_day == 0 && std::ranges::all_of(steps, [](const Step& step) {
                           return step.per_day == 0;
                         });
  if (is_silent) {
    problems.push_back(
        {ArrivalProblem::Kind::NobodyComes, "rate", "rate is 0: nobody comes from here"});
  }
  return problems;
}

}  // namespace stepdown::models
