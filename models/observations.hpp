#pragma once

#include "models/beside_observations.hpp"
#include "models/hour_pattern.hpp"
#include "models/ids.hpp"
#include "models/observed.hpp"
#include "models/outcome_observations.hpp"
#include "models/refusal.hpp"
#include "models/service_observations.hpp"
#include "sim/log_histogram.hpp"
#include "sim/time.hpp"
#include "sim/time_weighted.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

/// What was seen in one replication, already reduced: counts, integrals and histograms, nothing
/// that grows with the number of people. Times are whole ticks and their sums exact; only
/// histograms of lengths and sums of squares are in days. All figures are of the window from the
/// end of warm-up to the horizon unless they say otherwise; a count belongs to the moment at which
/// it happens.
namespace stepdown::models {

/// Lengths of stays that are told apart by how they end, in days.
inline constexpr std::array<int, 7> exit_limits{7, 14, 30, 60, 90, 180, 365};

/// How the stays that ended by one exit went.
struct ExitObservations {
  /// Stays longer than so many of the limits.
  std::array<std::int64_t, exit_limits.size() + 1> by_limits{};
  sim::TimeSum stay_sum;
  double stay_square_sum = 0;  ///< days squared

  void add(sim::Ticks stay) {
    const std::int64_t days_begun = sim::whole_days_up(stay);
    ++by_limits[limits_exceeded[std::min(static_cast<std::size_t>(days_begun), beyond)]];
    const double days = sim::to_days(stay);
    stay_sum += stay;
    stay_square_sum += days * days;
  }
  /// Stays not longer than one of the limits.
  [[nodiscard]] std::int64_t within(sim::Ticks limit) const {
    std::int64_t stays = by_limits[0];
    for (std::size_t i = 0; i + 1 < by_limits.size() && exit_limits[i] * sim::one_day < limit; ++i)
      stays += by_limits[i + 1];
    return stays;
  }
  [[nodiscard]] std::int64_t count() const { return within(sim::never); }

 private:
  /// A stay of so many days is longer than all limits.
  static constexpr std::size_t beyond = exit_limits.back() + 1;
  /// By days, of which the last has begun.
  static constexpr auto limits_exceeded = [] {
    std::array<std::uint8_t, beyond + 1> exceeded{};
    for (std::size_t days = 0; days < exceeded.size(); ++days)
      for (const int limit : exit_limits)
        if (static_cast<int>(days) > limit) ++exceeded[days];
    return exceeded;
  }();
};

/// A start of a cohort: how many waited for it, the seats that were free, and who got one.
struct CohortStart {
  sim::Ticks time{};
  int waiting = 0;
  int seats = 0;
  int admitted = 0;
};

/// A track of a level.
struct TrackObservations {
  sim::TimeWeighted census;
  sim::LogHistogram wait;           ///< for the level, of those admitted to the track in the window
  sim::TimeSum group_time;          ///< of groups in which there is anybody
  sim::TimeSum open_place_time;     ///< integral of open places (closing ones count until empty)
  sim::TimeSum above_time;          ///< part of it: of people from the start beyond all places
  sim::Ticks full_time{};           ///< with no free place
  std::vector<CohortStart> starts;  ///< of cohorts, in the window
  std::vector<std::int32_t> daily;  ///< people at midnights, as `DailyCounts`
};

/// What was given in a state from the begin of the window to the end of one of its spans.
struct GivenSoFar {
  sim::TimeSum people_time;      ///< of people there
  sim::TimeSum open_place_time;  ///< of everybody together only
  std::int64_t admissions = 0;
};

/// People held in one level for a place in another.
struct HeldFor {
  std::int64_t holds = 0;  ///< holds begun
  sim::TimeSum place_time;
};

/// One state: a level, a community state or an outcome (which has only `entered`).
struct StateObservations {
  std::array<sim::TimeWeighted, headcounts.size()> by_headcount;
  std::array<std::int64_t, counters.size()> by_counter{};
  std::array<sim::LogHistogram, lengths.size()> by_length;

  sim::TimeSum transfer_time;    ///< of places in transfer; part of census
  sim::TimeSum turnaround_time;  ///< of places that are made ready
  sim::TimeSum discharge_time;   ///< of places waiting for the hour of discharge; part of census
  sim::TimeSum group_time;       ///< of groups in which there is anybody
  sim::TimeSum open_place_time;  ///< integral of open places (closing ones count until empty)
  sim::TimeSum above_time;       ///< part of it: of people from the start beyond all places
  sim::Ticks full_time{};        ///< with no free place

  std::int64_t admitted_within_target = 0;  ///< of the level, if it has one
  std::int64_t stays_above_a_year = 0;      ///< that ended: longer than 365 d
  /// Of those admitted who came from a level of treatment: after another one had refused them, and
  /// so not in its `flow_to`.
  std::int64_t internal_after_refusal = 0;

  sim::TimeSum stay_treated;  ///< sums over the stays that ended
  sim::TimeSum stay_held;
  sim::TimeSum stay_transfer;
  sim::TimeSum stay_discharge;
  sim::TimeSum open_stay_time;          ///< lengths so far of the stays still open at the horizon
  sim::TimeSum open_wait_time;          ///< waits so far of people still on the list then
  sim::TimeSum clipped_stay_time;       ///< sum of the parts of all stays inside the window
  std::vector<ExitObservations> exits;  ///< by index into `StateModel::exits`
  std::vector<HeldFor> held_for;        ///< by level waited for
  std::vector<std::int64_t> flow_to;    ///< by next state: moves by an exit that arrived there
  /// States that are no treatment: the part of `flow_to` by people who had never been treated.
  std::vector<std::int64_t> never_treated_to;
  /// Levels: by how people left without the place they asked for here, then as `flow_to`; empty
  /// where nobody leaves so.
  std::array<std::vector<std::int64_t>, refusal_count> refused_to;

  std::vector<CohortStart> starts;        ///< of cohorts, in the window; of everybody together only
  std::vector<TrackObservations> tracks;  ///< by track of the level; of everybody together only
  std::vector<GivenSoFar> spans;          ///< as `observed_spans`; empty: the model knows no money

  std::int64_t open_stays = 0;  ///< stays still open at the horizon
  std::int64_t open_waits = 0;  ///< people still on the list at the horizon

  // conservation, over the whole run from the start
  std::int64_t entered = 0;
  std::int64_t left = 0;
  std::int64_t inside = 0;  ///< at the horizon

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

/// Counts at full hours, before what happens then, summed by hour of the week from Monday 00:00 on.
struct WeeklyCounts {
  std::array<std::int64_t, hours_a_week> census{};
  std::array<std::int64_t, hours_a_week> list{};
};

/// Days after the begin of a medication at which it is asked whether people are still on it.
inline constexpr std::array<int, 4> kept_days{30, 90, 180, 365};

/// One medication, of everybody or of a group.
struct MedicationObservations {
  std::int64_t begun = 0;             ///< courses begun in the window
  std::int64_t stopped = 0;           ///< courses that came to their end, wherever people were then
  double length_sum = 0;              ///< of those that stopped; days
  double length_square_sum = 0;       ///< days squared
  sim::TimeSum time;                  ///< on it, of all inside: in states and waiting
  std::vector<sim::TimeSum> time_in;  ///< by StateId: on it there
  /// By `kept_days`: of those begun, that many days before the horizon or more, and the part of
  /// them that are still on it then. Who has left for good is not.
  std::array<std::int64_t, kept_days.size()> followed{};
  std::array<std::int64_t, kept_days.size()> kept{};
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
  /// By level; empty: nobody has a place beside their way, as a bridge or alongside.
  std::vector<BesideObservations> beside;
  /// As `Model::sources`; if the model has a start, those who were there then come last, as
  /// nobody's arrivals.
  std::vector<SourceObservations> sources;
  std::vector<MedicationObservations> medications;  ///< as `Model::medications`
  int daily_stride = 1;  ///< days; larger than 1 when the window is very long
  OutcomeObservations outcomes;
  std::vector<DailyCounts> daily;  ///< by level; entry i is day ceil(warm_up) + i * stride
  std::vector<ServiceObservations> services;  ///< by level; empty: no service asks about stays
  std::vector<WeeklyCounts> weekly;  ///< by level; empty: the model does not follow the week
  /// How many such hours there were, where there are `weekly` counts.
  std::array<std::int64_t, hours_a_week> weekly_looks{};
  /// Of those with one value of one `report_by` attribute each, attribute by attribute: what was
  /// seen of them in states, of sources and on medications, and how many they are.
  std::vector<Observations> groups;

  /// People who came to a state in the window, from wherever.
  [[nodiscard]] std::int64_t moves_to(std::size_t state) const {
    std::int64_t moves = 0;
    for (const SourceObservations& source : sources)
      moves += source.flow_to[state];
    for (const StateObservations& from : states) {
      if (!from.flow_to.empty()) moves += from.flow_to[state];
      for (const std::vector<std::int64_t>& refused : from.refused_to)
        if (!refused.empty()) moves += refused[state];
    }
    return moves;
  }
  /// Of people in places of a state beside their way: the parts of it inside the window.
  [[nodiscard]] sim::TimeSum beside_time(std::size_t state) const {
    return state < beside.size() ? beside[state].time() : sim::TimeSum{};
  }
};

}  // namespace stepdown::models
