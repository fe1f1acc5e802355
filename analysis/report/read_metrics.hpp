#pragma once

#include "analysis/experiments/simulated_figures.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// The rows of RFC 4180 CSV text, header included; lines may end with CRLF or LF. A text cell that
/// was neutralized for spreadsheets keeps its apostrophe.
[[nodiscard]] std::vector<std::vector<std::string>> csv_rows(std::string_view text);

/// The summary rows of a metrics.csv; nothing when the file has not its columns.
/// @throws std::system_error when it cannot be read.
[[nodiscard]] std::optional<SimulatedFigures> read_metrics(const std::filesystem::path& path);

}  // namespace stepdown::analysis
