#pragma once

#include "models/diagnostics/diagnostics.hpp"

#include <functional>
#include <string>
#include <vector>

/// What the reader tells where no file of tests/broken_scenarios can show it: oddities, and limits
/// that take much text to pass.
namespace stepdown::tests {

struct ReaderExample {
  models::Rule rule{};
  /// What reading and compiling tell.
  std::function<std::vector<models::Diagnostic>()> found;
  std::string text;  ///< the whole of it
};

[[nodiscard]] std::vector<ReaderExample> reader_examples();

}  // namespace stepdown::tests
