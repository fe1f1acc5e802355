#include "models/hours_model.hpp"

#include "models/service_model.hpp"

#include <algorithm>

namespace stepdown::models {
namespace {

/// Of one that takes `units`; at most `most_units`.
std::int64_t units_of(std::int64_t number, std::int64_t units) {
  if (units == 0 || number == 0) return 0;
  return number > most_units / units ? most_units : number * units;
}

}  // namespace

std::int64_t HoursNeed::units(std::int64_t people) const {
  std::int64_t sum = 0;
  for (const HoursStep& step : steps) {
    const std::int64_t number = std::max(fewest_for(people, step.each), step.at_least);
    sum = std::min(most_units, sum + units_of(number, step.units));
  }
  return sum;
}

std::int64_t HoursPlan::taken(std::size_t role, const std::vector<std::int64_t>& people) const {
  std::int64_t sum = 0;
  for (std::size_t level = 0; level < needs.size(); ++level)
    for (const HoursNeed& need : needs[level])
      if (need.role == role) sum = std::min(most_units, sum + need.units(people[level]));
  return sum;
}

bool HoursPlan::is_enough(std::size_t level,
                          std::int64_t there,
                          std::vector<std::int64_t> people) const {
  people[level] = there;
  return std::ranges::all_of(needs[level], [&](const HoursNeed& need) {
    return taken(need.role, people) <= at_hand[need.role];
  });
}

}  // namespace stepdown::models
