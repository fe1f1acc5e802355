#include "models/reading/read_waiting.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/read_exits.hpp"
#include "models/reading/section_readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace stepdown::models {
namespace {

constexpr std::array<std::string_view, waiting_class_count> class_names{
    "escalation", "step_down", "return", "new"};  // in the order of WaitingClass

constexpr std::string_view name_of(WaitingClass waiting_class) {
  return class_names[static_cast<std::size_t>(waiting_class)];
}

std::vector<WaitingClass> read_order(Reading& reading, const Field& field) {
  std::vector<WaitingClass> order;
  if (field.is_scalar() && field.node->text == "first_come") return order;
  const std::vector<std::string> known{class_names.begin(), class_names.end()};
  const auto names =
      read_names(reading, field, schema::expected_of("waiting_order"), [&](const Field& each) {
        return read_known_name(reading, each, "a class of requests", known);
      });
  for (const auto& name : names) {
    const auto position = std::ranges::find(class_names, name.value) - class_names.begin();
    order.push_back(static_cast<WaitingClass>(position));
  }
  if (!field.is_list() || order.size() != field.node->items.size()) return order;
  std::vector<std::string> missing;
  for (const std::string& name : known)
    if (std::ranges::find(names, name, &Located<std::string>::value) == names.end())
      missing.push_back(name);
  if (!missing.empty())
    reading.error(field,
                  fmt::format("expected {}, got none of '{}'",
                              schema::expected_of("waiting_order"),
                              fmt::join(missing, "', '")));
  else if (order.size() != class_names.size())
    reading.error(field, "expected each class once, got one of them twice");
  return order;
}

using Patience = std::optional<Given<LocatedDistribution>>;

Patience read_patience_of_class(Reading& reading, const Field& field) {
  if (field.is_scalar() && field.node->text == "never") return std::nullopt;
  return read_distribution_by_attribute(reading, field);
}

template <WaitingClass waiting_class>
void read_patience_of(Reading& reading, const Field& field, Waiting& waiting) {
  waiting.patience[static_cast<std::size_t>(waiting_class)] =
      read_patience_of_class(reading, field);
}

template <WaitingClass waiting_class>
constexpr KeyOf<Waiting> patience_key(std::string_view meaning, std::string_view example) {
  return {name_of(waiting_class),
          value::by<read_patience_of<waiting_class>>("patience_of_class"),
          optional,
          "never",
          meaning,
          example};
}

constexpr auto patience_keys = key_table<Waiting>({
    patience_key<WaitingClass::Escalation>("coming from a less intensive level", "never"),
    patience_key<WaitingClass::StepDown>("coming from a more intensive level", "60 d"),
    patience_key<WaitingClass::Return>("coming back from the community",
                                       "{exponential: {mean: 10 d}}"),
    patience_key<WaitingClass::New>("never in care before", "{exponential: {mean: 32 d}}"),
});

void read_patience(Reading& reading, const Field& field, Waiting& waiting) {
  const bool is_by_class =
      field.is_map() && std::ranges::any_of(class_names, [&field](std::string_view name) {
        return find_entry(*field.node, name) != nullptr;
      });
  if (is_by_class) {
    SectionReader section{reading, field, schema::patience_section};
    read_keys(section, patience_keys, waiting);
  } else {
    waiting.patience.fill(read_patience_of_class(reading, field));
  }
}

std::optional<Located<std::string>> read_level_name(Reading& reading, const Field& field) {
  return read_known_name(reading, field, "a level", reading.names.levels);
}

// clang-format off
constexpr auto waiting_keys = key_table<Waiting>({
    {"order", value::into<&Waiting::order, read_order>("waiting_order"), optional,
     "[escalation, step_down, return, new]",
     "all four classes, the first served first; `first_come`: classes do not matter",
     "[return, escalation, step_down, new]"},
    {"patience", value::by<read_patience>("patience"), optional, "never",
     "time after which people give up: for everybody, or by class",
     "{exponential: {mean: 32 d}}"},
    {"gave_up_to", value::into<&Waiting::gave_up_to, read_next_states>("split_by"), optional, "",
     "where those who gave up go; with `patience`", "home"},
    {"limit", value::places_count<&Waiting::limit>, optional, "none",
     "people who may wait outside; those whose hold ends need room too", "20"},
    {"turned_away_to", value::into<&Waiting::turned_away_to, read_next_states>("split_by"),
     optional, "", "where people beyond the limit go", "home"},
    {"divert_to", value::into<&Waiting::divert_to, read_level_name>("name"), optional, "",
     "the level that people beyond the limit ask instead", "iop"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::patience_section{"patience_by_class",
                                                         "levels.<level>.waiting.patience",
                                                         "Patience by class.",
                                                         patience_keys.rows,
                                                         ""};

constinit const schema::Section schema::waiting_section{
    "waiting",
    "levels.<level>.waiting",
    "Who waits, and how long.",
    waiting_keys.rows,
    "|patience gave_up_to|limit turned_away_to|limit divert_to|patience gave_up_to limit "
    "turned_away_to|patience gave_up_to limit divert_to"};

Hold read_hold(Reading& reading, const Field& field) {
  if (field.is_scalar() && field.node->text == "none") return {Hold::Kind::None, 0};
  if (field.is_scalar() && field.node->text == "until_placed") return {Hold::Kind::UntilPlaced, 0};
  const Parsed<double> time =
      field.is_scalar() ? parse_duration(field.node->text) : Parsed<double>{};
  if (!time.value) {
    reading.expected(field, schema::expected_of("hold"));
    return {};
  }
  return {*time.value > 0 ? Hold::Kind::Limited : Hold::Kind::None, *time.value};
}

Waiting read_waiting(Reading& reading, const Field& field, const std::string& level) {
  Waiting waiting;
  SectionReader section{reading, field, schema::waiting_section};
  read_keys(section, waiting_keys, waiting);
  if (waiting.divert_to && waiting.divert_to->value == level)
    reading.error(*section.find("divert_to"),
                  fmt::format("expected another level, got '{}' itself", level));
  return waiting;
}

}  // namespace stepdown::models
