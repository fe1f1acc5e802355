#include "models/reading/read_scenario.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/overrides.hpp"
#include "models/reading/read_arrivals.hpp"
#include "models/reading/read_attributes.hpp"
#include "models/reading/read_effects.hpp"
#include "models/reading/read_run.hpp"
#include "models/reading/read_states.hpp"
#include "models/reading/yaml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stepdown::models {
namespace {

void declare(Reading& reading,
             const YamlNode& root,
             std::string_view section,
             std::vector<std::string>& names) {
  const YamlNode::Entry* entry = find_entry(root, section);
  if (entry == nullptr) return;
  const Field field = field_of({&root, {}, ""}, *entry);
  const auto declare_one = [&](const Field& state, const std::string& name) {
    auto& states = reading.names.states;
    if (std::ranges::find(states, name) != states.end())
      reading.error(state.key.at,
                    state.path,
                    fmt::format("expected a new name, got '{}', the name of another state", name));
    names.push_back(name);
    states.push_back(name);
    if (section != "outcomes") reading.names.in_or_out.push_back(name);
  };
  for (const YamlNode::Entry& each : entry->value.entries)
    declare_one(field_of(field, each), each.key);
  for (std::size_t i = 0; i < entry->value.items.size(); ++i)
    if (const Field each = field_of(field, i); each.is_scalar()) declare_one(each, each.node->text);
}

/// The names that sections may use before they are read.
void declare_names(Reading& reading, const YamlNode& root) {
  std::vector<std::string> outcomes;
  declare(reading, root, "levels", reading.names.levels);
  declare(reading, root, "community", reading.names.community);
  declare(reading, root, "outcomes", outcomes);
  if (const YamlNode::Entry* attributes = find_entry(root, "attributes"))
    for (const YamlNode::Entry& each : attributes->value.entries)
      reading.names.attributes.push_back(each.key);
}

/// Whether there are no more states than names can be looked up for in time.
bool check_size(Reading& reading, const std::string& file) {
  constexpr std::size_t most_states = 1000;
  if (reading.names.states.size() <= most_states) return true;
  reading.error(
      {file, 1, 1},
      "",
      fmt::format("expected at most {} states, got {}", most_states, reading.names.states.size()));
  return false;
}

void read_start(Reading& reading, const Field& field, Scenario& scenario) {
  if (const auto date = read_date(reading, field)) scenario.start = *date;
  reading.start = scenario.start.value;
}

std::vector<Located<std::string>> read_report_by(Reading& reading, const Field& field) {
  return read_names(reading, field, schema::expected_of("names"), [&](const Field& each) {
    return read_known_name(reading, each, "an attribute", reading.names.attributes);
  });
}

void read_attributes_of(Reading& reading, const Field& field, Scenario& scenario) {
  read_attributes(reading, field);
  scenario.attributes = reading.attributes;
}

/// `levels`, `community` and `outcomes`
template <auto read>
void read_states_of(Reading& reading, const Field& field, Scenario& scenario) {
  read(reading, field, scenario.states);
}

// The order is that in which sections need each other.
// clang-format off
constexpr auto scenario_keys = key_table<Scenario>({
    {"schema", value::skipped<Scenario>("schema_version"), required, "",
     "the version of this language; comes first", "1"},
    {"name", value::text<&Scenario::name>, required, "", "what reports call the scenario",
     "Minimal program"},
    {"description", value::text<&Scenario::description>, optional, "none",
     "what it is for, in free text", "Two levels"},
    {"start", value::by<read_start>("date"), required, "", "day 0 is 00:00 of this date",
     "2026-01-05"},
    {"run", value::into<&Scenario::run, read_run>("run"), required, "",
     "how long and how often to simulate", "{warm_up: 26 wk, ...}"},
    {"report_by", value::into<&Scenario::report_by, read_report_by>("names"), optional, "none",
     "attributes by which to split reports", "[profile]"},
    {"episode_gap", value::duration<&Scenario::episode_gap>, optional, "30 d",
     "longest gap inside one episode", "30 d"},
    {"attributes", value::by<read_attributes_of>("attributes"), optional, "none",
     "kinds of people", "{payer: {...}}"},
    {"levels", value::by<read_states_of<read_levels>>("levels"), required, "",
     "levels of care, most to least intensive", "{php: {...}}"},
    {"community", value::by<read_states_of<read_community>>("community"), optional, "none",
     "states out of care", "{home: {...}}"},
    {"outcomes", value::by<read_states_of<read_outcomes>>("outcomes"), optional, "none",
     "states that nobody leaves", "[recovered, died]"},
    {"arrivals", value::into<&Scenario::arrivals, read_arrivals>("arrivals"), required, "",
     "where people come from", "{referrals: {...}}"},
    {"effects", value::by<read_effects>("effects"), optional, "none",
     "what attributes and history change", "{...}"},
});
// clang-format on

/// From the whole tree to the scenario.
Scenario read_sections(Reading& reading, const YamlNode& root, const std::string& file) {
  Scenario scenario;
  scenario.file = file;
  declare_names(reading, root);
  if (!check_size(reading, file)) return scenario;
  SectionReader section{reading, root_field(root, file), schema::scenario_section};
  read_keys(section, scenario_keys, scenario);
  return scenario;
}

ReadResult read_text_with(Reading& reading,
                          const std::string& text,
                          const std::string& name,
                          const std::vector<std::string>& sets) {
  if (const auto root = resolve_overrides(reading, name, text, sets)) {
    ReadResult result{read_sections(reading, *root, name), {}};
    if (!reading.has_errors()) {
      result.warnings = reading.diagnostics();
      result.scenario.canonical = canonical_text(*root) + reading.data_file_digest();
      result.scenario.sources = reading.sources();
      return result;
    }
  }
  throw ScenarioError(reading.diagnostics());
}

}  // namespace

constinit const schema::Section schema::scenario_section{
    "scenario", "", "A scenario.", scenario_keys.rows, ""};

ReadResult read_scenario_text(const std::string& text,
                              const std::string& name,
                              const std::vector<std::string>& sets,
                              const FileLoader& loader) {
  Reading reading{loader};
  reading.remember(name, text);
  return read_text_with(reading, text, name, sets);
}

ReadResult read_scenario_and_warnings(const std::string& path,
                                      const std::vector<std::string>& sets) {
  const FileText file = load_file(path, max_yaml_bytes);
  if (file.error) throw std::system_error(file.error, path);
  return read_scenario_text(file.text, path, sets, load_file);
}

Scenario read_scenario(const std::string& path, const std::vector<std::string>& sets) {
  return read_scenario_and_warnings(path, sets).scenario;
}

}  // namespace stepdown::models
