#pragma once

#include "analysis/theory/theory_listener.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// How many people are in each state day by day, when places are unlimited.
namespace stepdown::analysis {

/// Mean census of a state, for a model that starts empty.
struct CensusPath {
  std::vector<double> midnight;  ///< at 00:00 of day d, d = 0 .. days; outcomes have none
  std::vector<double> daily;     ///< averaged over day d, d = 0 .. days - 1; outcomes have none
  std::vector<double> entries;   ///< people who enter during day d
};

struct InfiniteServerFigures {
  std::vector<CensusPath> states;  ///< by StateId
  /// [from][to][day]: people who move; empty where nobody does, or when flows were not asked for.
  std::vector<std::vector<std::vector<double>>> flows;
  double step = 0;  ///< of the grid, days
  /// The largest change of any midnight census when the step is doubled, in people, over three:
  /// the grid's error, which falls with the square of the step, is about that.
  double discretization_error = 0;
  std::vector<std::string> footnotes;
};

struct InfiniteServerPlan {
  std::size_t days = 0;           ///< from day 0; > 0
  std::size_t cells_per_day = 4;  ///< even
  bool with_flows = false;
  bool with_error = true;  ///< else `discretization_error` stays 0, in two thirds of the time
  TheoryListener listener = {};
};

/// Mean census of the whole network under arrivals that change from day to day (weekday, month, day
/// of month, steps, growth, schedules, dates), from an empty start: M_t/G/infinity.
///
/// For one state m(t) = int lambda(u) P(T > t - u) du. Through the network, entries into state j
/// are a_j(t) = gamma_j(t) + sum_i int a_i(u) dG_ij(t - u), the Markov renewal equation, solved for
/// every class on a grid of `1 / cells_per_day` days with entries taken as even within a cell; the
/// first state of a pathway is then exact for Poisson arrivals. Competing exits, attribute effects
/// and transfers are in; waits, holds and effects of history are not. For Poisson arrivals one at a
/// time the census at t is Poisson with this mean.
///
/// Cost: O(classes x (moves + the cubes of how many states lead to each other) x n), n = grid
/// points.
/// Source: Eick, Massey and Whitt (1993), The physics of the M_t/G/infinity queue, Operations
/// Research 41(4), theorem 1; Massey and Whitt (1993), Networks of infinite-server queues with
/// nonstationary Poisson input, Queueing Systems 13.
[[nodiscard]] InfiniteServerFigures infinite_server(const models::Model& model,
                                                    const InfiniteServerPlan& plan);

/// Numbers that it works with, for all grid points: a hundred million take some seconds.
[[nodiscard]] double work_of_infinite_server(const models::Model& model,
                                             const InfiniteServerPlan& plan);

/// Whether some people come at random by a pattern within the day.
[[nodiscard]] bool has_hours(const models::Model& model);

/// Expected people sent by a source in each cell of a grid of `h` days, from day 0.
[[nodiscard]] std::vector<double> arrivals_by_cell(const models::SourceModel& source,
                                                   const models::Calendar& calendar,
                                                   double h,
                                                   std::size_t cells);

}  // namespace stepdown::analysis
