#include "models/reading/read_tracks.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/read_admission.hpp"
#include "models/reading/read_places.hpp"

#include <utility>

namespace stepdown::models {
namespace {

void read_only_of(Reading& reading, const Field& field, std::vector<Track::Only>& only) {
  auto values = read_name_or_names(reading, field, "a value");
  only.push_back({field.key, std::move(values)});
}

// clang-format off
constexpr auto only_keys = key_table<std::vector<Track::Only>>({
    {"<attribute>", value::by<read_only_of>("name_or_names"), optional, "",
     "the value, or values, of those who can attend", "free"},
});
// clang-format on

std::vector<Track::Only> read_only(Reading& reading, const Field& field) {
  return read_section(reading, field, schema::only_section, only_keys);
}

// clang-format off
constexpr auto track_keys = key_table<Track>({
    {"label", value::text<&Track::label>, optional, "the name", "what reports call it",
     "Evenings"},
    {"places", value::into<&Track::places, read_places>("places"), required, "",
     "how many people it can hold; `beds`, `slots`, `groups` or `caseload`, and their `changes`",
     "{groups: {count: 2, size: 12}}"},
    {"only", value::into<&Track::only, read_only>("only"), optional, "for everybody",
     "who can attend, by attributes", "{daytime: free}"},
    {"admission", value::into<&Track::admission, read_admission>("admission"), optional,
     "at any time", "when people are admitted to it, as `admission` of a level",
     "{cohort: {every: 4 wk}}"},
});
// clang-format on

void read_track(Reading& reading, const Field& field, std::vector<Track>& tracks) {
  Track track;
  track.name = field.key;
  track.label = field.key.value;
  SectionReader section{reading, field, schema::track_section};
  read_keys(section, track_keys, track);
  tracks.push_back(std::move(track));
}

// clang-format off
constexpr auto tracks_keys = key_table<std::vector<Track>>({
    {"<track>", value::by<read_track>("track"), optional, "", "a track", "{places: ...}"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::tracks_section{
    "tracks",
    "levels.<level>.tracks",
    "Parts of a level with places, days and times of their own, and one list. Who could have a "
    "place in several takes one in the first that is listed; whom no track has a place for does "
    "not keep those behind waiting.",
    tracks_keys.rows,
    ""};

constinit const schema::Section schema::track_section{
    "track",
    "levels.<level>.tracks.<track>",
    "A part of a level, such as its mornings or evenings.",
    track_keys.rows,
    ""};

constinit const schema::Section schema::only_section{
    "only",
    "levels.<level>.tracks.<track>.only",
    "Whom a track is for; of several attributes, all have to fit.",
    only_keys.rows,
    ""};

std::vector<Track> read_tracks(Reading& reading, const Field& field) {
  std::vector<Track> tracks = read_section(reading, field, schema::tracks_section, tracks_keys);
  if (field.is_map() && field.node->entries.empty()) reading.expected(field, "at least one track");
  return tracks;
}

}  // namespace stepdown::models
