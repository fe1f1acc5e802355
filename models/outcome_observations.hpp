#pragma once

#include "models/clock_counts.hpp"
#include "sim/log_histogram.hpp"
#include "sim/time.hpp"

#include <array>
#include <cstdint>
#include <type_traits>
#include <vector>

/// What became of people in one replication, reduced to counts and clocks: beyond some thousand
/// people nothing here grows with their number.
namespace stepdown::models {

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

/// Of persons followed from their arrival for the time of `economics`, see LifeAccounts; none where
/// the model has none.
struct PersonEconomics {
  std::int64_t followed = 0;
  PersonMoments cost;
  PersonMoments qalys;
  PersonMoments life_years;
  PersonMoments net_benefit;  ///< at the first willingness to pay
};

/// One group of people (a combination of the values of the `report_by` attributes).
template <class Count>
struct BasicOutcomeCell {
  std::int64_t referred = 0;          ///< people referred in the window
  std::int64_t index_admissions = 0;  ///< people whose first admission after warm-up was seen
  /// Referral to first admission ever, of people referred in the window.
  sim::LogHistogram time_to_treatment;
  /// As time_to_treatment, or to the first bridge, whatever comes first; none where there are no
  /// bridges.
  sim::LogHistogram time_to_any_place;
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
                            ///< level, outcomes. None where the model has no relapse
  ClockCounts every_readmission;     ///< as readmission, a new clock for each discharge: the sum of
                                     ///< readmission_from
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

  PersonEconomics economics;

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

/// Adds what is counted in `from` to `to`; an empty `to` takes its shape from `from`. Clocks stay
/// exact, however many, where both are.
template <class Count, class OfCount>
void add_to(BasicOutcomeCell<Count>& to, const BasicOutcomeCell<OfCount>& from);

/// The same functions of all clocks.
template <class Count>
void keep_small(BasicOutcomeCell<Count>& cell);
template <class Count>
void settle(BasicOutcomeCell<Count>& cell);

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
/// events than would overflow a count.
using OutcomeCell = BasicOutcomeCell<std::uint32_t>;
using OutcomeObservations = BasicOutcomes<std::uint32_t>;

/// Of any number of replications: a busy day of a large network overflows 32 bits after some 70.
using PooledCell = BasicOutcomeCell<std::uint64_t>;
using PooledOutcomes = BasicOutcomes<std::uint64_t>;

}  // namespace stepdown::models
