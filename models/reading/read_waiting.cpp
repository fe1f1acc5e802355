#include "models/reading/read_waiting.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/quantity.hpp"
#include "models/reading/read_beside.hpp"
#include "models/reading/read_distributions.hpp"
#include "models/reading/read_exits.hpp"
#include "models/reading/read_given.hpp"
#include "models/reading/read_values.hpp"
#include "models/text/letters.hpp"
#include "models/text/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

void read_order(Reading& reading, const Field& field, Waiting& waiting) {
  waiting.order.clear();
  waiting.order_at = field.at();
  if (field.is_scalar() && field.node->text == "first_come") return;
  if (field.is_scalar() && field.node->text == "longest_since_referral") {
    waiting.by_referral = true;
    return;
  }
  if (!field.is_list() || field.node->items.empty()) {
    reading.expected(field, schema::expected_of("waiting_order"));
    return;
  }
  const std::vector<std::string> known{waiting_class_names.begin(), waiting_class_names.end()};
  for (std::size_t i = 0; i < field.node->items.size(); ++i) {
    const Field each = field_of(field, i);
    const auto name = read_text(reading, each, "a class of requests");
    if (!name) continue;
    const auto found = std::ranges::find(waiting_class_names, name->value);
    if (found != waiting_class_names.end())
      waiting.order.push_back(static_cast<WaitingClass>(found - waiting_class_names.begin()));
    else
      reading.error(Rule::UnknownWaitingClass,
                    each,
                    fmt::format("expected a class of requests, got {}{}",
                                in_quotes(name->value),
                                name_suggestion(name->value, known)));
  }
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
      field.is_map() && std::ranges::any_of(waiting_class_names, [&field](std::string_view name) {
        return find_entry(*field.node, name) != nullptr;
      });
  if (is_by_class) {
    SectionReader section{reading, field, schema::patience_section};
    read_keys(section, patience_keys, waiting);
  } else {
    waiting.patience.fill(read_patience_of_class(reading, field));
  }
}

/// `{10: 0.2, 20: 0.5}`
void read_balk(Reading& reading, const Field& field, Waiting& waiting) {
  if (!field.is_map() || field.node->entries.empty()) {
    reading.expected(field, schema::expected_of("balking"));
    return;
  }
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field each = field_of(field, entry);
    Parsed<std::uint64_t> people = parse_whole(entry.key, 0, largest_count);
    const auto share = read_probability(reading, each);
    if (!people.value)
      reading.error(people.rule, each.key.at, each.path, std::move(people.problem));
    if (!people.value || !share) continue;
    const auto number = static_cast<int>(*people.value);
    if (!waiting.balk.empty() && number <= waiting.balk.back().first.value)
      reading.error(Rule::BalkingDescends,
                    each.key.at,
                    each.path,
                    fmt::format("expected more people than {}, got {}; numbers ascend",
                                waiting.balk.back().first.value,
                                number));
    waiting.balk.emplace_back(Located<int>{number, each.key.at}, *share);
  }
}

std::vector<Located<std::string>> read_alternatives(Reading& reading, const Field& field) {
  return read_name_or_names(reading, field, "a level");
}

std::optional<Located<std::string>> read_level_name(Reading& reading, const Field& field) {
  return read_text(reading, field, "a level");
}

// clang-format off
constexpr auto waiting_keys = key_table<Waiting>({
    {"order", value::by<read_order>("waiting_order"), optional,
     "[escalation, step_down, return, new]",
     "all four classes, the first served first; `first_come`: classes do not matter; "
     "`longest_since_referral`: whoever arrived, or asked to come back to care, first",
     "[return, escalation, step_down, new]"},
    {"patience", value::by<read_patience>("patience"), optional, "never",
     "time after which people give up: for everybody, or by class",
     "{exponential: {mean: 32 d}}"},
    {"gave_up_to", value::into<&Waiting::gave_up_to, read_split>("split_by"), optional, "",
     "where those who gave up go; with `patience`", "home"},
    {"limit", value::places_count<&Waiting::limit>, optional, "none",
     "people who may wait outside; those whose hold ends need room too", "20"},
    {"turned_away_to", value::into<&Waiting::turned_away_to, read_split>("split_by"),
     optional, "", "where people beyond the limit go", "home"},
    {"divert_to", value::into<&Waiting::divert_to, read_level_name>("name"), optional, "",
     "the level that people beyond the limit ask instead", "iop"},
    {"balk", value::by<read_balk>("balking"), optional, "nobody",
     "people outside on the list, and the share of those who would have to wait that goes away at "
     "once where there are so many or more; with `balk_to`", "{10: 0.2, 20: 0.5}"},
    {"balk_to", value::into<&Waiting::balk_to, read_split>("split_by"), optional, "",
     "where they go", "home"},
    {"or", value::into<&Waiting::alternatives, read_alternatives>("name_or_names"), optional, "none",
     "levels that are asked instead by those who find no place: the first that has one, or else "
     "that with the shortest list, if it is shorter than here", "[residential_b]"},
    {"target", value::duration<&Waiting::target>, optional, "none",
     "time within which people are to be admitted; reports tell how many are (`within_target`)",
     "10 d"},
    {"exits", value::by<read_waiting_exits>("waiting_exits"), optional, "none",
     "what can happen to those who wait outside: death, relapse, improvement",
     "{death: {after: ..., to: died}}"},
    {"bridge", value::into<&Waiting::bridge, read_bridge>("bridge_or_level"), optional, "none",
     "a place of another level while one waits outside, if it has one", "iop"},
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
    "turned_away_to|patience gave_up_to limit divert_to|balk balk_to|patience gave_up_to balk "
    "balk_to|limit turned_away_to balk balk_to|limit divert_to balk balk_to|patience gave_up_to "
    "limit turned_away_to balk balk_to|patience gave_up_to limit divert_to balk balk_to"};

namespace {

/// What to write for a hold in other words.
std::string hint_of_hold(const Field& field) {
  if (!field.is_scalar()) return {};
  constexpr std::array<std::string_view, 7> endless{
      "forever", "for ever", "always", "until placed", "unlimited", "infinite", "true"};
  const std::string written = in_lower_case(field.node->text);
  if (std::ranges::find(endless, written) != endless.end()) return "; write until_placed";
  const std::vector<std::string> known{"none", "until_placed"};
  return did_you_mean(written, known);
}

}  // namespace

Hold read_hold(Reading& reading, const Field& field) {
  if (field.is_scalar() && field.node->text == "none") return {Hold::Kind::None, 0};
  if (field.is_scalar() && field.node->text == "until_placed") return {Hold::Kind::UntilPlaced, 0};
  const Parsed<double> time =
      field.is_scalar() ? duration_in(reading, field.node->text) : Parsed<double>{};
  if (!time.value) {
    reading.error(time.hint.empty() ? Rule::WrongType : time.rule,
                  field,
                  fmt::format("expected {}, got {}{}",
                              schema::expected_of("hold"),
                              describe(*field.node),
                              time.hint.empty() ? hint_of_hold(field) : time.hint));
    return {};
  }
  return {*time.value > 0 ? Hold::Kind::Limited : Hold::Kind::None, *time.value};
}

Waiting read_waiting(Reading& reading, const Field& field) {
  if (field.is_scalar() && !field.node->text.empty()) {
    const std::string& text = field.node->text;
    std::string hint;
    if (are_digits(text))
      hint = fmt::format("; write {{limit: {}, turned_away_to: ...}} if so many may wait", text);
    else if (parse_duration(text).value)
      hint = fmt::format("; write {{patience: {}, gave_up_to: ...}} if people wait so long", text);
    reading.error(Rule::WrongType,
                  field,
                  fmt::format("expected a mapping, got {}{}", describe(*field.node), hint));
    return {};
  }
  return read_section(reading, field, schema::waiting_section, waiting_keys);
}

}  // namespace stepdown::models
