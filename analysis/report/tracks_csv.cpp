#include "analysis/catalog/wide_columns.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace stepdown::analysis {

namespace {

constexpr std::string_view low = low_end_meaning;
constexpr std::string_view high = high_end_meaning;

constexpr std::array<Column, 27> columns{{
    {"level", "-", "name of the level of care"},
    {"track", "-", "name of the track"},
    {"label", "-", "its label"},
    {"places", "-", "the places on day 0 in the words of the author"},
    {"mean_places", "places", "open places over time; places closing count until they are empty"},
    {"mean_census", "people", "people in the track, averaged over time"},
    {"census_low", "people", low},
    {"census_high", "people", high},
    {"utilization", "fraction", "place-days occupied / place-days open; empty: none were open"},
    {"utilization_low", "fraction", low},
    {"utilization_high", "fraction", high},
    {"full_share", "fraction", "share of time with no free place"},
    {"full_low", "fraction", low},
    {"full_high", "fraction", high},
    {"admissions_per_year", "people / year", "people who took up a place in the track"},
    {"admissions_low", "people / year", low},
    {"admissions_high", "people / year", high},
    {"mean_wait", "days", "from asking for the level to admission, of those admitted to the track"},
    {"wait_low", "days", low},
    {"wait_high", "days", high},
    {"mean_groups_running",
     "groups",
     "groups with anybody in them; of groups that are not closed: as few as hold everybody; empty: "
     "places are not in groups"},
    {"groups_low", "groups", low},
    {"groups_high", "groups", high},
    {"group_fill",
     "fraction",
     "share of the seats of running groups that is taken; empty: places are not in groups, or none "
     "ran"},
    {"fill_low", "fraction", low},
    {"fill_high", "fraction", high},
    {"replications", "-", "independent runs behind the row"},
}};

void write_tracks(const Report& report, const TextSink& sink) {
  CsvWriter csv(columns, sink);
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
              {columns.begin(), columns.end()},
              write_tracks};
  table.is_written = [](const Report& report) { return !report.summary.tracks.empty(); };
  return table;
}

}  // namespace stepdown::analysis
