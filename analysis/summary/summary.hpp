#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/catalog/measurement.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/statistics/tally_series.hpp"
#include "analysis/summary/first_days.hpp"
#include "analysis/summary/group_starts.hpp"
#include "analysis/summary/monthly_census.hpp"
#include "analysis/summary/monthly_money.hpp"
#include "analysis/summary/outcome_summary.hpp"
#include "analysis/summary/start_effect.hpp"
#include "analysis/summary/track_summary.hpp"
#include "analysis/summary/weekly_census.hpp"
#include "analysis/summary/weekly_staff.hpp"
#include "sim/time_weighted.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// One figure from all replications. A figure about people is about all people of all replications
/// (see `Pooling`); one over time is a mean over replications.
struct SummaryLine {
  std::string state;
  std::string group;
  std::string metric;
  std::string statistic;
  std::optional<double> value;
  std::optional<Interval> interval;  ///< 95 %, from the variation between replications
  /// Between replications, of the value or of what each contributes to it: over the square root of
  /// `replications` it is the standard error.
  std::optional<double> sd;
  std::int64_t replications = 0;  ///< that have a value
  std::optional<std::int64_t> n;  ///< observations behind it, in all replications
  /// About people, and where it is a quantile, the same as `value`; else over time the figure of
  /// the time of all replications.
  std::optional<double> pooled;
  std::optional<Interval> pooled_interval;  ///< 95 %, of `pooled`, where it is `value`
  std::string note;                         ///< why a part is missing, or stands on little
};

/// One figure of one replication, without its name. Small, as there are many.
struct ReplicationValue {
  double number = 0;
  std::uint32_t observations = 0;
  bool has_number = false;
  bool has_observations = false;

  [[nodiscard]] std::optional<double> value() const {
    return has_number ? std::optional(number) : std::nullopt;
  }
  [[nodiscard]] std::optional<std::int64_t> n() const {
    return has_observations ? std::optional<std::int64_t>(observations) : std::nullopt;
  }
};

/// What was measured, without its name. @pre fewer than 2^32 observations
[[nodiscard]] ReplicationValue replication_value(const Measurement& measured);

/// The line of a figure, without its numbers.
[[nodiscard]] SummaryLine new_line(const FigureName& figure);

/// Counts at midnight over replications, one entry for each observed day.
struct DailyTallies {
  TallySeries census;
  TallySeries list;
  TallySeries held;
};

/// How long there were so many people in a level, or on its list, in all replications together.
struct PeopleDistribution {
  std::size_t level = 0;
  std::string group;
  std::string metric;
  sim::TimeHistogram time;
};

/// What went into one state and what came out, summed over replications. The audit of each
/// replication has made sure that both sides agree.
struct Balance {
  double census_days = 0;      ///< census integrated over the window: person-days
  double stay_days = 0;        ///< the parts of all stays inside the window: person-days
  double beside_days = 0;      ///< the same of people there beside their way: person-days
  std::int64_t entered = 0;    ///< in the whole run
  std::int64_t left = 0;       ///< in the whole run
  std::int64_t inside = 0;     ///< at the horizon
  std::int64_t stays = 0;      ///< that ended in the window
  double ended_stay_days = 0;  ///< their lengths
};

/// What a set of replications says.
struct Summary {
  int replications = 0;
  double window_days = 0;                             ///< of one replication
  std::vector<SummaryLine> lines;                     ///< in the order of `measure`
  std::map<FigureName, std::size_t> numbers;          ///< where each figure stands in `lines`
  std::vector<std::vector<ReplicationValue>> values;  ///< [replication][line]
  /// By line: those of quantiles and curves, see `LineEstimate`; others follow from `values`.
  std::vector<std::vector<double>> contributions;
  std::vector<DailyTallies> daily;                  ///< by level
  int daily_stride = 1;                             ///< days from one entry to the next
  std::vector<std::vector<MonthlyCensus>> monthly;  ///< by level, then in order; empty: too long
  std::vector<MonthlyMoney> monthly_money;          ///< in order; empty: no money, or too long
  std::vector<WeeklyCensus> weekly;      ///< by level; empty: the model does not follow the week
  std::vector<GroupStart> group_starts;  ///< of cohorts in the window
  Forecast forecast;                     ///< empty: nobody is there at the start
  std::vector<TrackSummary> tracks;      ///< by level, by track
  std::vector<PeopleDistribution> distributions;  ///< by group, by level
  std::vector<Balance> balances;                  ///< by state
  std::vector<StartEffect> start_effects;         ///< by level; empty: too short to tell
  OutcomeSummary outcomes;                        ///< what became of people
  std::uint64_t events = 0;                       ///< in all replications
  std::uint64_t people = 0;                       ///< in all replications
  std::uint64_t people_inside = 0;                ///< at the horizon, in all replications
  std::uint64_t peak_people_inside = 0;           ///< the largest of any replication

  std::vector<std::vector<StaffWeek>> staff_weeks;  ///< by role; empty: no staff, or too long

  /// The figure of that name for all people, or for a group of them; null when there is none.
  [[nodiscard]] const SummaryLine* find(const std::string& state,
                                        const std::string& metric,
                                        const std::string& statistic,
                                        const std::string& group = all) const&;
  /// The same. @pre there is such a figure.
  [[nodiscard]] const SummaryLine& line(const std::string& state,
                                        const std::string& metric,
                                        const std::string& statistic) const&;
  // Not of a summary that is gone at the end of the line.
  const SummaryLine* find(const std::string&,
                          const std::string&,
                          const std::string&,
                          const std::string& = all) && = delete;
  const SummaryLine& line(const std::string&, const std::string&, const std::string&) && = delete;
};

}  // namespace stepdown::analysis
