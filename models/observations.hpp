#pragma once

#include "models/ids.hpp"
#include "models/observed.hpp"
#include "models/outcome_observations.hpp"
#include "sim/log_histogram.hpp"
#include "sim/time_weighted.hpp"

#include <array>
#include <cstdint>
#include <vector>

/// What was seen in one replication, already reduced: counts, integrals and histograms, nothing
/// that grows with the number of people. All figures are of the window from the end of warm-up to
/// the horizon unless they say otherwise; a count belongs to the moment at which it happens.
namespace stepdown::models {

/// Waits of those admitted are also counted against these limits (days), exactly.
inline constexpr std::array<double, 6> wait_limits{0, 1, 3, 7, 14, 30};

/// How the stays that ended by one exit went.
struct ExitObservations {
  std::int64_t count = 0;
  double stay_sum = 0;
  double stay_square_sum = 0;
};

/// People held in one level for a place in another.
struct HeldFor {
  std::int64_t holds = 0;  ///< holds begun
  double place_days = 0;
};

/// One state: a level, a community state or an outcome (which has only `entered`).
struct StateObservations {
  std::array<sim::TimeWeighted, headcounts.size()> by_headcount;
  std::array<std::int64_t, counters.size()> by_counter{};
  std::array<sim::LogHistogram, lengths.size()> by_length;

  double transfer_days = 0;    ///< place-days in transfer; part of census
  double open_place_days = 0;  ///< integral of open places (closing ones count until empty)
  double full_days = 0;        ///< time with no free place

  std::array<std::int64_t, wait_limits.size()> admitted_within{};

  double stay_treated = 0;  ///< sums over the stays that ended
  double stay_held = 0;
  double stay_transfer = 0;
  std::vector<ExitObservations> exits;  ///< by index into `StateModel::exits`
  std::vector<HeldFor> held_for;        ///< by level waited for
  std::vector<std::int64_t> flow_to;    ///< by next state: moves that arrived there

  std::int64_t open_stays = 0;  ///< stays still open at the horizon
  double open_stay_days = 0;    ///< their lengths so far
  std::int64_t open_waits = 0;  ///< people still on the list at the horizon
  double open_wait_days = 0;    ///< their waits so far

  // conservation, over the whole run from the start
  std::int64_t entered = 0;
  std::int64_t left = 0;
  std::int64_t inside = 0;       ///< at the horizon
  double clipped_stay_days = 0;  ///< sum of the parts of all stays inside the window

  [[nodiscard]] sim::TimeWeighted& operator[](Headcount of) { return by_headcount[index_of(of)]; }
  [[nodiscard]] std::int64_t& operator[](Counter of) { return by_counter[index_of(of)]; }
  [[nodiscard]] sim::LogHistogram& operator[](Length of) { return by_length[index_of(of)]; }
  [[nodiscard]] const sim::TimeWeighted& operator[](Headcount of) const {
    return by_headcount[index_of(of)];
  }
  [[nodiscard]] std::int64_t operator[](Counter of) const { return by_counter[index_of(of)]; }
  [[nodiscard]] const sim::LogHistogram& operator[](Length of) const {
    return by_length[index_of(of)];
  }
};

/// The count at 00:00 of every `stride`-th observed day.
struct DailyCounts {
  std::vector<std::int32_t> census;
  std::vector<std::int32_t> list;
  std::vector<std::int32_t> held;
};

struct SourceObservations {
  std::int64_t arrivals = 0;
  std::vector<std::int64_t>
      flow_to;  ///< first states asked for that were reached, as flow_to above
  std::int64_t arrivals_whole_run = 0;
};

struct Observations {
  std::uint32_t replication = 0;
  std::uint64_t events = 0;         ///< arrivals + ends of stays + admissions from lists, whole run
  std::uint64_t people = 0;         ///< ever, whole run
  std::uint64_t people_inside = 0;  ///< in care, waiting or in the community at the horizon
  std::uint64_t peak_people_inside = 0;
  double window_days = 0;
  std::vector<StateObservations> states;  ///< by StateId
  std::vector<SourceObservations> sources;
  int daily_stride = 1;  ///< days; larger than 1 when the window is very long
  OutcomeObservations outcomes;
  std::vector<DailyCounts> daily;  ///< by level; entry i is day ceil(warm_up) + i * stride
};

}  // namespace stepdown::models
