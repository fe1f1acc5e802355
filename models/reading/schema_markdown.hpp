#pragma once

#include <string>

namespace stepdown::models::schema {

/// The sections as tables in Markdown, as printed in scenarios/README.md.
[[nodiscard]] std::string as_markdown();

/// The same of plans of sweeps.
[[nodiscard]] std::string sweeps_as_markdown();

/// The same of plans of calibrations.
[[nodiscard]] std::string calibrations_as_markdown();

}  // namespace stepdown::models::schema
