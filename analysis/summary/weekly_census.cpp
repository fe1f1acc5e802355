#include "analysis/summary/weekly_census.hpp"

#include "analysis/summary/line_estimate.hpp"

namespace stepdown::analysis {

namespace {

PeopleAtHour people_at_hour(const std::vector<double>& means, StudentFactor& student) {
  if (means.empty()) return {};
  const LineEstimate estimate = over_time_estimate(means, false, std::nullopt, student);
  return {estimate.value, estimate.interval};
}

}  // namespace

void WeeklySummarizer::add(const models::Observations& observations) {
  levels_.resize(observations.weekly.size());
  for (std::size_t level = 0; level < levels_.size(); ++level) {
    const models::WeeklyCounts& seen = observations.weekly[level];
    for (std::size_t hour = 0; hour < models::hours_a_week; ++hour) {
      if (observations.weekly_looks[hour] == 0) continue;
      const auto looks = static_cast<double>(observations.weekly_looks[hour]);
      levels_[level].census[hour].push_back(static_cast<double>(seen.census[hour]) / looks);
      levels_[level].list[hour].push_back(static_cast<double>(seen.list[hour]) / looks);
    }
  }
}

std::vector<WeeklyCensus> WeeklySummarizer::finish() const {
  StudentFactor student;
  std::vector<WeeklyCensus> levels(levels_.size());
  for (std::size_t level = 0; level < levels_.size(); ++level) {
    for (std::size_t hour = 0; hour < models::hours_a_week; ++hour) {
      levels[level].census[hour] = people_at_hour(levels_[level].census[hour], student);
      levels[level].list[hour] = people_at_hour(levels_[level].list[hour], student);
    }
  }
  return levels;
}

}  // namespace stepdown::analysis
