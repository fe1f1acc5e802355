#pragma once

#include "analysis/experiments/place_more.hpp"
#include "analysis/experiments/run_listener.hpp"
#include "analysis/experiments/warm_up_advice.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/statistics/paired_comparison.hpp"
#include "models/care/simulate.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Which place keeps people from care: what one more of each would do.
namespace stepdown::analysis {

/// What one more place is to change: people lost a year, and days that all people together wait in
/// a year.
inline constexpr std::array<std::string_view, 2> bottleneck_figures{"lost", "days_waited"};

/// What one more does to one figure.
struct EffectOfPlace {
  PairedComparison paired;  ///< value with one more - without
  /// For each person who can be there more; nothing where nobody can.
  std::optional<double> per_place;
  /// For each unit of money that one more costs in all; nothing where it is not known to cost any.
  std::optional<double> per_cost;
  std::optional<Interval> per_cost_interval;

  /// Whether the interval leaves out zero.
  [[nodiscard]] bool is_told_from_zero() const {
    return paired.interval.low > 0 || paired.interval.high < 0;
  }
};

/// One more of one thing.
struct Bottleneck {
  LimitKind kind{};
  std::string name;
  std::string unit;
  int places = 0;                                                  ///< people more
  std::array<EffectOfPlace, bottleneck_figures.size()> effects{};  ///< by figure
  std::optional<PairedComparison> cost;  ///< of all states, a year; nothing: no money
};

struct Bottlenecks {
  int replications = 0;
  std::size_t ranked_by = 0;  ///< into `bottleneck_figures`: lost, or days where nobody is lost
  /// What helps most for each person who can be there more comes first; then what cannot be told
  /// from zero, then what harms.
  std::vector<Bottleneck> ranked;
  std::vector<std::string> unlimited;  ///< levels that have no limit
  std::vector<StartBias> start;        ///< of the scenario as it is
};

struct BottleneckPlan {
  int threads = 1;
  models::StopQuestion stop{};
  RunListener* listener = nullptr;
  std::function<void(std::size_t run)> next{};  ///< told before each run, from 0 on
  double free_memory = 0;                       ///< bytes; 0: unknown
};

/// Runs the scenario and each of `more` with the same luck: `model.replications` each.
///
/// @param base  the scenario as it is
/// @returns nothing when it was stopped before the end.
/// @throws sim::LimitReached as `run_model`
/// @pre two replications or more
[[nodiscard]] std::optional<Bottlenecks> find_bottlenecks(const models::Model& base,
                                                          const PlacesMore& more,
                                                          const BottleneckPlan& plan);

}  // namespace stepdown::analysis
