#pragma once

#include "models/care/person.hpp"
#include "models/model.hpp"

#include <cstdint>
#include <vector>

namespace stepdown::models {

/// The hazards of death that people face during stays, as the model states them: its race exits
/// that end in death. Times without a hazard (fixed ones, reviews) are left out.
class DeathHazards {
 public:
  explicit DeathHazards(const Model& model);

  /// Whether those who behave so face any.
  [[nodiscard]] bool any(std::uint32_t behavior) const { return of_behavior_[behavior].count > 0; }
  /// Whether the exit is one of them, by its index into `StateModel::exits`.
  [[nodiscard]] bool has(std::uint32_t behavior, std::uint16_t exit) const;
  /// `sum` and, one after another, the integral of each between two times since a stay began.
  [[nodiscard]] double add_faced(double sum,
                                 std::uint32_t behavior,
                                 double from,
                                 double until) const;

 private:
  /// A race that ends in death: its integrated hazard is `ratio` * H(t / factor).
  struct Hazard {
    std::uint16_t exit;  ///< index into `StateModel::exits`
    const sim::Distribution* distribution;
    double ratio;
    double factor;
  };

  void add(const Model& model, const StateModel& state, const Behavior& behavior);

  std::vector<Hazard> hazards_;
  std::vector<Range> of_behavior_;  ///< into `hazards_`, by behavior number
};

}  // namespace stepdown::models
