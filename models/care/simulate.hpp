#pragma once

#include "models/happening.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace stepdown::models {

class TimeTables;

/// Told every happening, in order of time.
using HappeningLog = std::function<void(const Happening&)>;
using StorySink = std::function<void(const PersonStory&)>;
/// Asked every few milliseconds, on the thread that runs: whether to abandon the replication.
using StopQuestion = std::function<bool()>;

/// What a replication will take, roughly.
struct MemoryForecast {
  double people = 0;
  double bytes = 0;
};

/// Runs replications of one model, one after another, reusing its memory. Not for sharing between
/// threads: each thread takes `another` of the same model, and every replication has the same
/// result whichever simulator runs it.
class Simulator {
 public:
  /// Prepares the sampling tables. The model must outlive the simulator.
  explicit Simulator(const Model& model);
  /// The same with the tables of `shared` where it has them, for one of many models that have laws
  /// in common. Every replication has the same result.
  Simulator(const Model& model, TimeTables& shared);
  ~Simulator();
  Simulator(Simulator&& other) noexcept;
  Simulator& operator=(Simulator&& other) noexcept;
  Simulator(const Simulator& other) = delete;
  Simulator& operator=(const Simulator& other) = delete;

  /// Another simulator of the same model, for another thread. Both use the same sampling tables,
  /// which nobody changes and which took longest to prepare.
  [[nodiscard]] Simulator another() const;

  /// Runs replication number `replication` from the start to the horizon.
  /// @throws sim::ContractViolation when the conservation audit fails.
  /// @throws sim::LimitReached when more happens than can be counted.
  [[nodiscard]] Observations run(std::uint32_t replication);

  /// The same, telling `log` every happening of the whole run, in order of time. The results are
  /// the same to the bit as without a log.
  [[nodiscard]] Observations run(std::uint32_t replication, const HappeningLog& log);

  /// The same for any combination of listeners; null: nobody listens. `stories` is told each
  /// person's story when it ends, those still inside at the horizon last.
  [[nodiscard]] Observations run(std::uint32_t replication,
                                 const HappeningLog* log,
                                 const StorySink* stories);

  /// The same, or nothing if it was abandoned because `stop` (null: never) said so.
  [[nodiscard]] std::optional<Observations> run(std::uint32_t replication,
                                                const HappeningLog* log,
                                                const StorySink* stories,
                                                const StopQuestion* stop);

  /// People inside at once when it is fullest, and the memory they will take: a forecast, which
  /// ignores those who wait, and history.
  [[nodiscard]] MemoryForecast memory() const;

  /// Takes back the observations of an earlier run of this model, by whichever simulator, so that
  /// the next run writes into their memory. The results are the same without.
  void reuse(Observations&& spent);

 private:
  class Engine;
  explicit Simulator(std::unique_ptr<Engine> engine);

  std::unique_ptr<Engine> engine_;
};

}  // namespace stepdown::models
