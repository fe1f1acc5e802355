#include "analysis/report/write_reports.hpp"

#include "analysis/report/output_file.hpp"
#include "analysis/report/tables.hpp"
#include "sim/replicate.hpp"

namespace stepdown::analysis {

void write_reports(const Report& report,
                   const models::Scenario& scenario,
                   const std::vector<models::Diagnostic>& warnings,
                   RunRecord run,
                   const std::filesystem::path& folder,
                   int threads) {
  std::vector<Table> all_tables = tables();
  all_tables.push_back(dictionary_table());
  for (const Table& table : all_tables)
    run.files.emplace_back(table.file);
  // Tables only read the report, so each can be written by another thread, as replications are run.
  sim::ReplicationPlan plan;
  plan.count = static_cast<int>(all_tables.size());
  plan.threads = threads;
  sim::run_replications(plan, [&](int, int number) {
    const Table& table = all_tables[static_cast<std::size_t>(number)];
    OutputFile file(folder / table.file);
    table.write(report, [&file](std::string_view text) { file.write(text); });
    file.close();
  });
  run.files.emplace_back(manifest_file);
  run.files.emplace_back(timings_file);
  write_file(folder / manifest_file, manifest_json(report, scenario, warnings, run));
}

}  // namespace stepdown::analysis
