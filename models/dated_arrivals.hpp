#pragma once

#include "models/arrival_kind.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace stepdown::models {

/// Numbers that never change, of which there may be millions: copies have them in common.
class SharedNumbers {
 public:
  SharedNumbers() = default;
  // Implicit on purpose: they stand where a vector could.
  SharedNumbers(std::vector<double> numbers)  // NOLINT(google-explicit-constructor)
      : numbers_{std::make_shared<const std::vector<double>>(std::move(numbers))} {}
  SharedNumbers(std::initializer_list<double> numbers)
      : SharedNumbers(std::vector<double>(numbers)) {}

  [[nodiscard]] const std::vector<double>& all() const { return *numbers_; }
  [[nodiscard]] auto begin() const { return numbers_->begin(); }
  [[nodiscard]] auto end() const { return numbers_->end(); }
  [[nodiscard]] std::size_t size() const { return numbers_->size(); }
  [[nodiscard]] bool empty() const { return numbers_->empty(); }
  [[nodiscard]] double operator[](std::size_t i) const { return (*numbers_)[i]; }

  friend bool operator==(const SharedNumbers& a, const SharedNumbers& b) {
    return a.numbers_ == b.numbers_ || *a.numbers_ == *b.numbers_;
  }

 private:
  std::shared_ptr<const std::vector<double>> numbers_ =
      std::make_shared<const std::vector<double>>();
};

/// Referrals at given moments, in days from the start; a date without a time is 00:00.
struct DatedArrivals {
  class Moments;
  static constexpr bool is_poisson = false;

  std::string file;    ///< its name, for messages
  SharedNumbers days;  ///< sorted

  [[nodiscard]] Moments moments(const Calendar& calendar) const;
  [[nodiscard]] std::optional<double> steady_rate() const { return std::nullopt; }
  [[nodiscard]] double mean_moments(const Calendar& /*calendar*/, double from, double to) const {
    return static_cast<double>(
        std::ranges::count_if(days, [&](double day) { return day >= from && day < to; }));
  }
  [[nodiscard]] std::vector<double> daily_rates(const Calendar& /*calendar*/, long /*days*/) const {
    return {};
  }
  [[nodiscard]] HourPattern hour_pattern() const { return {}; }
  [[nodiscard]] std::vector<double> given_moments(double /*end*/) const { return days.all(); }
  [[nodiscard]] ArrivalPeak peak(double horizon) const {
    const auto count = static_cast<double>(days.size());
    return {count / horizon, count};
  }
  [[nodiscard]] bool changes_for_good() const { return true; }
  [[nodiscard]] bool has_yearly_pattern() const { return false; }
  [[nodiscard]] bool has_weekly_pattern() const { return true; }
  [[nodiscard]] DatedArrivals evened() const { return *this; }
  [[nodiscard]] std::vector<ArrivalProblem> problems(const Calendar& /*calendar*/,
                                                     double horizon) const {
    const auto outside = static_cast<std::size_t>(
        std::ranges::count_if(days, [horizon](double day) { return day < 0 || day >= horizon; }));
    const std::string dates = "the " + std::to_string(days.size()) + " dates of '" + file + "'";
    if (outside == days.size()) {
      return {{ArrivalProblem::Kind::NobodyComes,
               "dates",
               "none of " + dates + " lies in the run: nobody comes from here"}};
    }
    if (outside == 0) return {};
    return {{ArrivalProblem::Kind::IsNeverUsed,
             "dates",
             std::to_string(outside) + " of " + dates + " lie outside the run and are left out"}};
  }
};

class DatedArrivals::Moments {
 public:
  /// The arrivals must outlive this. Dates before the start are not part of the run.
  explicit Moments(const DatedArrivals& arrivals)
      : days_{&arrivals.days.all()},
        first_{static_cast<std::size_t>(std::ranges::lower_bound(arrivals.days, 0.0) -
                                        arrivals.days.begin())} {}

  [[nodiscard]] sim::Ticks next(const ArrivalLuck& luck, sim::Ticks /*horizon*/) {
    const std::size_t number = first_ + luck.moment;
    return number < days_->size() ? sim::to_ticks((*days_)[number]) : sim::never;
  }

 private:
  const std::vector<double>* days_;
  std::size_t first_;
};

inline DatedArrivals::Moments DatedArrivals::moments(const Calendar& /*calendar*/) const {
  return Moments{*this};
}

}  // namespace stepdown::models
