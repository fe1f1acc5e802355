#include "models/reading/read_places.hpp"

#include "models/reading/key_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace stepdown::models {
namespace {

/// Whether `slots` are given as `18 beds`, which is an error.
bool names_another_kind(Reading& reading, const Field& field) {
  if (!field.is_scalar()) return false;
  const std::string& text = field.node->text;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::size_t word = text.find_first_not_of(' ', digits);
  if (digits == 0 || word == std::string::npos) return false;
  for (const std::string_view kind : {"beds", "slots"}) {
    const std::string_view named = std::string_view{text}.substr(word);
    if (kind == field.key.value || (named != kind && named != kind.substr(0, kind.size() - 1)))
      continue;
    reading.error(Rule::PlacesOfOtherKind,
                  field,
                  fmt::format("expected a whole number, got {}; write {}: {}",
                              in_quotes(text),
                              kind,
                              text.substr(0, digits)));
    return true;
  }
  return false;
}

/// `beds` and `slots`
template <Places::Kind kind>
void read_places_of_kind(Reading& reading, const Field& field, Places& places) {
  if (names_another_kind(reading, field)) return;
  const auto count = read_count<0>(reading, field);
  if (!count) return;
  places.kind = kind;
  places.count = *count;
}

// clang-format off
constexpr auto groups_keys = key_table<Places>({
    {"count", value::places_count<&Places::count>, required, "", "groups", "10"},
    {"size", value::count<&Places::each>, required, "", "seats in each", "12"},
});

constexpr auto caseload_keys = key_table<Places>({
    {"clinicians", value::places_count<&Places::count>, required, "", "clinicians", "14"},
    {"each", value::count<&Places::each>, required, "", "people a clinician", "35"},
});
// clang-format on

void read_groups(Reading& reading, const Field& field, Places& places) {
  places.kind = Places::Kind::Groups;
  SectionReader section{reading, field, schema::groups_section};
  read_keys(section, groups_keys, places);
}

void read_caseload(Reading& reading, const Field& field, Places& places) {
  places.kind = Places::Kind::Caseload;
  SectionReader section{reading, field, schema::caseload_section};
  read_keys(section, caseload_keys, places);
}

void read_changes(Reading& reading, const Field& field, Places& places) {
  if (!field.is_map()) {
    reading.expected(field, schema::expected_of("place_changes"));
    return;
  }
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field change = field_of(field, entry);
    const auto date = read_date_key(reading, change);
    const auto count = read_count<0>(reading, change);
    if (!date || !count) continue;
    if (!places.changes.empty() && date->value <= places.changes.back().date.value)
      reading.error(Rule::DatesDescend,
                    change.key.at,
                    change.path,
                    fmt::format("expected a date after {}, got '{}'; dates ascend",
                                iso_text(places.changes.back().date.value),
                                entry.key));
    places.changes.push_back({*date, *count});
  }
}

// clang-format off
constexpr auto places_keys = key_table<Places>({
    {"beds", value::by<read_places_of_kind<Places::Kind::Beds>>("places_count"), optional, "",
     "beds", "32"},
    {"slots", value::by<read_places_of_kind<Places::Kind::Slots>>("places_count"), optional, "",
     "slots", "16"},
    {"groups", value::by<read_groups>("groups"), optional, "", "rolling groups of equal size",
     "{count: 10, size: 12}"},
    {"caseload", value::by<read_caseload>("caseload"), optional, "",
     "people a clinician can carry", "{clinicians: 14, each: 35}"},
    {"changes", value::by<read_changes>("place_changes"), optional, "none",
     "beds, slots, groups or clinicians from a date on, ascending; nobody is ejected",
     "{2027-01-01: 38}"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::groups_section{
    "groups", "levels.<level>.places.groups", "Places = count x size.", groups_keys.rows, ""};

constinit const schema::Section schema::caseload_section{"caseload",
                                                         "levels.<level>.places.caseload",
                                                         "Places = clinicians x each.",
                                                         caseload_keys.rows,
                                                         ""};

constinit const schema::Section schema::places_section{
    "places",
    "levels.<level>.places",
    "How many people a level can hold; or `unlimited`.",
    places_keys.rows,
    "beds|slots|groups|caseload"};

Places read_places(Reading& reading, const Field& field) {
  if (field.is_scalar() && field.node->text == "unlimited") return {};
  if (!field.is_map()) {
    reading.expected(field, schema::expected_of("places_or_unlimited"));
    return {};
  }
  Places places = read_section(reading, field, schema::places_section, places_keys);
  places.at = field.at();
  return places;
}

}  // namespace stepdown::models
