#include "analysis/theory/semi_markov.hpp"

#include "analysis/formulas/competing_clocks.hpp"
#include "analysis/theory/behavior_clocks.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <span>

namespace stepdown::analysis {

using models::ClassId;
using models::index_of;
using models::Model;
using models::StateId;

namespace {

/// Remembers races: most classes share most behaviors.
class RaceMemory {
 public:
  const RaceFigures& figures(const BehaviorClocks& behavior) {
    std::vector<double> key;
    for (const Clock& clock : behavior.clocks) {
      key.push_back(static_cast<double>(clock.time - first_));
      key.push_back(clock.time_factor);
      key.push_back(clock.hazard_ratio);
    }
    const auto [entry, is_new] = races_.try_emplace(std::move(key));
    if (is_new) entry->second = race(behavior.clocks);
    return entry->second;
  }

  explicit RaceMemory(const Model& model) : first_(model.distributions.data()) {}

 private:
  const sim::Distribution* first_;
  std::map<std::vector<double>, RaceFigures> races_;
};

/// Adds a transfer after the exit: E[(T + U)^n] for independent T and U.
Ending with_transfer(const Ending& ending, const sim::Distribution& transfer) {
  const double mean = sim::mean(transfer);
  const double square = sim::variance(transfer) + mean * mean;
  Ending result = ending;
  result.time += ending.probability * mean;
  result.time_square += ending.probability * square;
  if (ending.time > 0) result.time_square += 2 * ending.time * mean;
  return result;
}

void spread(const Model& model,
            models::Range targets,
            const Ending& ending,
            std::size_t exit,
            StayKernel& kernel) {
  for (const models::Target& target : model.targets_in(targets)) {
    Ending& next = kernel.next[index_of(target.state)];
    next.probability += ending.probability * target.probability;
    if (target.probability > 0) {
      next.time += ending.time * target.probability;
      next.time_square += ending.time_square * target.probability;
    }
    kernel.exit_next[exit * kernel.next.size() + index_of(target.state)] +=
        ending.probability * target.probability;
  }
}

StayKernel stay_kernel(const Model& model, StateId state, ClassId who, RaceMemory& memory) {
  const models::StateModel& s = model.state(state);
  StayKernel kernel;
  kernel.exits.resize(s.exits.size());
  kernel.next.resize(model.states.size());
  kernel.exit_next.resize(s.exits.size() * model.states.size());
  for (const BehaviorClocks& behavior : behavior_clocks(model, state, who)) {
    const RaceFigures& figures = memory.figures(behavior);
    kernel.never_ends += behavior.share * figures.never;
    for (std::size_t k = 0; k < behavior.clocks.size(); ++k) {
      const Win& win = figures.wins[k];
      if (!(win.probability > 0)) continue;
      const std::size_t exit = behavior.exits[k];
      Ending ending{behavior.share * win.probability,
                    behavior.share * win.time,
                    behavior.share * win.time_square};
      if (const auto& transfer = s.exits[exit].transfer)
        ending = with_transfer(ending, model.distributions[index_of(*transfer)]);
      Ending& sum = kernel.exits[exit];
      sum.probability += ending.probability;
      sum.time += ending.time;
      sum.time_square += ending.time_square;
      kernel.mean += ending.time;
      kernel.mean_square += ending.time_square;
      spread(model, behavior.targets[k], ending, exit, kernel);
    }
  }
  if (kernel.never_ends > 0) kernel.mean = kernel.mean_square = sim::infinity;
  return kernel;
}

}  // namespace

PathwayKernels pathway_kernels(const Model& model) {
  PathwayKernels result{models::make_pathway(model), {}, {}};
  result.classes.resize(model.classes.size());
  RaceMemory memory(model);
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const bool is_used = std::any_of(model.sources.begin(),
                                     model.sources.end(),
                                     [c](const auto& s) { return s.class_share[c] > 0; });
    if (!is_used) continue;
    PathwayKernel kernel;
    kernel.states.resize(model.states.size());
    for (std::size_t s = 0; s < model.states.size(); ++s) {
      const auto id = static_cast<StateId>(s);
      if (!model.is_outcome(id))
        kernel.states[s] = stay_kernel(model, id, static_cast<ClassId>(c), memory);
    }
    result.classes[c] = std::move(kernel);
  }
  if (const auto note = history_footnote(model); !note.empty()) result.footnotes.push_back(note);
  return result;
}

std::string history_footnote(const Model& model) {
  std::vector<std::string> names;
  for (const models::StateModel& state : model.states)
    if (!state.tests.empty()) names.push_back(state.name);
  if (names.empty()) return {};
  return fmt::format("effects that depend on history are left out ({})", fmt::join(names, ", "));
}

std::vector<double> first_states(const Model& model,
                                 const models::SourceModel& source,
                                 ClassId who) {
  std::vector<double> shares(model.states.size(), 0.0);
  const models::Range range = source.first_states[index_of(who)];
  for (std::uint32_t i = 0; i < range.count; ++i) {
    const models::Target& target = model.targets[range.first + i];
    shares[index_of(target.state)] += target.probability;
  }
  return shares;
}

}  // namespace stepdown::analysis
