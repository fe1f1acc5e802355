#pragma once

#include "models/reading/file_loader.hpp"
#include "models/reading/schema.hpp"
#include "models/reading/yaml_reader.hpp"
#include "models/scenario.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {

namespace schema {
extern const Section scenario_section;
}

/// Reads the scenario at `path`, applies its `base` and `change`, then each of `sets`
/// (`levels.residential.places.beds=38`), and checks structure, types and units. What is refused
/// stands in `Scenario::found`: `compile(read_scenario(path))` tells everything that is wrong with
/// a file at once.
///
/// @throws ScenarioError when there is no scenario at all: no YAML, or a base that is none.
/// @throws std::system_error naming the path when that file cannot be read (a missing base or CSV
///         is the scenario's mistake).
[[nodiscard]] Scenario read_scenario(const std::string& path,
                                     const std::vector<std::string>& sets = {});

/// The same from text; `name` is what messages call it, and paths in it are relative to it.
/// `loader` serves `base` and CSV files.
[[nodiscard]] Scenario read_scenario_text(const std::string& text,
                                          const std::string& name,
                                          const std::vector<std::string>& sets = {},
                                          const FileLoader& loader = load_file);

/// The files of a scenario, to read it many times with other values set. Those in YAML are as they
/// were when it was read first, and taken apart once; data files are read again.
class ScenarioFiles {
 public:
  /// Of a scenario that `read_scenario` has read.
  explicit ScenarioFiles(const Scenario& scenario);

  /// The same as `read_scenario` of its file. May be called by several threads at once.
  /// @throws ScenarioError as `read_scenario`
  [[nodiscard]] Scenario read(const std::vector<std::string>& sets) const;

 private:
  std::string file_;
  std::vector<std::pair<std::string, std::string>> texts_;  ///< by name, in the order of reading
  YamlFiles trees_;
};

/// The tree of a scenario with these values set instead of those that it was read with. No file is
/// read again.
[[nodiscard]] std::shared_ptr<const YamlNode> tree_with(const Scenario& scenario,
                                                        const std::vector<std::string>& sets);

}  // namespace stepdown::models
