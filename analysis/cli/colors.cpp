#include "analysis/cli/colors.hpp"

#include <algorithm>
#include <array>

namespace stepdown::analysis {

namespace {

constexpr std::string_view in_red = "\x1b[31m";
constexpr std::string_view in_green = "\x1b[32m";
constexpr std::string_view in_yellow = "\x1b[33m";
constexpr std::string_view as_before = "\x1b[0m";

struct Sign {
  std::string_view text;
  std::string_view color;
};

constexpr std::array<Sign, 5> signs{{{"error:", in_red},
                                     {"warning:", in_yellow},
                                     {"✓ met", in_green},
                                     {"✗ missed", in_red},
                                     {"!", in_yellow}}};

/// The sign that stands at the front, as a word of its own; null: none.
const Sign* sign_at(std::string_view text) {
  const auto* const found = std::ranges::find_if(signs, [text](const Sign& sign) {
    if (!text.starts_with(sign.text)) return false;
    return text.size() == sign.text.size() || text[sign.text.size()] == ' ';
  });
  return found == signs.end() ? nullptr : found;
}

}  // namespace

std::string in_colors(std::string_view line) {
  std::string colored;
  for (std::size_t at = 0; at < line.size();) {
    const bool begins_word = at == 0 || line[at - 1] == ' ';
    const Sign* const sign = begins_word ? sign_at(line.substr(at)) : nullptr;
    if (sign == nullptr) {
      colored += line[at++];
      continue;
    }
    colored.append(sign->color).append(sign->text).append(as_before);
    at += sign->text.size();
  }
  return colored;
}

}  // namespace stepdown::analysis
