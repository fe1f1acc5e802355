#include "models/text/visible.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace stepdown::models {
namespace {

TEST_SUITE_BEGIN("unit");

TEST_CASE("visible text: what can be seen stays as it is") {
  for (const std::string_view text : {"plain text: {a} ~\\", "Café – 38 beds", "日本語", "😀", ""})
    CHECK(visible(text) == text);
}

TEST_CASE("visible text: control characters are escapes") {
  CHECK(visible("a\x1b]0;owned\a") == "a\\x1b]0;owned\\x07");
  CHECK(visible("\x7f") == "\\x7f");
  CHECK(visible(std::string_view{"\0", 1}) == "\\x00");
  CHECK(visible("one\ntwo\r\n\tthree\r") == "one\\ntwo\\r\\n\\tthree\\r");
}

TEST_CASE("visible text: control characters of two bytes are escapes") {
  CHECK(visible("\xc2\x80") == "\\u0080");
  CHECK(visible("\xc2\x9b"
                "31m") == "\\u009b31m");
  CHECK(visible("\xc2\x9f\xc2\xa0") == "\\u009f\xc2\xa0");  // the next is a no-break space
}

TEST_CASE("visible text: what turns the direction of writing or ends a line is an escape") {
  CHECK(visible("\u061c") == "\\u061c");
  CHECK(visible("\u200e\u200f") == "\\u200e\\u200f");
  CHECK(visible("\u202a\u202b\u202c\u202d\u202e") == "\\u202a\\u202b\\u202c\\u202d\\u202e");
  CHECK(visible("\u2066\u2067\u2068\u2069") == "\\u2066\\u2067\\u2068\\u2069");
  CHECK(visible("\u2028\u2029") == "\\u2028\\u2029");
  CHECK(visible("\u200d\u2027\u202f\u2065\u206a") == "\u200d\u2027\u202f\u2065\u206a");
}

TEST_CASE("visible text: bytes that are no UTF-8 are escapes") {
  CHECK(visible("a\xff\x9b\xc2") == "a\\xff\\x9b\\xc2");
  CHECK(visible("\xc0\x9b\xed\xa0\x80") == "\\xc0\\x9b\\xed\\xa0\\x80");  // overlong, surrogate
}

TEST_CASE("visible text: what is visible already stays as it is") {
  const std::string once = visible("a\x1b\n\xff\u202e");
  CHECK(visible(once) == once);
}

TEST_CASE("visible text: layout stays where it is asked for") {
  CHECK(visible("a\tb\n", Layout::Tabs) == "a\tb\\n");
  CHECK(visible("a\tb\r\nc\rd\n", Layout::Lines) == "a\tb\r\nc\\rd\n");
  CHECK(visible("\x1b[K\u2028", Layout::Lines) == "\\x1b[K\\u2028");
}

TEST_CASE("visible text: the start of much text counts what is shown") {
  CHECK(visible_start("abc", 3) == "abc");
  CHECK(visible_start("abcd", 3) == "abc...");
  CHECK(visible_start("a\x1b\x1b", 6) == "a\\x1b...");
  CHECK(visible_start("éèê", 2) == "éè...");
  CHECK(visible_start("", 2).empty());
}

TEST_CASE("visible text: of a long message both ends stay") {
  CHECK(visible_ends("abcdefgh", 8) == "abcdefgh");
  CHECK(visible_ends("abcdefghi", 8) == "abcdef...hi");
  CHECK(visible_ends("ééééééééé", 4) == "ééé...é");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
