#include "analysis/theory/neighbors.hpp"

#include "analysis/theory/lone_figures.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace stepdown::analysis {

namespace {

/// Chance that all places are taken; 1 where more is asked for than can be served.
double full_share(const LoneLevel& level) {
  const auto answer = answer_of(level);
  return answer ? answer->figures.full : 1;
}

/// People who go from one level to another, a day.
double flow(const LoneLevel& from, const LoneLevel& to) {
  return from.demand->flow_to[models::index_of(to.id)];
}

/// A level that is full at times, for which places of this one are held; null: none.
const LoneLevel* blocker_of(const std::vector<LoneLevel>& levels, const LoneLevel& level) {
  constexpr double hardly_ever = 0.001;
  using models::Feature;
  if (!level.state->features.contains(Feature::Holding) &&
      !level.state->features.contains(Feature::LimitedHold))
    return nullptr;
  const auto found = std::ranges::find_if(levels, [&level](const LoneLevel& next) {
    return next.id != level.id && flow(level, next) > 0 && full_share(next) > hardly_ever;
  });
  return found == levels.end() ? nullptr : &*found;
}

bool is_held_up(const std::vector<LoneLevel>& levels, const LoneLevel& level) {
  return blocker_of(levels, level) != nullptr;
}

}  // namespace

std::string why_held_up(const models::Model& model,
                        const std::vector<LoneLevel>& levels,
                        const LoneLevel& level) {
  const LoneLevel* const next = blocker_of(levels, level);
  if (next == nullptr) return {};
  return fmt::format("its places are held while {} is full, which a level on its own does not know",
                     model.state(next->id).name);
}

std::vector<std::string> notes_on_levels_below(const models::Model& model,
                                               const std::vector<LoneLevel>& levels) {
  constexpr double often = 0.1;  // of the time; or of the requests
  std::vector<std::string> notes;
  for (const LoneLevel& level : levels) {
    for (const LoneLevel& above : levels) {
      if (above.id == level.id || !(flow(above, level) > often * level.demand->rate)) continue;
      const double full = full_share(above);
      if (full <= often) continue;
      const bool is_more = is_held_up(levels, above) && full < 1;
      notes.push_back(fmt::format(
          "{}: {:.0f} % of its requests come from {}, which is full {}{:.0f} % of the time{} and "
          "sends people on more evenly than chance: fewer wait than the level on its own says",
          model.state(level.id).name,
          100 * flow(above, level) / level.demand->rate,
          model.state(above.id).name,
          is_more ? "at least " : "",
          100 * full,
          is_more ? ", as its places are held too," : ""));
    }
  }
  return notes;
}

}  // namespace stepdown::analysis
