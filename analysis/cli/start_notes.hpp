#pragma once

#include "analysis/experiments/warm_up_advice.hpp"
#include "models/model.hpp"

#include <string>
#include <vector>

namespace stepdown::analysis {

/// A warning of the levels in which the start is still felt, its worst effect, and the warm-up that
/// would do for all of them, or which of them no warm-up within reach would settle. Empty when
/// nothing is felt.
[[nodiscard]] std::string warning_of_start(const std::vector<StartBias>& biased,
                                           const models::Model& model);

/// The same for commands that show the figures of several scenarios, or of another run: names it.
[[nodiscard]] std::string warning_of_start_in(const std::string& scenario,
                                              const std::vector<StartBias>& biased,
                                              const models::Model& model);

/// Of one of several scenarios with the same window.
struct StartOfScenario {
  std::string scenario;
  std::vector<StartBias> biased;
};

/// One warning of all scenarios in which the start is felt, with the warm-up that would do for all.
/// @param model  of any of them
[[nodiscard]] std::string warning_of_starts_in(std::vector<StartOfScenario> starts,
                                               const models::Model& model);

}  // namespace stepdown::analysis
