#include "models/reading/section_readers.hpp"

#include <fmt/format.h>

namespace stepdown::models {
namespace {

void read_changes(Reading& reading, const Field& field, Places& places) {
  if (!field.is_map()) {
    reading.expected(field, schema::expected_of("place_changes"));
    return;
  }
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field change = field_of(field, entry);
    const auto date = read_date_key(reading, change);
    const auto count = read_whole(reading, change, 0, largest_count);
    if (!date || !count) continue;
    if (!places.changes.empty() && date->value <= places.changes.back().date.value)
      reading.error(change.key.at,
                    change.path,
                    fmt::format("expected a date after {}, got '{}'; dates ascend",
                                iso_text(places.changes.back().date.value),
                                entry.key));
    places.changes.push_back({*date, {static_cast<int>(count->value), count->at}});
  }
}

/// `groups` and `caseload`: how many, and how many people each.
void read_product(Reading& reading, const Field& field, Places& places) {
  const bool is_caseload = places.kind == Places::Kind::Caseload;
  SectionReader section{reading, field, is_caseload ? "caseload" : "groups"};
  if (const auto count = section.count(is_caseload ? "clinicians" : "count", 0))
    places.count = *count;
  if (const auto each = section.count(is_caseload ? "each" : "size", 1)) places.each = *each;
  section.done();
}

}  // namespace

Places read_places(Reading& reading, const Field& field) {
  Places places;
  if (field.is_scalar() && field.node->text == "unlimited") return places;
  if (!field.is_map()) {
    reading.expected(field, schema::expected_of("places_or_unlimited"));
    return places;
  }
  SectionReader section{reading, field, "places"};
  if (const auto beds = section.count("beds", 0)) {
    places.kind = Places::Kind::Beds;
    places.count = *beds;
  }
  if (const auto slots = section.count("slots", 0)) {
    places.kind = Places::Kind::Slots;
    places.count = *slots;
  }
  if (const auto groups = section.find("groups")) {
    places.kind = Places::Kind::Groups;
    read_product(reading, *groups, places);
  }
  if (const auto caseload = section.find("caseload")) {
    places.kind = Places::Kind::Caseload;
    read_product(reading, *caseload, places);
  }
  if (const auto changes = section.find("changes")) read_changes(reading, *changes, places);
  section.done();
  if (static_cast<long long>(places.count.value) * places.each.value > largest_count)
    reading.error(field, fmt::format("expected at most {} places, got more", largest_count));
  for (const Places::Change& change : places.changes)
    if (static_cast<long long>(change.count.value) * places.each.value > largest_count)
      reading.error(change.count.at,
                    field.path + ".changes." + iso_text(change.date.value),
                    fmt::format("expected at most {} places, got more", largest_count));
  return places;
}

}  // namespace stepdown::models
