#include "analysis/report/small_manifest.hpp"

#include "analysis/report/manifest.hpp"
#include "analysis/version.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>

namespace stepdown::analysis {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

std::string small_manifest_json(const std::string& command,
                                const std::vector<ScenarioRecord>& scenarios,
                                const std::vector<std::string>& files) {
  Json list = Json::array();
  for (const ScenarioRecord& scenario : scenarios)
    list.push_back({{"name", scenario.name},
                    {"file", scenario.file},
                    {"sha1", scenario.sha1},
                    {"set", scenario.sets}});
  const Json manifest{{"program", "stepdown"},
                      {"version", version},
                      {"command", command},
                      {"scenarios", std::move(list)},
                      {"files", files}};
  constexpr int indent = 2;
  // a file name may be any bytes; JSON is UTF-8
  return manifest.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<std::string> scenario_hash_of(const std::filesystem::path& folder) {
  std::ifstream file(folder / manifest_file, std::ios::binary);
  if (!file) return std::nullopt;
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const Json manifest = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!manifest.is_object()) return std::nullopt;
  const Json scenario = manifest.value("scenario", Json());
  if (!scenario.is_object()) return std::nullopt;
  const Json sha1 = scenario.value("sha1", Json());
  return sha1.is_string() ? std::optional(sha1.get<std::string>()) : std::nullopt;
}

}  // namespace stepdown::analysis
