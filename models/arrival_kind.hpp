#pragma once

#include "models/calendar.hpp"
#include "models/hour_pattern.hpp"
#include "sim/random_stream.hpp"
#include "sim/time.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What is asked of every kind of arrivals. A kind is a struct of plain numbers in a file of its
/// own; `arrivals.hpp` lists the kinds.
namespace stepdown::models {

/// The luck of one moment of one source.
struct ArrivalLuck {
  const sim::KeyedBlocks& blocks;
  std::uint32_t moment = 0;  ///< number of the moment, from 0
  std::uint8_t purpose = 0;

  /// Between 0 and 1, both excluded.
  [[nodiscard]] double uniform() const {
    const sim::Block words = blocks(moment, 0, purpose);
    return sim::open_unit(words[0], words[1]);
  }
};

/// A rough forecast: moments a day while a source is busiest, and in all. Weights of days and hours
/// average out.
struct ArrivalPeak {
  double per_day = 0;
  double in_all = 0;
};

/// What is wrong or odd about arrivals although every number is in its range.
struct ArrivalProblem {
  enum class Kind {
    NoWeight,       ///< all weights are 0: an error
    GrowsTooLarge,  ///< as its growth goes on to the end of the run: an error
    NobodyComes,    ///< in the whole run
    IsNeverUsed     ///< a part of what was written
  };
  Kind kind{};
  std::string key;      ///< below the source: `steps.2027-01-01`
  std::string message;  ///< without the key
};

/// A kind of arrivals. `calendar` is that of the model; days and moments count from the start.
template <class T>
concept ArrivalKind = requires(const T kind,
                               typename T::Moments moments,
                               const Calendar& calendar,
                               const ArrivalLuck& luck,
                               double day,
                               sim::Ticks horizon,
                               long days) {
  /// The moments of a replication one after another: the next one, beyond the horizon or
  /// `sim::never` when there is none before it.
  { kind.moments(calendar) } -> std::same_as<typename T::Moments>;
  { moments.next(luck, horizon) } -> std::same_as<sim::Ticks>;
  /// Whether the counts of separate times are independent Poisson numbers.
  { T::is_poisson } -> std::convertible_to<bool>;
  /// The rate of a Poisson process that never changes; nothing for all others.
  { kind.steady_rate() } -> std::same_as<std::optional<double>>;
  /// Moments expected in [from, to), in the long run where they are given.
  { kind.mean_moments(calendar, day, day) } -> std::same_as<double>;
  /// What comes at random: moments a day, on each of the first days; empty when nothing does.
  { kind.daily_rates(calendar, days) } -> std::same_as<std::vector<double>>;
  /// How what comes at random is spread over each of these days.
  { kind.hour_pattern() } -> std::same_as<HourPattern>;
  /// What comes at given moments: all of them before an end, or more.
  { kind.given_moments(day) } -> std::same_as<std::vector<double>>;
  { kind.peak(day) } -> std::same_as<ArrivalPeak>;
  /// Whether what comes later differs from what comes first, beyond a season.
  { kind.changes_for_good() } -> std::same_as<bool>;
  { kind.has_yearly_pattern() } -> std::same_as<bool>;
  /// Whether the day of the week or the hour may matter.
  { kind.has_weekly_pattern() } -> std::same_as<bool>;
  /// The same kind without any change: as it begins, every day alike.
  { kind.evened() } -> std::same_as<T>;
  /// The run ends at the horizon.
  { kind.problems(calendar, day) } -> std::same_as<std::vector<ArrivalProblem>>;
};

}  // namespace stepdown::models
