#pragma once

#include "tests/architecture/include_rules.hpp"
#include "tests/architecture/source_text.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace stepdown::tests {

/// Sources that need no header of their own, because several share one: their path begins and ends
/// like this.
struct SharedHeader {
  std::string begin;
  std::string end;
};

/// Files with more than `most` lines.
[[nodiscard]] Violations long_files(const std::vector<SourceFile>& files, std::size_t most = 400);

/// Functions outside the tests whose body spans more than `most` lines, as clang-tidy counts them.
/// For code in our format: a block ends its last line, a function is no block within another.
[[nodiscard]] Violations long_functions(const std::vector<SourceFile>& files,
                                        std::size_t most = 60);

/// Sources outside the tests, `main.cpp` apart, without a header of the same name beside them.
[[nodiscard]] Violations sources_without_header(const std::vector<SourceFile>& files,
                                                const std::vector<SharedHeader>& excused);

/// Excuses that no source needs any more.
[[nodiscard]] Violations needless_excuses(const std::vector<SourceFile>& files,
                                          const std::vector<SharedHeader>& excused);

}  // namespace stepdown::tests
