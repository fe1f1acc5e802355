#include "models/text/visible.hpp"

#include "models/text/utf8.hpp"

#include <algorithm>

namespace stepdown::models {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

void append_hex(std::string& to, char32_t code, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    to += hex_digits[(code >> static_cast<unsigned>(shift)) & 0xFU];
}

/// Whether a character acts on the text around it, or on the terminal.
bool is_acting(char32_t code) {
  const auto is_in = [code](char32_t first, char32_t last) {
    return code >= first && code <= last;
  };
  return code < 0x20 || is_in(0x7F, 0x9F) || code == 0x61C || is_in(0x200E, 0x200F) ||
         is_in(0x2028, 0x202E) || is_in(0x2066, 0x2069);
}

bool is_kept(std::string_view text, Layout keep) {
  if (keep == Layout::None) return false;
  if (text.front() == '\t') return true;
  return keep == Layout::Lines && (text.front() == '\n' || text.starts_with("\r\n"));
}

void append_escape(std::string& to, char32_t code) {
  to += '\\';
  if (code == '\n' || code == '\r' || code == '\t') {
    to += code == '\n' ? 'n' : code == '\r' ? 'r' : 't';
  } else if (code < 0x80) {
    to += 'x';
    append_hex(to, code, 2);
  } else {
    to += 'u';
    append_hex(to, code, 4);
  }
}

}  // namespace

std::size_t append_visible_character(std::string& to, std::string_view text, Layout keep) {
  if (text.empty()) return 0;
  const std::size_t length = utf8_length(text);
  if (length == 0) {
    to += "\\x";
    append_hex(to, static_cast<unsigned char>(text.front()), 2);
    return 1;
  }
  const std::string_view character = text.substr(0, length);
  const char32_t code = code_point(character);
  if (is_acting(code) && !is_kept(text, keep))
    append_escape(to, code);
  else
    to += character;
  return length;
}

std::string visible(std::string_view text, Layout keep) {
  constexpr auto is_plain = [](char c) { return c >= ' ' && c <= '~'; };
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const auto plain =
        static_cast<std::size_t>(std::ranges::find_if_not(text, is_plain) - text.begin());
    shown += text.substr(0, plain);
    text.remove_prefix(plain);
    text.remove_prefix(append_visible_character(shown, text, keep));
  }
  return shown;
}

std::string visible_start(std::string_view text, std::size_t width) {
  std::string shown;
  std::size_t used = 0;
  while (!text.empty()) {
    std::string one;
    const std::size_t length = append_visible_character(one, text);
    const std::size_t wide = characters(one);
    if (used + wide > width) return shown + "...";
    shown += one;
    used += wide;
    text.remove_prefix(length);
  }
  return shown;
}

std::string visible_ends(std::string_view text, std::size_t width) {
  std::string shown = visible(text);
  const std::size_t all = characters(shown);
  if (all <= width) return shown;
  const std::size_t last = width / 4;
  return shown.substr(0, offset_of_character(shown, width - last)) + "..." +
         shown.substr(offset_of_character(shown, all - last));
}

}  // namespace stepdown::models
