#include "models/reading/read_scenario.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/overrides.hpp"
#include "models/reading/read_admission.hpp"
#include "models/reading/read_arrivals.hpp"
#include "models/reading/read_attributes.hpp"
#include "models/reading/read_changes.hpp"
#include "models/reading/read_economics.hpp"
#include "models/reading/read_effects.hpp"
#include "models/reading/read_medications.hpp"
#include "models/reading/read_pools.hpp"
#include "models/reading/read_run.hpp"
#include "models/reading/read_services.hpp"
#include "models/reading/read_start_from.hpp"
#include "models/reading/read_states.hpp"
#include "models/reading/read_targets.hpp"
#include "models/reading/read_uncertain.hpp"
#include "models/reading/yaml_reader.hpp"
#include "models/staffed_places.hpp"

#include <algorithm>
#include <memory>
#include <system_error>
#include <utility>

namespace stepdown::models {
namespace {

void read_start(Reading& reading, const Field& field, Scenario& scenario) {
  if (const auto date = read_date(reading, field)) scenario.start = *date;
  reading.start = scenario.start.value;
}

std::vector<Located<std::string>> read_report_by(Reading& reading, const Field& field) {
  return read_names(reading, field, schema::expected_of("names"), "an attribute");
}

/// What `read` makes of a section, behind what is there.
template <auto read, class T>
void append(Reading& reading, const Field& field, SharedList<T>& list) {
  std::vector<T> items;
  read(reading, field, items);
  for (T& item : items)
    list.push_back(std::move(item));
}

/// `community` and `outcomes`
template <auto read>
void read_states_of(Reading& reading, const Field& field, Scenario& scenario) {
  append<read>(reading, field, scenario.states);
}

void read_levels_of(Reading& reading, const Field& field, Scenario& scenario) {
  scenario.levels_at = field.at();
  append<read_levels>(reading, field, scenario.states);
}

void read_arrivals_of(Reading& reading, const Field& field, Scenario& scenario) {
  scenario.arrivals_at = field.at();
  scenario.arrivals = read_arrivals(reading, field);
}

void read_pools_of(Reading& reading, const Field& field, Scenario& scenario) {
  read_pools(reading, field, scenario.pools);
}

void read_staff_of(Reading& reading, const Field& field, Scenario& scenario) {
  append<read_staff>(reading, field, scenario.staff);
}

void read_medications_of(Reading& reading, const Field& field, Scenario& scenario) {
  append<read_medications>(reading, field, scenario.medications);
}

void read_targets_of(Reading& reading, const Field& field, Scenario& scenario) {
  read_targets(reading, field, scenario.targets);
}

// Dates of arrivals are counted from the start, which is read before them.
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
    {"episode_gap", value::inside<&Scenario::settings, value::duration<&Settings::episode_gap>>, optional, "30 d",
     "longest gap inside one episode", "30 d"},
    {"holidays", value::into<&Scenario::holidays, read_holidays>("date_list"), optional, "none",
     "dates on which no level with `admission` or `discharge` hours does either",
     "[2026-12-25, 2027-01-01]"},
    {"attributes", value::into<&Scenario::attributes, read_attributes>("attributes"), optional, "none",
     "kinds of people", "{payer: {...}}"},
    {"staff", value::by<read_staff_of>("staff"), optional, "none",
     "whom the services of the levels need, by role", "{counselor: {productive: 0.6, at_hand: 10}}"},
    {"levels", value::by<read_levels_of>("levels"), required, "",
     "levels of care, most to least intensive", "{php: {...}}"},
    {"pools", value::by<read_pools_of>("pools"), optional, "none",
     "places on which several levels draw", "{ward: {places: {beds: 20}}}"},
    {"community", value::by<read_states_of<read_community>>("community"), optional, "none",
     "states out of care", "{home: {...}}"},
    {"outcomes", value::by<read_states_of<read_outcomes>>("outcomes"), optional, "none",
     "states that nobody leaves", "[recovered, died]"},
    {"arrivals", value::by<read_arrivals_of>("arrivals"), required, "",
     "where people come from", "{referrals: {...}}"},
    {"start_from", value::by<read_start_from>("start"), optional, "empty",
     "who is there, and who waits, when the run begins", "{php: {census: 14, waiting: 3}}"},
    {"medications", value::by<read_medications_of>("medications"), optional, "none",
     "treatment that goes on across levels and out of care", "{buprenorphine: {...}}"},
    {"effects", value::by<read_effects>("effects"), optional, "none",
     "what attributes, medications and history change", "{...}"},
    {"targets", value::by<read_targets_of>("targets"), optional, "none",
     "what figures of the reports are to be; every run tells which are met",
     "[residential.wait.p90 <= 7 d]"},
    {"economics", value::into<&Scenario::economics, read_economics>("economics"), optional, "none",
     "health economics: what each person costs and gains from their arrival on",
     "{followed_for: 5 y, discount_costs: 3 %/y, discount_health: 3 %/y}"},
    {"currency", value::inside<&Scenario::settings, value::text<&Settings::currency>>, optional, "USD",
     "what reports call the money of `prices` and `costs`", "USD"},
    {"uncertain", value::skipped<Scenario>("uncertain_inputs"), optional, "none",
     "what is not known well, by name, as in a plan of a sweep; `stepdown sweep` draws it, all else "
     "takes the scenario as it is",
     "{home_relapse: {path: community.home.exits.relapse.probability, beta: {events: 12, of: 40}}}"},
    {"changes", value::skipped<Scenario>("dated_changes"), optional, "none",
     "numbers from a date on (00:00), by the paths of `--set`; stays and waits already begun keep "
     "what they drew", "{2027-07-01: {levels.iop.hold: 3 d}}"},
});
// clang-format on

using Texts = std::vector<std::pair<std::string, std::string>>;

/// The text with this name, or null.
const std::string* find_text(const Texts& texts, const std::string& name) {
  const auto found = std::ranges::find(texts, name, &Texts::value_type::first);
  return found == texts.end() ? nullptr : &found->second;
}

bool is_same(const Diagnostic& a, const Diagnostic& b) {
  return a.rule == b.rule && a.at == b.at && a.key == b.key && a.message == b.message;
}

/// Puts what is read of one of several with a name in place of what there was. False where it is
/// new, or something is wrong with what stands beside it: then all have to be read again.
template <class T, class ReadOne>
bool read_in_place(SharedList<T>& list, const std::string& name, const ReadOne& read_one) {
  const std::size_t position = position_of(list, name);
  if (position == list.size()) return false;
  std::vector<T> read;
  read_one(read);
  if (read.size() != 1) return false;
  list.replace(position, std::move(read.front()));
  return true;
}

/// Reads one part of a tree again, into the scenario that is otherwise as the tree.
/// @returns false where all of the tree has to be read again
bool read_part(Reading& reading, const Field& root, const ChangedPart& part, Scenario& scenario) {
  const YamlNode::Entry* const section = find_entry(*root.node, part.section);
  if (section == nullptr) return false;
  const Field whole = field_of(root, *section);
  if (part.section == "attributes") {
    scenario.attributes = read_attributes(reading, whole);
    return true;
  }
  if (part.section == "medications") {
    scenario.medications.clear();
    append<read_medications>(reading, whole, scenario.medications);
    return true;
  }
  if (part.section == "staff") {
    scenario.staff.clear();
    append<read_staff>(reading, whole, scenario.staff);
    return true;
  }
  if (part.section == "effects" && part.name.empty()) {
    scenario.effects.clear();
    scenario.effects_strength = Scenario{}.effects_strength;
    read_effects(reading, whole, scenario);
    return true;
  }
  const YamlNode::Entry* const named =
      whole.is_map() ? find_entry(*whole.node, part.name) : nullptr;
  if (named == nullptr) return false;
  const Field field = field_of(whole, *named);
  if (part.section == "levels")
    return read_in_place(scenario.states, part.name, [&](std::vector<State>& read) {
      read_one_level(reading, field, read);
    });
  if (part.section == "community")
    return read_in_place(scenario.states, part.name, [&](std::vector<State>& read) {
      read_one_community_state(reading, field, read);
    });
  if (part.section == "arrivals")
    return read_in_place(scenario.arrivals, part.name, [&](std::vector<ArrivalSource>& read) {
      read_one_source(reading, field, read);
    });
  return part.section == "effects" &&
         read_in_place(scenario.effects, part.name, [&](std::vector<Effect>& read) {
           read.push_back(read_one_effect(reading, field));
         });
}

/// What a scenario is from a date on: all but the parts that change it has in common with the one
/// before.
Scenario read_again(Reading& reading,
                    const Field& root,
                    const std::vector<ChangedPart>& parts,
                    const Scenario& before) {
  reading.start = before.start.value;
  Scenario scenario = before;
  end_sharing_staff(scenario);
  if (!std::ranges::all_of(
          parts, [&](const ChangedPart& part) { return read_part(reading, root, part, scenario); }))
    scenario = read_section(reading, root, schema::scenario_section, scenario_keys);
  count_staffed_places(scenario, largest_count);
  return scenario;
}

/// Reads the scenario of each date of `changes`. What is wrong whatever the date is told once.
void read_periods(Reading& reading, YamlNode root, const std::string& name, Scenario& scenario) {
  std::vector<ScenarioPeriod> periods;
  read_changes(reading, root, name, [&](DatedChange change) {
    Reading own = reading.another();
    Scenario now = read_again(own,
                              root_field(root, name),
                              change.parts,
                              periods.empty() ? scenario : periods.back().scenario);
    now.file = name;
    now.start_from.reset();  // is over
    if (const std::vector<Diagnostic> found = own.found(); !found.empty()) {
      const std::vector<Diagnostic> told = reading.found();
      for (const Diagnostic& one : found)
        if (std::ranges::none_of(told,
                                 [&](const Diagnostic& other) { return is_same(one, other); }))
          reading.add(one);
    }
    periods.push_back({std::move(change.date), std::move(change.paths), std::move(now)});
  });
  scenario.later_periods = std::move(periods);
}

/// What is uncertain must lead somewhere; nothing is drawn here.
void check_uncertain(Reading& reading, YamlNode& root, const std::string& name) {
  const YamlNode::Entry* const entry = find_entry(root, "uncertain");
  if (entry == nullptr) return;
  (void)read_uncertain(reading,
                       field_of(root_field(root, name), *entry),
                       [&](const Located<std::string>& path, const std::string& key) {
                         (void)value_at_path(reading, root, path, key);
                         return std::string{};
                       });
}

Scenario read_text_with(Reading& reading,
                        const std::string& text,
                        const std::string& name,
                        const std::vector<std::string>& sets) {
  auto root = resolve_overrides(reading, name, text, sets);
  if (!root) throw ScenarioError(shown(reading.found(), reading.found_beyond()));
  Scenario scenario =
      read_section(reading, root_field(*root, name), schema::scenario_section, scenario_keys);
  count_staffed_places(scenario, largest_count);
  scenario.file = name;
  check_uncertain(reading, *root, name);
  read_periods(reading, *root, name, scenario);
  share_hours_on_all_dates(scenario, largest_count);
  const std::string data_files = reading.data_file_digest();
  scenario.has_data_files = !data_files.empty();
  scenario.canonical = canonical_text(*root) + data_files;
  scenario.tree = std::make_shared<const YamlNode>(*std::move(root));
  scenario.sources = reading.sources();
  scenario.found = reading.found();
  scenario.found_beyond = reading.found_beyond();
  scenario.holes = reading.holes();
  return scenario;
}

}  // namespace

constinit const schema::Section schema::scenario_section{
    "scenario", "", "A scenario.", scenario_keys.rows, ""};

Scenario read_scenario_text(const std::string& text,
                            const std::string& name,
                            const std::vector<std::string>& sets,
                            const FileLoader& loader) {
  Reading reading{loader};
  reading.remember(name, text);
  return read_text_with(reading, text, name, sets);
}

Scenario read_scenario(const std::string& path, const std::vector<std::string>& sets) {
  const FileText file = load_file(path, max_yaml_bytes);
  if (file.error) throw std::system_error(file.error, path);
  return read_scenario_text(file.text, path, sets, load_file);
}

ScenarioFiles::ScenarioFiles(const Scenario& scenario) : file_(scenario.file) {
  for (const auto& [name, text] : scenario.sources) {
    if (name == set_file) continue;
    texts_.emplace_back(name, text);
    trees_.emplace(name, read_yaml(text, {name, 1, 1}));
  }
}

Scenario ScenarioFiles::read(const std::vector<std::string>& sets) const {
  const FileLoader loader = [this](const std::string& path, std::size_t max_bytes) -> FileText {
    if (const std::string* const text = find_text(texts_, path)) return {*text, {}};
    return load_file(path, max_bytes);
  };
  const std::string& text = texts_.front().second;
  Reading reading{loader, &trees_};
  reading.remember(file_, text);
  return read_text_with(reading, text, file_, sets);
}

std::shared_ptr<const YamlNode> tree_with(const Scenario& scenario,
                                          const std::vector<std::string>& sets) {
  const FileLoader known = [&scenario](const std::string& path, std::size_t) -> FileText {
    if (const std::string* const text = find_text(scenario.sources, path)) return {*text, {}};
    return {{}, std::make_error_code(std::errc::no_such_file_or_directory)};
  };
  Reading reading{known};
  auto root =
      resolve_overrides(reading, scenario.file, known(scenario.file, max_yaml_bytes).text, sets);
  return root ? std::make_shared<const YamlNode>(*std::move(root)) : scenario.tree;
}

}  // namespace stepdown::models
