#include "analysis/summary/track_summary.hpp"

#include "analysis/catalog/measurement.hpp"

#include <optional>

namespace stepdown::analysis {

TrackSummarizer::TrackSummarizer(const models::Model& model) {
  for (std::size_t level = 0; level < model.level_count; ++level) {
    const std::vector<models::TrackModel>& tracks = model.states[level].tracks;
    for (std::size_t track = 0; track < tracks.size(); ++track) {
      Track& made = tracks_.emplace_back();
      made.level = level;
      made.track = track;
      made.group_size = tracks[track].group_size;
    }
  }
}

void TrackSummarizer::add(const models::Observations& observations) {
  for (Track& track : tracks_)
    add(observations.states[track.level].tracks[track.track], observations.window_days, track);
}

void TrackSummarizer::add(const models::TrackObservations& seen, double days, Track& to) {
  const double occupied = seen.census.integral_days();
  const double open = seen.open_place_time.days();
  const auto admitted = static_cast<double>(seen.wait.count());
  to.places.push_back((seen.open_place_time - seen.above_time).days() / days);
  to.census.push_back(occupied / days);
  if (open > 0) to.utilization.push_back(occupied / open);
  to.full.push_back(sim::to_days(seen.full_time) / days);
  to.admissions.push_back(admitted * days_per_year / days);
  to.admitted += static_cast<std::int64_t>(seen.wait.count());
  to.waits.push_back({seen.wait.sum(), admitted});
  if (to.group_size == 0) return;
  const double groups = seen.group_time.days();
  to.groups_running.push_back(groups / days);
  if (groups > 0) to.group_fill.push_back(occupied / (groups * to.group_size));
}

TrackSummary TrackSummarizer::summary_of(const Track& track) {
  const auto over_time = [](const std::vector<double>& values, bool is_share) {
    return values.empty() ? LineEstimate{} : over_time_estimate(values, is_share, std::nullopt);
  };
  TrackSummary summary;
  summary.level = track.level;
  summary.track = track.track;
  summary.places = over_time(track.places, false);
  summary.census = over_time(track.census, false);
  summary.utilization = over_time(track.utilization, true);
  summary.full = over_time(track.full, true);
  summary.admissions = over_time_estimate(track.admissions, false, track.admitted);
  if (track.admitted > 0) summary.wait = ratio_estimate({.parts = track.waits});
  summary.groups_running = over_time(track.groups_running, false);
  summary.group_fill = over_time(track.group_fill, true);
  return summary;
}

std::vector<TrackSummary> TrackSummarizer::finish() const {
  std::vector<TrackSummary> summaries;
  for (const Track& track : tracks_)
    if (!track.places.empty()) summaries.push_back(summary_of(track));
  return summaries;
}

}  // namespace stepdown::analysis
