#pragma once

#include "models/arrival_kind.hpp"
#include "models/season.hpp"

#include <array>

namespace stepdown::models {

/// Referrals as a Poisson process. Weights are relative and scaled to average 1, so that `per_day`
/// stays the mean rate.
struct PoissonArrivals {
  class Moments;
  struct Later;
  static constexpr bool is_poisson = true;

  /// Of days of the month or hours of the day, both ends included.
  struct RangeWeight {
    int first = 1;
    int last = 1;
    double weight = 1;

    friend bool operator==(const RangeWeight&, const RangeWeight&) = default;
  };
  struct Step {
    long day = 0;        ///< from the start; negative before it
    double per_day = 0;  ///< the rate from that day on

    friend bool operator==(const Step&, const Step&) = default;
  };
  double per_day = 0;
  std::vector<double> weekday;             ///< empty, or Monday .. Sunday
  std::vector<double> month;               ///< empty, or January .. December
  std::vector<RangeWeight> days_of_month;  ///< days not named weigh 1
  std::vector<RangeWeight> hours;          ///< hours not named weigh 1; 8: 08:00 to 09:00
  Season season;                           ///< besides all these
  std::vector<Step> steps;                 ///< ascending
  double growth_per_year = 0;              ///< 0.02: times 1.02 every 365 days, smoothly
  /// What holds instead of all this from some days on, ascending; hours are the same throughout.
  std::vector<Later> later;

  friend bool operator==(const PoissonArrivals&, const PoissonArrivals&) = default;
  [[nodiscard]] Moments moments(const Calendar& calendar) const;
  [[nodiscard]] std::optional<double> steady_rate() const;
  /// Whether all days are alike, whatever their hours.
  [[nodiscard]] bool has_same_days() const;
  /// The same, leaving out what holds later.
  [[nodiscard]] bool is_even() const;
  [[nodiscard]] double mean_moments(const Calendar& calendar, double from, double to) const;
  [[nodiscard]] std::vector<double> daily_rates(const Calendar& calendar, long days) const;
  [[nodiscard]] HourPattern hour_pattern() const;
  [[nodiscard]] std::vector<double> given_moments(double /*end*/) const { return {}; }
  /// Steps and growth count, weights of days and hours average out.
  [[nodiscard]] ArrivalPeak peak(double horizon) const;
  /// The same as if nothing else held later.
  [[nodiscard]] ArrivalPeak own_peak(double horizon) const;
  [[nodiscard]] bool changes_for_good() const;
  [[nodiscard]] bool has_yearly_pattern() const;
  [[nodiscard]] bool has_weekly_pattern() const;
  [[nodiscard]] PoissonArrivals evened() const;
  [[nodiscard]] std::vector<ArrivalProblem> problems(const Calendar& calendar,
                                                     double horizon) const;
};

struct PoissonArrivals::Later {
  long day = 0;  ///< from the start
  PoissonArrivals arrivals;

  friend bool operator==(const Later&, const Later&) = default;
};

/// The rate of a Poisson source day by day: steps, growth, weekday, month and day-of-month weights,
/// and a season.
/// Within a day it follows the hours, about this average.
///
/// Each set of weights is scaled so that it averages 1 (months and days of the month over a year of
/// 365 days), hence `per_day` stays the mean rate.
class DailyRate {
 public:
  /// Both must outlive this.
  DailyRate(const PoissonArrivals& arrivals, const Calendar& calendar);

  /// Referrals a day during day `day`.
  [[nodiscard]] double operator()(long day) const;

 private:
  const PoissonArrivals* arrivals_;
  const Calendar* calendar_;
  bool is_even_;  ///< the same on all days, up to those of `later_`
  std::array<double, 7> weekday_;
  std::array<double, 12> month_;
  std::array<double, 31> day_of_month_;
  std::vector<DailyRate> later_;  ///< as `PoissonArrivals::later`
};

/// Spends unit exponentials at the rate of each day in turn. The process itself runs on without
/// rounding, only the moments that it tells are whole ticks: so nothing adds up. They are rounded
/// down, so that each stays within its hour and its rate, and every stretch of whole ticks sees
/// exactly the arrivals of the process that is not rounded.
class PoissonArrivals::Moments {
 public:
  Moments(const PoissonArrivals& arrivals, const Calendar& calendar)
      : rate_{arrivals, calendar}, hours_{arrivals.hour_pattern()}, today_{rate_(0)} {}

  [[nodiscard]] [[gnu::hot]] sim::Ticks next(const ArrivalLuck& luck, sim::Ticks horizon);

 private:
  DailyRate rate_;
  HourPattern hours_;
  long day_ = 0;            ///< of the last moment
  double since_start_ = 0;  ///< share of that day's arrivals before it: below 1
  double today_;            ///< the rate of that day
};

}  // namespace stepdown::models
