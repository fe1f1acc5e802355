#pragma once

#include "analysis/summary/summary.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What is made of a random scenario: simulated, summed up and written, as the program does it.
namespace stepdown::tests {

/// The first replications; nothing when more happens in one of them than anybody wants to wait for,
/// or than the engine is willing to count.
/// @param most_happenings  in one replication
[[nodiscard]] std::optional<std::vector<models::Observations>> replications_within(
    const models::Model& model, int count, std::uint64_t most_happenings);

[[nodiscard]] analysis::Summary summed_up(const models::Model& model,
                                          const std::vector<models::Observations>& replications);

/// All tables of a run and its headline.
[[nodiscard]] std::string report_text(const models::Model& model, const analysis::Summary& summary);

}  // namespace stepdown::tests
