#include "models/reading/factor_argument.hpp"

#include "models/reading/yaml_reader.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace stepdown::models {
namespace {

YamlNode scalar(std::string text, const SourceLocation& at) {
  YamlNode node;
  node.kind = YamlNode::Kind::Scalar;
  node.text = std::move(text);
  node.at = at;
  return node;
}

SourceLocation moved(SourceLocation at, std::size_t columns) {
  at.column += static_cast<int>(columns);
  return at;
}

/// Two ends of a range, and no list or mapping with a file's `../` in it.
bool is_range(std::string_view text) {
  return text.find("..") != std::string_view::npos &&
         text.find_first_of("{[\"'") == std::string_view::npos;
}

}  // namespace

std::optional<SweepFactor> read_factor_argument(Reading& reading,
                                                const std::string& text,
                                                const SourceLocation& at,
                                                const BaseOf& base_of) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
    reading.error(Rule::BadFactorArgument,
                  at,
                  "",
                  fmt::format("expected path=16..24, path=16..24:2 or path=30,36,42, got {}",
                              in_quotes(text)));
    return std::nullopt;
  }
  const Located<std::string> path{text.substr(0, equals), at};
  const std::string rest = text.substr(equals + 1);
  if (!is_range(rest)) {
    YamlText list = read_yaml("[" + rest + "]", moved(at, equals));
    const bool is_sound = list.problems.empty();
    for (Diagnostic& problem : list.problems)
      reading.add(std::move(problem));
    if (!is_sound) return std::nullopt;
    return read_short_factor(reading, {&list.root, path, path.value}, std::nullopt, base_of);
  }
  const std::size_t colon = rest.find(':');
  const YamlNode range = scalar(rest.substr(0, colon), moved(at, equals + 1));
  if (colon == std::string::npos)
    return read_short_factor(reading, {&range, path, path.value}, std::nullopt, base_of);
  const YamlNode step = scalar(rest.substr(colon + 1), moved(at, equals + colon + 2));
  return read_short_factor(
      reading, {&range, path, path.value}, Field{&step, path, path.value}, base_of);
}

}  // namespace stepdown::models
