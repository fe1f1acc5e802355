#include "tests/support/random/references.hpp"

#include <algorithm>
#include <cstddef>

namespace stepdown::tests {

std::vector<std::string> levels_below(const Writer& writer) {
  const std::vector<std::string>& all = writer.names.levels;
  const std::size_t next = std::min(writer.level + 1, all.size());
  return {all.begin() + static_cast<std::ptrdiff_t>(next), all.end()};
}

bool is_pool(const Writer& writer) {
  const auto& pools = writer.names.pools;
  return std::ranges::find(pools, writer.free_name) != pools.end();
}

bool is_possible(const Writer& writer, std::string_view section, std::string_view key) {
  const bool has_attributes = !writer.names.attributes.empty();
  if (section == "track" && key == "only") return has_attributes;
  if (key == "reserved") return has_attributes && !is_pool(writer);
  if (key == "pool") return false;                          // written by `places`
  if (section == "places" && key == "staff") return false;  // by `mend`
  if (section == "level" && key == "tracks")
    return writer.names.pools.empty() && writer.level + 1 == writer.names.levels.size();
  if (section == "scenario" && key == "pools") return !writer.names.pools.empty();
  if (key == "divert_to" || key == "bridge" || key == "alongside")
    return !levels_below(writer).empty();
  if (key == "or") return writer.names.levels.size() > 1;
  if (section == "scenario" && key == "community") return !writer.names.communities.empty();
  if (section == "scenario" && key == "medications") return !writer.names.medications.empty();
  if (section == "scenario" && key == "staff") return !writer.names.roles.empty();
  if (section == "level" && (key == "services" || key == "posts" || key == "crisis"))
    return !writer.names.roles.empty();
  if (section == "scenario" && key == "effects") return !writer.names.effects.empty();
  if (key == "attributes" || key == "report_by") return has_attributes;
  if (section == "effect" && key == "attendance_ratio") return writer.facts.has_attendance;
  if (section == "effect" && key == "positive_odds_ratio") return writer.facts.has_drug_tests;
  if (section == "effect" && key == "patience_ratio") return writer.facts.has_patience;
  if (section == "effect" && key == "priority") return !writer.facts.limited_levels.empty();
  return true;
}

}  // namespace stepdown::tests
