#include "analysis/experiments/run_model.hpp"

#include "analysis/measure/measure.hpp"
#include "analysis/summary/summarizer.hpp"
#include "models/care/simulate.hpp"
#include "models/observations.hpp"
#include "sim/threads/replicate.hpp"
#include "sim/threads/spare_pool.hpp"

#include <atomic>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

struct Replication {
  models::Observations observations;
  Measured measured;
};

/// What one thread runs replications with.
struct Worker {
  const models::Model& model;
  const Moves& moves;
  EventLog* events;
  PeopleLog* people;
  sim::SparePool<models::Observations>& spent;
  models::Simulator simulator;

  Replication operator()(int replication) {
    std::optional<EventLog::Part> event_rows;
    std::optional<PeopleLog::Part> person_rows;
    models::HappeningLog log;
    models::StorySink stories;
    if (events != nullptr) {
      event_rows.emplace(events->begin(replication));
      log = [&event_rows](const models::Happening& event) { event_rows->write(event); };
    }
    if (people != nullptr) {
      person_rows.emplace(people->begin(replication));
      stories = [&person_rows](const models::PersonStory& story) { person_rows->write(story); };
    }
    if (auto spare = spent.take()) simulator.reuse(std::move(*spare));
    Replication result;
    result.observations = simulator.run(static_cast<std::uint32_t>(replication),
                                        log ? &log : nullptr,
                                        stories ? &stories : nullptr);
    if (event_rows) event_rows->close();
    if (person_rows) person_rows->close();
    result.measured = measure(model, moves, result.observations);
    return result;
  }
};

}  // namespace

std::optional<Summary> run_model(const models::Model& model, const RunOptions& options) {
  const Moves moves = possible_moves(model);
  Summarizer summarizer(model);
  const models::Simulator simulator(model);
  sim::SparePool<models::Observations> spent;
  std::atomic<bool> is_enough = options.stop != nullptr && *options.stop;
  sim::ReplicationPlan plan;
  plan.count = options.precision == nullptr ? model.replications : options.most_replications;
  plan.threads = options.threads;
  plan.stop = &is_enough;
  plan.progress = [&](int done) {
    if (options.progress) options.progress(done);
    if (options.stop != nullptr && *options.stop) is_enough = true;
  };
  sim::replicate_in_order(
      plan,
      [&] {
        return Worker{model, moves, options.events, options.people, spent, simulator.another()};
      },
      [&](int replication, Replication&& result) {
        if (options.precision != nullptr) {
          if (options.precision->is_done()) return;  // begun before it was known
          options.precision->add(result.measured.figures);
          if (options.precision->is_done()) is_enough = true;
        }
        summarizer.add(result.observations, result.measured);
        if (options.events != nullptr) options.events->append(replication);
        if (options.people != nullptr) options.people->append(replication);
        spent.give(std::move(result.observations));
      });
  if (summarizer.replications() == 0) return std::nullopt;
  return std::move(summarizer).finish();
}

}  // namespace stepdown::analysis
