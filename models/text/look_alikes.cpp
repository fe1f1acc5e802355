#include "models/text/look_alikes.hpp"

#include "models/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace stepdown::models {
namespace {

struct Known {
  std::string_view bytes;
  std::string_view name;
  std::string_view plain;
};

constexpr std::array<Known, 31> all{{
    {"\u00A0", "a no-break space (U+00A0)", " "},
    {"\u202F", "a narrow no-break space (U+202F)", " "},
    {"\u2002", "an en space (U+2002)", " "},
    {"\u2003", "an em space (U+2003)", " "},
    {"\u2007", "a figure space (U+2007)", " "},
    {"\u2009", "a thin space (U+2009)", " "},
    {"\u200A", "a hair space (U+200A)", " "},
    {"\u3000", "a wide space (U+3000)", " "},
    {"\u00AD", "a soft hyphen (U+00AD)", ""},
    {"\u200B", "a zero-width space (U+200B)", ""},
    {"\u200C", "a zero-width non-joiner (U+200C)", ""},
    {"\u200D", "a zero-width joiner (U+200D)", ""},
    {"\u2060", "a word joiner (U+2060)", ""},
    {"\uFEFF", "a byte order mark (U+FEFF)", ""},
    {"\u201C", "a curly quote (U+201C)", "\""},
    {"\u201D", "a curly quote (U+201D)", "\""},
    {"\u201E", "a low quote (U+201E)", "\""},
    {"\u00AB", "an angle quote (U+00AB)", "\""},
    {"\u00BB", "an angle quote (U+00BB)", "\""},
    {"\u2018", "a curly quote (U+2018)", "'"},
    {"\u2019", "a curly quote (U+2019)", "'"},
    {"\u201A", "a low quote (U+201A)", "'"},
    {"\u2010", "a hyphen that is no minus (U+2010)", "-"},
    {"\u2011", "a no-break hyphen (U+2011)", "-"},
    {"\u2013", "an en dash (U+2013)", "-"},
    {"\u2014", "an em dash (U+2014)", "-"},
    {"\u2212", "a minus sign (U+2212)", "-"},
    {"\u2044", "a fraction slash (U+2044)", "/"},
    {"\u2264", "a less-or-equal sign (U+2264)", "<="},
    {"\u2265", "a greater-or-equal sign (U+2265)", ">="},
    {"\uFF1A", "a wide colon (U+FF1A)", ":"},
}};

bool is_around(char c) {
  return c == ' ' || c == '"' || c == '\'';
}

}  // namespace

std::optional<LookAlike> first_look_alike(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (static_cast<unsigned char>(rest.front()) >= 0x80)
      for (const Known& known : all)
        if (rest.starts_with(known.bytes))
          return LookAlike{i, known.bytes.size(), known.name, known.plain};
    i += std::max<std::size_t>(utf8_length(rest), 1);
  }
  return std::nullopt;
}

std::string with_plain_characters(std::string_view text) {
  std::string plain;
  while (const auto found = first_look_alike(text)) {
    plain += text.substr(0, found->at);
    plain += found->plain;
    text.remove_prefix(found->at + found->length);
  }
  plain += text;
  while (!plain.empty() && is_around(plain.back()))
    plain.pop_back();
  plain.erase(0, std::min(plain.find_first_not_of(" \"'"), plain.size()));
  return plain;
}

std::string look_alike_hint(std::string_view text) {
  const auto found = first_look_alike(text);
  if (!found) return {};
  return "; it has " + std::string{found->name} + ": write '" + with_plain_characters(text) + "'";
}

}  // namespace stepdown::models
