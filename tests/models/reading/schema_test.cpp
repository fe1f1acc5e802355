#include "models/reading/schema.hpp"

#include "models/compile/compile.hpp"
#include "models/history.hpp"
#include "models/reading/read_scenario.hpp"
#include "models/reading/schema_json.hpp"
#include "models/reading/schema_markdown.hpp"
#include "models/reading/schema_types.hpp"
#include "models/reading/yaml_reader.hpp"
#include "models/reason_kind.hpp"
#include "tests/models/reading/each_map.hpp"
#include "tests/models/reading/printed_reference.hpp"
#include "tests/support/json_schema.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <utility>

namespace stepdown::models {
namespace {

const std::string every_key = "tests/models/data/every_key.yaml";
const std::string reference = "scenarios/README.md";

std::string text_of(const std::string& path) {
  FileText file = load_file(path, max_yaml_bytes);
  REQUIRE_MESSAGE(!file.error, path);
  return std::move(file.text);
}

YamlNode tree_of(const std::string& text) {
  YamlText yaml = read_yaml(text, {"test.yaml", 1, 1});
  REQUIRE(yaml.problems.empty());
  return std::move(yaml.root);
}

bool is_read(const std::string& text, const std::string& name) {
  bool is_read = true;
  try {
    (void)compile(read_scenario_text(text, name));
  } catch (const ScenarioError& error) {
    is_read = false;
  }
  return is_read;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("schema: one scenario with every key is accepted by the reader and by the JSON Schema") {
  const std::string text = text_of(every_key);
  const auto verdict = tests::JsonSchema{schema::as_json_schema()}.check(tree_of(text));
  CHECK_MESSAGE(verdict.problems.empty(), doctest::toString(verdict.problems.size()));
  for (const std::string& problem : verdict.problems)
    MESSAGE(problem);
  CHECK_NOTHROW((void)compile(read_scenario(every_key)));
  std::set<std::pair<std::string, std::string>> forgotten;
  for (const schema::Section& section : schema::sections())
    for (const schema::Key& key : section.keys)
      if (!key.is_free_name() && section.name != "variant")
        forgotten.emplace(section.name, key.name);
  for (const auto& met : verdict.met)
    forgotten.erase(met);
  for (const auto& [section, key] : forgotten)
    MESSAGE(section << " " << key);
  CHECK(forgotten.empty());
}

TEST_CASE("schema: an unknown key is refused by the reader and by the JSON Schema in every map") {
  YamlNode tree = tree_of(text_of(every_key));
  const tests::JsonSchema json{schema::as_json_schema()};
  int maps = 0;
  tests::for_each_map(tree, [&](YamlNode& map) {
    map.entries.push_back(
        {"no such key", {}, {YamlNode::Kind::Scalar, "x", false, {}, {}, {}, {}}});
    const std::string text = canonical_text(tree);
    CAPTURE(text);
    CHECK_FALSE(json.check(tree).problems.empty());
    CHECK_FALSE(is_read(text, every_key));
    map.entries.pop_back();
    ++maps;
  });
  CHECK(maps > 150);
  CHECK(is_read(canonical_text(tree), every_key));
}

TEST_CASE("schema: reader and JSON Schema agree on every key that is left out") {
  YamlNode tree = tree_of(text_of(every_key));
  const tests::JsonSchema json{schema::as_json_schema()};
  int refused = 0;
  tests::for_each_map(tree, [&](YamlNode& map) {
    for (std::size_t i = 0; i < map.entries.size(); ++i) {
      const YamlNode::Entry entry = std::move(map.entries[i]);
      map.entries.erase(map.entries.begin() + static_cast<std::ptrdiff_t>(i));
      const std::string text = canonical_text(tree);
      const bool is_valid = json.check(tree).problems.empty();
      CAPTURE(entry.key);
      CAPTURE(text);
      if (!is_valid) {  // the reader sees more: sums, names, cases
        CHECK_FALSE(is_read(text, every_key));
        ++refused;
      }
      map.entries.insert(map.entries.begin() + static_cast<std::ptrdiff_t>(i), entry);
    }
  });
  CHECK(refused > 60);
}

TEST_CASE("schema: every example is what its key takes") {
  const tests::JsonSchema json{schema::as_json_schema()};
  for (const schema::Section& section : schema::sections()) {
    for (const schema::Key& key : section.keys) {
      CAPTURE(section.name);
      CAPTURE(key.name);
      REQUIRE_FALSE(key.example.empty());
      if (key.example.find("...") != std::string_view::npos) continue;  // shortened
      const auto verdict = json.check(tree_of(std::string{key.example}), std::string{key.type});
      CHECK(verdict.problems.empty());
    }
  }
}

TEST_CASE("schema: every scenario of this repository is valid for the JSON Schema") {
  const tests::JsonSchema json{schema::as_json_schema()};
  int scenarios = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{"scenarios"}) {
    const auto folder = entry.path().parent_path();
    if (entry.path().extension() != ".yaml" || folder == "scenarios/plans" ||
        folder == "scenarios/calibrations")
      continue;  // plans have a schema of their own
    CAPTURE(entry.path().string());
    const auto verdict = json.check(tree_of(text_of(entry.path().string())));
    for (const std::string& problem : verdict.problems)
      MESSAGE(problem);
    CHECK(verdict.problems.empty());
    CHECK_NOTHROW((void)compile(read_scenario(entry.path().string())));
    ++scenarios;
  }
  CHECK(scenarios > 0);
}

TEST_CASE("schema: scenarios/README.md lists the reasons that are understood") {
  const std::string text = text_of(reference);
  const std::size_t begin = text.find("| kind | names |");
  REQUIRE(begin != std::string::npos);
  const std::string table = text.substr(begin, text.find("\n\n", begin) - begin);
  for (const auto& [word, kind] : known_reasons) {
    CAPTURE(word);
    CHECK(table.find("`" + std::string(word) + "`") != std::string::npos);
  }
  const auto quotes = std::count(table.begin(), table.end(), '`');
  CHECK(static_cast<std::size_t>(quotes) == 2 * known_reasons.size());
}

TEST_CASE("schema: scenarios/README.md explains the words of history") {
  const std::string text = text_of(reference);
  const std::size_t begin = text.find("| history | meaning | value |\n|---|---|---|\n");
  REQUIRE(begin != std::string::npos);
  const std::string table = text.substr(begin, text.find("\n\n", begin) - begin);
  std::size_t at = 0;
  for (const HistoryWord& word : history_words) {
    CAPTURE(word.name);
    at = table.find("\n| `" + std::string{word.name} + "` | " + std::string{word.meaning} + " |",
                    at);
    REQUIRE(at != std::string::npos);
  }
  CHECK(std::count(table.begin(), table.end(), '\n') == std::ssize(history_words) + 1);
}

TEST_CASE("schema: the reference in scenarios/README.md is printed from it") {
  tests::check_reference("schema", schema::as_markdown());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
