#include "models/care/simulate.hpp"

#include "models/care/behavior_tables.hpp"
#include "models/care/care_system.hpp"
#include "models/care/time_tables.hpp"

#include <utility>

namespace stepdown::models {

class Simulator::Engine {
 public:
  Engine(const Model& of, std::shared_ptr<const BehaviorTables> with)
      : model{of}, tables{std::move(with)}, system{model, *tables} {}

  const Model& model;
  std::shared_ptr<const BehaviorTables> tables;
  CareSystem system;
};

Simulator::Simulator(const Model& model)
    : Simulator{std::make_unique<Engine>(model, std::make_shared<const BehaviorTables>(model))} {}
Simulator::Simulator(const Model& model, TimeTables& shared)
    : Simulator{std::make_unique<Engine>(model,
                                         std::make_shared<const BehaviorTables>(model, &shared))} {}
Simulator::Simulator(std::unique_ptr<Engine> engine) : engine_{std::move(engine)} {}
Simulator::~Simulator() = default;
Simulator::Simulator(Simulator&&) noexcept = default;
Simulator& Simulator::operator=(Simulator&&) noexcept = default;

Simulator Simulator::another() const {
  return Simulator{std::make_unique<Engine>(engine_->model, engine_->tables)};
}

Observations Simulator::run(std::uint32_t replication) {
  return run(replication, nullptr, nullptr);
}

Observations Simulator::run(std::uint32_t replication, const HappeningLog& log) {
  return run(replication, &log, nullptr);
}

Observations Simulator::run(std::uint32_t replication,
                            const HappeningLog* log,
                            const StorySink* stories) {
  return run(replication, log, stories, nullptr).value();
}

std::optional<Observations> Simulator::run(std::uint32_t replication,
                                           const HappeningLog* log,
                                           const StorySink* stories,
                                           const StopQuestion* stop) {
  return engine_->system.run(replication, log, stories, stop);
}

MemoryForecast Simulator::memory() const {
  return engine_->system.memory();
}

void Simulator::reuse(Observations&& spent) {
  engine_->system.reuse(std::move(spent));
}

}  // namespace stepdown::models
