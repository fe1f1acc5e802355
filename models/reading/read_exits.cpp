#include "models/reading/read_given.hpp"
#include "models/reading/section_readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace stepdown::models {
namespace {

using Probabilities = Given<Located<double>>;

std::optional<Transfer> read_transfer(Reading& reading, const Field& field) {
  Transfer transfer;
  if (field.is_scalar()) {
    if (const auto time = read_duration(reading, field))
      transfer.time = {sim::Constant{time->value}, time->at};
    return transfer;
  }
  SectionReader section{reading, field, "transfer"};
  if (const auto time = section.find("time"))
    if (auto distribution = read_distribution(reading, *time))
      transfer.time = {*std::move(distribution), time->at()};
  transfer.reserves_next = section.boolean("reserve").value_or(false);
  section.done();
  return transfer;
}

/// The attributes on which any of the probabilities depends.
void gather_attributes(const Probabilities& probabilities, std::vector<std::string>& attributes) {
  if (!probabilities.attribute) return;
  const std::string& name = probabilities.attribute->value;
  if (std::ranges::find(attributes, name) == attributes.end()) attributes.push_back(name);
  for (const auto& each : probabilities.cases)
    gather_attributes(each.value, attributes);
}

using Person = std::map<std::string, std::string>;  // attribute to value

double probability_for(const Probabilities& probabilities, const Person& person) {
  if (probabilities.plain) return probabilities.plain->value;
  if (!probabilities.attribute) return 0;
  const std::string& value = person.at(probabilities.attribute->value);
  for (const auto& each : probabilities.cases)
    if (each.attribute_value.value == value) return probability_for(each.value, person);
  return 0;
}

/// Calls `check` with each kind of person until it says stop; gives up on more than 10,000 kinds.
template <class Check>
void for_each_person(const Reading& reading,
                     const std::vector<std::string>& attributes,
                     const Check& check) {
  std::vector<Person> people{{}};
  for (const std::string& name : attributes) {
    const auto attribute = std::ranges::find(
        reading.attributes, name, [](const Attribute& each) { return each.name.value; });
    if (attribute == reading.attributes.end()) return;
    std::vector<Person> more;
    for (const Person& person : people)
      for (const auto& value : attribute->values) {
        more.push_back(person);
        more.back()[name] = value.value;
      }
    people = std::move(more);
    constexpr std::size_t most_kinds = 10'000;
    if (people.size() > most_kinds) return;
  }
  for (const Person& person : people)
    if (!check(person)) return;
}

/// For every kind of person, the probabilities of the split exits must sum to 1.
void check_probabilities(Reading& reading, const Field& field, const std::vector<Exit>& exits) {
  std::vector<std::string> attributes;
  bool has_splits = false;
  for (const Exit& exit : exits) {
    if (!exit.probability) continue;
    has_splits = true;
    gather_attributes(*exit.probability, attributes);
  }
  if (!has_splits) return;
  for_each_person(reading, attributes, [&](const Person& person) {
    double sum = 0;
    for (const Exit& exit : exits)
      if (exit.probability) sum += probability_for(*exit.probability, person);
    std::string who;
    for (const auto& [attribute, value] : person)
      who += fmt::format("{}{}: {}", who.empty() ? "" : ", ", attribute, value);
    const std::string what = "probabilities of the split exits" +
                             (who.empty() ? std::string{} : fmt::format(" for {{{}}}", who));
    const std::string problem = sum_problem(sum, what);
    if (!problem.empty()) reading.error(field, problem);
    return problem.empty();
  });
}

}  // namespace

Given<Split> read_next_states(Reading& reading, const Field& field) {
  return read_split(reading, field, {"a state", &reading.names.states, false});
}

std::vector<Exit> read_exits(Reading& reading, const Field& field, const State& state) {
  const bool is_level = state.kind == StateKind::Level;
  const std::string_view time_key = is_level ? "treatment_time" : "time";
  std::vector<Exit> exits;
  const std::size_t errors_before = reading.error_count();
  SectionReader section{reading, field, is_level ? "level_exits" : "community_exits"};
  for (const Field& each : section.named()) {
    Exit exit;
    exit.reason = each.key;
    SectionReader reader{reading, each, is_level ? "level_exit" : "community_exit"};
    if (const auto probability = reader.find("probability"))
      exit.probability =
          read_by_attribute<Located<double>>(reading, *probability, [&](const Field& plain) {
            return read_probability(reading, plain).value_or(Located<double>{});
          });
    if (const auto time = reader.find(time_key))
      exit.time = read_distribution_by_attribute(reading, *time);
    if (const auto after = reader.find("after"))
      exit.after = read_distribution_by_attribute(reading, *after);
    if (const auto to = reader.find("to")) exit.to = read_next_states(reading, *to);
    if (is_level)
      if (const auto transfer = reader.find("transfer"))
        exit.transfer = read_transfer(reading, *transfer);
    reader.done();
    if (exit.probability && !exit.time && !state.time)
      reading.error(each.key.at,
                    each.path,
                    fmt::format("expected '{}' here or at the state, got neither", time_key));
    exits.push_back(std::move(exit));
  }
  section.done();
  if (exits.empty() && field.is_map()) reading.error(field, "expected at least one exit, got none");
  if (reading.error_count() == errors_before) check_probabilities(reading, field, exits);
  return exits;
}

}  // namespace stepdown::models
