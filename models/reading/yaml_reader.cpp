#include "models/reading/yaml_reader.hpp"

#include "models/text/utf8.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>
#include <yaml-cpp/anchor.h>
#include <yaml-cpp/emitterstyle.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace stepdown::models {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Thrown through yaml-cpp to stop it; caught in `read_yaml`.
struct Refusal {
  Rule rule;
  SourceLocation at;
  std::string message;
};

/// Turns bytes of the text into places for people.
class Positions {
 public:
  Positions(std::string_view text, SourceLocation start) : text_(text), start_(std::move(start)) {
    line_begins_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') line_begins_.push_back(i + 1);
  }

  [[nodiscard]] SourceLocation of_byte(std::size_t byte) const {
    const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), byte);
    const auto line = static_cast<std::size_t>(next - line_begins_.begin()) - 1;
    return place(line, byte - line_begins_[line]);
  }

  /// yaml-cpp counts lines and columns (in bytes) from 0.
  [[nodiscard]] SourceLocation of_mark(const YAML::Mark& mark) const {
    const auto last_line = line_begins_.size() - 1;
    const auto line = mark.line < 0 ? last_line : static_cast<std::size_t>(mark.line);
    const auto column = mark.column < 0 ? 0 : static_cast<std::size_t>(mark.column);
    return place(std::min(line, last_line), column);
  }

 private:
  [[nodiscard]] SourceLocation place(std::size_t line, std::size_t column_byte) const {
    column_byte = std::min(column_byte, text_.size() - line_begins_[line]);
    const bool goes_on = line == counted_line_ && column_byte >= counted_bytes_;
    const std::size_t known_bytes = goes_on ? counted_bytes_ : 0;
    const std::string_view before =
        text_.substr(line_begins_[line] + known_bytes, column_byte - known_bytes);
    const auto characters =
        std::count_if(before.begin(), before.end(), [](char c) { return (c & 0xC0) != 0x80; });
    counted_characters_ = (goes_on ? counted_characters_ : 0) + static_cast<int>(characters);
    counted_line_ = line;
    counted_bytes_ = column_byte;
    const int offset = line == 0 ? start_.column - 1 : 0;
    return {start_.file, start_.line + static_cast<int>(line), counted_characters_ + 1 + offset};
  }

  std::string_view text_;
  SourceLocation start_;
  std::vector<std::size_t> line_begins_;
  // Where the last count ended: marks mostly ascend, and lines may be long.
  mutable std::size_t counted_line_ = 0;
  mutable std::size_t counted_bytes_ = 0;
  mutable int counted_characters_ = 0;
};

/// What must be known before the text may go to yaml-cpp.
void check_bytes(std::string_view text, const Positions& places) {
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
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t length = utf8_length(text.substr(i));
    if (length == 0)
      throw Refusal{
          Rule::NotUtf8,
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
    if (c == '\t' && in_indentation)
      throw Refusal{
          Rule::TabIndentation, places.of_byte(i), "expected spaces as indentation, got a tab"};
    in_indentation = c == '\n' || (in_indentation && c == ' ');
    i += length;
  }
}

/// Builds our tree from yaml-cpp's events.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const Positions& places) : text_(text), places_(places) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1)
      throw Refusal{Rule::SecondDocument,
                    places_.of_mark(mark),
                    "expected one document, got another one; one scenario a file"};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    YamlNode node;
    node.at = places_.of_mark(mark);
    if (mark.pos >= 0 && static_cast<std::size_t>(mark.pos) < text_.size()) {
      const std::string_view rest = text_.substr(static_cast<std::size_t>(mark.pos));
      for (const std::string_view spelling : {"~", "null", "Null", "NULL"})
        if (rest.starts_with(spelling)) node.text = spelling;
    }
    add(std::move(node));
  }

  /// Never: an alias needs its anchor, which comes before and is refused.
  void OnAlias(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {
    sim::expects(false, "an alias has an anchor");
  }

  void OnScalar(const YAML::Mark& mark,
                const std::string& tag,
                YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (tag == "!") check_closing_quote(mark);
    YamlNode node;
    node.kind = YamlNode::Kind::Scalar;
    node.text = value;
    node.at = places_.of_mark(mark);
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark,
                       const std::string& tag,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(YamlNode::Kind::List, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark,
                  const std::string& tag,
                  YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(YamlNode::Kind::Map, mark, tag, anchor, style);
  }
  void OnMapEnd() override { close(); }

  [[nodiscard]] YamlNode take_root() { return std::move(root_); }
  [[nodiscard]] std::vector<Diagnostic> take_problems() { return std::move(problems_); }

 private:
  /// A list or map that is not finished yet, and the key that waits for its value.
  struct Open {
    YamlNode node;
    std::optional<YamlNode> key;
    std::unordered_map<std::string, int> line_of_key;
    bool skips_value = false;  ///< the key was a duplicate
  };

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor != 0)
      throw Refusal{Rule::Anchor,
                    places_.of_mark(mark),
                    "expected a value, got an anchor; write the value out"};
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (tag != "?" && tag != "!" && !tag.empty())
      throw Refusal{Rule::Tag,
                    places_.of_mark(mark),
                    fmt::format("expected a value, got the tag {}; leave it out", in_quotes(tag))};
  }

  /// yaml-cpp takes the end of the text for a closing quote when a line end comes before it.
  void check_closing_quote(const YAML::Mark& mark) const {
    const std::string_view rest =
        text_.substr(std::min(static_cast<std::size_t>(mark.pos), text_.size()));
    const char quote = rest.empty() ? ' ' : rest.front();
    if (quote != '"' && quote != '\'') return;  // a block of text
    for (std::size_t i = 1; i < rest.size(); ++i) {
      if (rest[i] == quote) return;
      if (rest[i] == '\\' && quote == '"') ++i;
    }
    throw Refusal{Rule::OpenQuote,
                  places_.of_mark(mark),
                  "expected a closing quote, got the end of the text"};
  }

  void open(YamlNode::Kind kind,
            const YAML::Mark& mark,
            const std::string& tag,
            YAML::anchor_t anchor,
            YAML::EmitterStyle::value style) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (open_.size() >= static_cast<std::size_t>(max_yaml_depth))
      throw Refusal{Rule::TooDeep,
                    places_.of_mark(mark),
                    fmt::format("expected at most {} levels of nesting, got more", max_yaml_depth)};
    if (!open_.empty()) refuse_as_key(mark);
    Open next;
    next.node.kind = kind;
    next.node.is_block = style == YAML::EmitterStyle::Block;
    next.node.at = places_.of_mark(mark);
    open_.push_back(std::move(next));
  }

  void refuse_as_key(const YAML::Mark& mark) const {
    const Open& parent = open_.back();
    if (parent.node.kind == YamlNode::Kind::Map && !parent.key)
      throw Refusal{Rule::KeyIsNoWord,
                    places_.of_mark(mark),
                    "expected a key of one word, got a list or a mapping; is a bracket "
                    "left open?"};
  }

  void close() {
    YamlNode node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }

  void add(YamlNode node) {
    if (++values_ > max_yaml_values)
      throw Refusal{Rule::TooManyValues,
                    node.at,
                    fmt::format("expected at most {} values, got more", max_yaml_values)};
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (Open& parent = open_.back(); parent.node.kind == YamlNode::Kind::List) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
      add_key(parent, std::move(node));
    } else {
      if (!parent.skips_value)
        parent.node.entries.push_back({parent.key->text, parent.key->at, std::move(node)});
      parent.key.reset();
    }
  }

  void add_key(Open& parent, YamlNode key) {
    const auto [first, is_new] = parent.line_of_key.emplace(key.text, key.at.line);
    if (!is_new)
      problems_.push_back({Rule::DuplicateKey,
                           key.at,
                           path_to(key.text),
                           fmt::format("duplicate key; the first is on line {}", first->second),
                           {}});
    parent.skips_value = !is_new;
    parent.key = std::move(key);
  }

  [[nodiscard]] std::string path_to(const std::string& key) const {
    std::string path;
    for (const Open& open : open_) {
      if (&open == &open_.back()) continue;
      if (open.node.kind == YamlNode::Kind::List)
        path += fmt::format("[{}]", open.node.items.size());
      else if (open.key)
        path += (path.empty() ? "" : ".") + open.key->text;
    }
    return path + (path.empty() ? "" : ".") + key;
  }

  std::string_view text_;
  const Positions& places_;
  std::vector<Open> open_;
  YamlNode root_;
  std::vector<Diagnostic> problems_;
  std::size_t values_ = 0;
  int documents_ = 0;
};

YamlText refused(Rule rule, const SourceLocation& at, std::string message) {
  YamlText result;
  result.problems.push_back({rule, at, {}, std::move(message)});
  return result;
}

}  // namespace

YamlText read_yaml(const std::string& text, const SourceLocation& at) {
  std::string_view body = text;
  if (body.starts_with(byte_order_mark)) body.remove_prefix(byte_order_mark.size());
  const Positions places{body, at};
  try {
    check_bytes(body, places);
    TreeBuilder builder{body, places};
    std::istringstream stream{std::string{body}};
    YAML::Parser parser{stream};
    while (parser.HandleNextDocument(builder)) {
    }
    return {builder.take_root(), builder.take_problems()};
  } catch (const Refusal& refusal) {
    return refused(refusal.rule, refusal.at, refusal.message);
  } catch (const YAML::Exception& error) {
    const bool is_comparison = error.msg.find("block scalar") != std::string::npos;
    return refused(Rule::BadYaml,
                   places.of_mark(error.mark),
                   fmt::format("expected valid YAML, got a mistake: {}{}",
                               error.msg,
                               is_comparison ? "; text that begins with '>' needs quotes" : ""));
  }
}

}  // namespace stepdown::models
