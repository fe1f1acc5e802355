#include "models/reading/yaml_layout.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace stepdown::models {
namespace {

/// "line:column message", counted from 1, of what is found in the whole text.
std::string mistake_in(std::string_view text) {
  const auto last = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  const auto found = find_layout_mistake(text, last);
  if (!found) return {};
  const std::string_view before = text.substr(0, found->byte);
  const auto line = std::ranges::count(before, '\n') + 1;
  const std::size_t begin = before.rfind('\n') + 1;
  return std::to_string(line) + ":" + std::to_string(found->byte - begin + 1) + " " +
         found->message;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("yaml layout: what people write is no mistake") {
  for (const char* text : {"a: 1\nb:\n  c: 2\n  d: {e: 1, f: [2, 3]}\ng: 4\n",
                           "a:\n  - b: 1\n    c: 2\n  - d\nz: 1\n",
                           "a:\n- b\n- c: 1\n  d: 2\nz: 1\n",
                           "a: {b: 1,\n  c: {d: 2},\n  e: 3}\nf: 4\n",
                           "# x: {\na: 'it''s: {'\nb: \"\\\": [\"\n",
                           "a: |\n  text: {\n\n   more\nb: 1\n",
                           "a: some text\n  that goes on\nb: 1\n",
                           "a:\n  some text\n  that goes on\nb: 1\n",
                           "a: \"text\n  b: {\"\nc: 1\n",
                           "a: http://x/y  # z: {\nb: 13:45\n",
                           "\"a\": 1\n'b': 2\n",
                           "a: {b: don't, c: 'x: y'}\n",
                           "a:\r\n  b: 1\r\nc: 2\r\n"}) {
    CAPTURE(text);
    CHECK(mistake_in(text) == "");
  }
}

TEST_CASE("yaml layout: a missing space or colon") {
  CHECK(mistake_in("a: 1\nhold:7 d\n") == "2:6 expected a space after 'hold:', got none");
  CHECK(mistake_in("a: 1\nhold 7 d\n") == "2:5 expected ':' after 'hold', got none");
  CHECK(mistake_in("a: 1\nplaces {slots: 18}\n") == "2:7 expected ':' after 'places', got none");
  CHECK(mistake_in("a:\u00A07 d\nb: 1\n") ==
        "1:3 expected a space after 'a:', got a no-break space (U+00A0); replace it");
}

TEST_CASE("yaml layout: an indentation that fits no line above") {
  CHECK(mistake_in("a:\n    b: 1\n   c: 2\n") ==
        "3:4 expected 0 or 4 spaces before it as in lines above, got 3");
  CHECK(mistake_in("a:\n  b: 1\n     c: 2\n") ==
        "3:6 expected 2 spaces before it as in the line above, got 5");
  CHECK(mistake_in("  a: 1\n b: 2\n") ==
        "2:2 expected 2 spaces before it as in lines above, got 1");
}

TEST_CASE("yaml layout: brackets left open or closed too often") {
  CHECK(mistake_in("a: {b: 1\nc: {d: 2}\n") ==
        "1:4 expected '}' to close this '{', got the key 'c' on line 2");
  CHECK(mistake_in("a: [1, 2\n") == "1:4 expected ']' to close this '[', got the end of the text");
  CHECK(mistake_in("a: {b: [1, 2}\n") == "1:8 expected ']' to close this '[', got '}' on line 1");
  CHECK(mistake_in("a: {b: 1}}\n") == "1:10 expected no '}', as nothing is open; remove it");
}

TEST_CASE("yaml layout: a colon in a text") {
  CHECK(
      mistake_in("name: North campus: step-down\n") ==
      "1:19 expected quotes around text with ': ' in it; write name: \"North campus: step-down\"");
  CHECK(mistake_in("to: iop: 0.7\n") ==
        "1:8 expected one key a line, got a second ':' after 'iop'; put braces around keys, or "
        "quotes around text");
  CHECK(mistake_in("to: {a: 1 b: 2}\n") ==
        "1:12 expected ',' between entries, got a second ':'; put braces around keys, or quotes "
        "around text");
}

TEST_CASE("yaml layout: nothing is said about what stands below") {
  CHECK_FALSE(find_layout_mistake("a: 1\nb:2\n", 0).has_value());
  CHECK_FALSE(find_layout_mistake("", 0).has_value());
}

TEST_CASE("yaml layout: a key that has no space after its colon") {
  CHECK(key_without_space("hold:7 d") == "hold");
  CHECK(key_without_space("http://x").empty());
  CHECK(key_without_space("hold: 7 d").empty());
  CHECK(key_without_space("13:45").empty());
  CHECK(key_without_space("hold:").empty());
}

TEST_CASE("yaml layout: a bracket behind a word") {
  CHECK(bracket_after_word("places {slots") == 7);
  CHECK(bracket_after_word("outcomes [a") == 9);
  CHECK(bracket_after_word("waiting.order[0]") == std::string_view::npos);
  CHECK(bracket_after_word("{a") == std::string_view::npos);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
