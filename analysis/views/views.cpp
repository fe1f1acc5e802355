#include "analysis/views/views.hpp"

#include "analysis/report/manifest.hpp"
#include "analysis/report/output_file.hpp"
#include "analysis/report/report_folder.hpp"
#include "analysis/views/report_page.hpp"
#include "analysis/views/results.hpp"
#include "analysis/views/workbook.hpp"
#include "models/text/visible.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace stepdown::analysis {

namespace fs = std::filesystem;

std::vector<std::string> view_files() {
  return {page_file, workbook_file};
}

void write_views(const fs::path& folder) {
  Results results = read_results(folder);
  write_workbook(results, folder / workbook_file);
  write_whole_file(folder / page_file, report_page(std::move(results)));
}

void renew_views(const fs::path& folder) {
  const auto foreign = foreign_files(folder);
  if (foreign) {
    for (const std::string& view : view_files())
      if (std::ranges::find(*foreign, view) != foreign->end())
        throw NoResults(
            fmt::format("{}: its manifest does not name it, so it is not replaced; move it away",
                        models::visible((folder / view).string())));
    name_in_manifest(folder / manifest_file, view_files());
  }
  write_views(folder);
}

void publish_with_views(OutputFolder& folder,
                        std::vector<std::string> files,
                        const std::string& command,
                        const std::vector<ScenarioRecord>& scenarios,
                        const std::optional<SharedPlan>& plan) {
  for (std::string& view : view_files())
    files.push_back(std::move(view));
  write_small_manifest(folder.aside(), std::move(files), command, scenarios, plan);
  write_views(folder.aside());
  folder.publish();
}

}  // namespace stepdown::analysis
