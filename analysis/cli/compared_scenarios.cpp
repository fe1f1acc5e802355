#include "analysis/cli/compared_scenarios.hpp"

#include "models/diagnostics/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <sstream>
#include <utility>

namespace stepdown::analysis {

namespace {

/// "a=1; b=2" as two settings.
std::vector<std::string> settings(const std::string& text) {
  std::vector<std::string> list;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ';');) {
    const auto begin = part.find_first_not_of(' ');
    if (begin == std::string::npos) continue;
    list.push_back(part.substr(begin, part.find_last_not_of(' ') - begin + 1));
  }
  return list;
}

/// Refuses what `--with` cannot change, as all scenarios have the same of it.
void refuse_run_plan(const std::string& variant) {
  for (const std::string& set : settings(variant)) {
    std::string path = set.substr(0, set.find('='));
    path.erase(path.find_last_not_of(' ') + 1);
    if (path == "run.replications" || path == "run.seed")
      throw UsageError(fmt::format(
          "--with: expected the same run.seed and run.replications in all scenarios, got {}; give "
          "them with --seed and --replications",
          models::in_quotes(set)));
  }
}

/// One that is to be compared.
struct Wanted {
  std::string name;
  std::string file;
  std::vector<std::string> sets;
};

/// Warnings that were said of a scenario before are not repeated.
ScenarioToCompare load(const CompareArguments& arguments,
                       Wanted wanted,
                       std::vector<std::string>& said,
                       const Console& console) {
  ScenarioArguments scenario = arguments.scenario;
  scenario.file = wanted.file;
  scenario.sets.insert(scenario.sets.end(), wanted.sets.begin(), wanted.sets.end());
  std::ostringstream warnings;
  LoadedScenario loaded = load_scenario(
      scenario, Console{console.out, warnings, nullptr, {}, console.page, console.err_page});
  if (std::find(said.begin(), said.end(), warnings.str()) == said.end()) {
    console.err << warnings.str();
    said.push_back(warnings.str());
  }
  ScenarioRecord record = scenario_record(loaded);
  return {std::move(wanted.name),
          std::move(record),
          std::move(loaded.model),
          std::move(loaded.targets)};
}

/// People are compared over the same days, with the same luck.
void refuse_other_plan(const ScenarioToCompare& first, const ScenarioToCompare& one) {
  const models::Model& base = first.model;
  if (one.model.calendar.date(0) != base.calendar.date(0))
    throw UsageError(fmt::format(
        "expected the same start in all scenarios ({} in {}), got {} in {}: weekdays, months "
        "and dated changes would fall on other days",
        base.calendar.iso_date(0),
        models::in_quotes(first.name),
        one.model.calendar.iso_date(0),
        models::in_quotes(one.name)));
  if (one.model.warm_up != base.warm_up || one.model.horizon != base.horizon)
    throw UsageError(fmt::format(
        "expected the same run.warm_up and run.horizon in all scenarios ({:g} d and {:g} d in "
        "{}), got {:g} d and {:g} d in {}",
        base.warm_up,
        base.horizon,
        models::in_quotes(first.name),
        one.model.warm_up,
        one.model.horizon,
        models::in_quotes(one.name)));
  if (one.model.seed != base.seed || one.model.replications != base.replications)
    throw UsageError(fmt::format(
        "expected the same run.seed and run.replications in all scenarios, got others in {}; "
        "give them with --seed and --replications",
        models::in_quotes(one.name)));
}

void warn_of_other_gap(const ScenarioToCompare& first,
                       const ScenarioToCompare& one,
                       const Console& console) {
  if (one.model.settings.episode_gap == first.model.settings.episode_gap) return;
  console.tell(fmt::format(
      "warning: episode_gap: {:g} d in {}, {:g} d in {}; figures of episodes are of different "
      "things\n",
      first.model.settings.episode_gap,
      models::in_quotes(first.name),
      one.model.settings.episode_gap,
      models::in_quotes(one.name)));
}

}  // namespace

std::vector<ScenarioToCompare> load_compared(const CompareArguments& arguments,
                                             const Console& console) {
  for (const std::string& variant : arguments.with) {
    if (settings(variant).empty())
      throw UsageError(
          fmt::format("--with: expected PATH=VALUE, got {}", models::in_quotes(variant)));
    refuse_run_plan(variant);
  }
  std::vector<ScenarioToCompare> all_scenarios;
  std::vector<std::string> said;
  const std::string& first = arguments.scenario.file;
  all_scenarios.push_back(load(arguments, {first, first, {}}, said, console));
  const models::Model base = all_scenarios.front().model;
  const std::vector<std::string> same{fmt::format("run.seed={}", base.seed),
                                      fmt::format("run.replications={}", base.replications)};
  for (const std::string& file : arguments.others)
    all_scenarios.push_back(load(arguments, {file, file, same}, said, console));
  for (const std::string& variant : arguments.with)
    all_scenarios.push_back(load(arguments, {variant, first, settings(variant)}, said, console));
  if (all_scenarios.size() < 2)
    throw UsageError("expected a second scenario or --with PATH=VALUE to compare with");
  for (const ScenarioToCompare& one : all_scenarios) {
    refuse_other_plan(all_scenarios.front(), one);
    warn_of_other_gap(all_scenarios.front(), one, console);
  }
  return all_scenarios;
}

}  // namespace stepdown::analysis
