#pragma once

#include "analysis/catalog/measurement.hpp"
#include "analysis/catalog/number.hpp"
#include "analysis/catalog/pooling.hpp"
#include "analysis/catalog/where.hpp"
#include "analysis/catalog/wide_column.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// A figure is declared once: its name, unit and meaning, where it exists, how it is measured, and
/// the columns of wide tables that show it. All else follows from the declarations: the dictionary,
/// the rows of metrics.csv, what is pooled over replications, the wide tables.
namespace stepdown::analysis {

/// What figures are measured from: what was seen in one state, in all levels together, or of one
/// arrival source.
struct Seen {
  const models::Model& model;
  const models::Observations& all;
  const models::StateModel& state;        ///< of the figures of a state
  const models::StateObservations& here;  ///< of all levels together: the sums of their counters
  std::size_t index = 0;                  ///< of the state
  std::int64_t moves = 0;      ///< away from the state or source, such as the figure is about
  std::int64_t all_moves = 0;  ///< by any exit, or all without the place that was asked for
  bool is_all = false;         ///< of all levels together
  std::size_t subject = 0;     ///< what stands in the angle brackets of the name
  std::optional<std::size_t> group =
      std::nullopt;  ///< of `Observations::groups`; nothing: everybody

  [[nodiscard]] double per_year(double number) const {
    return number * days_per_year / all.window_days;
  }
};

/// Sums over people or stays.
struct Sums {
  std::int64_t n = 0;
  double sum = 0;
  double square_sum = 0;
};

// How a figure is measured. Each way has its statistics.

/// A number of people over time: mean, sd, quantiles, smallest and largest; in all levels together
/// the mean.
struct PeopleOverTime {
  models::Headcount headcount{};
};
/// The same from a count of each day.
struct PeopleByDay {
  std::span<const std::int32_t> (*counts)(const Seen&);
};
/// Lengths of time of which only sums are kept: mean and sd.
struct SummedLengths {
  Sums (*sums)(const Seen&);
};
/// A counter: number a year; share of the requests if it has one.
struct Happenings {
  models::Counter counter{};
};
/// Statistics that this figure alone has.
struct NamedNumber {
  std::string_view statistic;
  Number (*number)(const Seen&);
  About about = About::Time;
};
using Numbers = std::vector<NamedNumber>;
/// Other counts: number a year; share of the whole if there is one, and shares of a part of them.
struct Counts {
  std::int64_t (*count)(const Seen&);
  std::int64_t (*whole)(const Seen&) = nullptr;
  Numbers shares = {};
};
/// Lengths of time: mean, sd, quantiles and largest, shares within or above limits (see
/// shares_of_lengths.hpp), and within the target of those levels that have one, where it is
/// counted.
struct LengthsOfTime {
  models::Length length{};
  Numbers shares = {};
  std::int64_t (*within_target)(const Seen&) = nullptr;
};
using Measure = std::
    variant<PeopleOverTime, PeopleByDay, LengthsOfTime, SummedLengths, Happenings, Counts, Numbers>;

/// The declaration of a figure, or of a family of them: in `exits.<reason>` the part in angle
/// brackets stands for a name from the scenario.
struct Figure {
  std::string_view name;
  std::string_view unit;  ///< of mean, sd, quantiles, smallest and largest
  Where where{};
  std::string_view definition;
  Measure measure;
  std::vector<WideColumn> columns = {};
  int in_all = 0;                       ///< its place among those of all levels; 0: it is none
  std::string_view after = {};          ///< in the dictionary; empty: in order of declaration
  std::string_view reciprocal_of = {};  ///< it is 1 / that one
  /// Its shares: when it happens to one, it happens to those around them too (who asks at a bad
  /// time has to wait).
  bool comes_in_bursts = false;
};

/// Whether a state has the figures of `where`.
[[nodiscard]] bool exists_in(Where where, const models::Model& model, std::size_t state);

/// The figure's name with the angle brackets filled in.
[[nodiscard]] std::string name_with(const Figure& figure, std::string_view subject);

/// The place in `Figure::in_all` of those that nobody gave one.
inline constexpr int last_in_all = 100;

/// How a counter differs from the usual in its order and in levels.csv.
struct CounterColumn {
  int in_all = last_in_all;
  std::string_view unit = {};     ///< empty: that of the counter, a year
  std::string_view meaning = {};  ///< empty: that of the counter
  std::string_view after = {};    ///< as `WideColumn::after`
};

/// Figures of what is observed everywhere, see `models/observed.hpp`.
[[nodiscard]] Figure figure_of(models::Counter counter, const CounterColumn& column = {});
[[nodiscard]] Figure figure_of(models::Headcount headcount,
                               Where where,
                               std::vector<WideColumn> columns,
                               int in_all = 0);
[[nodiscard]] Figure figure_of(models::Length length, Where where, std::vector<WideColumn> columns);

}  // namespace stepdown::analysis
