#include "models/reading/plan_base.hpp"

#include "models/reading/flow_text.hpp"
#include "models/reading/overrides.hpp"
#include "models/reading/read_sweep_paths.hpp"
#include "models/reading/read_values.hpp"
#include "models/reading/schema.hpp"
#include "models/reading/yaml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stepdown::models {

std::string BaseTree::value_at(const Located<std::string>& path, const std::string& key) {
  const auto value = root_ ? value_at_path(*reading_, *root_, path, key) : std::nullopt;
  if (!value || *value == nullptr) return {};
  return (*value)->kind == YamlNode::Kind::Scalar ? (*value)->text : flow_text(**value);
}

std::optional<Field> BaseTree::uncertain(const std::string& file) const {
  const YamlNode::Entry* const entry = root_ ? find_entry(*root_, "uncertain") : nullptr;
  if (entry == nullptr) return std::nullopt;
  return field_of(root_field(*root_, file), *entry);
}

void BaseTree::put(const Located<std::string>& path,
                   const std::string& key,
                   const YamlNode& value) {
  if (root_ && value_at_path(*reading_, *root_, path, key))
    put_at_path(*reading_, *root_, path, key, value);
}

std::optional<YamlNode> scenario_tree(const FileLoader& loader,
                                      const std::string& file,
                                      const std::string& text,
                                      const std::vector<std::string>& sets) {
  Reading apart{loader};
  return resolve_overrides(apart, file, text, sets);
}

YamlNode read_plan_tree(Reading& reading,
                        const std::string& text,
                        const std::string& name,
                        const PlanKind& kind) {
  reading.remember(name, text);
  YamlText yaml = read_yaml(text, {name, 1, 1});
  const bool is_sound = yaml.problems.empty();
  for (Diagnostic& problem : yaml.problems)
    reading.add(std::move(problem));
  const bool is_map = yaml.root.kind == YamlNode::Kind::Map;
  const bool is_scenario = is_map && find_entry(yaml.root, "scenario") == nullptr &&
                           find_entry(yaml.root, "schema") != nullptr;
  if (is_map && !is_scenario) return std::move(yaml.root);
  if (is_sound)
    reading.add({kind.not_one,
                 {name, 1, 1},
                 "",
                 fmt::format("expected {}, got {}; write {} into a file of its own",
                             kind.name,
                             is_scenario ? "a scenario" : describe(yaml.root),
                             kind.write)});
  throw ScenarioError(shown(reading.found(), reading.found_beyond()));
}

PlanScenario load_plan_scenario(Reading& reading,
                                const std::optional<Field>& field,
                                const FileLoader& loader) {
  const auto name =
      field ? read_text(reading, *field, schema::expected_of("sweep_scenario_file")) : std::nullopt;
  if (!name) return {{}, {}, {reading, std::nullopt}};
  const std::string path = path_beside(name->at.file, name->value);
  const FileText file = loader(path, max_yaml_bytes);
  if (!file.error) {
    reading.remember(path, file.text);
    return {path, name->at, {reading, scenario_tree(loader, path, file.text, {})}};
  }
  reading.error(Rule::BaseUnreadable,
                *field,
                fmt::format("expected a scenario that can be read, got {} ({})",
                            in_quotes(path),
                            file.error.message()));
  return {path, name->at, {reading, std::nullopt}};
}

std::vector<std::string> read_plan_sets(Reading& reading,
                                        const Field& field,
                                        BaseTree& tree,
                                        bool are_kept) {
  std::vector<std::string> sets;
  if (!field.is_map()) {
    reading.expected(field, schema::expected_of("changes"));
    return sets;
  }
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Located<std::string> path{entry.key, entry.key_at};
    const std::string key = field.path + "." + entry.key;
    if (entry.value.kind == YamlNode::Kind::Null) {
      reading.expected(field_of(field, entry), "a value");
      continue;
    }
    if (are_kept)
      tree.put(path, key, entry.value);
    else
      (void)tree.value_at(path, key);
    sets.push_back(set_of(entry.key, entry.value));
  }
  return sets;
}

std::vector<Diagnostic> warnings_of_plan(const Reading& reading) {
  std::vector<Diagnostic> found = reading.found();
  const bool has_errors =
      reading.found_beyond() > 0 || std::ranges::any_of(found, [](const Diagnostic& one) {
        return one.severity == Severity::Error;
      });
  if (has_errors) throw ScenarioError(shown(std::move(found), reading.found_beyond()));
  return found;
}

}  // namespace stepdown::models
