#include "models/reading/inputs.hpp"

#include "models/reading/number_text.hpp"
#include "models/reading/origins.hpp"
#include "models/reading/quantity.hpp"
#include "models/reading/yaml_node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace stepdown::models {
namespace {

constexpr std::array<std::string_view, 3> names_at_the_top{"schema", "name", "description"};

/// Whether it is no input but only names or describes.
bool is_name(const std::string& path, const YamlNode::Entry& entry) {
  return is_label(entry) ||
         (path.empty() && std::ranges::find(names_at_the_top, entry.key) != names_at_the_top.end());
}

/// Whether what follows a number is the unit of a quantity.
bool is_unit(std::string_view text) {
  const std::string one = fmt::format("1 {}", text);
  constexpr ProgramDays of_five{5, true};
  return parse_duration(one, of_five).value || parse_rate(one).value || parse_growth(one).value;
}

void add_input(const YamlNode& node,
               const std::string& path,
               const std::optional<Origin>& origin,
               std::vector<Input>& inputs) {
  Input input;
  input.path = path;
  input.value = node.text;
  input.at = node.at;
  if (origin) {
    input.said = origin->text.text;
    input.confidence = confidence_in(*origin);
  }
  const Leading leading = leading_number(std::as_const(node.text));
  const std::string_view rest = without_spaces(leading.rest);
  input.is_number = leading.number && (rest.empty() || is_unit(rest));
  if (input.is_number) {
    const std::string_view text = node.text;
    input.value = without_spaces(text.substr(0, text.size() - leading.rest.size()));
    input.unit = rest;
  }
  inputs.push_back(std::move(input));
}

void add_inputs(const YamlNode& node,
                const std::string& path,
                const std::optional<Origin>& origin,
                std::vector<Input>& inputs) {
  if (node.kind == YamlNode::Kind::Scalar) return add_input(node, path, origin, inputs);
  for (std::size_t i = 0; i < node.items.size(); ++i)
    add_inputs(node.items[i], fmt::format("{}.{}", path, i), origin, inputs);
  for (const YamlNode::Entry& entry : node.entries) {
    if (is_origin_key(entry.key) || is_name(path, entry)) continue;
    auto own = origin_of(node.notes, entry.key);
    add_inputs(entry.value,
               path.empty() ? entry.key : fmt::format("{}.{}", path, entry.key),
               own ? own : origin,
               inputs);
  }
}

/// Whether there are notes in a tree, but for those of effects.
bool has_notes(const YamlNode& node) {
  const bool is_effect = find_entry(node, source_key) != nullptr;
  return (!node.notes.empty() && !is_effect) || std::ranges::any_of(node.items, has_notes) ||
         std::ranges::any_of(node.entries,
                             [](const YamlNode::Entry& entry) { return has_notes(entry.value); });
}

}  // namespace

std::vector<Input> inputs_of(const Scenario& scenario) {
  std::vector<Input> inputs;
  if (scenario.tree) add_inputs(*scenario.tree, {}, {}, inputs);
  return inputs;
}

bool says_origins(const Scenario& scenario) {
  return scenario.tree && has_notes(*scenario.tree);
}

}  // namespace stepdown::models
