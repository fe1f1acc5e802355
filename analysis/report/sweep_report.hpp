#pragma once

#include "analysis/experiments/stored_sweep.hpp"
#include "analysis/report/page.hpp"
#include "analysis/report/uncertainty_report.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// What is written of a sweep besides its tables of points.
struct SweepTables {
  bool with_replications = false;                  ///< also sweep_replications.csv
  const UncertaintyTables* uncertainty = nullptr;  ///< of uncertain inputs, if there are any
};

/// Writes design.csv, sweep.csv (a row a point and figure), sweep_wide.csv (a row a point),
/// sweep_replications.csv if asked for, those of uncertain inputs, and dictionary.csv. Reads one
/// point after the other, so memory does not grow with the points. Returns their names.
/// @pre nothing is missing
[[nodiscard]] std::vector<std::string> write_sweep(StoredSweep& sweep,
                                                   const SweepTables& tables,
                                                   const std::filesystem::path& folder);

/// The first points and their figures, with the half-widths of the 95 % intervals.
/// @pre nothing is missing
[[nodiscard]] std::string sweep_text(StoredSweep& sweep, const Page& page = {});

}  // namespace stepdown::analysis
