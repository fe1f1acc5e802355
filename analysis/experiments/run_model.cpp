#include "analysis/experiments/run_model.hpp"

#include "analysis/metrics/measure.hpp"
#include "analysis/summary/summarizer.hpp"
#include "models/observations.hpp"
#include "models/simulate.hpp"
#include "sim/replicate.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

struct Replication {
  models::Observations observations;
  std::vector<Measurement> measured;
};

/// What one thread runs replications with.
struct Worker {
  const models::Model& model;
  const Moves& moves;
  EventLog* events;
  models::Simulator simulator;

  Replication operator()(int replication) {
    Replication result;
    const auto number = static_cast<std::uint32_t>(replication);
    if (events == nullptr) {
      result.observations = simulator.run(number);
    } else {
      EventLog::Part part = events->begin(replication);
      result.observations =
          simulator.run(number, [&part](const models::Happening& event) { part.write(event); });
      part.close();
    }
    result.measured = measure(model, moves, result.observations);
    return result;
  }
};

}  // namespace

std::optional<Summary> run_model(const models::Model& model, const RunOptions& options) {
  const Moves moves = possible_moves(model);
  Summarizer summarizer(model);
  sim::ReplicationPlan plan;
  plan.count = model.replications;
  plan.threads = options.threads;
  plan.progress = options.progress;
  plan.stop = options.stop;
  sim::replicate_in_order(
      plan,
      [&] {
        return Worker{model, moves, options.events, models::Simulator(model)};
      },
      [&](int replication, const Replication& result) {
        summarizer.add(result.observations, result.measured);
        if (options.events != nullptr) options.events->append(replication);
      });
  if (summarizer.replications() == 0) return std::nullopt;
  return std::move(summarizer).finish();
}

}  // namespace stepdown::analysis
