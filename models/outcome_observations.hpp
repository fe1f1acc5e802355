#pragma once

#include "sim/log_histogram.hpp"
#include "sim/time.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

/// What became of people in one replication, reduced to counts by day: nothing here grows with the
/// number of people. Estimators (Kaplan-Meier, Aalen-Johansen) are in `analysis/measure`.
namespace stepdown::models {

/// Times since the start of a clock, in whole days. What ends a clock is rounded up: bin 0 is
/// exactly 0 d, bin i <= 400 is (i - 1, i] d, later bins are 5 d wide, up to 4000 d; longer times
/// are censored there. One, two and five years (365, 730 and 1825 d) are ends of bins.
struct FollowUpGrid {
  static constexpr int daily_bins = 400;
  static constexpr int wide_days = 5;
  static constexpr int wide_bins = 720;
  static constexpr int bins = 1 + daily_bins + wide_bins;
  static constexpr double end = daily_bins + wide_days * wide_bins;  ///< days
  static constexpr sim::Ticks last = (daily_bins + wide_days * wide_bins) * sim::one_day;

  /// The bin of a time in [0, end].
  [[nodiscard]] static std::size_t bin_of(sim::Ticks time) {
    const auto days = static_cast<std::size_t>(sim::whole_days_up(time));
    if (days <= daily_bins) return days;
    return daily_bins + (days - daily_bins + wide_days - 1) / wide_days;
  }
  /// The last bin that has passed whole after a time in [0, end]: a clock cut off on its eighth day
  /// has been seen for seven.
  [[nodiscard]] static std::size_t last_bin_passed(sim::Ticks time) {
    const auto days = static_cast<std::size_t>(sim::whole_days(time));
    if (days <= daily_bins) return days;
    return daily_bins + (days - daily_bins) / wide_days;
  }
  /// How many bins, from the first on, have their upper end at or before a time. @pre days >= 0
  [[nodiscard]] static std::size_t bins_until(double days) {
    return 1 + last_bin_passed(sim::to_ticks(std::min(days, end)));
  }
  /// The upper end of a bin, in days.
  [[nodiscard]] static double upper_end(std::size_t bin) {
    return bin <= daily_bins ? static_cast<double>(bin)
                             : daily_bins + wide_days * static_cast<double>(bin - daily_bins);
  }
};

/// How the clocks of one kind ended, by the time they had run. Everyone enters the risk set at 0
/// and leaves it in one of three ways.
template <class Count>
struct BasicClockCounts {
  using ByBin = std::array<Count, FollowUpGrid::bins>;
  ByBin events{};
  ByBin competing_ends{};  ///< ended by something after which the event cannot happen
  ByBin cut_off{};         ///< censored: still running at the horizon

  void event(sim::Ticks time) {
    if (time > FollowUpGrid::last) return censored(time);
    ++events[FollowUpGrid::bin_of(time)];
  }
  void competing(sim::Ticks time) {
    if (time > FollowUpGrid::last) return censored(time);
    ++competing_ends[FollowUpGrid::bin_of(time)];
  }
  void censored(sim::Ticks time) {
    ++cut_off[FollowUpGrid::last_bin_passed(std::min(time, FollowUpGrid::last))];
  }
};

/// Days after the index admission over which persons are followed for the yearly figures.
inline constexpr int follow_up_days = 365;

/// A figure summed over people.
struct PersonMoments {
  double sum = 0;
  double square_sum = 0;
  void add(double x) {
    sum += x;
    square_sum += x * x;
  }
};

/// One group of people (a combination of the values of the `report_by` attributes).
template <class Count>
struct BasicOutcomeCell {
  using ClockCounts = BasicClockCounts<Count>;

  std::int64_t referred = 0;          ///< people referred in the window
  std::int64_t index_admissions = 0;  ///< people whose first admission after warm-up was seen
  /// Referral to first admission ever, of people referred in the window.
  sim::LogHistogram time_to_treatment;
  std::int64_t never_treated = 0;     ///< of those referred: left for good without an admission
  std::int64_t untreated_inside = 0;  ///< of those referred: not admitted yet at the horizon

  // Clocks. "Discharge": entering a community state or an outcome from a level, also after waiting
  // outside in vain.
  ClockCounts treatment;    ///< referral, of people referred in the window -> first admission
                            ///< ever; competing: outcomes
  ClockCounts retention;    ///< index admission -> first discharge; nothing competes
  ClockCounts completion;   ///< index admission -> end of the index episode known, planned;
                            ///< competing: ended otherwise. Known when `episode_gap` has passed
                            ///< since the last stay, or at an outcome
  ClockCounts recovery;     ///< index admission -> outcome that is a recovery by its name or by the
                            ///< exit that led to it; competing: other outcomes
  ClockCounts readmission;  ///< index discharge (first after the index admission) -> admission to
                            ///< the same or a more intensive level; competing: outcomes
  ClockCounts relapse;      ///< index discharge -> exit of kind relapse; competing: admission to a
                            ///< level, outcomes
  ClockCounts every_readmission;     ///< as readmission, a new clock for each discharge
  ClockCounts every_relapse;         ///< as relapse, a new clock for each discharge
  std::vector<ClockCounts> linkage;  ///< by level: each end of a stay there -> next admission to
                                     ///< any level; competing: outcomes
  std::vector<ClockCounts> readmission_from;  ///< by level: each discharge from there, as
                                              ///< every_readmission

  // Persons followed for the whole 365 d from the index admission (index at most horizon - 365 d).
  std::int64_t followed = 0;
  PersonMoments stays;         ///< admissions to levels, the index one included
  PersonMoments episodes;      ///< runs of levels with gaps of at most `episode_gap`
  PersonMoments days_in_care;  ///< in a place of a level
  PersonMoments days_waiting;  ///< on a list without a place
  PersonMoments gap_days;  ///< out of care and not waiting, before a later admission in the year

  /// Net change of the number of people in status s at the moment index + k days:
  /// status_change[s][k], k = 0 .. 366; the people in s at day k are the sum up to k. Statuses:
  /// states by StateId, then "waiting" (outside). People whose day k is beyond the horizon are in
  /// none.
  std::vector<std::array<std::make_signed_t<Count>, follow_up_days + 2>> status_change;

  std::int64_t deaths = 0;     ///< exits called death, and other ways to an outcome called so
  double deaths_expected = 0;  ///< integral of the hazard of death faced in the window, plus deaths
                               ///< without a hazard: by split exits, by races at fixed times, and
                               ///< after waiting in vain
};

/// Adds what is counted in `from` to `to`; an empty `to` takes its shape from `from`.
template <class Count, class OfCount>
void add_to(BasicOutcomeCell<Count>& to, const BasicOutcomeCell<OfCount>& from);

/// One person's story, written when it ends; only on request (`people.csv`).
struct PersonStory {
  std::uint32_t person = 0;
  std::uint32_t source = 0;
  std::uint32_t source_index = 0;
  std::uint32_t who = 0;  ///< ClassId
  sim::Ticks referred_at{};
  sim::Ticks first_admission_at{-1};  ///< negative: never
  sim::Ticks last_seen_at{};          ///< outcome or horizon
  std::uint32_t stays = 0;
  std::uint32_t relapses = 0;
  std::vector<sim::Ticks> time_in;  ///< by level
  std::uint16_t end_state = 0;      ///< StateId at the end; the last one while waiting
  bool is_inside = false;           ///< still inside at the horizon
  bool is_waiting = false;
};

template <class Count>
struct BasicOutcomes {
  /// Combinations of `report_by` values, first most significant.
  std::vector<BasicOutcomeCell<Count>> cells;
};

/// Of one replication: small, as the event loop writes into all of it. `CareSystem` has fewer
/// events than would overflow a bin.
using ClockCounts = BasicClockCounts<std::uint32_t>;
using OutcomeCell = BasicOutcomeCell<std::uint32_t>;
using OutcomeObservations = BasicOutcomes<std::uint32_t>;

/// Of any number of replications: a busy bin of a large network overflows 32 bits after some 70.
using PooledClockCounts = BasicClockCounts<std::uint64_t>;
using PooledCell = BasicOutcomeCell<std::uint64_t>;
using PooledOutcomes = BasicOutcomes<std::uint64_t>;

}  // namespace stepdown::models
