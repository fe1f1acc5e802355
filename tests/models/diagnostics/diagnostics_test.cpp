#include "models/diagnostics/diagnostics.hpp"

#include <doctest/doctest.h>

#include <string>

namespace stepdown::models {
namespace {

Diagnostic at(int line, int column, std::string source) {
  return {Rule::WrongType, {"a.yaml", line, column}, "levels.php", "wrong", std::move(source)};
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("diagnostics: the place and the line and a caret under the column") {
  CHECK(to_text(at(3, 5, "    x: 1")) ==
        "a.yaml:3:5: error: levels.php: wrong\n"
        "      x: 1\n"
        "      ^");
}

TEST_CASE("diagnostics: columns count characters and tabs stay tabs") {
  CHECK(to_text(at(1, 4, "\tés: x")) ==
        "a.yaml:1:4: error: levels.php: wrong\n"
        "  \tés: x\n"
        "  \t  ^");
}

TEST_CASE("diagnostics: a caret stands under the column also behind wide characters") {
  CHECK(to_text(at(1, 5, "病棟: x")) ==
        "a.yaml:1:5: error: levels.php: wrong\n"
        "  病棟: x\n"
        "        ^");
}

TEST_CASE("diagnostics: of a long line the part around the column is shown") {
  const std::string text =
      to_text(at(1, 1001, std::string(1000, 'a') + "X" + std::string(1000, 'b')));
  const std::string line = "..." + std::string(60, 'a') + "X" + std::string(59, 'b') + "...";
  CHECK(text ==
        "a.yaml:1:1001: error: levels.php: wrong\n  " + line + "\n  " + std::string(63, ' ') + "^");
}

TEST_CASE("diagnostics: bytes that could drive a terminal are not repeated") {
  CHECK(to_text(at(1, 1, "a\x1b[31m\xff\xc2\x9b")).find("a\\x1b[31m\\xff\\u009b\n") !=
        std::string::npos);
  CHECK(in_quotes("a\x1b\nb") == "'a\\x1b\\nb'");
  CHECK(in_quotes(std::string(200, 'x')) == "'" + std::string(60, 'x') + "...'");
}

TEST_CASE("diagnostics: a list is in file order and counted") {
  Diagnostic warning = at(2, 1, "");
  warning.severity = Severity::Warning;
  Diagnostic nowhere{Rule::WrongType, {}, "", "no place", ""};
  CHECK(to_text({at(9, 1, ""), warning, nowhere, at(2, 9, "")}) ==
        "error: no place\n"
        "a.yaml:2:1: warning: levels.php: wrong\n"
        "a.yaml:2:9: error: levels.php: wrong\n"
        "a.yaml:9:1: error: levels.php: wrong\n"
        "3 errors, 1 warning\n");
  CHECK(to_text(std::vector<Diagnostic>{}).empty());
}

TEST_CASE("diagnostics: a source line is found by file and number without its line end") {
  const std::vector<std::pair<std::string, std::string>> sources{
      {"a.yaml", "\xEF\xBB\xBFone\r\ntwo\nthree"}, {"b.yaml", ""}};
  CHECK(source_line(sources, {"a.yaml", 1, 1}) == "one");
  CHECK(source_line(sources, {"a.yaml", 2, 1}) == "two");
  CHECK(source_line(sources, {"a.yaml", 3, 1}) == "three");
  CHECK(source_line(sources, {"a.yaml", 4, 1}).empty());
  CHECK(source_line(sources, {"a.yaml", 0, 0}).empty());
  CHECK(source_line(sources, {"b.yaml", 1, 1}).empty());
  CHECK(source_line(sources, {"c.yaml", 1, 1}).empty());
}

TEST_CASE("diagnostics: files and keys and messages are visible and on one line") {
  CHECK(to_text(Diagnostic{Rule::WrongType, {"a\x1b.yaml", 1, 1}, "k\u202e", "got\n\x9b", ""}) ==
        "a\\x1b.yaml:1:1: error: k\\u202e: got\\n\\x9b");
}

TEST_CASE("diagnostics: what is very long is cut") {
  const std::string much(100'000, 'x');
  const std::string text = to_text(Diagnostic{Rule::WrongType, {much, 1, 1}, much, much, much});
  CHECK(text.size() < 4000);
  CHECK(text.find(": error: x") != std::string::npos);
}

TEST_CASE("diagnostics: a caret stands under what is shown of escapes") {
  CHECK(to_text(at(1, 3, "\x1b\x1bx")).ends_with("\n  \\x1b\\x1bx\n          ^"));
  const std::string escapes(200, '\x1b');
  const std::string text = to_text(at(1, 101, escapes + "end"));
  const auto shown = text.find('\n');
  const auto caret = text.find('\n', shown + 1);
  CHECK(caret - shown < 140);
  CHECK(text.size() - caret < 140);
}

TEST_CASE("diagnostics: what is not kept is counted among those not shown") {
  const std::vector<Diagnostic> list = shown({at(1, 1, ""), at(2, 1, "")}, 0);
  CHECK(list.size() == 2);
  std::vector<Diagnostic> many(most_shown + 1, at(1, 1, ""));
  CHECK(shown(many, 1000).back().message == "1001 more problems from here on are not shown");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
