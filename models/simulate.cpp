#include "models/simulate.hpp"

#include "models/behavior_tables.hpp"
#include "models/care_system.hpp"

namespace stepdown::models {

class Simulator::Engine {
 public:
  explicit Engine(const Model& model) : tables{model}, system{model, tables} {}

  BehaviorTables tables;
  CareSystem system;
};

Simulator::Simulator(const Model& model) : engine_{std::make_unique<Engine>(model)} {}
Simulator::~Simulator() = default;
Simulator::Simulator(Simulator&&) noexcept = default;
Simulator& Simulator::operator=(Simulator&&) noexcept = default;

Observations Simulator::run(std::uint32_t replication) {
  return engine_->system.run(replication, nullptr, nullptr);
}

Observations Simulator::run(std::uint32_t replication, const HappeningLog& log) {
  return engine_->system.run(replication, &log, nullptr);
}

Observations Simulator::run(std::uint32_t replication,
                            const HappeningLog* log,
                            const StorySink* stories) {
  return engine_->system.run(replication, log, stories);
}

}  // namespace stepdown::models
