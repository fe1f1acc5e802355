#include "models/care/referrals.hpp"

#include "models/care/draws.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

namespace stepdown::models {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr std::array<double, 12> days_in_month{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/// Divides the weights by their average, each counted as often as it occurs.
void scale_to_average_one(std::span<double> weights, std::span<const double> occurrences) {
  const double total = std::inner_product(weights.begin(), weights.end(), occurrences.begin(), 0.0);
  const double average = total / std::accumulate(occurrences.begin(), occurrences.end(), 0.0);
  sim::expects(average > 0, "weights of arrivals are not all zero");
  for (double& weight : weights)
    weight /= average;
}

}  // namespace

DailyRate::DailyRate(const PoissonArrivals& process, const Calendar& calendar)
    : process_{&process},
      calendar_{&calendar},
      is_even_{process.weekday.empty() && process.month.empty() && process.days_of_month.empty() &&
               process.steps.empty() && process.growth_per_year == 0} {
  weekday_.fill(1);
  month_.fill(1);
  day_of_month_.fill(1);
  if (!process.weekday.empty()) {
    std::copy(process.weekday.begin(), process.weekday.end(), weekday_.begin());
    constexpr std::array<double, 7> once{1, 1, 1, 1, 1, 1, 1};
    scale_to_average_one(weekday_, once);
  }
  if (!process.month.empty()) {
    std::copy(process.month.begin(), process.month.end(), month_.begin());
    scale_to_average_one(month_, days_in_month);
  }
  if (!process.days_of_month.empty()) {
    for (const auto& [first, last, weight] : process.days_of_month) {
      for (int day = first; day <= last; ++day)
        day_of_month_[static_cast<std::size_t>(day - 1)] = weight;
    }
    // In a year of 365 days, days 1 to 28 occur 12 times, 29 and 30 11 times, 31 7 times.
    std::array<double, 31> occurrences{};
    for (int day = 1; day <= 31; ++day) {
      occurrences[static_cast<std::size_t>(day - 1)] = static_cast<double>(
          std::count_if(std::begin(days_in_month), std::end(days_in_month), [day](double n) {
            return n >= day;
          }));
    }
    scale_to_average_one(day_of_month_, occurrences);
  }
}

double DailyRate::operator()(long day) const {
  if (is_even_) return process_->per_day;
  const Date date = calendar_->date(day);
  double rate = process_->per_day;
  for (const PoissonArrivals::Step& step : process_->steps) {
    if (date >= step.date.value) rate = step.per_day;
  }
  if (process_->growth_per_year != 0) {
    rate *= std::exp(std::log1p(process_->growth_per_year) * static_cast<double>(day) / 365.0);
  }
  return rate * weekday_[static_cast<std::size_t>(calendar_->weekday(day))] *
         month_[static_cast<unsigned>(date.month()) - 1] *
         day_of_month_[static_cast<unsigned>(date.day()) - 1];
}

double mean_batch(const SourceModel& source) {
  if (source.batch.empty()) return 1;
  double people = 0;
  for (const auto& [size, share] : source.batch)
    people += size * share;
  return people;
}

ReferralProcess::ReferralProcess(const SourceModel& source, const Calendar& calendar)
    : source_{&source} {
  if (const auto* poisson = std::get_if<PoissonArrivals>(&source.process)) {
    rate_.emplace_back(*poisson, calendar);
  }
}

void ReferralProcess::reset(const sim::StreamKey& key) {
  key_ = key;
  count_ = 0;
  now_ = 0;
  day_ = -1;
  today_ = 0;
}

double ReferralProcess::next(double horizon) {
  if (!rate_.empty()) {
    now_ = next_poisson(horizon);
  } else if (const auto* scheduled = std::get_if<ScheduledArrivals>(&source_->process)) {
    now_ = scheduled->first + static_cast<double>(count_) * scheduled->every;
  } else {
    const auto& days = std::get<DatedArrivals>(source_->process).days;
    // Dates before the start are not part of the run.
    const auto first = std::lower_bound(days.begin(), days.end(), 0.0);
    const auto left = static_cast<std::size_t>(days.end() - first);
    now_ = count_ < left ? first[static_cast<std::ptrdiff_t>(count_)] : never;
  }
  ++count_;
  return now_ < horizon ? now_ : never;
}

double ReferralProcess::next_poisson(double horizon) {
  // A unit exponential, spent at the rate of each day in turn.
  const sim::Block words =
      sim::keyed_block(key_, count_, 0, static_cast<std::uint8_t>(Draw::ArrivalGap));
  double left = -std::log(sim::open_unit(words[0], words[1]));
  double now = now_;
  while (now < horizon) {
    const auto day = static_cast<long>(now);
    if (day != day_) {
      day_ = day;
      today_ = rate_.front()(day);
    }
    const auto day_ends = static_cast<double>(day + 1);
    const double spent = today_ * (day_ends - now);
    if (left < spent) {
      const double moment = now + left / today_;
      // Rounding must not carry the moment into a day of another rate.
      return moment < day_ends ? moment : std::nextafter(day_ends, now);
    }
    left -= spent;
    now = day_ends;
  }
  return never;
}

int ReferralProcess::batch_size() const {
  if (source_->batch.empty()) return 1;
  const sim::Block words =
      sim::keyed_block(key_, count_ - 1, 0, static_cast<std::uint8_t>(Draw::Batch));
  const double u = sim::open_unit(words[0], words[1]);
  double cumulative = 0;
  for (const auto& [size, share] : source_->batch) {
    cumulative += share;
    if (u < cumulative) return size;
  }
  return source_->batch.back().first;
}

}  // namespace stepdown::models
