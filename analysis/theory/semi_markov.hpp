#pragma once

#include "models/model.hpp"
#include "models/pathway/pathway.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// The pathway of one kind of person as a semi-Markov process: where a stay leads, and how long it
/// lasts, when nobody ever waits and history has no effect.
namespace stepdown::analysis {

/// E[T^n; stay ends this way] for n = 0, 1, 2, T the length of stay in days.
struct Ending {
  double probability = 0;
  double time = 0;         ///< may be +infinity
  double time_square = 0;  ///< may be +infinity

  friend bool operator==(const Ending&, const Ending&) = default;
};

/// One state for one class of people. Treatment, then transfer; no waits and no holds.
struct StayKernel {
  std::vector<Ending> exits;  ///< by index into `StateModel::exits`
  std::vector<Ending> next;   ///< by StateId
  /// P(exit e and next state s) at `e * next.size() + s`.
  std::vector<double> exit_next;
  double mean = 0;         ///< days; +infinity when it has none
  double mean_square = 0;  ///< days^2; +infinity when it has none
  double never_ends = 0;   ///< probability
};

/// All states for one class of people; outcomes have an empty kernel.
struct PathwayKernel {
  std::vector<StayKernel> states;  ///< by StateId
};

/// The kernels of every class that anybody belongs to, and what they leave out.
struct PathwayKernels {
  models::Pathway pathway;  ///< of the model; nobody need make it again
  /// By ClassId; nothing for a class that no source sends.
  std::vector<std::optional<PathwayKernel>> classes;
  std::vector<std::string> footnotes;  ///< effects of history that were left out
};

/// Works out every kernel by `race`: a split exit is drawn first, then its treatment time runs
/// against the race exits; a transfer follows the exit.
///
/// Equal behaviors are worked out once. Effects that ask for history count as they do for someone
/// who meets none of their conditions (the first behavior of the class); a footnote says so.
/// Source: Cinlar (1969), Markov renewal theory, Advances in Applied Probability 1(2).
[[nodiscard]] PathwayKernels pathway_kernels(const models::Model& model);

/// "effects that depend on history are left out (home, detox)"; empty when there are none.
[[nodiscard]] std::string history_footnote(const models::Model& model);

/// Where one class of people asks first: probabilities by StateId, for one source.
[[nodiscard]] std::vector<double> first_states(const models::Model& model,
                                               const models::SourceModel& source,
                                               models::ClassId who);

}  // namespace stepdown::analysis
