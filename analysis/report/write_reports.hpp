#pragma once

#include "analysis/report/manifest.hpp"
#include "analysis/report/report.hpp"
#include "models/diagnostics.hpp"
#include "models/scenario.hpp"

#include <filesystem>
#include <vector>

namespace stepdown::analysis {

/// Writes all CSV files and the manifest into `folder`. The manifest names them, itself,
/// timings.json and the files that `run` names already.
/// @param threads  at most so many files are written at once; they are the same whatever it is
void write_reports(const Report& report,
                   const models::Scenario& scenario,
                   const std::vector<models::Diagnostic>& warnings,
                   RunRecord run,
                   const std::filesystem::path& folder,
                   int threads = 1);

}  // namespace stepdown::analysis
