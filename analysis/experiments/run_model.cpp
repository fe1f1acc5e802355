#include "analysis/experiments/run_model.hpp"

#include "analysis/experiments/memory_check.hpp"
#include "analysis/measure/measure.hpp"
#include "analysis/summary/summarizer.hpp"
#include "models/care/simulate.hpp"
#include "models/observations.hpp"
#include "sim/threads/replicate.hpp"
#include "sim/threads/spare_pool.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

struct Replication {
  models::Observations observations;
  Measured measured;
};

/// One function that tells all of these what it is told; empty when none of them hears it.
template <class Told>
std::function<void(const Told&)> to_all(
    const std::vector<ReplicationListener>& listeners,
    std::function<void(const Told&)> ReplicationListener::*heard) {
  std::vector<const std::function<void(const Told&)>*> those;
  for (const ReplicationListener& listener : listeners)
    if (listener.*heard) those.push_back(&(listener.*heard));
  if (those.empty()) return {};
  return [those](const Told& told) {
    for (const auto* const hear : those)
      (*hear)(told);
  };
}

/// What one thread runs replications with.
struct Worker {
  const models::Model& model;
  const Moves& moves;
  const std::vector<RunListener*>& listeners;
  sim::SparePool<Replication>& spent;
  const models::StopQuestion& stop;
  models::Simulator simulator;

  std::optional<Replication> operator()(int replication) {
    std::vector<ReplicationListener> hearing;
    for (RunListener* const listener : listeners)
      hearing.push_back(listener->started(replication));
    const auto happening = to_all(hearing, &ReplicationListener::happening);
    const auto story = to_all(hearing, &ReplicationListener::story);
    Replication result;
    if (auto spare = spent.take()) result = std::move(*spare);
    simulator.reuse(std::move(result.observations));
    auto observations = simulator.run(static_cast<std::uint32_t>(replication),
                                      happening ? &happening : nullptr,
                                      story ? &story : nullptr,
                                      &stop);
    if (!observations) return std::nullopt;
    result.observations = std::move(*observations);
    for (const ReplicationListener& listener : hearing)
      if (listener.ended) listener.ended();
    result.measured = measure(model, moves, result.observations, std::move(result.measured));
    return result;
  }
};

}  // namespace

std::optional<Summary> run_model(const models::Model& model, const RunOptions& options) {
  const Moves moves = possible_moves(model);
  Summarizer summarizer(model);
  const models::Simulator simulator(model);
  const int most = options.precision == nullptr ? model.replications : options.most_replications;
  check_memory(model,
               simulator,
               {.threads = options.threads,
                .replications = most,
                .may_stop_early = options.precision != nullptr},
               options.free_memory);
  sim::SparePool<Replication> spent;
  std::atomic<bool> is_enough = false;
  sim::ReplicationPlan plan;
  plan.count = most;
  plan.threads = options.threads;
  plan.stop = &is_enough;
  const models::StopQuestion stop = [&] {
    if (!is_enough && options.stop && options.stop()) is_enough = true;
    return is_enough.load();
  };
  for (RunListener* const listener : options.listeners)
    listener->begins();
  plan.progress = [&](int done) {
    for (RunListener* const listener : options.listeners)
      listener->progressed(done);
  };
  sim::replicate_in_order(
      plan,
      [&] {
        return Worker{model, moves, options.listeners, spent, stop, simulator.another()};
      },
      [&](int replication, Replication&& result) {
        if (options.precision != nullptr && options.precision->is_done())
          return;  // begun before it was known
        summarizer.add(result.observations, result.measured);
        if (options.precision != nullptr) {
          options.precision->add(summarizer);
          if (options.precision->is_done()) is_enough = true;
        }
        for (RunListener* const listener : options.listeners)
          listener->finished(replication, result.measured);
        spent.give(std::move(result));
      });
  if (summarizer.replications() == 0) return std::nullopt;
  return std::move(summarizer).finish(options.threads);
}

}  // namespace stepdown::analysis
