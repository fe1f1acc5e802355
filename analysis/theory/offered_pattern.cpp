#include "analysis/theory/offered_pattern.hpp"

#include "analysis/theory/age_path.hpp"
#include "analysis/theory/age_pattern.hpp"
#include "analysis/theory/scheduled_pattern.hpp"
#include "analysis/theory/understood.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

namespace stepdown::analysis {

namespace {

/// Days that lie in the window whole; of a window shorter than that, the day in which it begins.
std::vector<OfferedPart> observed_days(const models::Model& model, const CensusPath& path) {
  std::vector<OfferedPart> parts;
  for (std::size_t d = first_observed_day(model);
       d < end_of_observed_days(model) && d < path.daily.size();
       ++d)
    parts.push_back({std::max(0.0, path.daily[d]), std::max(0.0, path.entries[d]), 1});
  return parts;
}

bool is_asked(const std::vector<OfferedPart>& parts) {
  return std::ranges::any_of(parts, [](const OfferedPart& part) { return part.requests > 0; });
}

/// Places are looked at one by one, in every part of a pattern.
std::optional<NoAnswer> why_too_many(const models::Model& model,
                                     const std::vector<OfferedPart>& parts) {
  constexpr double most_people = 2e7;
  const double most_steps = std::min(4e8, 3e9 / static_cast<double>(model.level_count));
  double most = 0;
  for (const OfferedPart& part : parts)
    most = std::max(most, part.load);
  if (most <= most_people && most * static_cast<double>(parts.size()) <= most_steps)
    return std::nullopt;
  return NoAnswer{
      fmt::format("{:.2g} people would be there, too many to look at places one by one; "
                  "a time with fewer long stays, by `max:`, or fewer arrivals can be "
                  "answered",
                  most)};
}

std::optional<NoAnswer> why_nothing_is_offered(const StateDemand& demand) {
  if (!(demand.rate > 0)) return NoAnswer{"nobody asks for a place"};
  if (!std::isfinite(demand.offered_load)) return NoAnswer{"stays have no finite mean"};
  return std::nullopt;
}

}  // namespace

std::vector<OfferedPattern> offered_patterns(const models::Model& model,
                                             const TrafficFigures& traffic,
                                             const InfiniteServerFigures* paths,
                                             const TheoryListener& listener) {
  const auto no = not_understood(model, poisson_moments);
  const bool is_steady = !not_understood(model, at_one_rate | batches);
  const bool is_alone = !not_understood(model, one_at_a_time);
  const bool is_at_given_moments = no && !not_understood(model, scheduled_moments);
  const bool is_by_day = is_alone && !has_hours(model);
  std::vector<AgePath> ages;
  SourcesByAge sources;
  if (!no && is_steady && !is_alone) ages = age_paths(model, listener);
  if (!no && !is_steady && !is_by_day) sources = sources_by_age(model, listener);
  std::vector<OfferedPattern> patterns;
  for (std::size_t l = 0; l < model.level_count; ++l) {
    tell(listener, {"demand over time: levels", l, model.level_count});
    const StateDemand& demand = traffic.states[l];
    OfferedPattern& pattern = patterns.emplace_back(NoAnswer{});
    if (no && !is_at_given_moments) {
      pattern = *no;
    } else if (auto nothing = why_nothing_is_offered(demand)) {
      pattern = *std::move(nothing);
    } else if (is_at_given_moments) {
      pattern = scheduled_pattern(model, l, demand);
    } else if (is_steady) {
      pattern = std::vector<OfferedPart>{is_alone ? OfferedPart{demand.offered_load, demand.rate, 1}
                                                  : long_run_part(model, ages, l, demand)};
    } else if (!is_by_day) {
      pattern = pattern_by_age(model, sources, l);
    } else if (paths != nullptr) {
      pattern = observed_days(model, paths->states[l]);
    } else {
      pattern = NoAnswer{"no census over time"};
    }
    const auto* parts = std::get_if<std::vector<OfferedPart>>(&pattern);
    if (parts == nullptr) continue;
    if (!is_asked(*parts))
      pattern = NoAnswer{"nobody asks for a place while it is observed"};
    else if (auto too_many = why_too_many(model, *parts))
      pattern = *std::move(too_many);
  }
  return patterns;
}

}  // namespace stepdown::analysis
