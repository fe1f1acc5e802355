#include "models/reading/read_scenario.hpp"

#include "models/reading/overrides.hpp"
#include "models/reading/section_readers.hpp"
#include "models/reading/yaml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
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

void append(std::vector<State>& states, std::vector<State> more) {
  std::ranges::move(more, std::back_inserter(states));
}

void read_report_by(Reading& reading, const Field& field, Scenario& scenario) {
  scenario.report_by =
      read_names(reading, field, schema::expected_of("names"), [&](const Field& each) {
        return read_known_name(reading, each, "an attribute", reading.names.attributes);
      });
}

/// From the whole tree to the scenario; the order is that in which sections need each other.
Scenario read_sections(Reading& reading, const YamlNode& root, const std::string& file) {
  Scenario scenario;
  scenario.file = file;
  declare_names(reading, root);
  if (!check_size(reading, file)) return scenario;
  SectionReader section{reading, {&root, {"", {file, 1, 1}}, ""}, "scenario"};
  const auto schema_version = section.find("schema");  // checked in each file
  if (const auto name = section.text("name")) scenario.name = name->value;
  if (const auto description = section.text("description"))
    scenario.description = description->value;
  if (const auto start = section.find("start"))
    if (const auto date = read_date(reading, *start)) scenario.start = *date;
  if (const auto run = section.find("run")) scenario.run = read_run(reading, *run);
  if (const auto by = section.find("report_by")) read_report_by(reading, *by, scenario);
  if (const auto gap = section.duration("episode_gap")) scenario.episode_gap = *gap;
  if (const auto attributes = section.find("attributes")) read_attributes(reading, *attributes);
  if (const auto levels = section.find("levels")) scenario.states = read_levels(reading, *levels);
  if (const auto community = section.find("community"))
    append(scenario.states, read_community(reading, *community));
  if (const auto outcomes = section.find("outcomes"))
    append(scenario.states, read_outcomes(reading, *outcomes));
  if (const auto arrivals = section.find("arrivals"))
    scenario.arrivals = read_arrivals(reading, *arrivals, scenario.start.value);
  if (const auto effects = section.find("effects"))
    read_effects(reading, *effects, scenario.states, scenario);
  section.done();
  scenario.attributes = reading.attributes;
  return scenario;
}

ReadResult read_text_with(Reading& reading,
                          const std::string& text,
                          const std::string& name,
                          const std::vector<std::string>& sets) {
  Document document;
  if (auto root = read_document(reading, name, text, sets)) {
    document.root = *std::move(root);
    ReadResult result{read_sections(reading, document.root, name), {}};
    if (!reading.has_errors()) {
      result.warnings = reading.diagnostics();
      result.scenario.canonical = canonical_text(document) + reading.data_file_digest();
      result.scenario.sources = reading.sources();
      return result;
    }
  }
  throw ScenarioError(reading.diagnostics());
}

}  // namespace

FileText load_file(const std::string& path, std::size_t max_bytes) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    return {{}, std::make_error_code(std::errc::is_a_directory)};
  errno = 0;
  std::ifstream stream{path, std::ios::binary};
  if (!stream) {
    const int reason = errno;
    return {{}, {reason == 0 ? ENOENT : reason, std::generic_category()}};
  }
  std::string text;
  constexpr std::size_t block = 65536;
  while (stream && text.size() <= max_bytes) {
    const std::size_t before = text.size();
    text.resize(before + std::min(block, max_bytes + 1 - before));
    stream.read(text.data() + before, static_cast<std::streamsize>(text.size() - before));
    text.resize(before + static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) return {{}, std::make_error_code(std::errc::io_error)};
  return {std::move(text), {}};
}

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
