#pragma once

#include "models/care/simulate.hpp"
#include "models/compile/compile.hpp"
#include "models/happening.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"
#include "models/reading/read_scenario.hpp"
#include "sim/threads/replicate.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Scenarios that tests run: from text or file to a model, to observations, to the story of what
/// happened.
namespace stepdown::tests {

/// The model of a scenario written in the test itself.
[[nodiscard]] inline models::Model model_of(const std::string& yaml,
                                            const std::vector<std::string>& sets = {}) {
  return models::compile(models::read_scenario_text(yaml, "test.yaml", sets)).model;
}

/// Why a scenario written in the test itself is refused; empty when it is not.
[[nodiscard]] inline std::string refusal_of(const std::string& yaml,
                                            const std::vector<std::string>& sets = {}) {
  std::string why;
  try {
    (void)model_of(yaml, sets);
  } catch (const models::ScenarioError& error) {
    why = error.what();
  }
  return why;
}

/// The model of a scenario file, `path` from the root of the project.
[[nodiscard]] inline models::Model model_of_file(const std::string& path,
                                                 const std::vector<std::string>& sets = {}) {
  return models::compile(models::read_scenario(path, sets)).model;
}

/// Runs replications 0 to `count` - 1 on two threads; results in their order.
[[nodiscard]] inline std::vector<models::Observations> observe(const models::Model& model,
                                                               int count) {
  return sim::replicate({.count = count, .threads = 2}, [&model] {
    auto simulator = std::make_shared<models::Simulator>(model);
    return [simulator](int replication) {
      return simulator->run(static_cast<std::uint32_t>(replication));
    };
  });
}

/// Everything that happened in one replication, in order.
[[nodiscard]] inline std::vector<models::Happening> happenings(const models::Model& model,
                                                               std::uint32_t replication = 0) {
  std::vector<models::Happening> log;
  static_cast<void>(models::Simulator{model}.run(
      replication, [&log](const models::Happening& happening) { log.push_back(happening); }));
  return log;
}

/// One observed figure of each replication.
template <class Figure>
[[nodiscard]] std::vector<double> each(const std::vector<models::Observations>& replications,
                                       Figure figure) {
  std::vector<double> sample;
  sample.reserve(replications.size());
  for (const models::Observations& observations : replications)
    sample.push_back(figure(observations));
  return sample;
}

/// The state of that name. @pre there is one
[[nodiscard]] inline models::StateId state_named(const models::Model& model,
                                                 std::string_view name) {
  for (std::size_t i = 0; i < model.states.size(); ++i)
    if (model.states[i].name == name) return models::StateId{static_cast<std::uint16_t>(i)};
  throw sim::ContractViolation("no state of that name in the test's model");
}

/// What was observed in the state of that name.
[[nodiscard]] inline const models::StateObservations& observed(
    const models::Model& model, const models::Observations& observations, std::string_view name) {
  return observations.states[models::index_of(state_named(model, name))];
}

/// Of the places that people have there beside their way.
[[nodiscard]] inline const models::BesideObservations& beside(
    const models::Model& model, const models::Observations& observations, std::string_view name) {
  return observations.beside[models::index_of(state_named(model, name))];
}

/// What a row of an event log is called in a story.
[[nodiscard]] inline std::string_view word_for(models::HappeningKind kind) {
  using enum models::HappeningKind;
  switch (kind) {
    case Arrival:
      return "is referred to";
    case Request:
      return "waits for";
    case Admission:
      return "enters";
    case TreatmentEnd:
      return "is ready in";
    case TransferEnd:
      return "has been transferred from";
    case DischargeHour:
      return "may leave";
    case Hold:
      return "holds for";
    case HoldEnd:
      return "stops holding";
    case Swap:
      return "swaps into";
    case GaveUp:
      return "gives up";
    case TurnedAway:
      return "is turned away from";
    case Diverted:
      return "is diverted from";
    case Overtaken:
      return "is overtaken in";
    case Turnaround:
      return "vacates";
    case Bridge:
      return "waits in";
    case BridgeEnd:
      return "stops waiting in";
    case Alongside:
      return "has besides";
    case AlongsideEnd:
      return "gives up besides";
    case LeftList:
      return "leaves the list of";
    case Balked:
      return "balks at";
    case Redirected:
      return "looks beyond";
    case Present:
      return "is present in";
    case WasWaiting:
      return "was waiting for";
    case Outcome:
      return "ends";
    case MedicationBegins:
      return "begins a medication in";
    case MedicationStops:
      return "stops a medication in";
  }
  return "";
}

/// A replication as sentences on lines of their own, "4 ana holds for second": time in days, who,
/// what, where; begins with an empty line, so that it compares with a raw string. People are called
/// by their arrival source, with their number in it from the second on. Referrals and ends of
/// treatment are left out.
[[nodiscard]] inline std::string story(const models::Model& model) {
  std::string sentences = "\n";
  for (const models::Happening& h : happenings(model)) {
    if (h.kind == models::HappeningKind::Arrival || h.kind == models::HappeningKind::TreatmentEnd)
      continue;
    std::string who{model.source_name(h.source)};
    if (h.source_index > 0) who += fmt::format("-{}", h.source_index + 1);
    sentences += fmt::format(
        "{:g} {} {} {}\n", sim::to_days(h.time), who, word_for(h.kind), model.state(h.state).name);
  }
  return sentences;
}

}  // namespace stepdown::tests
