#include "analysis/theory/level_sizing.hpp"

#include "analysis/formulas/renewal_loss.hpp"
#include "analysis/formulas/varying_loss.hpp"
#include "analysis/theory/age_pattern.hpp"
#include "analysis/theory/markov_stays.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>

namespace stepdown::analysis {

using models::Model;
using models::StateId;

namespace {

constexpr double hardly_anybody = 1e-10;  // of the requests

double load_of(const std::vector<OfferedPart>& parts) {
  double people = 0;
  double days = 0;
  for (const OfferedPart& part : parts) {
    people += part.load * part.days;
    days += part.days;
  }
  return days > 0 ? people / days : 0;
}

/// The share that is lost for 0, 1, ... places, until hardly anybody is.
std::vector<double> blocked_by_places(const std::function<double(int)>& loss, int most) {
  std::vector<double> blocked;
  for (int n = 0; n <= most; ++n) {
    blocked.push_back(loss(n));
    if (blocked.back() < hardly_anybody) break;
  }
  return blocked;
}

/// The rate at which people leave that gives the loads of the parts: requests less growth, over
/// the load.
double leaving_by_load(const std::vector<OfferedPart>& parts, std::size_t i) {
  const OfferedPart& here = parts[i];
  if (!(here.load > 0)) return 0;
  const OfferedPart& before = parts[i > 0 ? i - 1 : i];
  const OfferedPart& after = parts[std::min(i + 1, parts.size() - 1)];
  double days = 0;
  if (&before != &here) days += 0.5 * (before.days + here.days);
  if (&after != &here) days += 0.5 * (here.days + after.days);
  const double growth = days > 0 ? (after.load - before.load) / days : 0;
  return std::max(0.0, (here.requests / here.days - growth) / here.load);
}

/// The same from the census of that day: people who enter less growth, over those who are there.
double leaving_by_census(const CensusPath& path, std::size_t day) {
  if (!(path.daily[day] > 0)) return 0;
  const double growth = path.midnight[day + 1] - path.midnight[day];
  return std::max(0.0, (path.entries[day] - growth) / path.daily[day]);
}

/// The parts one after another. A pattern that comes again is settled after some stays and seen
/// for one round; what changes for good is followed to its end.
std::vector<LossStretch> stretches_of(const Model& model,
                                      const std::vector<OfferedPart>& parts,
                                      double mean_stay,
                                      const std::function<double(std::size_t)>& leaving) {
  constexpr double settled = 8;  // stays
  constexpr double week = 7;
  constexpr double year = 365;
  const auto any = [&model](bool (*has)(const models::ArrivalProcess&)) {
    return std::ranges::any_of(model.sources,
                               [has](const auto& source) { return has(source.process); });
  };
  double days = 0;
  for (const OfferedPart& part : parts)
    days += part.days;
  const double round = any(models::has_yearly_pattern) ? year : week;
  const double start = std::ceil(settled * mean_stay);
  const bool comes_again = !any(models::changes_for_good) && model.warm_up > 0;
  const bool is_long = comes_again && start + round <= days;
  std::vector<LossStretch> stretches;
  double now = 0;
  constexpr double rounding = 1e-6;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_long && now > start + round - rounding) break;
    stretches.push_back({.requests = parts[i].requests / parts[i].days,
                         .leaving = leaving(i),
                         .days = parts[i].days,
                         .is_observed = !is_long || now > start - rounding});
    now += parts[i].days;
  }
  return stretches;
}

/// As many places as are looked at.
int most_places(const std::vector<OfferedPart>& parts) {
  double most = 0;
  for (const OfferedPart& part : parts)
    most = std::max(most, part.load + 7 * std::sqrt(part.load) + 5);
  return static_cast<int>(std::min(most, 1e6));
}

Sizing varying_sizing(const Model& model,
                      std::size_t level,
                      const StateDemand& demand,
                      const std::vector<OfferedPart>& parts,
                      const CensusPath* path) {
  // steps times places: a fifth of a second for one level, half a second for all
  const double most_work = std::min(4e7, 8e7 / static_cast<double>(model.level_count));
  const auto leaving = exponential_stay(model, static_cast<StateId>(level));
  const std::size_t first = first_observed_day(model);
  const auto leaving_in = [&](std::size_t part) {
    if (leaving) return *leaving;
    const bool is_day =
        path != nullptr && !has_hours(model) && first + part + 1 < path->midnight.size();
    return is_day ? leaving_by_census(*path, first + part) : leaving_by_load(parts, part);
  };
  const auto stretches = stretches_of(model, parts, demand.mean_stay, leaving_in);
  const int most = most_places(parts);
  const bool asks = std::ranges::any_of(
      stretches, [](const auto& one) { return one.is_observed && one.requests > 0; });
  const double work = steps_of_varying_loss(stretches) * 0.5 * most * most;
  if (!asks || work > most_work) return LevelSizing(parts, "Poisson census", true, {});
  const double before = parts.front().load;
  return LevelSizing(
      parts,
      leaving ? "M(t)/M/c/c" : "M(t)/M(t)/c/c",
      !leaving,
      blocked_by_places([&](int n) { return varying_loss(stretches, before, n); }, most));
}

Sizing scheduled_sizing(const Model& model,
                        std::size_t level,
                        const StateDemand& demand,
                        const std::vector<OfferedPart>& parts) {
  const auto leaving = exponential_stay(model, static_cast<StateId>(level));
  const models::SourceModel& source = model.sources.front();
  const auto* const scheduled = std::get_if<models::ScheduledArrivals>(&source.process);
  const bool is_alone = source.batch.empty() || source.batch.front().first == 1;
  if (!leaving || scheduled == nullptr || model.sources.size() != 1 || !is_alone)
    return LevelSizing(parts, "census of a schedule", true, {});
  const ThinnedSchedule requests{.every = scheduled->every,
                                 .share = std::min(1.0, demand.rate * scheduled->every)};
  return LevelSizing(parts,
                     "GI/M/c/c",
                     false,
                     blocked_by_places([&](int n) { return renewal_loss(requests, *leaving, n); },
                                       static_cast<int>(std::ceil(2 * demand.offered_load)) + 100));
}

}  // namespace

LevelSizing::LevelSizing(std::vector<OfferedPart> parts,
                         std::string method,
                         bool is_about,
                         std::vector<double> blocked)
    : parts_(std::move(parts)),
      census_(census_over(parts_)),
      method_(std::move(method)),
      is_about_{is_about},
      blocked_(std::move(blocked)) {}

void LevelSizing::correct(CapacityPoint& point) const {
  if (blocked_.empty()) return;
  const auto n = static_cast<std::size_t>(point.places);
  point.p_delay = n < blocked_.size() ? blocked_[n] : 0;
  point.one_in_n.reset();
  if (std::isfinite(1 / point.p_delay)) point.one_in_n = 1 / point.p_delay;
  if (point.places > 0) point.utilization = load_of(parts_) * (1 - point.p_delay) / point.places;
}

CapacityPoint LevelSizing::point(int places) const {
  CapacityPoint point = capacity_point(parts_, census_, places);
  correct(point);
  return point;
}

std::vector<CapacityPoint> LevelSizing::curve(int most) const {
  std::vector<CapacityPoint> points = capacity_curve(parts_, most);
  for (CapacityPoint& point : points)
    correct(point);
  return points;
}

int LevelSizing::places_for(double p_delay) const {
  return places_for(std::array{p_delay}).front();
}

std::vector<int> LevelSizing::places_for(std::span<const double> p_delays) const {
  if (blocked_.empty()) return places_for_delays(parts_, p_delays);
  std::vector<int> places;
  for (const double p_delay : p_delays) {
    const auto enough =
        std::ranges::find_if(blocked_, [p_delay](double share) { return share <= p_delay; });
    places.push_back(static_cast<int>(enough - blocked_.begin()));
  }
  return places;
}

Sizing level_sizing(const Model& model,
                    std::size_t level,
                    const StateDemand& demand,
                    const OfferedPattern& pattern,
                    const CensusPath* path) {
  if (const auto* none = std::get_if<NoAnswer>(&pattern)) return *none;
  const auto& parts = std::get<std::vector<OfferedPart>>(pattern);
  const OfferedPart& first = parts.front();
  const bool is_scheduled =
      std::ranges::any_of(parts, [](const OfferedPart& part) { return !part.chances.empty(); });
  if (is_scheduled) return scheduled_sizing(model, level, demand, parts);
  if (!first.groups.empty()) return LevelSizing(parts, "compound Poisson census", true, {});
  if (parts.size() > 1) return varying_sizing(model, level, demand, parts, path);
  return LevelSizing(parts, "Poisson census", false, {});
}

}  // namespace stepdown::analysis
