#pragma once

#include "tests/architecture/include_rules.hpp"
#include "tests/architecture/source_text.hpp"

#include <string>
#include <vector>

namespace stepdown::tests {

/// `try` and `catch` outside the two borders that exceptions cross: the YAML reader (a library's
/// exceptions become ours) and the command line (ours become text). The tests may catch.
[[nodiscard]] Violations stray_exception_handlers(const std::vector<SourceFile>& files);

/// `default:` labels. Without them the compiler lists what a new enum value breaks.
[[nodiscard]] Violations default_labels(const std::vector<SourceFile>& files);

/// Words that end the program or print from inside a library, outside the tests; `main.cpp` alone
/// names the standard streams.
[[nodiscard]] Violations exits_and_prints(const std::vector<SourceFile>& files);

/// Headers whose first line is not `#pragma once`.
[[nodiscard]] Violations unguarded_headers(const std::vector<SourceFile>& files);

/// Macros defined outside the tests.
[[nodiscard]] Violations macros(const std::vector<SourceFile>& files);

/// Test names that hold a comma or a semicolon (doctest's filters and CMake's lists would split
/// them) or that stand twice, and test files without a known suite.
[[nodiscard]] Violations unclear_tests(const std::vector<SourceFile>& files);

/// CMake files that collect sources by pattern instead of listing them.
[[nodiscard]] Violations globs(const std::vector<SourceFile>& files);

/// `.cpp` files that no CMakeLists.txt of their folder or a folder above names: they would never be
/// compiled. `files` holds the sources and the CMake files.
[[nodiscard]] Violations unlisted_sources(const std::vector<SourceFile>& files);

/// Names in the project's root that are neither expected nor dotfiles.
[[nodiscard]] Violations stray_entries(const std::vector<std::string>& names);

}  // namespace stepdown::tests
