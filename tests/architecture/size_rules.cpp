#include "tests/architecture/size_rules.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace stepdown::tests {

namespace {

bool is_test(const SourceFile& file) {
  return file.path.starts_with("tests/");
}

std::string header_of(const std::string& source) {
  return source.substr(0, source.rfind('.')) + ".hpp";
}

/// Of sources outside the tests, `main.cpp` apart.
std::vector<std::string> without_header(const std::vector<SourceFile>& files) {
  std::set<std::string> paths;
  for (const SourceFile& file : files)
    paths.insert(file.path);
  std::vector<std::string> bare;
  for (const SourceFile& file : files) {
    const bool asks = file.path.ends_with(".cpp") && !file.path.ends_with("/main.cpp");
    if (asks && !is_test(file) && !paths.contains(header_of(file.path))) bare.push_back(file.path);
  }
  return bare;
}

bool is_excused(const std::string& path, const SharedHeader& excuse) {
  return path.starts_with(excuse.begin) && path.ends_with(excuse.end);
}

/// What stands before the block that opens at `open`, since the block or statement before.
std::string_view head_of(std::string_view code, std::size_t open) {
  std::size_t begin = open;
  for (; begin > 0; --begin) {
    const char c = code[begin - 1];
    const bool ends_line = begin < code.size() && code[begin] == '\n';
    if (c == ';' || ((c == '{' || c == '}') && ends_line)) break;
  }
  return code.substr(begin, open - begin);
}

/// Whether a block with this head, outside of all functions, is the body of one.
bool begins_function(std::string_view head) {
  const std::size_t last = head.find_last_not_of(" \n");
  const bool is_argument = last != std::string_view::npos && head[last] == '(';
  return !is_argument && head.find('(') != std::string_view::npos &&
         find_word(head, "namespace").empty() && find_word(head, "struct").empty() &&
         find_word(head, "class").empty();
}

std::size_t closing(std::string_view code, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < code.size(); ++at) {
    if (code[at] == '{') ++depth;
    if (code[at] == '}' && --depth == 0) return at;
  }
  return code.size();
}

}  // namespace

Violations long_files(const std::vector<SourceFile>& files, std::size_t most) {
  Violations violations;
  for (const SourceFile& file : files) {
    const auto lines =
        static_cast<std::size_t>(std::count(file.text.begin(), file.text.end(), '\n'));
    if (lines > most) violations.push_back(file.path + ": " + std::to_string(lines) + " lines");
  }
  return violations;
}

Violations long_functions(const std::vector<SourceFile>& files, std::size_t most) {
  Violations violations;
  for (const SourceFile& file : files) {
    if (is_test(file)) continue;
    const std::string code = code_only(file.text);
    for (std::size_t at = code.find('{'); at != std::string::npos; at = code.find('{', at + 1)) {
      if (!begins_function(head_of(code, at))) continue;
      const std::size_t end = closing(code, at);
      const std::size_t first = line_at(code, at);
      const std::size_t lines = line_at(code, end) - first;
      if (lines > most)
        violations.push_back(file.path + ":" + std::to_string(first) + ": " +
                             std::to_string(lines) + " lines");
      at = std::min(end, code.size() - 1);
    }
  }
  return violations;
}

Violations sources_without_header(const std::vector<SourceFile>& files,
                                  const std::vector<SharedHeader>& excused) {
  Violations violations;
  for (const std::string& path : without_header(files)) {
    const bool is_fine = std::any_of(
        excused.begin(), excused.end(), [&](const SharedHeader& e) { return is_excused(path, e); });
    if (!is_fine) violations.push_back(path);
  }
  return violations;
}

Violations needless_excuses(const std::vector<SourceFile>& files,
                            const std::vector<SharedHeader>& excused) {
  const std::vector<std::string> bare = without_header(files);
  Violations violations;
  for (const SharedHeader& excuse : excused) {
    const bool is_used = std::any_of(bare.begin(), bare.end(), [&](const std::string& path) {
      return is_excused(path, excuse);
    });
    if (!is_used) violations.push_back(excuse.begin + "*" + excuse.end);
  }
  return violations;
}

}  // namespace stepdown::tests
