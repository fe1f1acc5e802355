#include "models/reading/yaml_layout.hpp"

#include "models/diagnostics/diagnostics.hpp"
#include "models/text/letters.hpp"
#include "models/text/look_alikes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

constexpr auto nowhere = std::string_view::npos;

bool is_of_word(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '+' || c == '.';
}

std::string_view without_end_spaces(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

/// The word at the front, which may be empty.
std::string_view first_word(std::string_view text) {
  const auto* const end = std::ranges::find_if_not(text, is_of_word);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

/// Where the colon is that ends a key: before a space or the end of the line.
std::size_t colon_of_key(std::string_view text) {
  for (std::size_t at = text.find(':'); at != nowhere; at = text.find(':', at + 1))
    if (at + 1 == text.size() || text[at + 1] == ' ') return at;
  return nowhere;
}

class Layout {
 public:
  Layout(std::string_view text, std::size_t last_line) : text_(text), last_line_(last_line) {}

  std::optional<LayoutMistake> find() {
    for (begin_ = 0; begin_ < text_.size() && !mistake_ && !is_lost_; ++line_) {
      const std::size_t end = std::min(text_.find('\n', begin_), text_.size());
      if (line_ > last_line_ && open_.empty()) return std::nullopt;
      read_line(without_end_spaces(text_.substr(begin_, end - begin_)));
      begin_ = end + 1;
    }
    if (!mistake_ && !is_lost_ && !open_.empty()) refuse_open("the end of the text");
    return std::move(mistake_);
  }

 private:
  /// A bracket that is not closed yet.
  struct Open {
    char bracket = '{';
    std::size_t byte = 0;
    std::size_t line = 0;
    std::size_t indentation = 0;       ///< of its line
    std::size_t colon_line = nowhere;  ///< of the last colon of the entry that is being read
  };

  void refuse(Rule rule, std::size_t byte, std::string message) {
    if (!mistake_) mistake_ = LayoutMistake{rule, byte, std::move(message)};
  }

  void refuse_open(const std::string& got) {
    const Open& inner = open_.back();
    refuse(Rule::OpenBracket,
           inner.byte,
           fmt::format("expected '{}' to close this '{}', got {}",
                       inner.bracket == '{' ? '}' : ']',
                       inner.bracket,
                       got));
  }

  [[nodiscard]] std::size_t byte_of(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - text_.data());
  }

  void read_line(std::string_view line) {
    const std::size_t indentation = std::min(line.find_first_not_of(' '), line.size());
    const std::string_view content = line.substr(indentation);
    if (quote_ != 0) return read_flow(content);
    if (content.empty()) return;
    if (text_above_ != nowhere) {
      if (indentation > text_above_) return;  // a block of text
      text_above_ = nowhere;
    }
    if (content.front() == '#') return;
    if (!open_.empty()) {
      const std::string_view word = first_word(content);
      const bool is_key = !word.empty() && colon_of_key(content) == word.size();
      if (is_key && indentation <= open_.back().indentation)
        return refuse_open(fmt::format("the key '{}' on line {}", word, line_ + 1));
      return read_flow(content);
    }
    indentation_ = indentation;
    read_entry(content);
  }

  void read_entry(std::string_view content) {
    std::size_t column = indentation_;
    const bool is_first = columns_.empty();
    const std::size_t column_above = is_first ? 0 : columns_.back();
    if (!is_first && column > column_above && colon_of_key(content) == nowhere &&
        content.front() != '-' && key_without_space(content).empty()) {
      if (opens_deeper_) text_above_ = column_above;  // a text, and not in the line of its key
      return;
    }
    check_indentation(column, content);
    while (!mistake_ && (content == "-" || content.starts_with("- "))) {
      const std::size_t next = std::min(content.find_first_not_of(' ', 1), content.size());
      content.remove_prefix(next);
      column += next;
      opens_deeper_ = true;
      if (content.empty()) return;
      check_indentation(column, content);
    }
    if (mistake_) return;
    if (content.front() == '{' || content.front() == '[') return read_flow(content);
    if (content.front() == '"' || content.front() == '\'') {
      const std::size_t close = content.find(content.front(), 1);
      if (close == nowhere || colon_of_key(content.substr(close)) != 1) return read_flow(content);
      return read_value(content, close + 1);
    }
    const std::size_t colon = colon_of_key(content);
    if (colon == nowhere || bracket_after_word(content.substr(0, colon)) != nowhere)
      return refuse_no_key(content);
    read_value(content, colon);
  }

  /// The line has no colon that ends a key.
  void refuse_no_key(std::string_view content) {
    const std::string_view word = first_word(content);
    const std::string_view key = key_without_space(content);
    if (!key.empty()) {
      const std::string_view rest = content.substr(key.size() + 1);
      const auto odd = first_look_alike(rest);
      if (odd && odd->at == 0)
        return refuse(
            Rule::LookAlike,
            byte_of(rest),
            fmt::format("expected a space after '{}:', got {}; replace it", key, odd->name));
      return refuse(Rule::SpaceMissing,
                    byte_of(rest),
                    fmt::format("expected a space after '{}:', got none", key));
    }
    const bool is_item = content.data() != text_.data() + begin_ + indentation_;
    if (is_item) return;
    refuse(Rule::ColonMissing,
           byte_of(content) + word.size(),
           word.empty() ? fmt::format("expected a key and ': ', got {}", in_quotes(content))
                        : fmt::format("expected ':' after '{}', got none", word));
  }

  void read_value(std::string_view content, std::size_t colon) {
    std::string_view value = content.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    opens_deeper_ = value.empty() || value.front() == '#';
    if (opens_deeper_) return;
    const char first = value.front();
    if (first == '|' || first == '>') {
      text_above_ = indentation_;
      is_lost_ = value.size() > 1 && value[1] != '-' && value[1] != '+';
      return;
    }
    if (first == '{' || first == '[' || first == '"' || first == '\'') return read_flow(value);
    value = without_end_spaces(value.substr(0, value.find(" #")));
    const std::size_t second = colon_of_key(value);
    if (second == nowhere) return;
    const std::string_view key = content.substr(0, colon);
    const std::string_view inner = value.substr(0, second);
    constexpr std::array<std::string_view, 5> texts{
        "name", "description", "label", "source", "assumption"};
    const bool is_text = std::ranges::find(texts, key) != texts.end();
    const std::string plain = with_plain_characters(value);
    refuse(Rule::ColonInText,
           byte_of(value) + second,
           is_text
               ? fmt::format(
                     "expected quotes around text with ': ' in it; write {}: \"{}\"", key, plain)
               : fmt::format("expected one key a line, got a second ':' after {}; put braces "
                             "around keys, or quotes around text",
                             in_quotes(inner)));
  }

  /// What stands in brackets or quotes, up to the end of the line.
  void read_flow(std::string_view content) {
    opens_deeper_ = false;
    bool begins_token = true;
    for (std::size_t i = 0; i < content.size() && !mistake_; ++i) {
      const char c = content[i];
      if (quote_ != 0) {
        i += pass_quoted(content.substr(i));
        begins_token = false;
        continue;
      }
      if (c == '#' && (i == 0 || content[i - 1] == ' ')) {
        return;
      } else if ((c == '"' || c == '\'') && begins_token) {
        quote_ = c;
      } else if (c == '{' || c == '[') {
        open_.push_back({c, byte_of(content) + i, line_, indentation_, nowhere});
      } else if (c == '}' || c == ']') {
        close(c, byte_of(content) + i);
      } else if (open_.empty()) {
        if (c != ' ') return;  // text after a closing bracket or quote
      } else {
        read_mark(content, i);
      }
      begins_token = c == '{' || c == '[' || c == ',' || c == ' ';
    }
  }

  /// Characters to pass over beside the first one, in quotes; the closing one ends them.
  std::size_t pass_quoted(std::string_view rest) {
    const bool has_next = rest.size() > 1;
    if (rest.front() == '\\' && quote_ == '"') return has_next ? 1 : 0;
    if (rest.front() != quote_) return 0;
    if (quote_ == '\'' && has_next && rest[1] == quote_) return 1;
    quote_ = 0;
    return 0;
  }

  /// Commas and colons between the entries of a bracket.
  void read_mark(std::string_view content, std::size_t i) {
    Open& inner = open_.back();
    if (content[i] == ',') inner.colon_line = nowhere;
    const bool ends_key = content[i] == ':' && (i + 1 == content.size() || content[i + 1] == ' ');
    if (!ends_key) return;
    if (inner.colon_line == line_ && inner.bracket == '{')
      refuse(Rule::ColonInText,
             byte_of(content) + i,
             "expected ',' between entries, got a second ':'; put braces around keys, or quotes "
             "around text");
    inner.colon_line = line_;
  }

  void close(char bracket, std::size_t byte) {
    if (open_.empty())
      return refuse(Rule::ExtraBracket,
                    byte,
                    fmt::format("expected no '{}', as nothing is open; remove it", bracket));
    if ((open_.back().bracket == '{') != (bracket == '}'))
      return refuse_open(fmt::format("'{}' on line {}", bracket, line_ + 1));
    open_.pop_back();
  }

  void check_indentation(std::size_t column, std::string_view content) {
    if (columns_.empty()) {
      columns_.push_back(column);
      return;
    }
    if (column > columns_.back()) {
      if (opens_deeper_) {
        columns_.push_back(column);
      } else if (colon_of_key(content) != nowhere) {
        refuse(Rule::WrongIndentation,
               byte_of(content),
               fmt::format(
                   "expected {} as in the line above, got {}", spaces(columns_.back()), column));
      }
      return;
    }
    std::size_t above = columns_.back();
    while (columns_.size() > 1 && columns_.back() > column) {
      above = columns_.back();
      columns_.pop_back();
    }
    if (columns_.back() == column) return;
    refuse(Rule::WrongIndentation,
           byte_of(content),
           columns_.back() > column
               ? fmt::format("expected {} as in lines above, got {}", spaces(above), column)
               : fmt::format("expected {} or {} as in lines above, got {}",
                             columns_.back(),
                             spaces(above),
                             column));
  }

  static std::string spaces(std::size_t count) {
    return fmt::format("{} space{} before it", count, count == 1 ? "" : "s");
  }

  std::string_view text_;
  std::size_t last_line_;
  std::size_t begin_ = 0;  ///< of the line that is being read
  std::size_t line_ = 0;
  std::size_t indentation_ = 0;
  std::vector<std::size_t> columns_;  ///< at which the mappings and lists around a line begin
  bool opens_deeper_ = false;         ///< the last line may be followed by a deeper one
  std::size_t text_above_ = nowhere;  ///< indentation of the key of a block of text
  std::vector<Open> open_;
  char quote_ = 0;        ///< that is open
  bool is_lost_ = false;  ///< something is there that is not looked through
  std::optional<LayoutMistake> mistake_;
};

}  // namespace

std::optional<LayoutMistake> find_layout_mistake(std::string_view text, std::size_t last_line) {
  return Layout{text, last_line}.find();
}

std::string_view key_without_space(std::string_view text) {
  const std::string_view word = first_word(text);
  const bool is_key = !word.empty() && !is_digit(word.front()) && text.size() > word.size() + 1 &&
                      text[word.size()] == ':' && text[word.size() + 1] != ' ' &&
                      text[word.size() + 1] != '/';
  return is_key ? word : std::string_view{};
}

std::size_t bracket_after_word(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i)
    if (text[i] == '{' || (text[i] == '[' && text[i - 1] == ' ')) return i;
  return nowhere;
}

}  // namespace stepdown::models
