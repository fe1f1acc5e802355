#include "models/compile/differences.hpp"

#include "models/compile/names.hpp"

#include <algorithm>

namespace stepdown::models {
namespace {

template <class T>
std::vector<std::size_t> others(const SharedList<T>& before, const SharedList<T>& now) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < now.size(); ++i)
    if (!now.shares(before, i)) found.push_back(i);
  return found;
}

}  // namespace

bool Differences::is_state_other(std::size_t state) const {
  return std::ranges::binary_search(states, state);
}

std::set<std::string> Differences::keys(const Scenario& now) const {
  std::set<std::string> keys;
  for (const std::size_t s : states)
    keys.insert(state_key(now.states[s]));
  for (const std::size_t s : sources)
    keys.insert("arrivals." + now.arrivals[s].name.value);
  if (attributes) keys.insert("attributes");
  if (medications) keys.insert("medications");
  if (staff) keys.insert("staff");
  if (effects) keys.insert("effects");
  return keys;
}

std::string part_of(std::string_view key) {
  const std::size_t end = key.find_first_of(".[");
  const std::string_view section = key.substr(0, end);
  const bool has_parts = section == "levels" || section == "community" || section == "arrivals" ||
                         section == "outcomes";
  if (!has_parts || end == std::string_view::npos) return std::string{section};
  return std::string{key.substr(0, key.find_first_of(".[", end + 1))};
}

Differences differences(const Scenario& before, const Scenario& now) {
  return {.states = others(before.states, now.states),
          .sources = others(before.arrivals, now.arrivals),
          .attributes = !now.attributes.shares_all(before.attributes),
          .medications = !now.medications.shares_all(before.medications),
          .staff = !now.staff.shares_all(before.staff),
          .effects = !now.effects.shares_all(before.effects) ||
                     now.effects_strength.value != before.effects_strength.value};
}

const Scenario& scenario_before(const Scenario& scenario, std::size_t later_period) {
  return later_period == 0 ? scenario : scenario.later_periods[later_period - 1].scenario;
}

std::vector<Differences> all_differences(const Scenario& scenario) {
  std::vector<Differences> all;
  for (std::size_t p = 0; p < scenario.later_periods.size(); ++p)
    all.push_back(differences(scenario_before(scenario, p), scenario.later_periods[p].scenario));
  return all;
}

}  // namespace stepdown::models
