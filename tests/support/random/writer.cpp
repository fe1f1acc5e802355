#include "tests/support/random/writer.hpp"

#include "tests/support/random/amounts.hpp"
#include "tests/support/random/mended.hpp"
#include "tests/support/random/references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace stepdown::tests {
namespace {

using models::schema::Key;
using models::schema::Keys;
using models::schema::Section;

constexpr int deep = 9;  ///< sections in sections from which on all is plain

/// The first so many of the names.
std::vector<std::string> some(const std::vector<std::string>& names, int count) {
  return {names.begin(), names.begin() + count};
}

ScenarioNames draw_names(Choices& choices) {
  ScenarioNames names;
  names.levels = some({"l0", "l1", "l2", "l3"}, 1 + choices.below(4));
  names.pools = some({"p0"}, names.levels.size() > 1 && choices.one_in(4) ? 1 : 0);
  names.communities = some({"c0", "c1"}, choices.below(3));
  names.outcomes = some({"out", "died"}, 1 + choices.below(2));
  names.sources = some({"r0", "r1", "r2"}, 1 + choices.below(3));
  const std::vector<ScenarioNames::Attribute> attributes{{"a0", {"x", "y"}},
                                                         {"a1", {"u", "v", "w"}}};
  const int count = choices.below(3);
  names.attributes = {attributes.begin(), attributes.begin() + count};
  names.effects = some({"e0", "e1", "e2"}, choices.below(4));
  names.medications = some({"m0", "m1"}, choices.below(3));
  names.roles = some({"s0", "s1"}, choices.below(3));
  return names;
}

const ValueWriter* find_writer(std::string_view of) {
  for (const auto writers : {amount_writers(), reference_writers()}) {
    const auto found = std::ranges::find(writers, of, &ValueWriter::of);
    if (found != writers.end()) return &*found;
  }
  return nullptr;
}

/// Whether that is a section whose keys are names: `levels`.
bool has_free_names(std::string_view type) {
  const Section* section = models::schema::find_section(type);
  return section != nullptr && std::ranges::any_of(section->keys, &Key::is_free_name);
}

}  // namespace

Writer::Writer(Choices choices_given, const Habits& habits_given)
    : choices{choices_given}, habits{habits_given}, names{draw_names(choices)} {}

Keys Writer::pick_form(const Section& section) {
  std::vector<Keys> forms = models::schema::forms_of(section);
  std::erase_if(forms, [&](const Keys& form) {
    return std::ranges::any_of(
        form, [&](std::string_view key) { return !is_possible(*this, section.name, key); });
  });
  if (forms.empty()) return {};
  return depth > deep ? forms.front() : choices.pick(forms);
}

bool Writer::is_written(const Section& section, const Key& key, const Keys& form) {
  if (std::ranges::find(form, key.name) != form.end()) return true;
  const std::vector<Keys> forms = models::schema::forms_of(section);
  const bool is_of_a_form = std::ranges::any_of(
      forms, [&key](const Keys& each) { return std::ranges::find(each, key.name) != each.end(); });
  if (is_of_a_form || !is_possible(*this, section.name, key.name)) return false;
  if (key.is_required) return true;
  // What other parts speak of must be there.
  if (section.name == "scenario" && (key.type == "outcomes" || has_free_names(key.type)))
    return true;
  return depth <= deep && choices.one_in(3);
}

void Writer::write_named(const Section& section, const Key& key, Written& map) {
  for (const std::string& name : free_names(*this, section.name, key.name)) {
    const std::string outer = std::exchange(free_name, name);
    if (key.name == "<level>")
      level =
          static_cast<std::size_t>(std::ranges::find(names.levels, name) - names.levels.begin());
    map.add(name, value(section, key), key.name);
    free_name = outer;
  }
}

Written Writer::section(const Section& section) {
  Written map = empty_map(section.name);
  ++depth;
  const int outer_size = std::exchange(list_size, 1 + choices.below(3));
  const Keys form = pick_form(section);
  if (section.name == "level" || section.name == "community_state")
    has_state_time = std::ranges::any_of(
        form, [](std::string_view key) { return key == "treatment_time" || key == "time"; });
  for (const Key& key : section.keys) {
    if (key.is_free_name())
      write_named(section, key, map);
    else if (is_written(section, key, form))
      map.add(std::string{key.name}, value(section, key), key.name);
  }
  mend(*this, map);
  list_size = outer_size;
  --depth;
  return map;
}

Written Writer::value(const Section& section, const Key& key) {
  const std::string own = fmt::format("{}.{}", section.name, key.name);
  if (const ValueWriter* writer = find_writer(own)) return writer->write(*this);
  const bool is_known =
      find_writer(key.type) != nullptr || models::schema::find_section(key.type) != nullptr;
  if (is_known) return of_type(key.type);
  Written example;
  example.kind = Written::Kind::Yaml;
  example.text = key.example;
  return example;
}

Written Writer::of_type(std::string_view type) {
  if (const ValueWriter* writer = find_writer(type)) return writer->write(*this);
  return section(*models::schema::find_section(type));
}

}  // namespace stepdown::tests
