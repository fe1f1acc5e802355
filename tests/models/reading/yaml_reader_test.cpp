#include "models/reading/yaml_reader.hpp"

#include <doctest/doctest.h>

#include <string>

namespace stepdown::models {
namespace {

YamlText read(const std::string& text) {
  return read_yaml(text, {"a.yaml", 1, 1});
}

/// The only problem as "line:column message".
std::string problem(const std::string& text) {
  const YamlText yaml = read(text);
  REQUIRE(yaml.problems.size() == 1);
  const Diagnostic& found = yaml.problems.front();
  return std::to_string(found.at.line) + ":" + std::to_string(found.at.column) + " " +
         found.message;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("yaml reader: scalars stay text and know their places") {
  const YamlText yaml = read("a: 010\nb: {c: yes, d: .nan}\ne:\n  - ~\n  - 'x: y'\n");
  REQUIRE(yaml.problems.empty());
  const auto& entries = yaml.root.entries;
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].value.text == "010");
  CHECK(entries[0].value.at == SourceLocation{"a.yaml", 1, 4});
  CHECK(entries[1].value.entries[0].value.text == "yes");
  CHECK(entries[1].value.entries[1].value.text == ".nan");
  CHECK(entries[1].value.entries[1].key_at == SourceLocation{"a.yaml", 2, 13});
  CHECK_FALSE(entries[1].value.is_block);
  CHECK(entries[2].value.is_block);
  CHECK(entries[2].value.items[0].kind == YamlNode::Kind::Null);
  CHECK(entries[2].value.items[0].text == "~");
  CHECK(entries[2].value.items[1].text == "x: y");
}

TEST_CASE("yaml reader: columns count characters and line ends do not matter") {
  CHECK(read("é: x\n").root.entries[0].value.at.column == 4);
  CHECK(read("{é: x, ü: y}\n").root.entries[1].value.at.column == 11);
  CHECK(read("\xEF\xBB\xBF"
             "a: x\r\nb: y\r\n")
            .root.entries[1]
            .value.at == SourceLocation{"a.yaml", 2, 4});
  CHECK(read_yaml("x", {"--set", 3, 10}).root.at == SourceLocation{"--set", 3, 10});
}

TEST_CASE("yaml reader: a key without a word is told, whatever stands before it") {
  const std::string message =
      " expected a key of one word, got none; is there a comma or a colon too many?";
  CHECK(problem("{a: 30,,b: 2}\n") == "1:8" + message);
  CHECK(problem("{a: 30,'': 2}\n") == "1:8" + message);
  CHECK(problem("a: {b: 30, : 2}\n") == "1:12" + message);
  CHECK(problem("'': {c: 1}\nb: 2\n") == "1:1" + message);
  CHECK(read("a: {b: 30,,c: 2}\n").problems.front().key == "a");
}

TEST_CASE("yaml reader: a duplicate key keeps the first and names its line") {
  const YamlText yaml = read("a:\n  b: 1\n  c: 2\n  b: 3\n");
  REQUIRE(yaml.problems.size() == 1);
  CHECK(yaml.problems[0].key == "a.b");
  CHECK(yaml.problems[0].message == "duplicate key; the first is on line 2");
  REQUIRE(yaml.root.entries[0].value.entries.size() == 2);
  CHECK(yaml.root.entries[0].value.entries[0].value.text == "1");
}

TEST_CASE("yaml reader: bytes that are no text are refused") {
  CHECK(problem(std::string{"a: x\0y", 6}) ==
        "1:5 expected text, got a NUL byte; is this a scenario file?");
  CHECK(problem("a: \xff") == "1:4 expected UTF-8 text, got the byte 0xFF; save the file as UTF-8");
  for (const char* bad : {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80"}) {
    CAPTURE(bad);
    CHECK(problem(std::string{"a: "} + bad).starts_with("1:4 expected UTF-8 text"));
  }
  CHECK(problem("a: \xc2\x9b").starts_with("1:4 expected text, got the control character"));
  CHECK(problem("a:\n\tb: 1") ==
        "2:1 expected spaces as indentation, got a tab; replace it with spaces");
  CHECK(read("a:\t1").problems.empty());
}

TEST_CASE("yaml reader: 100 MB and deep and wide input end soon with one error") {
  CHECK(problem(std::string(100'000'000, 'a')).starts_with("1:1 expected at most 1000000 bytes"));
  constexpr std::size_t much = 900'000;
  for (const char* piece :
       {"[", "{", "- ", "? ", "a: ", "&a ", "!", "%", "|", "{a:", "[,", "\"", "'"}) {
    CAPTURE(piece);
    std::string text;
    while (text.size() < much)
      text += piece;
    CHECK(read(text).problems.size() <= 1);
  }
  std::string wide;
  for (int i = 0; i < 60'000; ++i)
    wide += "- 1\n";
  CHECK(problem(wide) == "50001:3 expected at most 50000 values, got more");
  std::string deep;
  for (int i = 0; i < 50; ++i)
    deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK(problem(deep + std::string(50, ' ') + "a: 1\n").find("nesting") != std::string::npos);
}

TEST_CASE("yaml reader: what a scenario has no use for is refused") {
  CHECK(problem("a: &x 1\nb: *x\n") == "1:4 expected a value, got an anchor; write the value out");
  CHECK(problem("a: !!str 1").starts_with("1:4 expected a value, got the tag"));
  CHECK(problem("a: 1\n---\nb: 2\n").starts_with("2:1 expected one document"));
  CHECK(problem("? [a]\n: 1\n").find("expected a key of one word") != std::string::npos);
  CHECK(problem("a: \"x\nb: 1\n") == "1:4 expected a closing quote, got the end of the text");
  CHECK(problem("a: 'x\n") == "1:4 expected a closing quote, got the end of the text");
}

TEST_CASE("yaml reader: quoted text may have quotes and lines of its own") {
  CHECK(read("a: \"x \\\" y\"\n").root.entries[0].value.text == "x \" y");
  CHECK(read("a: 'it''s'\n").root.entries[0].value.text == "it's");
  CHECK(read("a: \"x\n  y\"\nb: 1\n").root.entries.size() == 2);
  CHECK(read("a: |\n  x \"y\n  z\n").root.entries[0].value.text == "x \"y\nz\n");
}

TEST_CASE("yaml reader: what is no entry to YAML is read as it was meant") {
  const YamlText commas = read("{a: 1,800, b: 0,75, c: 3,5 /wk, d: 12,345, e: 1}");
  CHECK(commas.problems.size() == 4);
  const auto& entries = commas.root.entries;
  REQUIRE(entries.size() == 5);
  CHECK(entries[0].value.text == "1800");
  CHECK(entries[1].value.text == "0.75");
  CHECK(entries[2].value.text == "3.5 /wk");
  CHECK(entries[3].value.text == "12345");
  CHECK(read("{a: 1, 800: 2, b: 3,x: 4}").problems.empty());
  const YamlText spaces = read("{a:1, b:\u00A02, c: 3}");
  CHECK(spaces.problems.size() == 2);
  REQUIRE(spaces.root.entries.size() == 3);
  CHECK(spaces.root.entries[0].key == "a");
  CHECK(spaces.root.entries[0].value.text == "1");
  CHECK(spaces.root.entries[1].value.text == "2");
  const YamlText quotes = read("\u201Ca b\u201D: 1\n");
  REQUIRE(quotes.problems.size() == 1);
  CHECK(quotes.root.entries[0].key == "a b");
}

TEST_CASE("yaml reader: line ends of long ago are told") {
  CHECK(problem("a: 1\rb: 2\r").starts_with("1:5 expected lines that end as on"));
  CHECK(read("a: 1\r\nb: 2\r\n").problems.empty());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
