#include "tests/architecture/adding_guide.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>

namespace stepdown::tests {

namespace {

/// A recipe of the guide: what it promises, and its steps as text.
struct Recipe {
  std::string_view title;
  std::size_t promised = 0;  ///< files, as the heading says; 0: it does not say
  std::vector<std::string> steps;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::size_t promised_files(std::string_view title) {
  std::size_t files = 0;
  const std::size_t colon = title.rfind(": ");
  if (colon == std::string_view::npos) return 0;
  std::from_chars(title.data() + colon + 2, title.data() + title.size(), files);
  return files;
}

bool begins_step(std::string_view line) {
  const std::size_t digits = line.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && line.substr(digits).starts_with(". ");
}

std::vector<Recipe> recipes_of(std::string_view guide) {
  std::vector<Recipe> recipes;
  bool in_step = false;
  for (const std::string_view line : lines_of(guide)) {
    if (line.starts_with("## ")) {
      recipes.push_back({line.substr(3), promised_files(line), {}});
      in_step = false;
    } else if (!recipes.empty() && begins_step(line)) {
      recipes.back().steps.emplace_back(line);
      in_step = true;
    } else if (in_step && line.starts_with("   ")) {
      recipes.back().steps.back() += " " + std::string(line);
    } else {
      in_step = false;
    }
  }
  return recipes;
}

void check_step(const std::string& step,
                const std::vector<SourceFile>& files,
                const std::string& where,
                Violations& violations) {
  const std::vector<std::string> words = quoted_words(step);
  if (words.empty()) {
    violations.push_back(where + "names no file");
    return;
  }
  const auto file = std::ranges::find(files, words.front(), &SourceFile::path);
  if (file == files.end()) {
    violations.push_back(where + "there is no file " + words.front());
    return;
  }
  if (words.size() == 1) violations.push_back(where + "names no place in " + words.front());
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (file->text.find(words[i]) == std::string::npos) {
      violations.push_back(where + words.front() + " has no '" + words[i] + "'");
    }
  }
}

}  // namespace

Violations stale_recipes(std::string_view guide, const std::vector<SourceFile>& files) {
  Violations violations;
  for (const Recipe& recipe : recipes_of(guide)) {
    const std::string title(recipe.title);
    if (recipe.steps.size() != recipe.promised) {
      violations.push_back(title + ": has " + std::to_string(recipe.steps.size()) + " steps");
    }
    for (std::size_t i = 0; i < recipe.steps.size(); ++i) {
      check_step(recipe.steps[i], files, title + ": " + std::to_string(i + 1) + ": ", violations);
    }
  }
  return violations;
}

}  // namespace stepdown::tests
