#include "models/reading/read_given.hpp"
#include "models/reading/section_readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace stepdown::models {
namespace {

constexpr std::array<std::string_view, waiting_class_count> class_names{
    "escalation", "step_down", "return", "new"};  // in the order of WaitingClass

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

void read_patience(Reading& reading, const Field& field, Waiting& waiting) {
  const bool is_by_class =
      field.is_map() && std::ranges::any_of(class_names, [&field](std::string_view name) {
        return find_entry(*field.node, name) != nullptr;
      });
  if (!is_by_class) {
    const Patience patience = read_patience_of_class(reading, field);
    for (Patience& each : waiting.patience)
      each = patience;
    return;
  }
  SectionReader section{reading, field, "patience_by_class"};
  for (std::size_t i = 0; i < class_names.size(); ++i)
    if (const auto each = section.find(class_names[i]))
      waiting.patience[i] = read_patience_of_class(reading, *each);
  section.done();
}

}  // namespace

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
  SectionReader section{reading, field, "waiting"};
  if (const auto order = section.find("order")) waiting.order = read_order(reading, *order);
  if (const auto patience = section.find("patience")) read_patience(reading, *patience, waiting);
  if (const auto to = section.find("gave_up_to"))
    waiting.gave_up_to = read_next_states(reading, *to);
  if (const auto limit = section.count("limit", 0)) waiting.limit = limit;
  if (const auto to = section.find("turned_away_to"))
    waiting.turned_away_to = read_next_states(reading, *to);
  if (const auto to = section.find("divert_to")) {
    waiting.divert_to = read_known_name(reading, *to, "a level", reading.names.levels);
    if (waiting.divert_to && waiting.divert_to->value == level)
      reading.error(*to, fmt::format("expected another level, got '{}' itself", level));
  }
  section.done();
  return waiting;
}

}  // namespace stepdown::models
