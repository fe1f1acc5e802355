#pragma once

#include "models/care/person.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::models {

/// The part of a stay, or of a wait, over which hazards are faced; in days since it began.
struct Faced {
  double from = 0;
  double treated_until = 0;
  double until = 0;                   ///< held and in transfer included
  std::optional<std::uint16_t> exit;  ///< by which it ends, if that is known; a race ends so ...
  double exit_until = 0;              ///< ... and is not faced any more
};

/// The hazards of death that people face, as the model states them: its race exits that end in
/// death. Times without a hazard (fixed ones, reviews) are left out.
class DeathHazards {
 public:
  /// During stays; by numbers of `Model::behaviors`.
  [[nodiscard]] static DeathHazards of_stays(const Model& model);
  /// While waiting outside; by numbers of `Model::request_behaviors`.
  [[nodiscard]] static DeathHazards of_waits(const Model& model);

  /// Whether anybody faces any.
  [[nodiscard]] bool in_use() const { return !hazards_.empty(); }
  /// Whether those who behave so face any.
  [[nodiscard]] bool any(std::uint32_t behavior) const { return of_behavior_[behavior].count > 0; }
  /// Whether the exit is one of them, by its index into `StateModel::exits` or `waiting_exits`.
  [[nodiscard]] bool has(std::uint32_t behavior, std::uint16_t exit) const;
  /// `sum` and, one after another, the integral of each over the part faced.
  [[nodiscard]] double add_faced(double sum, std::uint32_t behavior, const Faced& faced) const;

 private:
  /// A race that ends in death: its integrated hazard is `ratio` * H(t / factor).
  struct Hazard {
    std::uint16_t exit;  ///< index into `StateModel::exits`, or `waiting_exits`
    bool only_while_treated;
    const sim::Distribution* distribution;
    double ratio;
    double factor;
  };

  explicit DeathHazards(std::size_t behaviors) : of_behavior_(behaviors) {}
  void add(const Model& model,
           std::size_t behavior,
           std::span<const RaceExit> races,
           const std::vector<ExitInfo>& exits);

  std::vector<Hazard> hazards_;
  std::vector<Range> of_behavior_;  ///< into `hazards_`, by behavior number
};

}  // namespace stepdown::models
