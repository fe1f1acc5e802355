#include "models/reading/check_exit_sums.hpp"

#include "models/reading/read_given.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

namespace stepdown::models {
namespace {

using Probabilities = Given<Located<double>>;

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

}  // namespace

void check_exit_sums(Reading& reading, const Field& field, const std::vector<Exit>& exits) {
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

}  // namespace stepdown::models
