#include "models/compile/medications.hpp"

#include "models/compile/check_distributions.hpp"
#include "models/compile/given.hpp"
#include "models/history.hpp"
#include "models/medication.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace stepdown::models {
namespace {

/// Effects ask for medications, attributes and history in the same place, by their names.
void check_name(const GivenContext& context, const Located<std::string>& name) {
  const bool is_attribute = context.names->attributes.find(name.value).has_value();
  if (!is_attribute && find_history(name.value) == nullptr) return;
  context.problems->report(Rule::MedicationNameTaken,
                           name.at,
                           context.key,
                           fmt::format("expected another name, got '{}', which is {}",
                                       name.value,
                                       is_attribute ? "an attribute" : "a piece of history"));
}

/// The states that people come to and stay in.
std::vector<std::string> states_of_stays(const Scenario& scenario) {
  std::vector<std::string> states;
  for (const State& state : scenario.states)
    if (state.kind != StateKind::Outcome) states.push_back(state.name.value);
  return states;
}

GivenContext inside(const GivenContext& context, const std::string& key) {
  GivenContext inner = context;
  inner.key += key;
  return inner;
}

void check_beginning(const GivenContext& context,
                     const Medication::Beginning& beginning,
                     const Scenario& scenario) {
  const std::vector<std::string> known = states_of_stays(scenario);
  const std::string& name = beginning.state.value;
  const std::string key = ".begins." + name;
  if (std::ranges::find(known, name) == known.end())
    context.problems->report(Rule::UnknownStateOfMedication,
                             beginning.state.at,
                             context.key + key,
                             fmt::format("expected a level or a community state, got {}{}",
                                         in_quotes(name),
                                         context.problems->suggestion(name, known)));
  check_given(inside(context, key + ".probability"), beginning.probability);
  if (beginning.after) check_distributions(inside(context, key + ".after"), *beginning.after);
}

bool is_above_zero(const Given<Located<double>>& chance) {
  bool some = false;
  for_each_leaf(chance, {}, [&some](const Located<double>& leaf, const std::string& /*key*/) {
    some = some || leaf.value > 0;
  });
  return some;
}

bool somebody_is_on(const Medication& medication) {
  return (medication.at_arrival && is_above_zero(*medication.at_arrival)) ||
         std::ranges::any_of(medication.beginnings, [](const Medication::Beginning& beginning) {
           return is_above_zero(beginning.probability);
         });
}

void check_medication(const GivenContext& context,
                      const Medication& medication,
                      const Scenario& scenario) {
  check_name(context, medication.name);
  if (medication.at_arrival) check_given(inside(context, ".at_arrival"), *medication.at_arrival);
  for (const Medication::Beginning& beginning : medication.beginnings)
    check_beginning(context, beginning, scenario);
  check_distributions(inside(context, ".lasts"), medication.lasts);
  if (somebody_is_on(medication)) return;
  context.problems->report(Rule::MedicationOfNobody,
                           context.at,
                           context.key,
                           "nobody is ever on it: give 'begins' or 'at_arrival' a probability "
                           "above 0");
}

MedicationModel build(const Medication& medication,
                      const Names& names,
                      const Model& model,
                      TableBuilder& tables) {
  MedicationModel built;
  built.name = medication.name.value;
  built.beginnings.resize(names.states.size());
  for (const ClassValues& who : model.classes) {
    built.at_arrival.push_back(
        medication.at_arrival ? value_for(*medication.at_arrival, names, who).value : 0);
    built.lasts.push_back(tables.distribution(value_for(medication.lasts, names, who).value));
    for (const Medication::Beginning& beginning : medication.beginnings) {
      MedicationBeginning chance{value_for(beginning.probability, names, who).value, {}};
      if (beginning.after)
        chance.after = tables.distribution(value_for(*beginning.after, names, who).value);
      built.beginnings[names.states.position(beginning.state.value)].push_back(chance);
    }
  }
  return built;
}

}  // namespace

void check_medications(const Scenario& scenario, const Names& names, Problems& problems) {
  const SharedList<Medication>& medications = scenario.medications;
  for (const Medication& medication : medications)
    check_medication({&names,
                      &problems,
                      medication.name.at,
                      "medications." + medication.name.value,
                      names.attributes.size()},
                     medication,
                     scenario);
  if (medications.size() <= most_medications) return;
  problems.report(
      Rule::TooManyMedications,
      medications[most_medications].name.at,
      "medications",
      fmt::format("expected at most {} medications, got {}", most_medications, medications.size()));
}

std::vector<MedicationModel> build_medications(const Scenario& scenario,
                                               const Names& names,
                                               const Model& model,
                                               TableBuilder& tables) {
  const std::vector<std::uint32_t> streams = streams_of(names.medications.names());
  std::vector<MedicationModel> built;
  for (const Medication& medication : scenario.medications) {
    built.push_back(build(medication, names, model, tables));
    built.back().stream = streams[built.size() - 1];
  }
  return built;
}

}  // namespace stepdown::models
