#include "tests/support/random/written.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace stepdown::tests {
namespace {

constexpr int levels_in_lines = 2;

bool is_plain(const std::string& text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
  const bool is_number = text.size() > 1 && text[0] == '-' && text[1] >= '0' && text[1] <= '9';
  if (!is_number && std::string_view{"-?:,[]{}#&*!|>'\"%@`="}.find(text[0]) != std::string::npos)
    return false;
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= ' ' && byte < 0x7f &&
           std::string_view{",[]{}#:&*\"\\"}.find(c) == std::string::npos;
  });
}

std::string in_yaml(const std::string& text) {
  if (is_plain(text)) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') quoted += '\\';
    if (byte < ' ' || byte == 0x7f)
      quoted += fmt::format("\\x{:02x}", byte);
    else
      quoted += c;
  }
  return quoted + '"';
}

std::string in_braces(const Written& value) {
  std::string text;
  const auto separate = [&text] {
    if (text.size() > 1) text += ", ";
  };
  switch (value.kind) {
    case Written::Kind::Scalar:
      return in_yaml(value.text);
    case Written::Kind::Yaml:
      return value.text;
    case Written::Kind::List:
      text = "[";
      for (const Written& item : value.items) {
        separate();
        text += in_braces(item);
      }
      return text + "]";
    case Written::Kind::Map:
      text = "{";
      for (const Written::Entry& entry : value.entries) {
        separate();
        text += in_yaml(entry.key) + ": " + in_braces(entry.value);
      }
      return text + "}";
  }
  return text;
}

void write_lines(const Written& map, int depth, std::string& text) {
  for (const Written::Entry& entry : map.entries) {
    text += std::string(static_cast<std::size_t>(2 * depth), ' ') + in_yaml(entry.key) + ":";
    const Written& value = entry.value;
    if (value.kind == Written::Kind::Map && !value.entries.empty() && depth + 1 < levels_in_lines) {
      text += "\n";
      write_lines(value, depth + 1, text);
    } else {
      text += " " + in_braces(value) + "\n";
    }
  }
}

void gather_keys(const Written& value, std::set<std::string>& keys) {
  for (const Written& item : value.items)
    gather_keys(item, keys);
  for (const Written::Entry& entry : value.entries) {
    if (!value.section.empty() && !entry.name.empty())
      keys.insert(fmt::format("{}.{}", value.section, entry.name));
    gather_keys(entry.value, keys);
  }
}

}  // namespace

void Written::add(std::string key, Written value, std::string_view name) {
  entries.push_back({std::move(key), name, std::move(value)});
}

const Written* Written::find(std::string_view key) const {
  const auto found = std::ranges::find(entries, key, &Entry::key);
  return found == entries.end() ? nullptr : &found->value;
}

Written* Written::find(std::string_view key) {
  const auto found = std::ranges::find(entries, key, &Entry::key);
  return found == entries.end() ? nullptr : &found->value;
}

void Written::drop(std::string_view key) {
  std::erase_if(entries, [key](const Entry& entry) { return entry.key == key; });
}

Written scalar(std::string text) {
  Written value;
  value.text = std::move(text);
  return value;
}

Written list_of(const std::vector<std::string>& texts) {
  Written list;
  list.kind = Written::Kind::List;
  for (const std::string& text : texts)
    list.items.push_back(scalar(text));
  return list;
}

Written empty_map(std::string_view section) {
  Written map;
  map.kind = Written::Kind::Map;
  map.section = section;
  return map;
}

std::string yaml_text(const Written& root) {
  if (root.kind != Written::Kind::Map) return in_braces(root) + "\n";
  std::string text;
  write_lines(root, 0, text);
  return text;
}

std::set<std::string> keys_in(const Written& root) {
  std::set<std::string> keys;
  gather_keys(root, keys);
  return keys;
}

}  // namespace stepdown::tests
