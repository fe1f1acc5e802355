#include "tests/models/compile/rule_examples.hpp"
#include "tests/support/small_models.hpp"

namespace stepdown::tests {

using models::Rule;
using models::Scenario;

namespace {

models::Track track(const std::string& name, int line) {
  models::Track track;
  track.name = word(name, line);
  track.places.kind = models::Places::Kind::Slots;
  track.places.count = {5, {"test.yaml", line, 20}};
  return track;
}

/// Two tracks of the level (lines 10 and 11).
void add_tracks(Scenario& s) {
  s.states[0].places = {};
  s.states[0].tracks = {track("morning", 10), track("evening", 11)};
}

}  // namespace

std::vector<RuleExample> examples_about_tracks() {
  return {
      {Rule::TrackOfOtherPlaces,
       [](Scenario& s) {
         add_tracks(s);
         s.states[0].tracks[1].places = {};
       },
       "test.yaml:11:3: error: levels.care.tracks.evening.places: expected beds, slots, groups or "
       "a "
       "caseload, without 'turnaround' and 'reserved'; a track has places of its own, for all who "
       "can attend it\n1 error\n"},
      {Rule::NoTrackForSome,
       [](Scenario& s) {
         add_tracks(s);
         for (models::Track& one : s.states[0].tracks)
           one.only = {{word("profile"), {word("alcohol")}}};
       },
       "test.yaml:10:3: error: levels.care.tracks: expected a track for everybody, got none for "
       "{profile: opioid}; who comes here would wait for ever\n1 error\n"},
      {Rule::TooManyTracks,
       [](Scenario& s) {
         add_tracks(s);
         for (int i = 2; i < 21; ++i)
           s.states[0].tracks.push_back(track("t" + std::to_string(i), 10));
       },
       "test.yaml:10:3: error: levels.care.tracks: expected at most 20 tracks, got 21\n1 error\n"},
      {Rule::AdmissionBesideTracks,
       [](Scenario& s) {
         add_tracks(s);
         s.states[0].admission.emplace();
       },
       "test.yaml:8:3: error: levels.care.admission: expected none beside 'tracks'; write it in "
       "each "
       "track\n1 error\n"},
      {Rule::HoldInTracks,
       [](Scenario& s) {
         add_tracks(s);
         s.states[0].hold = {models::Hold::Kind::UntilPlaced, 0};
       },
       "test.yaml:8:3: error: levels.care.hold: expected none beside 'tracks': people who hold for "
       "each other would swap into tracks that they may not be able to attend\n1 error\n"},
  };
}

}  // namespace stepdown::tests
