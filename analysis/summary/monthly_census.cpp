#include "analysis/summary/monthly_census.hpp"

#include "analysis/statistics/sample.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace stepdown::analysis {

void MonthlySummarizer::add(const models::Observations& observations) {
  if (observations.daily.empty() || observations.daily_stride > 1) return;
  if (months_.empty()) {
    plan(observations.daily.front().census.size());
    const std::vector<Seen> blank(months_.size());
    levels_.assign(observations.daily.size(), {.census = blank, .list = blank, .held = blank});
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

void MonthlySummarizer::add(const std::vector<std::int32_t>& counts,
                            std::vector<Seen>& seen) const {
  const std::size_t planned = months_.empty() ? 0 : months_.back().first + months_.back().count;
  sim::expects(counts.size() == planned, "all is counted at the same midnights");
  for (std::size_t m = 0; m < months_.size(); ++m) {
    const auto part = std::span(counts).subspan(months_[m].first, months_[m].count);
    const std::int64_t sum = std::accumulate(part.begin(), part.end(), std::int64_t{0});
    seen[m].means.push_back(static_cast<double>(sum) / static_cast<double>(part.size()));
    seen[m].peaks.push_back(static_cast<double>(*std::ranges::max_element(part)));
  }
}

PeopleInMonth MonthlySummarizer::people_in_month(const Seen& seen) {
  return {over_replications(seen.means), *sample_mean(seen.peaks)};
}

std::vector<std::vector<MonthlyCensus>> MonthlySummarizer::finish() const {
  std::vector<std::vector<MonthlyCensus>> levels(levels_.size());
  for (std::size_t level = 0; level < levels_.size(); ++level) {
    for (std::size_t m = 0; m < months_.size(); ++m) {
      levels[level].push_back({.month = months_[m].month,
                               .midnights = static_cast<std::int64_t>(months_[m].count),
                               .census = people_in_month(levels_[level].census[m]),
                               .list = people_in_month(levels_[level].list[m]),
                               .held = people_in_month(levels_[level].held[m])});
    }
  }
  return levels;
}

}  // namespace stepdown::analysis
