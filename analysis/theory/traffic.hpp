#pragma once

#include "analysis/theory/absorbing_chain.hpp"
#include "analysis/theory/semi_markov.hpp"
#include "models/model.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Who asks for what, in the long run, when places are unlimited.
namespace stepdown::analysis {

/// People a source sends each day, averaged over [from, to) days from the start; batches counted
/// by their size. @pre from < to.
[[nodiscard]] double mean_arrival_rate(const models::SourceModel& source,
                                       const models::Calendar& calendar,
                                       double from,
                                       double to);

/// Demand on one state. Rates are people per day.
struct StateDemand {
  double rate = 0;              ///< requests (levels) or entries
  double offered_load = 0;      ///< rate x mean stay, people; +infinity when the stay has no mean
  double mean_stay = 0;         ///< of all classes, weighted by their rates; days
  double mean_square_stay = 0;  ///< of the same mixture; days^2
  std::optional<int> places;    ///< at the horizon; nothing: unlimited
  std::optional<double> load_per_place;  ///< offered load over places
  std::vector<double> exits;             ///< by index into `StateModel::exits`
  std::vector<double> flow_to;           ///< by StateId
  std::vector<double> by_class;          ///< rate, by ClassId
  /// Rates by `WaitingClass`, of levels: escalations, step-downs and transfers, returns, new.
  double waiting_class_rates[models::waiting_class_count] = {};

  /// Standard deviation over mean of the stay; +infinity when it has no variance.
  [[nodiscard]] double stay_cv() const;
  /// The load per place from which on it is too much. Where luck plays a part that is 1, as the
  /// list then grows at every piece of bad luck; people at given moments with equal stays fill it
  /// exactly.
  double too_much = 1;
  /// Whether the level cannot keep up with what is asked of it, if nobody gives up.
  [[nodiscard]] bool is_overloaded() const { return load_per_place && *load_per_place >= too_much; }
};

struct TrafficFigures {
  double arrivals = 0;              ///< people per day, all sources
  std::vector<StateDemand> states;  ///< by StateId
};

/// Solves lambda = gamma + P' lambda for each class and adds up; a = lambda x mean stay.
///
/// Arrival rates are averaged over the observed part of the run. Waits, holds, those who give up or
/// are turned away, and history have no effect here.
/// @returns `NoAnswer` when people who come in never reach an outcome (then their number grows), or
/// the model uses something that is not known here.
/// Source: Jackson (1957), Networks of waiting lines, Operations Research 5(4).
[[nodiscard]] std::variant<TrafficFigures, NoAnswer> traffic(const models::Model& model,
                                                             const PathwayKernels& kernels);

}  // namespace stepdown::analysis
