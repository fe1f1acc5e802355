#include "models/compile/names.hpp"

#include "sim/contract.hpp"
#include "sim/random_stream.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace stepdown::models {

bool NameIndex::add(const std::string& name) {
  if (!positions_.emplace(name, names_.size()).second) return false;
  names_.push_back(name);
  return true;
}

std::optional<std::size_t> NameIndex::find(const std::string& name) const {
  const auto found = positions_.find(name);
  if (found == positions_.end()) return std::nullopt;
  return found->second;
}

std::size_t NameIndex::position(const std::string& name) const {
  const auto found = positions_.find(name);
  sim::expects(found != positions_.end(), "a checked scenario uses known names");
  return found->second;
}

Names collect_names(const Scenario& scenario) {
  Names names;
  for (const Attribute& attribute : scenario.attributes) {
    if (!names.attributes.add(attribute.name.value)) continue;
    NameIndex& values = names.values.emplace_back();
    for (const auto& value : attribute.values)
      values.add(value.value);
  }
  for (const State& state : scenario.states) {
    names.states.add(state.name.value);
    for (const Exit& one : state.exits)
      names.reasons.add(one.reason.value);
    for (const Exit& one : state.waiting.exits)
      names.reasons.add(one.reason.value);
  }
  for (const Medication& medication : scenario.medications)
    names.medications.add(medication.name.value);
  return names;
}

std::vector<std::uint32_t> streams_of(const std::vector<std::string>& names) {
  std::vector<std::size_t> alphabetical(names.size());
  std::iota(alphabetical.begin(), alphabetical.end(), std::size_t{0});
  std::ranges::stable_sort(alphabetical, {}, [&](std::size_t i) { return names[i]; });
  std::vector<std::uint32_t> streams(names.size());
  std::set<std::uint32_t> used{0};  // 0 is what draws without a name have
  for (const std::size_t i : alphabetical) {
    std::string spelled = names[i];
    streams[i] = sim::name_hash(spelled);
    while (!used.insert(streams[i]).second)
      streams[i] = sim::name_hash(spelled += '\n');  // as no name has it
  }
  return streams;
}

std::vector<std::string> level_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const State& state : scenario.states)
    if (state.kind == StateKind::Level) names.push_back(state.name.value);
  return names;
}

std::size_t count_classes(const Names& names) {
  std::size_t count = 1;
  for (const NameIndex& values : names.values) {
    if (count > 1'000'000) return count;  // far too many, and must not overflow
    count *= values.size();
  }
  return count;
}

std::vector<ClassValues> enumerate_classes(const Names& names) {
  std::vector<ClassValues> classes{{}};
  for (const NameIndex& values : names.values) {
    std::vector<ClassValues> longer;
    longer.reserve(classes.size() * values.size());
    for (const ClassValues& shorter : classes) {
      for (std::size_t value = 0; value < values.size(); ++value) {
        longer.push_back(shorter);
        longer.back().push_back(static_cast<std::uint16_t>(value));
      }
    }
    classes = std::move(longer);
  }
  return classes;
}

std::vector<ClassValues> enumerate_kinds(const Names& names, const std::set<std::size_t>& matter) {
  std::vector<ClassValues> kinds{ClassValues(names.attributes.size(), 0)};
  for (const std::size_t attribute : matter) {
    const std::size_t values = names.values[attribute].size();
    if (kinds.size() * values > most_kinds) return {};
    std::vector<ClassValues> more;
    for (const ClassValues& kind : kinds) {
      for (std::size_t value = 0; value < values; ++value) {
        more.push_back(kind);
        more.back()[attribute] = static_cast<std::uint16_t>(value);
      }
    }
    kinds = std::move(more);
  }
  return kinds;
}

std::string describe_class(const Names& names,
                           const ClassValues& who,
                           const std::set<std::size_t>& matter) {
  std::string text;
  for (const std::size_t attribute : matter) {
    if (!text.empty()) text += ", ";
    text += names.attributes.names()[attribute] + ": " +
            names.values[attribute].names()[who[attribute]];
  }
  return text;
}

std::string state_key(const State& state) {
  switch (state.kind) {
    case StateKind::Level:
      return "levels." + state.name.value;
    case StateKind::Community:
      return "community." + state.name.value;
    case StateKind::Outcome:
      return "outcomes." + state.name.value;
  }
  return state.name.value;
}

}  // namespace stepdown::models
