#include "tests/architecture/house_rules.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace stepdown::tests {

namespace {

bool is_test(const SourceFile& file) {
  return file.path.starts_with("tests/");
}

std::string place(const SourceFile& file, std::size_t position) {
  return file.path + ":" + std::to_string(line_at(file.text, position)) + ": ";
}

void report_words(const SourceFile& file,
                  const std::vector<std::string_view>& words,
                  Violations& violations) {
  const std::string code = code_only(file.text);
  for (const std::string_view word : words) {
    for (const std::size_t at : find_word(code, word)) {
      violations.push_back(place(file, at) + std::string(word));
    }
  }
}

/// Where the quoted names of the calls of `macro` begin (past the quote).
std::vector<std::size_t> quoted_names(const SourceFile& file, std::string_view macro) {
  std::vector<std::size_t> names;
  for (const std::size_t at : find_word(code_only(file.text), macro)) {
    const std::size_t open = file.text.find('(', at);
    const std::size_t quote = file.text.find_first_not_of(" \n(", open);
    if (quote != std::string::npos && file.text[quote] == '"') names.push_back(quote + 1);
  }
  return names;
}

std::string quoted_text(const SourceFile& file, std::size_t begin) {
  return file.text.substr(begin, file.text.find('"', begin) - begin);
}

bool lists(const SourceFile& cmake_file, std::string_view source) {
  for (std::size_t at = cmake_file.text.find(source); at != std::string::npos;
       at = cmake_file.text.find(source, at + 1)) {
    const std::size_t after = at + source.size();
    const bool begins =
        at == 0 || std::string_view(" (\n").find(cmake_file.text[at - 1]) != std::string_view::npos;
    const bool ends =
        after == cmake_file.text.size() ||
        std::string_view(" )\n").find(cmake_file.text[after]) != std::string_view::npos;
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace

Violations stray_exception_handlers(const std::vector<SourceFile>& files) {
  Violations violations;
  for (const SourceFile& file : files) {
    const bool is_border =
        file.path == "models/reading/yaml_reader.cpp" || file.path.starts_with("analysis/cli/") ||
        file.path.starts_with("analysis/cluster/") || file.path.starts_with("analysis/store/");
    if (is_border || is_test(file)) continue;
    report_words(file, {"try", "catch"}, violations);
  }
  return violations;
}

Violations default_labels(const std::vector<SourceFile>& files) {
  Violations violations;
  for (const SourceFile& file : files) {
    const std::string code = code_only(file.text);
    for (const std::size_t at : find_word(code, "default")) {
      const std::size_t next =
          code.find_first_not_of(" \n", at + std::string_view("default").size());
      if (next != std::string::npos && code[next] == ':') {
        violations.push_back(place(file, at) + "default:");
      }
    }
  }
  return violations;
}

Violations exits_and_prints(const std::vector<SourceFile>& files) {
  Violations violations;
  for (const SourceFile& file : files) {
    if (is_test(file)) continue;
    report_words(file,
                 {"assert",
                  "printf",
                  "std::_Exit",
                  "std::abort",
                  "std::exit",
                  "std::quick_exit",
                  "std::terminate"},
                 violations);
    if (file.path.ends_with("/main.cpp")) continue;
    report_words(file, {"std::cerr", "std::clog", "std::cout", "stderr", "stdout"}, violations);
  }
  return violations;
}

Violations unguarded_headers(const std::vector<SourceFile>& files) {
  Violations violations;
  for (const SourceFile& file : files) {
    if (!file.path.ends_with(".hpp")) continue;
    if (!file.text.starts_with("#pragma once\n")) violations.push_back(file.path + ":1: no guard");
  }
  return violations;
}

Violations macros(const std::vector<SourceFile>& files) {
  Violations violations;
  for (const SourceFile& file : files) {
    if (!is_test(file)) report_words(file, {"define"}, violations);
  }
  return violations;
}

Violations unclear_tests(const std::vector<SourceFile>& files) {
  static constexpr std::array<std::string_view, 6> suites = {
      "architecture", "cli", "golden", "property", "unit", "validation"};
  Violations violations;
  std::set<std::string> seen;
  for (const SourceFile& file : files) {
    if (!file.path.ends_with("_test.cpp")) continue;
    const std::vector<std::size_t> opened = quoted_names(file, "TEST_SUITE_BEGIN");
    if (opened.empty()) violations.push_back(file.path + ":1: no TEST_SUITE_BEGIN");
    for (const std::size_t at : opened) {
      const std::string suite = quoted_text(file, at);
      if (std::find(suites.begin(), suites.end(), suite) == suites.end()) {
        violations.push_back(place(file, at) + "unknown suite '" + suite + "'");
      }
    }
    for (const std::size_t at : quoted_names(file, "TEST_CASE")) {
      const std::string name = quoted_text(file, at);
      if (name.find_first_of(",;") != std::string::npos) {
        violations.push_back(place(file, at) + "comma or semicolon in '" + name + "'");
      }
      if (!seen.insert(name).second) violations.push_back(place(file, at) + "again '" + name + "'");
    }
  }
  return violations;
}

Violations globs(const std::vector<SourceFile>& files) {
  Violations violations;
  for (const SourceFile& file : files) {
    if (!file.path.ends_with("CMakeLists.txt")) continue;
    for (const std::string_view word : {"GLOB", "GLOB_RECURSE", "aux_source_directory"}) {
      for (const std::size_t at : find_word(file.text, word)) {
        violations.push_back(place(file, at) + std::string(word));
      }
    }
  }
  return violations;
}

Violations unlisted_sources(const std::vector<SourceFile>& files) {
  const auto is_listed_in = [](const SourceFile& cmake_file, const SourceFile& source) {
    if (!cmake_file.path.ends_with("CMakeLists.txt")) return false;
    const std::string folder = cmake_file.path.substr(0, cmake_file.path.rfind('/') + 1);
    return source.path.starts_with(folder) &&
           lists(cmake_file, std::string_view(source.path).substr(folder.size()));
  };
  Violations violations;
  for (const SourceFile& source : files) {
    if (!source.path.ends_with(".cpp")) continue;
    const bool listed = std::any_of(files.begin(), files.end(), [&](const SourceFile& other) {
      return is_listed_in(other, source);
    });
    if (!listed) violations.push_back(source.path + ":1: no CMakeLists.txt lists this file");
  }
  return violations;
}

Violations stray_entries(const std::vector<std::string>& names) {
  static const std::set<std::string> expected = {"CHANGELOG.md",
                                                 "CMakeLists.txt",
                                                 "CMakePresets.json",
                                                 "LICENSE",
                                                 "README.md",
                                                 "analysis",
                                                 "models",
                                                 "scenarios",
                                                 "sim",
                                                 "tests"};
  Violations violations;
  for (const std::string& name : names) {
    if (!name.starts_with('.') && !expected.contains(name)) violations.push_back(name);
  }
  return violations;
}

}  // namespace stepdown::tests
