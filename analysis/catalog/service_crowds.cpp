#include "analysis/catalog/service_crowds.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

std::size_t days_seen(const models::Observations& seen) {
  return seen.daily.empty() ? 0 : seen.daily.front().census.size();
}

std::vector<DaysOfPeriod> by_period(const models::Model& model,
                                    const models::Observations& seen,
                                    std::size_t first,
                                    std::size_t days) {
  std::vector<DaysOfPeriod> parts{{.period = 0, .first = first, .days = days}};
  const double day_0 = std::ceil(model.warm_up);
  for (std::size_t period = 1; period < model.period_count(); ++period) {
    // Entries from this one on are of the period.
    const double from = (model.period_from(period) - day_0) / seen.daily_stride;
    const auto entry = static_cast<std::size_t>(std::max(0.0, std::ceil(from)));
    DaysOfPeriod& last = parts.back();
    const std::size_t end = last.end();
    if (entry >= end) break;
    last.days = std::max(entry, last.first) - last.first;
    const std::size_t begin = last.end();
    if (last.days == 0) parts.pop_back();
    parts.push_back({.period = period, .first = begin, .days = end - begin});
  }
  return parts;
}

std::vector<Crowd> crowds_of(const models::Model& model,
                             const models::Observations& seen,
                             std::size_t level) {
  std::vector<Crowd> crowds;
  if (model.states[level].tracks.empty())
    crowds.push_back({seen.daily[level].census});
  else
    for (const models::TrackObservations& track : seen.states[level].tracks)
      crowds.push_back({track.daily});
  if (!model.states[level].program.follows_stays()) return crowds;
  for (std::size_t crowd = 0; crowd < crowds.size(); ++crowd)
    crowds[crowd].parts = &seen.services[level].crowds[crowd];
  return crowds;
}

std::int64_t Step::people(const Crowd& crowd, std::size_t day) const {
  std::int64_t sum = 0;
  for (const std::size_t part : parts)
    sum += crowd.people(part, day);
  return sum;
}

std::int64_t Step::attended(const Crowd& crowd, std::size_t day) const {
  std::int64_t sum = 0;
  for (const std::size_t part : parts)
    sum += crowd.attended(part, day);
  return sum;
}

std::vector<Step> steps_of(const models::ServiceModel& service) {
  std::vector<double> heights = service.sessions;
  std::ranges::sort(heights);
  const auto repeated = std::ranges::unique(heights);
  heights.erase(repeated.begin(), repeated.end());
  std::vector<Step> steps;
  double below = 0;
  for (const double height : heights) {
    if (height <= 0) continue;
    Step& step = steps.emplace_back();
    step.sessions = height - below;
    for (std::size_t part = 0; part < service.sessions.size(); ++part)
      if (service.sessions[part] >= height) step.parts.push_back(part);
    below = height;
  }
  return steps;
}

}  // namespace stepdown::analysis
