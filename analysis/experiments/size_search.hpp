#pragma once

#include "analysis/experiments/lever.hpp"
#include "analysis/experiments/plan_trials.hpp"
#include "analysis/statistics/paired_comparison.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The least that meets all targets.
namespace stepdown::analysis {

/// One of the places at which the search stood, and why it went there.
struct SearchStep {
  enum class Way : std::uint8_t {
    Guess,    ///< by theory
    Up,       ///< what brings most towards the targets for its cost
    Down,     ///< less of one lever
    Exchange  ///< more of one and less of another, for less in all
  };
  Way way{};
  LeverNumbers plan;
  double cost = 0;
  Trial trial;
};

/// What the answer would be with one step less, or more, of one lever.
struct Neighbor {
  std::size_t lever = 0;
  Trial trial;
  std::optional<PairedComparison> binding;  ///< of one step more: the figure of the binding target
};

struct SizeAnswer {
  enum class Ending : std::uint8_t {
    Decided,     ///< whatever is one step cheaper misses a target
    Close,       ///< for some of that the decision is closer than the confidence asked for
    NotReached,  ///< nothing that was tried meets all targets; the answer is what comes nearest
    TooClose     ///< likewise, but what comes nearest might meet them: too close to say
  };
  Ending ending{};
  Trial answer;
  std::size_t binding = 0;        ///< the target that a cheaper plan breaks first
  std::vector<Neighbor> cheaper;  ///< the costliest first
  std::vector<Neighbor> more;     ///< by lever
  std::vector<SearchStep> path;
  std::vector<Trial> tried;  ///< in that order
  std::int64_t replications = 0;
};

struct SizePlan {
  std::vector<Lever> levers;  ///< weighed
  LeverNumbers guess;
  std::size_t most_plans = 2000;  ///< explored, at most
};

/// Looks for the least cost with which every target is met.
///
/// From the guess up, as long as a target is missed, by the step that brings most towards the
/// targets for its cost; then down, each lever as far as it goes, the dearest first; then
/// exchanges of one lever for less of another, as long as one is found that is cheaper. All that by
/// exploring trials. What stands at the end has to be confirmed, and so has what is one step
/// cheaper, until a plan is confirmed of which nothing one step cheaper is. Figures of people
/// mostly fall with places, and the search counts on that; in a network they need not, so that a
/// cheaper plan further away may have been missed.
/// @returns nothing when it was stopped.
[[nodiscard]] std::optional<SizeAnswer> find_size(const SizePlan& plan, Trials& trials);

}  // namespace stepdown::analysis
