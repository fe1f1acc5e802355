#include "models/reading/read_calibration_plan.hpp"

#include "models/reading/check_sweep_plan.hpp"
#include "models/reading/key_table.hpp"
#include "models/reading/plan_base.hpp"
#include "models/reading/read_free_parameters.hpp"
#include "models/reading/read_observed.hpp"
#include "models/reading/schema_calibration.hpp"
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
  std::optional<Field> observed;
  std::optional<Field> free;
  std::optional<Located<int>> replications;
  int evaluations = CalibrationPlan{}.evaluations;
  Located<int> draws{CalibrationPlan{}.draws, {}};
  std::optional<Located<int>> keep;
  std::uint64_t design_seed = 1;
};

std::optional<Located<std::uint64_t>> read_design_seed(Reading& reading, const Field& field) {
  return read_whole(reading, field, 0, std::numeric_limits<std::uint64_t>::max());
}

/// Each draw is kept until all have ended.
std::optional<Located<int>> read_set_count(Reading& reading, const Field& field) {
  const auto count = read_whole(reading, field, 0, static_cast<std::uint64_t>(most_sweep_points));
  if (!count) return std::nullopt;
  return Located<int>{static_cast<int>(count->value), count->at};
}

// clang-format off
constexpr auto plan_keys = key_table<WrittenPlan>({
    {"scenario", value::as_written<&WrittenPlan::scenario>("sweep_scenario_file"), required, "",
     "what is fitted, by path from this file", "my.yaml"},
    {"set", value::as_written<&WrittenPlan::set>("changes"), optional, "none",
     "paths of the scenario and the values that they have in all simulations", "{run.horizon: 2 y}"},
    {"observed", value::as_written<&WrittenPlan::observed>("observed_figures"), required, "",
     "figures of the real program, each with its uncertainty",
     "{census.mean@php: {value: 24, sd: 2}}"},
    {"free", value::as_written<&WrittenPlan::free>("free_parameters"), required, "",
     "values of the scenario that are to be found, by name, or in short a path with its bounds",
     "{levels.php.treatment_time.gamma.mean: 10..30 d}"},
    {"replications", value::into<&WrittenPlan::replications, read_count<1>>("replications"),
     optional, "as in the scenario", "of each set of values", "20"},
    {"evaluations", value::count<&WrittenPlan::evaluations>, optional, "200",
     "sets of values that the search simulates, at most", "500"},
    {"draws", value::into<&WrittenPlan::draws, read_set_count>("set_count"), optional, "1000",
     "sets of values that are simulated to find those that fit; 0: only the best is looked for",
     "4000"},
    {"keep", value::into<&WrittenPlan::keep, read_count<1>>("count"), optional,
     "a twentieth of `draws`, at least 40", "of the draws, the closest", "100"},
    {"design_seed", value::into<&WrittenPlan::design_seed, read_design_seed>("seed"), optional, "1",
     "of the draws; the luck of the simulations is the scenario's", "2"},
});
// clang-format on

/// Which draws are kept, and whether they are enough.
void read_draws(Reading& reading, const WrittenPlan& written, CalibrationPlan& plan) {
  constexpr int usual_part = 20;
  plan.draws = written.draws.value;
  plan.keep = 0;
  if (plan.draws == 0) {
    if (written.keep)
      reading.error(Rule::KeepOfNothing,
                    written.keep->at,
                    "keep",
                    "expected 'draws' above 0 beside it, got 'draws: 0'");
    return;
  }
  if (plan.draws < fewest_kept_sets)
    return reading.error(
        Rule::TooFewDraws,
        written.draws.at,
        "draws",
        fmt::format("expected 0, or at least {} as fewer sets have no interval of 95 %, got {}",
                    fewest_kept_sets,
                    plan.draws));
  plan.keep = std::max(plan.draws / usual_part, fewest_kept_sets);
  if (!written.keep) return;
  plan.keep = written.keep->value;
  if (plan.keep < fewest_kept_sets || plan.keep > plan.draws)
    reading.error(Rule::KeepOutOfBounds,
                  written.keep->at,
                  "keep",
                  fmt::format("expected {} to {}, as many as there are draws, got {}",
                              fewest_kept_sets,
                              plan.draws,
                              plan.keep));
}

/// What no part can tell alone.
void check_parts(Reading& reading, const WrittenPlan& written, const CalibrationPlan& plan) {
  SweepPlan as_sweep;
  as_sweep.file = plan.file;
  as_sweep.sets = plan.sets;
  for (const FreeParameter& parameter : plan.free) {
    as_sweep.factors.push_back(parameter.factor);
    if (parameter.rest) as_sweep.factors.back().paths.push_back(*parameter.rest);
  }
  check_names_and_paths(reading, as_sweep, "free");
  if (plan.free.size() > most_free_parameters)
    reading.error(
        Rule::TooManyFree,
        written.free->key.at,
        "free",
        fmt::format(
            "expected at most {} free parameters, got {}", most_free_parameters, plan.free.size()));
}

void read_parts(Reading& reading,
                const WrittenPlan& written,
                const FileLoader& loader,
                CalibrationPlan& plan) {
  PlanScenario scenario = load_plan_scenario(reading, written.scenario, loader);
  plan.scenario_file = std::move(scenario.file);
  plan.scenario_at = std::move(scenario.at);
  const BaseOf base_of = [&scenario](const Located<std::string>& path, const std::string& key) {
    return scenario.tree.value_at(path, key);
  };
  if (written.set) plan.sets = read_plan_sets(reading, *written.set, scenario.tree, true);
  if (written.observed) plan.observed = read_observed(reading, *written.observed);
  if (written.free) plan.free = read_free_parameters(reading, *written.free, base_of);
  if (written.replications) plan.replications = written.replications->value;
  plan.evaluations = written.evaluations;
  plan.design_seed = written.design_seed;
  read_draws(reading, written, plan);
  if (reading.holes().empty()) check_parts(reading, written, plan);
}

}  // namespace

constinit const schema::Section schema::calibration_plan_section{
    "calibration_plan", "", "The plan of a calibration.", plan_keys.rows, ""};

CalibrationPlan read_calibration_plan_text(const std::string& text,
                                           const std::string& name,
                                           const FileLoader& loader) {
  Reading reading{loader};
  const YamlNode tree =
      read_plan_tree(reading,
                     text,
                     name,
                     {Rule::NoCalibrationPlan,
                      "the plan of a calibration",
                      "'scenario: my.yaml', 'observed: {...}' and 'free: {...}'"});
  const Field root = root_field(tree, name);
  WrittenPlan written;
  SectionReader section{reading, root, schema::calibration_plan_section};
  read_keys(section, plan_keys, written);
  CalibrationPlan plan;
  plan.file = name;
  read_parts(reading, written, loader, plan);
  plan.warnings = warnings_of_plan(reading);
  return plan;
}

CalibrationPlan read_calibration_plan(const std::string& path) {
  const FileText file = load_file(path, max_yaml_bytes);
  if (file.error) throw std::system_error(file.error, path);
  return read_calibration_plan_text(file.text, path, load_file);
}

}  // namespace stepdown::models
