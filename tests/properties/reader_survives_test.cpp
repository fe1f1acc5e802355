#include "models/compile/compile.hpp"
#include "models/reading/read_scenario.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace stepdown::models {
namespace {

const std::string files[] = {"tests/data/small_program.yaml",
                             "tests/broken_scenarios/parts/base.yaml"};

std::string text_of(const std::string& path) {
  constexpr std::size_t enough = 100'000;
  return load_file(path, enough).text;
}

/// Whether reading ends in one of its two ways; anything else that is thrown fails the test.
bool ends_well(const std::string& text) {
  bool is_read = true;
  try {
    (void)compile(read_scenario_text(text, "mutant.yaml"));
  } catch (const ScenarioError& error) {
    is_read = false;
    return !error.diagnostics().empty() && std::string{error.what()}.find("error") > 0;
  }
  return is_read;
}

TEST_SUITE_BEGIN("property");

TEST_CASE("reader survives: any one byte may be another") {
  for (const std::string& file : files) {
    const std::string text = text_of(file);
    REQUIRE(text.size() > 100);
    for (std::size_t i = 0; i < text.size(); ++i) {
      CAPTURE(file);
      CAPTURE(i);
      for (const char c : {'\0', '\n', ' ', ':', '{', '"', '0', '-', '\xC3'}) {
        std::string mutant = text;
        mutant[i] = c;
        CHECK(ends_well(mutant));
      }
    }
  }
}

TEST_CASE("reader survives: the text may end anywhere and any line may be missing or be twice") {
  for (const std::string& file : files) {
    const std::string text = text_of(file);
    for (std::size_t i = 0; i < text.size(); ++i) {
      CAPTURE(file);
      CAPTURE(i);
      CHECK(ends_well(text.substr(0, i)));
      if (text[i] != '\n') continue;
      const std::size_t next = text.find('\n', i + 1);
      if (next == std::string::npos) continue;
      CHECK(ends_well(text.substr(0, i) + text.substr(next)));
      CHECK(ends_well(text.substr(0, next) + text.substr(i)));
    }
  }
}

TEST_CASE("reader survives: any word of one scenario may stand in the place of another") {
  const std::string text = text_of(files[1]);
  const auto words = [&text] {
    std::vector<std::string> found;
    std::string word;
    for (const char c : text) {
      if (std::string{" \n:{}[],"}.find(c) == std::string::npos) {
        word += c;
      } else if (!word.empty()) {
        found.push_back(word);
        word.clear();
      }
    }
    return found;
  }();
  std::size_t position = 0;
  for (const std::string& word : words) {
    position = text.find(word, position);
    for (std::size_t other = 0; other < words.size(); other += 3) {
      CAPTURE(position);
      CAPTURE(words[other]);
      CHECK(ends_well(std::string{text}.replace(position, word.size(), words[other])));
    }
    position += word.size();
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
