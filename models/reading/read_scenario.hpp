#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/scenario.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <system_error>
#include <vector>

namespace stepdown::models {

/// A scenario that can be used, and what its author should know about it all the same.
struct ReadResult {
  Scenario scenario;
  std::vector<Diagnostic> warnings;
};

/// The bytes of a file, or why they could not be read.
struct FileText {
  std::string text;
  std::error_code error;
};

/// Reads a file, of which at most `max_bytes` + 1 bytes are wanted (one more shows that it is too
/// long). Tests give a loader that reads from memory.
using FileLoader = std::function<FileText(const std::string& path, std::size_t max_bytes)>;

/// The loader that reads from disk.
[[nodiscard]] FileText load_file(const std::string& path, std::size_t max_bytes);

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
