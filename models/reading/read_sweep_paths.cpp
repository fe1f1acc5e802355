#include "models/reading/read_sweep_paths.hpp"

#include "models/reading/flow_text.hpp"
#include "models/reading/read_values.hpp"
#include "models/reading/schema.hpp"
#include "models/reading/sweep_columns.hpp"

#include <fmt/format.h>

#include <utility>

namespace stepdown::models {

std::optional<WrittenPaths> read_sweep_paths(Reading& reading,
                                             const Field& within,
                                             const std::optional<Field>& path,
                                             const std::optional<Field>& paths) {
  WrittenPaths written;
  if (path && paths) {
    reading.error(Rule::KeysConflict,
                  paths->key.at,
                  paths->path,
                  "cannot stand beside 'path'; keep one of them");
    return std::nullopt;
  }
  if (!path && !paths) {
    reading.error(Rule::NoneOfKeys,
                  within.key.at,
                  within.path,
                  "expected 'path' or 'paths', got none of them");
    return std::nullopt;
  }
  if (path) {
    auto text = read_text(reading, *path, "a path of the scenario");
    if (!text) return std::nullopt;
    return WrittenPaths{{*text}, {within.key.value}};
  }
  const std::size_t count =
      paths->is_map() ? paths->node->entries.size() : paths->node->items.size();
  if (const bool is_either = paths->is_map() || paths->is_list(); !is_either || count == 0) {
    reading.expected(*paths, is_either ? "at least one path" : schema::expected_of("sweep_paths"));
    return std::nullopt;
  }
  bool is_sound = true;
  for (std::size_t i = 0; i < count; ++i) {
    const Field one =
        paths->is_map() ? field_of(*paths, paths->node->entries[i]) : field_of(*paths, i);
    if (paths->is_map() && !check_name(reading, one)) is_sound = false;
    const auto text = read_text(reading, one, "a path of the scenario");
    if (!text) is_sound = false;
    if (!text) continue;
    written.paths.push_back(*text);
    written.names.push_back(paths->is_map() ? one.key.value : text->value);
  }
  return is_sound ? std::optional{std::move(written)} : std::nullopt;
}

bool is_path(const std::string& key) {
  return key.find('.') != std::string::npos;
}

std::optional<WrittenPaths> read_named_paths(Reading& reading,
                                             const Field& within,
                                             const std::optional<Field>& path,
                                             const std::optional<Field>& paths) {
  const bool is_called_by_path = is_path(within.key.value);
  const bool is_named = is_called_by_path || check_name(reading, within);
  auto written = is_called_by_path && !path && !paths
                     ? WrittenPaths{{within.key}, {within.key.value}}
                     : read_sweep_paths(reading, within, path, paths);
  return is_named ? std::move(written) : std::nullopt;
}

std::string set_of(const std::string& path, const YamlNode& value) {
  return path + "=" + flow_text(value);
}

YamlNode with_unit(YamlNode value, const std::string& unit) {
  if (unit.empty() || value.kind != YamlNode::Kind::Scalar) return value;
  const auto quantity = quantity_of(value.text);
  if (quantity && quantity->unit.empty()) value.text += " " + unit;
  return value;
}

void refuse_alone(Reading& reading, const Field& field, std::string_view other) {
  reading.error(Rule::KeysIncomplete,
                field.key.at,
                field.path,
                fmt::format("'{}' needs '{}' beside it", field.key.value, other));
}

}  // namespace stepdown::models
