#include "analysis/catalog/wide_columns.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 27> columns_of_tracks{{
    {"level", "-", "name of the level of care"},
    {"track", "-", "name of the track"},
    {"label", "-", "its label"},
    {"places", "-", "the places on day 0 in the words of the author"},
    {"mean_places", "places", "open places over time; places closing count until they are empty"},
    {"mean_census", "people", "people in the track, averaged over time"},
    {"census_low", "people", low_end_meaning},
    {"census_high", "people", high_end_meaning},
    {"utilization", "fraction", "place-days occupied / place-days open; empty: none were open"},
    {"utilization_low", "fraction", low_end_meaning},
    {"utilization_high", "fraction", high_end_meaning},
    {"full_share", "fraction", "share of time with no free place"},
    {"full_low", "fraction", low_end_meaning},
    {"full_high", "fraction", high_end_meaning},
    {"admissions_per_year", "people / year", "people who took up a place in the track"},
    {"admissions_low", "people / year", low_end_meaning},
    {"admissions_high", "people / year", high_end_meaning},
    {"mean_wait", "days", "from asking for the level to admission, of those admitted to the track"},
    {"wait_low", "days", low_end_meaning},
    {"wait_high", "days", high_end_meaning},
    {"mean_groups_running",
     "groups",
     "groups with anybody in them; of groups that are not closed: as few as hold everybody; empty: "
     "places are not in groups"},
    {"groups_low", "groups", low_end_meaning},
    {"groups_high", "groups", high_end_meaning},
    {"group_fill",
     "fraction",
     "share of the seats of running groups that is taken; empty: places are not in groups, or none "
     "ran"},
    {"fill_low", "fraction", low_end_meaning},
    {"fill_high", "fraction", high_end_meaning},
    {"replications", "-", "independent runs behind the row"},
}};

void write_tracks(const Report& report, const TextSink& sink) {
  CsvWriter csv(columns_of_tracks, sink);
  for (const TrackSummary& seen : report.summary.tracks) {
    const models::StateModel& level = report.model.states[seen.level];
    const models::TrackModel& track = level.tracks[seen.track];
    csv.text(level.name).text(track.name).text(track.label).text(track.places_label);
    csv.sensible(seen.places.value);
    for (const LineEstimate* estimate : {&seen.census,
                                         &seen.utilization,
                                         &seen.full,
                                         &seen.admissions,
                                         &seen.wait,
                                         &seen.groups_running,
                                         &seen.group_fill})
      csv.estimate(estimate->value, estimate->interval);
    csv.number(std::int64_t{report.summary.replications}).end_row();
  }
  csv.finish();
}

}  // namespace

Table tracks_table() {
  Table table{"tracks.csv",
              "one row a track of a level, where levels have tracks; the level as a whole is in "
              "levels.csv",
              {columns_of_tracks.begin(), columns_of_tracks.end()},
              write_tracks};
  table.is_written = [](const Report& report) { return !report.summary.tracks.empty(); };
  return table;
}

}  // namespace stepdown::analysis
