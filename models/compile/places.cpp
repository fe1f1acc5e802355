#include "models/compile/places.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stepdown::models {
namespace {

std::string places_label(const Places& places) {
  const int count = places.count.value;
  const int each = places.each.value;
  switch (places.kind) {
    case Places::Kind::Unlimited:
      return "unlimited";
    case Places::Kind::Beds:
      return fmt::format("{} bed{}", count, count == 1 ? "" : "s");
    case Places::Kind::Slots:
      return fmt::format("{} slot{}", count, count == 1 ? "" : "s");
    case Places::Kind::Groups:
      return fmt::format("{} group{} of {}", count, count == 1 ? "" : "s", each);
    case Places::Kind::Caseload:
      return fmt::format("{} clinician{} with {} each", count, count == 1 ? "" : "s", each);
    case Places::Kind::Staff:
      return fmt::format("{}{} as staff allows", places.shares_hours ? "up to " : "", count);
    case Places::Kind::Pool:
      break;  // those of the pool
  }
  return {};
}

}  // namespace

int most_count(const Places& places) {
  int count = places.count.value;
  for (const Places::Change& change : places.changes)
    count = std::max(count, change.count.value);
  return count;
}

PlacesOverTime places_over_time(const Scenario& scenario, const Places& places) {
  PlacesOverTime built;
  built.label = places_label(places);
  if (places.kind == Places::Kind::Unlimited) return built;
  const int each = places.each.value;
  built.places = places.count.value * each;
  const Calendar calendar(scenario.start.value);
  for (const Places::Change& change : places.changes) {
    const auto day = static_cast<double>(calendar.day_of(change.date.value));
    if (day >= scenario.run.horizon.value) break;
    if (day <= 0) {
      built.places = change.count.value * each;
    } else {
      built.changes.push_back({day, change.count.value * each});
    }
  }
  return built;
}

}  // namespace stepdown::models
