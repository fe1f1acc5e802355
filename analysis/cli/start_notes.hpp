#pragma once

#include "analysis/experiments/warm_up_advice.hpp"
#include "models/model.hpp"

#include <string>
#include <vector>

namespace stepdown::analysis {

/// A warning of the worst effect of the start, and the warm-up that would do for all levels in
/// which it is still felt, or which of them no warm-up within reach would settle. Empty when
/// nothing is felt.
[[nodiscard]] std::string warning_of_start(const std::vector<StartBias>& biased,
                                           const models::Model& model);

/// The same for commands that show the figures of several scenarios, or of another run: names it.
[[nodiscard]] std::string warning_of_start_in(const std::string& scenario,
                                              const std::vector<StartBias>& biased,
                                              const models::Model& model);

}  // namespace stepdown::analysis
