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

}  // namespace

std::string why_held_up(const models::Model& model,
                        const std::vector<LoneLevel>& levels,
                        const LoneLevel& level) {
  constexpr double hardly_ever = 0.001;
  using models::Feature;
  if (!level.state->features.contains(Feature::Holding) &&
      !level.state->features.contains(Feature::LimitedHold))
    return {};
  for (const LoneLevel& next : levels) {
    if (next.id == level.id || !(flow(level, next) > 0) || full_share(next) <= hardly_ever)
      continue;
    return fmt::format(
        "its places are held while {} is full, which a level on its own does not know",
        model.state(next.id).name);
  }
  return {};
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
      notes.push_back(fmt::format(
          "{}: {:.0f} % of its requests come from {}, which is full {:.0f} % of the time and sends "
          "people on more evenly than chance: fewer wait than the level on its own says",
          model.state(level.id).name,
          100 * flow(above, level) / level.demand->rate,
          model.state(above.id).name,
          100 * full));
    }
  }
  return notes;
}

}  // namespace stepdown::analysis
