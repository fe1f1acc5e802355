#include "models/reading/read_sweep_plan.hpp"

#include "models/reading/check_sweep_plan.hpp"
#include "models/reading/factor_argument.hpp"
#include "models/reading/key_table.hpp"
#include "models/reading/plan_base.hpp"
#include "models/reading/read_sweep_design.hpp"
#include "models/reading/read_sweep_factor.hpp"
#include "models/reading/read_sweep_paths.hpp"
#include "models/reading/read_uncertain.hpp"
#include "models/reading/schema_sweep.hpp"
#include "models/reading/yaml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <system_error>
#include <utility>

namespace stepdown::models {
namespace {

/// The parts of a plan, which are read one after another as they need each other.
struct WrittenPlan {
  std::optional<Field> scenario;
  std::optional<Field> set;
  std::optional<Field> factors;
  std::optional<Field> scenarios;
  std::optional<Field> design;
  std::optional<Field> uncertain;
  Located<int> draws{0, {}};
  std::uint64_t design_seed = 1;
  std::optional<Located<int>> replications;
  std::optional<Field> precision;
  std::optional<Field> figures;
};

std::optional<Located<std::uint64_t>> read_design_seed(Reading& reading, const Field& field) {
  return read_whole(reading, field, 0, std::numeric_limits<std::uint64_t>::max());
}

// clang-format off
constexpr auto plan_keys = key_table<WrittenPlan>({
    {"scenario", value::as_written<&WrittenPlan::scenario>("sweep_scenario_file"), required, "",
     "what is varied, by path from this file", "my.yaml"},
    {"set", value::as_written<&WrittenPlan::set>("changes"), optional, "none",
     "paths of the scenario and the values that they have in all points", "{run.horizon: 2 y}"},
    {"factors", value::as_written<&WrittenPlan::factors>("sweep_factors"), optional, "none",
     "what is varied: a factor by name, or in short a path with its values or range",
     "{levels.php.places.slots: 16..24, beds: {path: levels.detox.places.beds, values: [8, 10]}}"},
    {"scenarios", value::as_written<&WrittenPlan::scenarios>("sweep_scenarios"), optional,
     "none", "named alternatives, each with all points of the design",
     "{as_today: {}, more_php: {levels.php.places.slots: 30}}"},
    {"design", value::as_written<&WrittenPlan::design>("sweep_design"), optional, "grid",
     "which combinations of the factors are simulated", "{sobol: {points: 128}}"},
    {"uncertain", value::as_written<&WrittenPlan::uncertain>("sweep_inputs"), optional,
     "none", "what is not known well, by name; all points are simulated with the same draws of it",
     "{relapse: {path: community.home.exits.relapse.probability, beta: {events: 12, of: 40}}}"},
    {"draws", value::count<&WrittenPlan::draws>, optional, "the rows of a CSV",
     "of the uncertain inputs", "200"},
    {"design_seed", value::into<&WrittenPlan::design_seed, read_design_seed>("seed"), optional, "1",
     "of a design that samples and of the draws; the luck of the simulations is the scenario's",
     "1"},
    {"replications", value::into<&WrittenPlan::replications, read_count<1>>("replications"),
     optional, "as in the scenario", "of each point", "20"},
    {"precision", value::as_written<&WrittenPlan::precision>("sweep_precision"), optional,
     "none", "replications of each point until figures are precise",
     "{figures: {wait.mean@residential: 5 %}, most: 200}"},
    {"figures", value::as_written<&WrittenPlan::figures>("sweep_figures"), optional, "usual",
     "those to keep (usually census, use, waits and losses of levels, and those of targets), as METRIC.STATISTIC[@STATE[/GROUP]]", "[lost.per_year, wait.mean@residential]"},
});
// clang-format on

std::vector<SweepScenario> read_scenarios(Reading& reading, const Field& field, BaseTree& tree) {
  std::vector<SweepScenario> scenarios;
  if (!field.is_map() || field.node->entries.empty()) {
    reading.expected(field, schema::expected_of("sweep_scenarios"));
    return scenarios;
  }
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field one = field_of(field, entry);
    (void)check_name(reading, one);
    scenarios.push_back({one.key, read_plan_sets(reading, one, tree, false)});
    if (!one.is_map()) continue;
    for (const YamlNode::Entry& set : one.node->entries)
      (void)check_no_replications(reading, {set.key, set.key_at}, one.path + "." + set.key);
  }
  return scenarios;
}

/// What the scenario says that is not known well, and what the plan adds to it or has instead.
std::vector<UncertainInput> all_inputs(Reading& reading,
                                       const std::optional<Field>& of_scenario,
                                       const std::optional<Field>& of_plan,
                                       const BaseOf& base_of) {
  std::vector<UncertainInput> inputs;
  std::vector<UncertainInput> own;
  if (of_scenario) inputs = read_uncertain(reading, *of_scenario, base_of);
  if (of_plan) own = read_uncertain(reading, *of_plan, base_of);
  for (UncertainInput& input : own) {
    std::erase_if(inputs, [&input](const UncertainInput& other) {
      return other.name.value == input.name.value;
    });
    inputs.push_back(std::move(input));
  }
  return inputs;
}

/// How many draws there are: as the author says, or as many as the shortest file has.
void read_draws(Reading& reading,
                const WrittenPlan& written,
                bool is_scenario_uncertain,
                SweepPlan& plan) {
  plan.draws = written.draws.value;
  if (!written.uncertain && !is_scenario_uncertain) {
    if (plan.draws > 0)
      reading.error(Rule::DrawsOfNothing,
                    written.draws.at,
                    "draws",
                    "expected 'uncertain' beside it or in the scenario, got none");
    return;
  }
  for (const UncertainInput& input : plan.uncertain) {
    const auto* given = std::get_if<SweepDraws>(&input.values);
    if (given == nullptr) continue;
    const int rows = static_cast<int>(given->rows.size());
    if (plan.draws > rows)
      return reading.error(Rule::TooManyDraws,
                           written.draws.at,
                           "draws",
                           fmt::format("expected at most {}, as many as '{}' has rows, got {}",
                                       rows,
                                       input.name.value,
                                       plan.draws));
    if (written.draws.value == 0) plan.draws = plan.draws == 0 ? rows : std::min(plan.draws, rows);
  }
  if (written.uncertain && plan.draws == 0 && reading.holes().empty())
    reading.error(Rule::DrawsMissing,
                  written.uncertain->key.at,
                  "uncertain",
                  "expected the number of draws beside it, got none; write 'draws: 200'");
}

void read_parts(Reading& reading,
                const WrittenPlan& written,
                const FileLoader& loader,
                SweepPlan& plan) {
  PlanScenario scenario = load_plan_scenario(reading, written.scenario, loader);
  BaseTree& tree = scenario.tree;
  plan.scenario_file = std::move(scenario.file);
  plan.scenario_at = std::move(scenario.at);
  const BaseOf base_of = [&tree](const Located<std::string>& path, const std::string& key) {
    return tree.value_at(path, key);
  };
  if (written.set) plan.sets = read_plan_sets(reading, *written.set, tree, true);
  if (written.design) plan.design = read_sweep_design(reading, *written.design);
  if (written.factors) plan.factors = read_sweep_factors(reading, *written.factors, base_of);
  if (written.scenarios) plan.scenarios = read_scenarios(reading, *written.scenarios, tree);
  const bool has_draws = written.draws.value > 0 || written.uncertain;
  const auto of_scenario = has_draws ? tree.uncertain(plan.scenario_file) : std::nullopt;
  plan.uncertain = all_inputs(reading, of_scenario, written.uncertain, base_of);
  read_draws(reading, written, of_scenario.has_value(), plan);
  plan.design_seed = written.design_seed;
  if (written.replications) plan.replications = written.replications->value;
  if (written.precision) plan.precision = read_sweep_precision(reading, *written.precision);
  if (written.figures)
    plan.figures =
        read_names(reading, *written.figures, schema::expected_of("sweep_figures"), "a figure");
}

}  // namespace

constinit const schema::Section schema::sweep_plan_section{
    "sweep_plan", "", "The plan of a sweep.", plan_keys.rows, "replications|precision|"};

SweepPlan read_sweep_plan_text(const std::string& text,
                               const std::string& name,
                               const FileLoader& loader) {
  Reading reading{loader};
  const YamlNode tree = read_plan_tree(
      reading,
      text,
      name,
      {Rule::NoSweepPlan, "the plan of a sweep", "'scenario: my.yaml' and 'factors: {...}'"});
  const Field root = root_field(tree, name);
  WrittenPlan written;
  SectionReader section{reading, root, schema::sweep_plan_section};
  read_keys(section, plan_keys, written);
  SweepPlan plan;
  plan.file = name;
  read_parts(reading, written, loader, plan);
  if (!written.factors && !written.scenarios && !written.uncertain && plan.draws == 0)
    reading.error(Rule::NothingToSweep,
                  {name, 1, 1},
                  "",
                  "expected 'factors', 'scenarios' or 'uncertain', got none of them");
  if (reading.holes().empty()) check_sweep_plan(reading, plan, written.design.value_or(root));
  plan.canonical = canonical_text(tree) + reading.data_file_digest();
  plan.warnings = warnings_of_plan(reading);
  return plan;
}

SweepPlan read_sweep_plan(const std::string& path) {
  const FileText file = load_file(path, max_yaml_bytes);
  if (file.error) throw std::system_error(file.error, path);
  return read_sweep_plan_text(file.text, path, load_file);
}

SweepPlan sweep_plan_of(const std::string& scenario,
                        const std::vector<std::string>& sets,
                        const std::vector<std::string>& factors,
                        int draws,
                        const FileLoader& loader) {
  constexpr std::string_view arguments = "--factor";
  const FileText file = loader(scenario, max_yaml_bytes);
  if (file.error) throw std::system_error(file.error, scenario);
  Reading reading{loader};
  std::string lines;
  for (const std::string& factor : factors)
    lines += factor + "\n";
  reading.remember(std::string{arguments}, lines);
  BaseTree tree{reading, scenario_tree(loader, scenario, file.text, sets)};
  const BaseOf base_of = [&tree](const Located<std::string>& path, const std::string& key) {
    return tree.value_at(path, key);
  };
  SweepPlan plan;
  plan.scenario_file = scenario;
  plan.sets = sets;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    const SourceLocation at{std::string{arguments}, static_cast<int>(i) + 1, 1};
    if (auto factor = read_factor_argument(reading, factors[i], at, base_of))
      plan.factors.push_back(*std::move(factor));
  }
  if (draws > 0) {
    reading.remember(scenario, file.text);
    WrittenPlan written;
    written.draws = {draws, {"--draws", 1, 1}};
    const auto of_scenario = tree.uncertain(scenario);
    plan.uncertain = all_inputs(reading, of_scenario, std::nullopt, base_of);
    read_draws(reading, written, of_scenario.has_value(), plan);
  }
  YamlNode nothing;
  nothing.at = {std::string{arguments}, 1, 1};
  if (reading.holes().empty()) check_sweep_plan(reading, plan, {&nothing, {"", nothing.at}, ""});
  for (const std::string& factor : factors)
    plan.canonical += factor + "\n";
  if (draws > 0) plan.canonical += fmt::format("draws {}\n", draws);
  plan.warnings = warnings_of_plan(reading);
  return plan;
}

}  // namespace stepdown::models
