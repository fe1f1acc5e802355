#pragma once

#include "analysis/report/output_file.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::tests {

/// Makes a folder of results with these files (name, text), as this program would have written it.
inline void make_results(const std::filesystem::path& folder,
                         const std::vector<std::pair<std::string, std::string>>& files,
                         const std::string& name = "A scenario") {
  std::filesystem::create_directories(folder);
  nlohmann::ordered_json names = nlohmann::ordered_json::array();
  for (const auto& [file, text] : files) {
    names.push_back(file);
    analysis::write_file(folder / file, text);
  }
  names.push_back("manifest.json");
  const nlohmann::ordered_json manifest{{"program", "stepdown"},
                                        {"version", "0.1.0"},
                                        {"command", "stepdown run a.yaml"},
                                        {"scenario", {{"name", name}, {"file", "a.yaml"}}},
                                        {"files", names}};
  analysis::write_file(folder / "manifest.json", manifest.dump());
}

}  // namespace stepdown::tests
