#pragma once

#include "analysis/experiments/warm_up_advice.hpp"
#include "models/model.hpp"

#include <string>
#include <vector>

namespace stepdown::analysis {

/// A warning when a longer warm-up would do for all levels in which the start is still felt;
/// otherwise empty.
[[nodiscard]] std::string warning_of_start(const std::vector<StartBias>& biased,
                                           const models::Model& model);

/// The same for commands that show the figures of several scenarios, or of another run: one line
/// that names it, also when it is not known what warm-up would do. Empty when nothing is felt.
[[nodiscard]] std::string warning_of_start_in(const std::string& scenario,
                                              const std::vector<StartBias>& biased,
                                              const models::Model& model);

/// What stands under the table when MSER-5 cannot tell from this window how long a warm-up would
/// do; otherwise empty.
[[nodiscard]] std::string note_of_drift(const std::vector<StartBias>& biased);

}  // namespace stepdown::analysis
