#include "analysis/summary/monthly_census.hpp"

#include "analysis/statistics/sample.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

void MonthlySummarizer::add(const models::Observations& observations) {
  if (observations.daily.empty() || observations.daily_stride > 1) return;
  if (months_.empty()) {
    plan(observations.daily.front().census.size());
    levels_.resize(observations.daily.size());
  }
  for (std::size_t level = 0; level < levels_.size(); ++level) {
    add(observations.daily[level].census, levels_[level].census);
    add(observations.daily[level].list, levels_[level].list);
    add(observations.daily[level].held, levels_[level].held);
  }
}

/// Which midnights belong to which month.
void MonthlySummarizer::plan(std::size_t entries) {
  const auto first_day = static_cast<long>(std::ceil(model_->warm_up));
  for (std::size_t entry = 0; entry < entries; ++entry) {
    const models::Date date = model_->calendar.date(first_day + static_cast<long>(entry));
    const std::chrono::year_month month = date.year() / date.month();
    if (months_.empty() || months_.back().month != month)
      months_.push_back({.month = month, .first = entry, .count = 0});
    ++months_.back().count;
  }
}

void MonthlySummarizer::add(std::span<const std::int32_t> counts, Seen& seen) const {
  const std::size_t planned = months_.empty() ? 0 : months_.back().first + months_.back().count;
  sim::expects(counts.size() == planned, "all is counted at the same midnights");
  for (const Month& month : months_) {
    std::int64_t sum = 0;
    std::int32_t peak = 0;
    for (const std::int32_t count : counts.subspan(month.first, month.count)) {
      sum += count;
      peak = std::max(peak, count);
    }
    seen.means.push_back(static_cast<double>(sum) / static_cast<double>(month.count));
    seen.peaks.push_back(peak);
  }
}

PeopleInMonth MonthlySummarizer::people_in_month(const Seen& seen,
                                                 std::size_t month,
                                                 StudentFactor& student) const {
  std::vector<double> means;
  std::vector<double> peaks;
  for (std::size_t at = month; at < seen.means.size(); at += months_.size()) {
    means.push_back(seen.means[at]);
    peaks.push_back(seen.peaks[at]);
  }
  return {over_replications(means, student), *sample_mean(peaks)};
}

std::vector<std::vector<MonthlyCensus>> MonthlySummarizer::finish() const {
  StudentFactor student;
  std::vector<std::vector<MonthlyCensus>> levels(levels_.size());
  for (std::size_t level = 0; level < levels_.size(); ++level) {
    for (std::size_t m = 0; m < months_.size(); ++m) {
      levels[level].push_back({.month = months_[m].month,
                               .midnights = static_cast<std::int64_t>(months_[m].count),
                               .census = people_in_month(levels_[level].census, m, student),
                               .list = people_in_month(levels_[level].list, m, student),
                               .held = people_in_month(levels_[level].held, m, student)});
    }
  }
  return levels;
}

}  // namespace stepdown::analysis
