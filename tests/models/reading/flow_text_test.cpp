#include "models/reading/flow_text.hpp"

#include "models/reading/yaml_reader.hpp"

#include <doctest/doctest.h>

#include <string>

namespace stepdown::models {
namespace {

YamlNode tree_of(const std::string& text) {
  YamlText yaml = read_yaml(text, {"test.yaml", 1, 1});
  REQUIRE(yaml.problems.empty());
  return yaml.root;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("flow text: what needs no quotes has none") {
  CHECK(flow_text(tree_of("30")) == "30");
  CHECK(flow_text(tree_of("\"7 d\"")) == "7 d");
  CHECK(flow_text(tree_of("42 /wk")) == "42 /wk");
  CHECK(flow_text(tree_of("-0.5")) == "-0.5");
  CHECK(flow_text(tree_of("beds: 30\nlist:\n- a\n- [1, 2]\nnothing:\n")) ==
        "{beds: 30, list: [a, [1, 2]], nothing: null}");
}

TEST_CASE("flow text: it is read as the tree that it came from") {
  for (const std::string text : {"30",
                                 "\"null\"",
                                 "\"\"",
                                 "~",
                                 "\"a: b\"",
                                 "'# no comment'",
                                 "\"- no item\"",
                                 "\"ends with space \"",
                                 "\"tab\\tand \\\"quotes\\\"\"",
                                 "\"line\\nend\"",
                                 "\"\u00e9\"",
                                 "{\"a: b\": [\"1, 2\", \"}\"], 0.5: 24 d, \"null\": x}",
                                 "[]",
                                 "{}"}) {
    CAPTURE(text);
    const YamlNode tree = tree_of(text);
    CAPTURE(flow_text(tree));
    CHECK(canonical_text(tree_of(flow_text(tree))) == canonical_text(tree));
  }
}

TEST_SUITE_END();

}  // namespace stepdown::models
