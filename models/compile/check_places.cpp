#include "models/compile/check_places.hpp"

#include "models/calendar.hpp"
#include "models/compile/check_distributions.hpp"
#include "models/compile/check_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace stepdown::models {
namespace {

constexpr std::int64_t most_places = 10'000'000;

void check_count(const Located<int>& count,
                 const Places& places,
                 const SourceLocation& at,
                 const std::string& key,
                 Problems& problems) {
  if (std::int64_t{count.value} * places.each.value > most_places)
    problems.report(Rule::TooManyPlaces,
                    at,
                    key,
                    fmt::format("expected at most {} places, got more", most_places));
}

/// `{count: 10, size: 3}` where three groups of ten are usual.
void check_groups(const Places& places, const std::string& key, Problems& problems) {
  constexpr int few_seats = 3;
  const int count = places.count.value;
  const int size = places.each.value;
  if (places.kind != Places::Kind::Groups || size > few_seats || count < 2 * size || size < 2)
    return;
  problems.report(Rule::ManySmallGroups,
                  places.count.at,
                  key + ".groups",
                  fmt::format("{0} groups of {1} seats; if {1} groups of {0} are meant, write "
                              "'{{count: {1}, size: {0}}}'",
                              count,
                              size));
}

bool is_late(const Places::Change& change, const Scenario& scenario) {
  const Calendar calendar(scenario.start.value);
  return static_cast<double>(calendar.day_of(change.date.value)) >= scenario.run.horizon.value;
}

/// Changes after the end of the run, which are the last ones.
void warn_of_late_changes(const Places& places,
                          const std::string& key,
                          const Scenario& scenario,
                          Problems& problems) {
  const auto first = std::ranges::find_if(
      places.changes, [&](const Places::Change& change) { return is_late(change, scenario); });
  if (first == places.changes.end()) return;
  const auto count = places.changes.end() - first;
  if (count == 1)
    problems.report(Rule::ChangeNeverHappens,
                    first->date.at,
                    fmt::format("{}.changes.{}", key, iso_text(first->date.value)),
                    fmt::format("never happens: the run ends on {}", end_date(scenario)));
  else
    problems.report(Rule::ChangesNeverHappen,
                    first->date.at,
                    key + ".changes",
                    fmt::format("{} changes from {} on never happen: the run ends on {}",
                                count,
                                iso_text(first->date.value),
                                end_date(scenario)));
}

void check_waiting_class(const Places::Reserve& reserve,
                         const std::string& key,
                         Problems& problems) {
  const std::vector<std::string> known(waiting_class_names.begin(), waiting_class_names.end());
  if (std::ranges::find(known, reserve.value.value) != known.end()) return;
  problems.report(Rule::UnknownCase,
                  reserve.value.at,
                  fmt::format("{}.{}", key, reserve.value.value),
                  fmt::format("expected a class of requests, got {}{}",
                              in_quotes(reserve.value.value),
                              problems.suggestion(reserve.value.value, known)));
}

/// The attribute and its value exist, and no more is kept than there is.
void check_reserves(const Places& places,
                    const std::string& key,
                    const Names& names,
                    Problems& problems) {
  std::int64_t reserved = 0;
  for (const Places::Reserve& reserve : places.reserves) {
    const std::string at = fmt::format("{}.reserved.{}", key, reserve.attribute.value);
    reserved += reserve.places.value;
    const auto attribute = names.attributes.find(reserve.attribute.value);
    if (!attribute && reserve.attribute.value == waiting_class_key) {
      check_waiting_class(reserve, at, problems);
    } else if (!attribute) {
      problems.report(
          Rule::UnknownAttribute,
          reserve.attribute.at,
          at,
          fmt::format("expected an attribute, or 'waiting_class', got {}{}",
                      in_quotes(reserve.attribute.value),
                      problems.suggestion(reserve.attribute.value, names.attributes.names())));
    } else if (!names.values[*attribute].find(reserve.value.value)) {
      problems.report(
          Rule::UnknownCase,
          reserve.value.at,
          fmt::format("{}.{}", at, reserve.value.value),
          problems.value_expected(
              reserve.attribute.value, reserve.value.value, names.values[*attribute].names()));
    }
  }
  const std::int64_t all = std::int64_t{places.count.value} * places.each.value;
  if (reserved > all)
    problems.report(
        Rule::TooManyReserved,
        places.reserves.front().attribute.at,
        key + ".reserved",
        fmt::format(
            "expected at most the {} places that there are, got {} reserved", all, reserved));
}

void check_turnaround(const Places& places,
                      const std::string& key,
                      const Names& names,
                      Problems& problems) {
  const GivenContext context{
      &names, &problems, places.turnaround->at, key + ".turnaround", names.attributes.size()};
  Given<LocatedDistribution> for_everybody;
  for_everybody.plain = places.turnaround;
  check_distributions(context, for_everybody);
}

}  // namespace

void check_places(const Places& places,
                  const std::string& key,
                  const Scenario& scenario,
                  const Names& names,
                  Problems& problems) {
  if (places.kind == Places::Kind::Unlimited) return;
  check_count(places.count, places, place_of(places.at, places.count.at), key, problems);
  const Calendar calendar(scenario.start.value);
  check_groups(places, key, problems);
  warn_of_late_changes(places, key, scenario, problems);
  for (const Places::Change& change : places.changes) {
    const std::string at =
        fmt::format("{}.changes.{}", key, calendar.iso_date(calendar.day_of(change.date.value)));
    check_count(change.count, places, change.count.at, at, problems);
  }
  check_reserves(places, key, names, problems);
  if (places.turnaround) check_turnaround(places, key, names, problems);
}

void warn_of_no_places(const Places& places,
                       const std::string& key,
                       const Scenario& scenario,
                       Problems& problems) {
  if (places.kind == Places::Kind::Unlimited) return;
  int most = places.count.value;
  for (const Places::Change& change : places.changes)
    if (!is_late(change, scenario)) most = std::max(most, change.count.value);
  if (most > 0) return;
  problems.report(Rule::NoPlaces,
                  places.count.at,
                  key,
                  "0 places at all times: nobody is ever admitted here; with 'waiting.limit: 0' "
                  "people go elsewhere at once");
}

}  // namespace stepdown::models
