#include "analysis/report/write_tables.hpp"

#include "analysis/report/output_file.hpp"
#include "analysis/report/tables.hpp"
#include "sim/threads/replicate.hpp"

#include <algorithm>

namespace stepdown::analysis {

std::vector<std::string> write_tables(const Report& report,
                                      const std::filesystem::path& folder,
                                      int threads) {
  std::vector<Table> all_tables = tables();
  all_tables.push_back(dictionary_table());
  std::erase_if(all_tables, [&report](const Table& table) {
    return table.is_written != nullptr && !table.is_written(report);
  });
  std::vector<std::string> files;
  for (const Table& table : all_tables)
    files.emplace_back(table.file);
  // The long ones begin first, so that no thread is left with one when the others have finished.
  std::ranges::stable_partition(all_tables, &Table::is_long);
  // Tables only read the report, so each can be written by another thread, as replications are run.
  sim::ReplicationPlan plan;
  plan.count = static_cast<int>(all_tables.size());
  plan.threads = threads;
  sim::run_replications(plan, [&](int, int number) {
    const Table& table = all_tables[static_cast<std::size_t>(number)];
    OutputFile file(folder / table.file);
    table.write(report, [&file](std::string_view text) { file.write(text); });
    file.close();
    return true;
  });
  return files;
}

}  // namespace stepdown::analysis
