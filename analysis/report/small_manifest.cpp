#include "analysis/report/small_manifest.hpp"

#include "analysis/report/json_file.hpp"
#include "analysis/report/manifest.hpp"
#include "analysis/report/output_file.hpp"
#include "analysis/report/sha1.hpp"
#include "analysis/version.hpp"

#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> result;
  for (const Json& item : list)
    if (item.is_string()) result.push_back(item.get<std::string>());
  return result;
}

/// Hashes of the files of a scenario, those set on the command line left out.
std::vector<std::string> recorded_hashes(const Json& scenario) {
  std::vector<std::string> hashes;
  for (const Json& file : scenario.value("files", Json::array()))
    if (file.is_object() && file.value("file", Json()) != models::set_file) {
      const Json sha1 = file.value("sha1", Json());
      hashes.push_back(sha1.is_string() ? sha1.get<std::string>() : std::string());
    }
  return hashes;
}

/// Those that change what is simulated, not how often.
std::vector<std::string> that_matter(std::vector<std::string> sets) {
  std::erase_if(sets, [](const std::string& set) {
    return set.starts_with("run.replications=") || set.starts_with("run.seed=");
  });
  return sets;
}

}  // namespace

void write_small_manifest(const std::filesystem::path& folder,
                          std::vector<std::string> files,
                          const std::string& command,
                          const std::vector<ScenarioRecord>& scenarios,
                          const std::optional<SharedPlan>& plan) {
  files.emplace_back(manifest_file);
  Json list = Json::array();
  for (const ScenarioRecord& scenario : scenarios)
    list.push_back({{"name", scenario.name},
                    {"file", scenario.file},
                    {"sha1", scenario.sha1},
                    {"set", scenario.sets}});
  Json manifest{{"program", "stepdown"},
                {"version", version},
                {"command", command},
                {"scenarios", std::move(list)}};
  if (plan) {
    manifest["seed"] = plan->seed;
    manifest["replications"] = plan->replications;
    manifest["window"] = {{"warm_up_days", plan->warm_up_days},
                          {"horizon_days", plan->horizon_days}};
  }
  manifest["files"] = files;
  write_file(folder / manifest_file, json_text(manifest));
}

bool are_reports_of(const models::Scenario& scenario,
                    const std::vector<std::string>& sets,
                    const std::filesystem::path& folder) {
  const auto manifest = read_json_object(folder / manifest_file);
  if (!manifest) return false;
  const Json recorded = manifest->value("scenario", Json());
  if (!recorded.is_object()) return false;
  std::vector<std::string> hashes;
  for (const auto& [name, source] : scenario.sources)
    if (name != models::set_file) hashes.push_back(sha1(source));
  return hashes == recorded_hashes(recorded) &&
         that_matter(sets) == that_matter(texts(recorded.value("set", Json())));
}

}  // namespace stepdown::analysis
