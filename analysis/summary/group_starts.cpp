#include "analysis/summary/group_starts.hpp"

#include "sim/contract.hpp"

namespace stepdown::analysis {

void GroupStartSummarizer::add(const models::Observations& observations) {
  const bool is_first = starts_.empty();
  std::size_t next = 0;
  for (std::size_t level = 0; level < observations.states.size(); ++level) {
    for (const models::CohortStart& seen : observations.states[level].starts) {
      if (is_first) {
        starts_.emplace_back().level = level;
        starts_.back().time = seen.time;
      }
      sim::expects(
          next < starts_.size() && starts_[next].level == level && starts_[next].time == seen.time,
          "starts are at the same moments in every replication");
      GroupStart& start = starts_[next++];
      start.waiting.add(seen.waiting);
      start.seats.add(seen.seats);
      start.admitted.add(seen.admitted);
      start.ran.add(seen.admitted > 0 ? 1 : 0);
    }
  }
}

}  // namespace stepdown::analysis
