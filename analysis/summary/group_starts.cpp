#include "analysis/summary/group_starts.hpp"

#include "sim/contract.hpp"

namespace stepdown::analysis {

void GroupStartSummarizer::add(const models::Observations& observations) {
  next_ = 0;
  for (std::size_t level = 0; level < observations.states.size(); ++level) {
    const models::StateObservations& seen = observations.states[level];
    add(level, std::nullopt, seen.starts);
    for (std::size_t track = 0; track < seen.tracks.size(); ++track)
      add(level, track, seen.tracks[track].starts);
  }
  is_first_ = false;
}

void GroupStartSummarizer::add(std::size_t level,
                               std::optional<std::size_t> track,
                               const std::vector<models::CohortStart>& starts) {
  for (const models::CohortStart& seen : starts) {
    if (is_first_) {
      GroupStart& start = starts_.emplace_back();
      start.level = level;
      start.track = track;
      start.time = seen.time;
    }
    sim::expects(next_ < starts_.size() && starts_[next_].level == level &&
                     starts_[next_].track == track && starts_[next_].time == seen.time,
                 "starts are at the same moments in every replication");
    GroupStart& start = starts_[next_++];
    start.waiting.add(seen.waiting);
    start.seats.add(seen.seats);
    start.admitted.add(seen.admitted);
    start.ran.add(seen.admitted > 0 ? 1 : 0);
  }
}

}  // namespace stepdown::analysis
