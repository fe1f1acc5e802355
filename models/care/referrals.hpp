#pragma once

#include "models/model.hpp"
#include "sim/random_stream.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace stepdown::models {

/// The rate of a Poisson source day by day: steps, growth, weekday, month and day-of-month weights.
///
/// Each set of weights is scaled so that it averages 1 (months and days of the month over a year of
/// 365 days), hence `per_day` stays the mean rate.
class DailyRate {
 public:
  DailyRate(const PoissonArrivals& process, const Calendar& calendar);

  /// Referrals a day during day `day`; constant within the day.
  [[nodiscard]] double operator()(long day) const;

 private:
  const PoissonArrivals* process_;
  const Calendar* calendar_;
  bool is_even_;  ///< the same on all days
  std::array<double, 7> weekday_;
  std::array<double, 12> month_;
  std::array<double, 31> day_of_month_;
};

/// People referred at one moment, on average.
[[nodiscard]] double mean_batch(const SourceModel& source);

/// The moments at which one source refers people, one after another.
class ReferralProcess {
 public:
  ReferralProcess(const SourceModel& source, const Calendar& calendar);

  /// Starts again at day 0 with the luck that `key` names.
  void reset(const sim::StreamKey& key);

  /// The next moment, in days; infinity when there is none before `horizon`.
  [[nodiscard]] double next(double horizon);

  /// People referred at the moment that `next` returned last.
  [[nodiscard]] int batch_size() const;

 private:
  [[nodiscard]] double next_poisson(double horizon);

  const SourceModel* source_;
  std::vector<DailyRate> rate_;  ///< one for a Poisson source, none for others
  sim::StreamKey key_{};
  std::uint32_t count_ = 0;  ///< moments so far
  double now_ = 0;
  long day_ = -1;  ///< whose rate is `today_`
  double today_ = 0;
};

}  // namespace stepdown::models
