#include "models/reading/flow_text.hpp"

#include "models/text/letters.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>

namespace stepdown::models {
namespace {

/// Whether a text needs no quotes, wherever it stands.
bool is_plain(std::string_view text) {
  const auto may_stand = [](char c) {
    return is_letter(c) || is_digit(c) ||
           std::string_view{" ._%/+-"}.find(c) != std::string_view::npos;
  };
  if (text.empty() || text.back() == ' ' || !std::ranges::all_of(text, may_stand)) return false;
  const bool begins_word = is_letter(text[0]) || is_digit(text[0]);
  const bool begins_number = text.size() > 1 &&
                             std::string_view{".+-"}.find(text[0]) != std::string_view::npos &&
                             is_digit(text[1]);
  return (begins_word || begins_number) && in_lower_case(text) != "null";
}

}  // namespace

std::string flow_word(const std::string& text) {
  return is_plain(text) ? text : nlohmann::json(text).dump();
}

std::string flow_text(const YamlNode& node) {
  std::string text;
  switch (node.kind) {
    case YamlNode::Kind::Null:
      return "null";
    case YamlNode::Kind::Scalar:
      return flow_word(node.text);
    case YamlNode::Kind::List:
      for (const YamlNode& item : node.items)
        text += (text.empty() ? "" : ", ") + flow_text(item);
      return "[" + text + "]";
    case YamlNode::Kind::Map:
      for (const YamlNode::Entry& entry : node.entries)
        text += (text.empty() ? "" : ", ") + flow_word(entry.key) + ": " + flow_text(entry.value);
      return "{" + text + "}";
  }
  return text;
}

}  // namespace stepdown::models
