#include "models/reading/yaml_bytes.hpp"

#include "models/reading/yaml_reader.hpp"
#include "models/text/look_alikes.hpp"
#include "models/text/utf8.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace stepdown::models {
namespace {

/// Refuses the character at a byte, which has that length, if it is none of a text.
void check_character(std::string_view text,
                     std::size_t i,
                     std::size_t length,
                     const TextPositions& places) {
  const auto c = static_cast<unsigned char>(text[i]);
  if (length == 0)
    throw Refusal{Rule::NotUtf8,
                  places.of_byte(i),
                  fmt::format("expected UTF-8 text, got the byte 0x{:02X}; save the file as UTF-8",
                              unsigned{c})};
  if (c == 0)
    throw Refusal{Rule::NulByte,
                  places.of_byte(i),
                  "expected text, got a NUL byte; is this a scenario file?"};
  if (starts_with_control(text.substr(i)))
    throw Refusal{Rule::ControlCharacter,
                  places.of_byte(i),
                  fmt::format("expected text, got the control character 0x{:02X}", unsigned{c})};
  if (c == '\r' && i + 1 < text.size() && text[i + 1] != '\n')
    throw Refusal{Rule::LoneReturn,
                  places.of_byte(i),
                  "expected lines that end as on Windows or Linux, got a carriage return alone; "
                  "save the file with other line ends"};
}

/// The same, if it cannot stand before the first word of a line.
void check_indentation(std::string_view text,
                       std::size_t i,
                       std::size_t length,
                       const TextPositions& places) {
  if (text[i] == '\t')
    throw Refusal{Rule::TabIndentation,
                  places.of_byte(i),
                  "expected spaces as indentation, got a tab; replace it with spaces"};
  const auto odd = first_look_alike(text.substr(i, length));
  if (odd && (odd->plain == " " || odd->plain.empty()))
    throw Refusal{Rule::LookAlike,
                  places.of_byte(i),
                  fmt::format("expected spaces as indentation, got {}; replace it", odd->name)};
}

}  // namespace

void check_bytes(std::string_view text, const TextPositions& places) {
  if (text.size() > max_yaml_bytes)
    throw Refusal{Rule::TextTooLarge,
                  places.of_byte(0),
                  fmt::format("expected at most {} bytes, got more; lists of dates or times belong "
                              "in a CSV file",
                              max_yaml_bytes)};
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    throw Refusal{
        Rule::Utf16, places.of_byte(0), "expected UTF-8 text, got UTF-16; save the file as UTF-8"};
  bool in_indentation = true;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text.substr(i));
    check_character(text, i, length, places);
    if (in_indentation) check_indentation(text, i, length, places);
    in_indentation = text[i] == '\n' || (in_indentation && text[i] == ' ');
    i += length;
  }
}

}  // namespace stepdown::models
