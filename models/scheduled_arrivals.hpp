#pragma once

#include "models/arrival_kind.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace stepdown::models {

/// One referral (or batch) every `every` days, the first at `first`, each rounded once to whole
/// ticks: the n-th comes exactly n times `every` after the first.
struct ScheduledArrivals {
  class Moments;
  static constexpr bool is_poisson = false;

  double every = 0;
  double first = 0;

  [[nodiscard]] Moments moments(const Calendar& calendar) const;
  [[nodiscard]] std::optional<double> steady_rate() const { return std::nullopt; }
  /// The long-run figure: how many moments fall into the window depends on its edges.
  [[nodiscard]] double mean_moments(const Calendar& /*calendar*/, double from, double to) const {
    return first < to ? (to - std::max(from, first)) / every : 0;
  }
  [[nodiscard]] std::vector<double> daily_rates(const Calendar& /*calendar*/, long /*days*/) const {
    return {};
  }
  [[nodiscard]] HourPattern hour_pattern() const { return {}; }
  [[nodiscard]] std::vector<double> given_moments(double end) const {
    std::vector<double> given;
    for (std::uint32_t n = 0; sim::to_days(moment(n)) < end; ++n)
      given.push_back(sim::to_days(moment(n)));
    return given;
  }
  [[nodiscard]] ArrivalPeak peak(double horizon) const {
    return {1 / every, std::ceil(horizon / every)};
  }
  [[nodiscard]] bool changes_for_good() const { return false; }
  [[nodiscard]] bool has_yearly_pattern() const { return false; }
  [[nodiscard]] bool has_weekly_pattern() const { return true; }
  [[nodiscard]] ScheduledArrivals evened() const { return *this; }
  [[nodiscard]] std::vector<ArrivalProblem> problems(const Calendar& /*calendar*/,
                                                     double horizon) const {
    if (first < horizon) return {};
    return {{ArrivalProblem::Kind::NobodyComes,
             "first",
             "is after the end of the run: nobody comes from here"}};
  }

  [[nodiscard]] sim::Ticks moment(std::uint32_t number) const {
    const sim::Ticks gap = std::max(sim::to_ticks(every), sim::one_tick);
    return sim::to_ticks(first) + std::int64_t{number} * gap;
  }
};

class ScheduledArrivals::Moments {
 public:
  explicit Moments(const ScheduledArrivals& arrivals) : arrivals_{arrivals} {}

  [[nodiscard]] sim::Ticks next(const ArrivalLuck& luck, sim::Ticks /*horizon*/) {
    return arrivals_.moment(luck.moment);
  }

 private:
  ScheduledArrivals arrivals_;
};

inline ScheduledArrivals::Moments ScheduledArrivals::moments(const Calendar& /*calendar*/) const {
  return Moments{*this};
}

}  // namespace stepdown::models
