#include "analysis/cli/check_command.hpp"

#include "analysis/cli/cli.hpp"
#include "analysis/report/text_table.hpp"
#include "models/reading/inputs.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

std::string count(std::size_t number, const std::string& one, const std::string& many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string text_of(const models::Hold& hold) {
  switch (hold.kind) {
    case models::Hold::Kind::None:
      return "no";
    case models::Hold::Kind::UntilPlaced:
      return "until placed";
    case models::Hold::Kind::Limited:
      return fmt::format("{:g} d", hold.days);
  }
  return {};
}

std::string places_of(const models::StateModel& level) {
  if (!level.is_limited) return "unlimited";
  return fmt::format("{}{}", level.staff_group ? "up to " : "", level.places);
}

std::string level_table(const models::Model& model, const Page& page) {
  std::vector<std::vector<std::string>> rows{{"level", "places", "hold", "exits"}};
  for (std::size_t i = 0; i < model.level_count; ++i) {
    const models::StateModel& level = model.states[i];
    rows.push_back(
        {level.label, places_of(level), text_of(level.hold), std::to_string(level.exits.size())});
  }
  return aligned(std::move(rows), page);
}

/// How well it is known where the values come from.
std::string origins_line(const models::Scenario& scenario) {
  using models::Confidence;
  const std::vector<models::Input> inputs = models::inputs_of(scenario);
  const auto of = [&inputs](Confidence confidence) {
    return std::ranges::count(inputs, confidence, &models::Input::confidence);
  };
  return fmt::format("inputs: {} with a source, {} derived, {} assumed, {} without\n",
                     of(Confidence::Read),
                     of(Confidence::Derived),
                     of(Confidence::Assumption),
                     of(Confidence::None));
}

}  // namespace

CLI::App* declare_check(CLI::App& program, CheckArguments& arguments) {
  CLI::App* const command =
      program.add_subcommand("check", "Check a scenario and show what it says, without running it");
  add_scenario_arguments(*command, arguments.scenario);
  command->footer("Example:\n  stepdown check my.yaml --strict\n");
  return command;
}

int check_command(const CheckArguments& arguments, const Console& console) {
  const LoadedScenario loaded = load_scenario(arguments.scenario, console);
  if (arguments.scenario.quiet) return Fine;
  const models::Model& model = loaded.model;
  const std::size_t outcomes = model.states.size() - model.level_count - model.community_count;
  console.say(fmt::format(
      "{}: {}\n{}, {}, {}, {}, {} of people\n{:g} days of warm-up, observed to day {:g} ({}), "
      "{}\n\n",
      models::visible(arguments.scenario.file),
      models::visible(model.name),
      count(model.level_count, "level", "levels"),
      count(model.community_count, "community state", "community states"),
      count(outcomes, "outcome", "outcomes"),
      count(model.sources.size(), "arrival source", "arrival sources"),
      count(model.classes.size(), "class", "classes"),
      model.warm_up,
      model.horizon,
      model.calendar.iso_date(static_cast<long>(model.horizon)),
      count(static_cast<std::size_t>(model.replications), "replication", "replications")));
  console.out << level_table(model, console.page);
  if (models::says_origins(loaded.scenario)) console.out << origins_line(loaded.scenario);
  for (const std::string& note : loaded.notes)
    console.say(fmt::format("note: {}\n", models::visible(note)));
  console.out << fmt::format("{}\n", loaded.warnings.empty() ? "fine" : "usable, with warnings");
  return Fine;
}

}  // namespace stepdown::analysis
