#include "models/compile/tracks.hpp"

#include "models/compile/admission.hpp"
#include "models/compile/check_admission.hpp"
#include "models/compile/check_places.hpp"
#include "models/compile/places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

constexpr std::size_t most_tracks = 20;

/// The attributes exist, and have these values.
void check_only(const Track& track,
                const std::string& key,
                const Names& names,
                Problems& problems) {
  for (const Track::Only& only : track.only) {
    const std::string at = fmt::format("{}.only.{}", key, only.attribute.value);
    const auto attribute = names.attributes.find(only.attribute.value);
    if (!attribute) {
      problems.report(
          Rule::UnknownAttribute,
          only.attribute.at,
          at,
          fmt::format("expected an attribute, got {}{}",
                      in_quotes(only.attribute.value),
                      problems.suggestion(only.attribute.value, names.attributes.names())));
      continue;
    }
    const NameIndex& known = names.values[*attribute];
    for (const Located<std::string>& value : only.values)
      if (!known.find(value.value))
        problems.report(Rule::UnknownCase,
                        value.at,
                        at,
                        problems.value_expected(only.attribute.value, value.value, known.names()));
  }
}

void check_track(const Track& track,
                 const std::string& key,
                 const Scenario& scenario,
                 const Names& names,
                 Problems& problems) {
  const Places& places = track.places;
  if (places.kind == Places::Kind::Unlimited || places.kind == Places::Kind::Pool ||
      places.kind == Places::Kind::Staff || places.turnaround || !places.reserves.empty()) {
    problems.report(Rule::TrackOfOtherPlaces,
                    place_of(places.at, track.name.at),
                    key + ".places",
                    "expected beds, slots, groups or a caseload, without 'turnaround' and "
                    "'reserved'; a track has places of its own, for all who can attend it");
    return;
  }
  check_places(places, key + ".places", scenario, names, problems);
  if (track.admission) check_times_of_admission(*track.admission, places, key, scenario, problems);
  check_only(track, key, names, problems);
}

bool admits(const Track& track, const Names& names, const ClassValues& who) {
  return std::ranges::all_of(track.only, [&](const Track::Only& only) {
    const std::size_t attribute = names.attributes.position(only.attribute.value);
    return std::ranges::any_of(only.values, [&](const Located<std::string>& value) {
      return names.values[attribute].position(value.value) == who[attribute];
    });
  });
}

/// Everybody can attend some track.
void check_everybody(const State& level,
                     const std::string& key,
                     const Names& names,
                     Problems& problems) {
  std::set<std::size_t> matter;
  for (const Track& track : level.tracks) {
    for (const Track::Only& only : track.only) {
      const auto attribute = names.attributes.find(only.attribute.value);
      const bool are_known = attribute && std::ranges::all_of(only.values, [&](const auto& value) {
                               return names.values[*attribute].find(value.value).has_value();
                             });
      if (!are_known) return;  // refused already
      matter.insert(*attribute);
    }
  }
  for (const ClassValues& who : enumerate_kinds(names, matter)) {
    if (std::ranges::any_of(level.tracks,
                            [&](const Track& track) { return admits(track, names, who); }))
      continue;
    problems.report(Rule::NoTrackForSome,
                    level.tracks.front().name.at,
                    key + ".tracks",
                    fmt::format("expected a track for everybody, got none for {{{}}}; who comes "
                                "here would wait for ever",
                                describe_class(names, who, matter)));
    return;
  }
}

std::int64_t closed_groups(const State& level) {
  std::int64_t groups = 0;
  for (const Track& track : level.tracks) {
    if (!track.admission || !track.admission->cohort || !track.admission->cohort->is_closed)
      continue;
    groups += most_count(track.places);
  }
  return groups;
}

void check_number(const State& level, const std::string& key, Problems& problems) {
  const SourceLocation& at = level.tracks.front().name.at;
  if (level.tracks.size() > most_tracks)
    problems.report(
        Rule::TooManyTracks,
        at,
        key,
        fmt::format("expected at most {} tracks, got {}", most_tracks, level.tracks.size()));
  check_number_of_closed_groups(closed_groups(level), at, key, problems);
}

}  // namespace

void check_tracks(const State& level,
                  const std::string& key,
                  const Scenario& scenario,
                  const Names& names,
                  Problems& problems) {
  if (level.admission)
    problems.report(Rule::AdmissionBesideTracks,
                    place_of(level.admission->times.at, level.name.at),
                    key + ".admission",
                    "expected none beside 'tracks'; write it in each track");
  if (level.hold.kind != Hold::Kind::None)
    problems.report(Rule::HoldInTracks,
                    level.name.at,
                    key + ".hold",
                    "expected none beside 'tracks': people who hold for each other would swap into "
                    "tracks that they may not be able to attend");
  check_number(level, key + ".tracks", problems);
  for (const Track& track : level.tracks)
    check_track(
        track, fmt::format("{}.tracks.{}", key, track.name.value), scenario, names, problems);
  check_everybody(level, key, names, problems);
}

void build_tracks(const Scenario& scenario,
                  const State& level,
                  const Names& names,
                  StateModel& model) {
  std::set<double> days;
  for (const Track& track : level.tracks) {
    PlacesOverTime places = places_over_time(scenario, track.places);
    TrackModel& built = model.tracks.emplace_back();
    built.name = track.name.value;
    built.label = track.label.empty() ? track.name.value : track.label;
    built.places_label = std::move(places.label);
    built.places = places.places;
    built.changes = std::move(places.changes);
    built.admission = admission_rule(scenario, track.admission, track.places);
    if (track.places.kind == Places::Kind::Groups) built.group_size = track.places.each.value;
    for (const ClassValues& who : enumerate_classes(names))
      built.admits.push_back(admits(track, names, who));
    model.places += built.places;
    for (const PlacesChange& change : built.changes)
      days.insert(change.day);
  }
  model.is_limited = true;
  model.places_label = fmt::format(
      "{} in {} track{}", model.places, model.tracks.size(), model.tracks.size() == 1 ? "" : "s");
  for (const double day : days) {
    int places = 0;
    for (const TrackModel& track : model.tracks)
      places += track.places_on(day);
    model.changes.push_back({day, places});
  }
}

}  // namespace stepdown::models
