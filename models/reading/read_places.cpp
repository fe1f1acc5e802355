#include "models/reading/read_places.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/read_distributions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

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

void read_limiting_staff(Reading& reading, const Field& field, Places& places) {
  places.staff = read_name_or_names(reading, field, "a role of 'staff'");
  if (!places.staff.empty()) places.kind = Places::Kind::Staff;
}

std::optional<Located<std::string>> read_pool_name(Reading& reading, const Field& field) {
  return read_text(reading, field, "a pool");
}

void read_pool_of(Reading& reading, const Field& field, Places& places) {
  auto name = read_pool_name(reading, field);
  if (!name) return;
  places.kind = Places::Kind::Pool;
  places.pool = *std::move(name);
}

std::optional<LocatedDistribution> read_turnaround(Reading& reading, const Field& field) {
  auto time = read_distribution(reading, field);
  if (!time) return std::nullopt;
  return LocatedDistribution{*std::move(time), field.at()};
}

/// The places reserved for the values of one attribute.
struct Reserved {
  Located<std::string> attribute;
  std::vector<Places::Reserve> reserves;
};

void read_reserve(Reading& reading, const Field& field, Reserved& reserved) {
  const auto places = read_count<1>(reading, field);
  if (places) reserved.reserves.push_back({reserved.attribute, field.key, *places});
}

// clang-format off
constexpr auto reserved_attribute_keys = key_table<Reserved>({
    {"<value>", value::by<read_reserve>("count"), optional, "", "places for people with that value",
     "4"},
});
// clang-format on

void read_reserved_of(Reading& reading, const Field& field, Places& places) {
  SectionReader section{reading, field, schema::reserved_attribute_section};
  Reserved reserved{.attribute = field.key, .reserves = {}};
  read_keys(section, reserved_attribute_keys, reserved);
  std::ranges::move(reserved.reserves, std::back_inserter(places.reserves));
}

// clang-format off
constexpr auto reserved_keys = key_table<Places>({
    {"<attribute>", value::by<read_reserved_of>("reserved_attribute"), optional, "",
     "an attribute, or `waiting_class` with the classes of requests", "{medicaid: 4}"},
});
// clang-format on

void read_reserved(Reading& reading, const Field& field, Places& places) {
  SectionReader section{reading, field, schema::reserved_section};
  read_keys(section, reserved_keys, places);
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
    {"staff", value::by<read_limiting_staff>("name_or_names"), optional, "",
     "roles of `staff`: as many people as those `at_hand` can serve, see `services` and `posts`; "
     "levels that name the same ones share them, also where a person takes other hours at each",
     "counselor"},
    {"changes", value::by<read_changes>("place_changes"), optional, "none",
     "beds, slots, groups or clinicians from a date on, ascending; nobody is ejected",
     "{2027-01-01: 38}"},
    {"turnaround", value::into<&Places::turnaround, read_turnaround>("distribution"), optional,
     "none", "how long a place that somebody has left is made ready for the next", "4 h"},
    {"reserved", value::by<read_reserved>("reserved"), optional, "none",
     "places that only people with one value of an attribute take, before they take others",
     "{payer: {medicaid: 4}}"},
    {"pool", value::by<read_pool_of>("name"), optional, "",
     "the pool of places on which the level draws, see `pools`", "ward"},
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

constinit const schema::Section schema::reserved_section{
    "reserved",
    "levels.<level>.places.reserved",
    "Places kept for some people, by attribute.",
    reserved_keys.rows,
    ""};

constinit const schema::Section schema::reserved_attribute_section{
    "reserved_attribute",
    "levels.<level>.places.reserved.<attribute>",
    "Places kept for people with one value of the attribute.",
    reserved_attribute_keys.rows,
    ""};

constinit const schema::Section schema::places_section{
    "places",
    "levels.<level>.places",
    "How many people a level can hold; or `unlimited`.",
    places_keys.rows,
    "beds|slots|groups|caseload|staff|pool"};

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
