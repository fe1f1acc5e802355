#pragma once

#include "analysis/experiments/simulated_figures.hpp"

#include <filesystem>
#include <optional>

namespace stepdown::analysis {

/// The summary rows of a metrics.csv; nothing when the file has not its columns.
/// @throws std::system_error when it cannot be read.
[[nodiscard]] std::optional<SimulatedFigures> read_metrics(const std::filesystem::path& path);

}  // namespace stepdown::analysis
