#pragma once

#include "analysis/report/output_folder.hpp"
#include "analysis/report/small_manifest.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// What shows results to people: a page for a browser and a workbook, in the folder of the tables
/// that they are made of.
namespace stepdown::analysis {

/// The names of the files, for a manifest.
[[nodiscard]] std::vector<std::string> view_files();

/// Writes them into a folder whose manifest and tables are there already.
/// @throws NoResults, std::system_error as `read_results` does.
void write_views(const std::filesystem::path& folder);

/// The same for a folder that was published before, perhaps by a version without views: its
/// manifest names them then.
/// @throws NoResults also when a file of such a name is not this program's.
void renew_views(const std::filesystem::path& folder);

/// `write_small_manifest`, the views, and the folder is moved into place.
void publish_with_views(OutputFolder& folder,
                        std::vector<std::string> files,
                        const std::string& command,
                        const std::vector<ScenarioRecord>& scenarios,
                        const std::optional<SharedPlan>& plan = {});

}  // namespace stepdown::analysis
