#include "tests/properties/conservation.hpp"

#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>

namespace stepdown::tests {
namespace {

using models::Counter;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

/// Most people whom the list of a level ever has room for; nothing: without limit, at some time.
std::optional<int> most_room(const Model& model, std::size_t level) {
  int most = 0;
  for (std::size_t period = 0; period < model.period_count(); ++period) {
    const std::optional<int>& limit = model.states_in(period)[level].list_limit;
    if (!limit) return std::nullopt;
    most = std::max(most, *limit);
  }
  return most;
}

/// Most people on the list of a level: as many as there is room for, or as are there at the start.
int most_waiting(const Model& model, std::size_t level, int room) {
  std::uint32_t waiting = 0;
  if (model.start)
    for (const models::StartGroup& group : model.start->groups)
      if (group.is_waiting && models::index_of(group.state) == level) waiting += group.people;
  return std::max(room, static_cast<int>(waiting));
}

/// People at the start in a level, or in any that draws on the same places.
int most_at_start(const Model& model, std::size_t number) {
  if (!model.start) return 0;
  const std::optional<std::uint16_t>& pool = model.states[number].pool;
  std::uint64_t people = 0;
  for (std::size_t s = 0; s < model.level_count; ++s)
    if (s == number || (pool && model.states[s].pool == pool))
      people += model.start->present(models::StateId{static_cast<std::uint16_t>(s)});
  return static_cast<int>(people);
}

/// Most places that a level ever has, or people at the start. Who is in a track that is cut stays
/// while another one grows, so that the tracks need not have had all these places at one time.
int most_places(const Model& model, std::size_t number) {
  const models::StateModel& level = model.states[number];
  int most = level.tracks.empty() ? level.most_places() : 0;
  for (const models::TrackModel& track : level.tracks)
    most += track.most_places();
  return std::max(most, most_at_start(model, number));
}

void check_tracks(const Model& model, std::size_t number, const StateObservations& seen) {
  const std::vector<models::TrackModel>& tracks = model.states[number].tracks;
  REQUIRE(seen.tracks.size() == tracks.size());
  for (std::size_t t = 0; t < tracks.size(); ++t) {
    CAPTURE(tracks[t].name);
    const int most = std::max(tracks[t].most_places(), most_at_start(model, number));
    CHECK(seen.tracks[t].census.maximum() <= most);
    CHECK(seen.tracks[t].census.minimum() >= 0);
    CHECK(seen.tracks[t].census.integral() <= seen.tracks[t].open_place_time);
  }
}

}  // namespace

void check_against_log(const Model& model,
                       const Observations& all,
                       const std::vector<Replayed>& log) {
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    const StateObservations& seen = all.states[s];
    const Replayed& told = log[s];
    CAPTURE(model.states[s].name);
    CHECK(seen.entered == told.entered);
    if (model.is_outcome(models::StateId{static_cast<std::uint16_t>(s)})) continue;
    CHECK(seen[Headcount::Census].integral() == told.census);
    CHECK(seen[Length::Stay].count() == static_cast<std::uint64_t>(told.stays));
    sim::TimeSum stays;
    for (const models::ExitObservations& exit : seen.exits)
      stays += exit.stay_sum;
    CHECK(stays == told.stay_sum);
    CHECK(seen.stay_treated + seen.stay_held + seen.stay_transfer + seen.stay_discharge ==
          told.stay_sum);
    CHECK(seen[Length::Stay].sum() == doctest::Approx(told.stay_sum.days()).epsilon(1e-12));
    CHECK(seen.open_stays == told.open_stays);
    CHECK(seen.flow_to == told.moved_to[0]);
    if (s >= model.level_count) continue;
    CHECK(seen[Counter::Admissions] == told.admissions);
    CHECK(seen[Length::Wait].count() == static_cast<std::uint64_t>(told.admissions));
    CHECK(seen[Length::Wait].sum() == doctest::Approx(told.wait_sum.days()).epsilon(1e-12));
    CHECK(seen[Headcount::List].integral() == told.listed);
    CHECK(seen[Headcount::Held].integral() == told.held);
    if (!all.beside.empty()) {
      CHECK(all.beside[s][models::Beside::Bridge].time == told.bridging);
      CHECK(all.beside[s][models::Beside::Alongside].time == told.alongside);
    }
    CHECK(seen[Counter::GaveUp] == told.gave_up);
    CHECK(seen[Counter::TurnedAway] == told.turned_away);
    CHECK(seen[Counter::Diverted] == told.diverted);
    CHECK(seen[Counter::LeftList] == told.left_list);
    CHECK(seen[Counter::Balked] == told.balked);
    CHECK(seen[Counter::Redirected] == told.redirected);
    CHECK(seen[Counter::Lost] == told.lost);
    for (std::size_t how = 1; how < models::refusal_count; ++how) {
      const std::vector<std::int64_t> nobody(told.moved_to[how].size());
      CHECK((seen.refused_to[how].empty() ? nobody : seen.refused_to[how]) == told.moved_to[how]);
    }
    CHECK(seen[Counter::Swaps] == told.swaps);
    CHECK(seen[Counter::HoldsEnded] == told.holds_ended);
    CHECK(seen.open_waits == told.open_waits);
    if (model.states[s].is_limited) CHECK(told.most_inside <= most_places(model, s));
    if (const auto room = most_room(model, s))
      CHECK(told.most_outside <= most_waiting(model, s, *room));
  }
}

void check_books(const Model& model, const Observations& all) {
  std::int64_t inside = 0;
  std::int64_t in_outcomes = 0;
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    const StateObservations& seen = all.states[s];
    CAPTURE(model.states[s].name);
    if (model.is_outcome(models::StateId{static_cast<std::uint16_t>(s)})) {
      in_outcomes += seen.entered;
      continue;
    }
    CHECK(seen.entered == seen.left + seen.inside);
    CHECK(seen[Headcount::Census].integral() == seen.clipped_stay_time + all.beside_time(s));
    CHECK(seen[Headcount::Census].minimum() >= 0);
    CHECK(seen.stay_treated >= sim::TimeSum{});
    inside += seen.inside;
    if (s >= model.level_count) continue;
    if (model.states[s].is_limited) {
      CHECK(seen[Headcount::Census].maximum() <= most_places(model, s));
      CHECK(seen.full_time <= sim::to_ticks(all.window_days));
      CHECK(seen[Headcount::Census].integral() <= seen.open_place_time);
      check_tracks(model, s, seen);
    }
    CHECK(seen[Headcount::Held].integral() <= seen[Headcount::Census].integral());
    CHECK(seen[Counter::Delayed] <= seen[Counter::Requests]);
    sim::TimeSum charged;
    for (const models::HeldFor& held : seen.held_for)
      charged += held.place_time;
    CHECK(charged == seen[Headcount::Held].integral());
  }
  // People who wait outside hold no place; the rest are in a state or have an outcome.
  const auto people = static_cast<std::int64_t>(all.people);
  const auto still_here = static_cast<std::int64_t>(all.people_inside);
  CHECK(people == in_outcomes + still_here);
  CHECK(inside <= still_here);
}

}  // namespace stepdown::tests
