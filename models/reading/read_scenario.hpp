#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/file_loader.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

#include <string>
#include <vector>

namespace stepdown::models {

namespace schema {
extern const Section scenario_section;
}

/// A scenario that can be used, and what its author should know about it all the same.
struct ReadResult {
  Scenario scenario;
  std::vector<Diagnostic> warnings;
};

/// Reads the scenario at `path`, applies its `base` and `change`, then each of `sets`
/// (`levels.residential.places.beds=38`), and checks everything that one document can show.
/// What only the whole pathway shows (unreachable states, nobody can leave) is for `compile`.
///
/// @throws ScenarioError with every problem found, in file order.
/// @throws std::system_error naming the path when that file cannot be read (a missing base or CSV
///         is the scenario's mistake, so a ScenarioError).
[[nodiscard]] ReadResult read_scenario_and_warnings(const std::string& path,
                                                    const std::vector<std::string>& sets = {});

/// The same, without the warnings.
[[nodiscard]] Scenario read_scenario(const std::string& path,
                                     const std::vector<std::string>& sets = {});

/// The same from text; `name` is what messages call it, and paths in it are relative to it.
/// `loader` serves `base` and CSV files.
[[nodiscard]] ReadResult read_scenario_text(const std::string& text,
                                            const std::string& name,
                                            const std::vector<std::string>& sets = {},
                                            const FileLoader& loader = load_file);

}  // namespace stepdown::models
