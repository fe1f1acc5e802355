#include "models/reading/yaml_reader.hpp"

#include "models/reading/yaml_bytes.hpp"
#include "models/reading/yaml_layout.hpp"
#include "models/text/letters.hpp"
#include "models/text/look_alikes.hpp"
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

/// Builds our tree from yaml-cpp's events.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const TextPositions& places) : text_(text), places_(places) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1)
      throw Refusal{Rule::SecondDocument,
                    places_.of_line(mark.line, mark.column),
                    "expected one document, got another one; one scenario a file"};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    YamlNode node;
    node.at = places_.of_line(mark.line, mark.column);
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
    node.at = places_.of_line(mark.line, mark.column);
    add(std::move(node), std::max(mark.pos, 0));
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
    std::size_t key_byte = 0;
    std::unordered_map<std::string, int> line_of_key;
    bool skips_value = false;  ///< the key was a duplicate
  };

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor != 0)
      throw Refusal{Rule::Anchor,
                    places_.of_line(mark.line, mark.column),
                    "expected a value, got an anchor; write the value out"};
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (tag != "?" && tag != "!" && !tag.empty())
      throw Refusal{Rule::Tag,
                    places_.of_line(mark.line, mark.column),
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
                  places_.of_line(mark.line, mark.column),
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
                    places_.of_line(mark.line, mark.column),
                    fmt::format("expected at most {} levels of nesting, got more", max_yaml_depth)};
    if (!open_.empty()) refuse_as_key(mark);
    Open next;
    next.node.kind = kind;
    next.node.is_block = style == YAML::EmitterStyle::Block;
    next.node.at = places_.of_line(mark.line, mark.column);
    open_.push_back(std::move(next));
  }

  void refuse_as_key(const YAML::Mark& mark) const {
    const Open& parent = open_.back();
    if (parent.node.kind == YamlNode::Kind::Map && !parent.key)
      throw Refusal{Rule::KeyIsNoWord,
                    places_.of_line(mark.line, mark.column),
                    "expected a key of one word, got a list or a mapping; is a bracket "
                    "left open?"};
  }

  void close() {
    YamlNode node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }

  void add(YamlNode node, int byte = 0) {
    if (++values_ > max_yaml_values)
      throw Refusal{Rule::TooManyValues,
                    node.at,
                    fmt::format("expected at most {} values, got more", max_yaml_values)};
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (Open& parent = open_.back(); parent.node.kind == YamlNode::Kind::List) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
      parent.key_byte = static_cast<std::size_t>(byte);
      add_key(parent, std::move(node));
    } else {
      const bool is_lone = node.kind == YamlNode::Kind::Null && node.text.empty();
      if (!parent.skips_value && !(is_lone && mend_lone_key(parent)))
        parent.node.entries.push_back({parent.key->text, parent.key->at, std::move(node)});
      parent.key.reset();
    }
  }

  void problem_at(Rule rule,
                  const SourceLocation& at,
                  const std::string& key,
                  std::string message) {
    problems_.push_back({rule, at, path_to(key), std::move(message), {}});
  }

  /// What YAML takes for a key without a value and its author did not: `slots:18`, or what follows
  /// the comma of `1,800`. It is told, and read as it was meant.
  bool mend_lone_key(Open& parent) {
    const std::string text = parent.key->text;
    if (const std::string_view word = key_without_space(text);
        !word.empty() && parent.line_of_key.emplace(word, parent.key->at.line).second) {
      YamlNode value;
      value.kind = YamlNode::Kind::Scalar;
      value.at = parent.key->at;
      value.at.column += static_cast<int>(word.size()) + 1;
      value.text = text.substr(word.size() + 1);
      const auto odd = first_look_alike(value.text);
      const bool has_odd_space = odd && odd->at == 0;
      problem_at(
          has_odd_space ? Rule::LookAlike : Rule::SpaceMissing,
          value.at,
          std::string{word},
          has_odd_space
              ? fmt::format("expected a space after '{}:', got {}; replace it", word, odd->name)
              : fmt::format("expected a space after '{}:', got none", word));
      if (has_odd_space) value.text = with_plain_characters(value.text);
      parent.node.entries.push_back({std::string{word}, parent.key->at, std::move(value)});
      return true;
    }
    if (parent.node.is_block || parent.node.entries.empty()) return false;
    YamlNode::Entry& last = parent.node.entries.back();
    const std::string_view before = text_.substr(0, parent.key_byte);
    if (last.value.kind != YamlNode::Kind::Scalar || last.value.text.empty() ||
        !are_digits(last.value.text) || text.empty() || !is_digit(text.front()) ||
        !before.ends_with(last.value.text + ","))
      return false;
    const auto digits =
        static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
    const bool are_thousands = digits == 3 && last.value.text.size() <= 3 && last.value.text != "0";
    const std::string written = last.value.text + "," + text;
    const std::string meant = last.value.text + (are_thousands ? "" : ".") + text;
    problem_at(Rule::CommaInNumber,
               last.value.at,
               last.key,
               fmt::format("expected a number without commas, got '{}'; write {}", written, meant));
    last.value.text = meant;
    return true;
  }

  void refuse_missing_colon(const YamlNode& key) const {
    const std::size_t bracket = bracket_after_word(key.text);
    if (bracket == std::string::npos) return;
    const std::string word = with_plain_characters(std::string_view{key.text}.substr(0, bracket));
    SourceLocation at = key.at;
    at.column += static_cast<int>(word.size());
    throw Refusal{Rule::ColonMissing, at, fmt::format("expected ':' after '{}', got none", word)};
  }

  /// A key is a name, a date or a number, none of which has such characters.
  void mend_look_alike(YamlNode& key) {
    const auto odd = first_look_alike(key.text);
    if (!odd || !key_without_space(key.text).empty()) return;
    std::string plain = with_plain_characters(key.text);
    problem_at(
        Rule::LookAlike,
        key.at,
        plain,
        fmt::format("expected a key in plain characters, got {}; write '{}'", odd->name, plain));
    key.text = std::move(plain);
  }

  void add_key(Open& parent, YamlNode key) {
    refuse_missing_colon(key);
    if (key.kind == YamlNode::Kind::Null && key.text.empty()) {
      problem_at(Rule::KeyIsNoWord,
                 key.at,
                 {},
                 "expected a key of one word, got none; is there a comma or a colon too many?");
      parent.skips_value = true;
      parent.key = std::move(key);
      return;
    }
    mend_look_alike(key);
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
    return path + (path.empty() || key.empty() ? "" : ".") + key;
  }

  std::string_view text_;
  const TextPositions& places_;
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
  const TextPositions places{body, at};
  try {
    check_bytes(body, places);
    TreeBuilder builder{body, places};
    std::istringstream stream{std::string{body}};
    YAML::Parser parser{stream};
    while (parser.HandleNextDocument(builder)) {
    }
    return {builder.take_root(), builder.take_problems()};
  } catch (const Refusal& refusal) {
    if (refusal.rule == Rule::KeyIsNoWord)
      if (const auto open =
              find_layout_mistake(body, static_cast<std::size_t>(refusal.at.line - at.line));
          open && open->rule == Rule::OpenBracket)
        return refused(open->rule, places.of_byte(open->byte), open->message);
    return refused(refusal.rule, refusal.at, refusal.message);
  } catch (const YAML::Exception& error) {
    const auto last_line = static_cast<std::size_t>(std::max(error.mark.line, 0));
    if (auto mistake = find_layout_mistake(body, last_line))
      return refused(mistake->rule, places.of_byte(mistake->byte), std::move(mistake->message));
    const bool is_comparison = error.msg.find("block scalar") != std::string::npos;
    return refused(Rule::BadYaml,
                   places.of_line(error.mark.line, error.mark.column),
                   fmt::format("expected valid YAML, got a mistake: {}{}",
                               error.msg,
                               is_comparison ? "; text that begins with '>' needs quotes" : ""));
  }
}

}  // namespace stepdown::models
