#include "tests/architecture/source_text.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace stepdown::tests {

namespace {

bool is_word_character(char c) {
  return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

SourceFile read_file(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return {path.generic_string(), text.str()};
}

/// Where the comment or literal that begins at `begin` ends (one past its last character); `begin`
/// itself if none begins there.
std::size_t end_of_inert_text(std::string_view text, std::size_t begin) {
  const std::string_view rest = text.substr(begin);
  const auto past = [&](std::string_view closing, std::size_t from) {
    const std::size_t found = text.find(closing, from);
    return found == std::string_view::npos ? text.size() : found + closing.size();
  };
  if (rest.starts_with("//")) return std::min(text.find('\n', begin), text.size());
  if (rest.starts_with("/*")) return past("*/", begin + 2);
  if (rest.starts_with("R\"")) {
    const std::size_t open = std::min(text.find('(', begin), text.size());
    const std::string closing = ")" + std::string(text.substr(begin + 2, open - begin - 2)) + "\"";
    return past(closing, open);
  }
  const bool separates_digits =
      rest.front() == '\'' && begin > 0 && is_word_character(text[begin - 1]);
  if ((rest.front() != '"' && rest.front() != '\'') || separates_digits) return begin;
  std::size_t end = begin + 1;
  while (end < text.size() && text[end] != rest.front())
    end += text[end] == '\\' ? std::size_t{2} : std::size_t{1};
  return std::min(end + 1, text.size());
}

}  // namespace

std::vector<SourceFile> project_files(const std::vector<std::string_view>& endings) {
  namespace fs = std::filesystem;
  const auto is_wanted = [&](const std::string& name) {
    return std::any_of(
        endings.begin(), endings.end(), [&](std::string_view end) { return name.ends_with(end); });
  };
  std::vector<SourceFile> files;
  for (const fs::path folder : {"sim", "models", "analysis", "tests"}) {
    if (!fs::exists(folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file() && is_wanted(entry.path().filename().string())) {
        files.push_back(read_file(entry.path()));
      }
    }
  }
  if (is_wanted("CMakeLists.txt")) files.push_back(read_file("CMakeLists.txt"));
  std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) {
    return a.path < b.path;
  });
  return files;
}

std::string code_only(std::string_view text) {
  std::string code(text);
  std::size_t position = 0;
  while (position < text.size()) {
    const std::size_t end = end_of_inert_text(text, position);
    for (std::size_t i = position; i < end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    position = std::max(end, position + 1);
  }
  return code;
}

std::vector<Include> includes_of(std::string_view text) {
  const std::string code = code_only(text);
  std::vector<Include> includes;
  for (const std::size_t word : find_word(code, "include")) {
    const std::size_t before = code.find_last_not_of(" \t", word == 0 ? 0 : word - 1);
    const std::size_t open = text.find_first_of("<\"\n", word);
    if (code[before] != '#' || open == std::string_view::npos || text[open] == '\n') continue;
    const bool quoted = text[open] == '"';
    const std::size_t close = text.find(quoted ? '"' : '>', open + 1);
    includes.push_back(
        {std::string(text.substr(open + 1, close - open - 1)), quoted, line_at(text, word)});
  }
  return includes;
}

std::vector<std::size_t> find_word(std::string_view code, std::string_view word) {
  std::vector<std::size_t> found;
  for (std::size_t at = code.find(word); at != std::string_view::npos;
       at = code.find(word, at + 1)) {
    const std::size_t after = at + word.size();
    const bool begins = at == 0 || !is_word_character(code[at - 1]);
    const bool ends = after == code.size() || !is_word_character(code[after]);
    if (begins && ends) found.push_back(at);
  }
  return found;
}

std::vector<std::string> quoted_words(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t open = text.find('`'); open != std::string_view::npos;
       open = text.find('`', open + 1)) {
    const std::size_t close = text.find('`', open + 1);
    if (close == std::string_view::npos) break;
    words.emplace_back(text.substr(open + 1, close - open - 1));
    open = close;
  }
  return words;
}

std::size_t line_at(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, position);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

}  // namespace stepdown::tests
