#include "models/care/state_recorder.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace stepdown::models {
namespace {

/// Midnights written down per replication at most; longer windows get a stride of several days, so
/// that memory does not grow with the horizon.
constexpr std::int64_t most_midnights = 3660;

/// Days from one midnight that is written down to the next.
int midnights_apart(Ticks window) {
  const std::int64_t days = sim::whole_days_up(window);
  return static_cast<int>(std::max((days + most_midnights - 1) / most_midnights, std::int64_t{1}));
}

bool reserves_places(const Model& model) {
  return std::any_of(model.states.begin(), model.states.end(), [](const StateModel& state) {
    return std::any_of(state.exits.begin(), state.exits.end(), [](const ExitInfo& exit) {
      return exit.transfer && exit.transfer_reserves_next;
    });
  });
}

}  // namespace

StateRecorder::StateRecorder(const Model& model)
    : model_{&model},
      from_{sim::to_ticks(model.warm_up)},
      horizon_{sim::to_ticks(model.horizon)},
      level_count_{model.level_count},
      stride_{midnights_apart(horizon_ - from_)},
      varies_(model.states.size(), 0),
      open_(model.level_count) {
  sim::expects(Ticks::zero() <= from_ && from_ < horizon_, "the window is not empty");
  const bool reserves = reserves_places(model);
  for (std::size_t l = 0; l < level_count_; ++l) {
    const StateModel& state = model.states[l];
    varies_[l] =
        static_cast<std::uint8_t>(state.is_limited && (reserves || !state.changes.empty()));
  }
  blank_.window_days = sim::to_days(horizon_ - from_);
  blank_.daily_stride = stride_;
  blank_.states.resize(model.states.size());
  blank_.sources.resize(model.sources.size());
  blank_.daily.resize(level_count_);
  for (SourceObservations& source : blank_.sources) {
    source.flow_to.assign(model.states.size(), 0);
  }
  for (std::size_t s = 0; s < blank_.states.size(); ++s) {
    StateObservations& o = blank_.states[s];
    for (sim::TimeWeighted& people : o.by_headcount)
      people.reset(from_, horizon_);
    o.exits.resize(model.states[s].exits.size());
    o.held_for.resize(s < level_count_ ? level_count_ : 0);
    o.flow_to.assign(model.states.size(), 0);
    if (model.states[s].kind == StateKind::Outcome) continue;
    o.never_treated_to.assign(model.states.size(), 0);
    if (s >= level_count_) continue;
    for (std::vector<std::int64_t>& next : o.refused_to)
      next.assign(model.states.size(), 0);
  }
}

void StateRecorder::reset(std::uint32_t replication) {
  observations_ = blank_;  // into the memory that is there
  observations_.replication = replication;
  outside_ = 0;
  std::fill(open_.begin(), open_.end(), OpenPlaces{});
  next_midnight_ = sim::whole_days_up(from_) * sim::one_day;
}

void StateRecorder::transferred(StateId level, Ticks now, Ticks since) {
  observations_.states[index_of(level)].transfer_time += clipped(since, now);
}

void StateRecorder::began_hold(StateId level, StateId target, Ticks now) {
  changed(Headcount::Held, level, now, 1);
  if (now >= from_) ++observations_.states[index_of(level)].held_for[index_of(target)].holds;
}

void StateRecorder::ended_hold(StateId level, StateId target, Ticks now, Ticks since) {
  changed(Headcount::Held, level, now, -1);
  observations_.states[index_of(level)].held_for[index_of(target)].place_time +=
      clipped(since, now);
}

void StateRecorder::still_inside(const Person& person) {
  ++observations_.people_inside;
  if (has_place(person.phase)) {
    StateObservations& o = observations_.states[index_of(person.state)];
    ++o.open_stays;
    o.open_stay_time += horizon_ - person.since;
    o.clipped_stay_time += clipped(person.since, horizon_);
    if (person.phase == Phase::InTransfer) o.transfer_time += clipped(person.wait_from, horizon_);
    if (is_listed(person.request)) {
      o.held_for[index_of(person.target)].place_time += clipped(person.wait_from, horizon_);
    }
  }
  if (is_listed(person.request)) {
    StateObservations& o = observations_.states[index_of(person.target)];
    ++o.open_waits;
    o.open_wait_time += horizon_ - person.wait_from;
  }
  if (!has_place(person.phase)) ++outside_;
}

Observations StateRecorder::finish(const std::vector<std::int32_t>& present) {
  // The horizon itself is not observed, so a midnight that falls on it is not written.
  advance(horizon_ - sim::one_tick);
  for (std::size_t s = 0; s < observations_.states.size(); ++s) {
    StateObservations& o = observations_.states[s];
    o.inside = present[s];
    for (const ExitObservations& exit : o.exits)
      o.stay_treated += exit.stay_sum;
    o.stay_treated = o.stay_treated - o.stay_transfer - o.stay_held;
    for (std::int64_t& within : o.admitted_within)
      within += static_cast<std::int64_t>(o[Length::Wait].zeros());
    for (sim::TimeWeighted& people : o.by_headcount)
      people.finish(horizon_);
    if (s >= level_count_) continue;
    const StateModel& level = model_->states[s];
    if (!level.is_limited) continue;
    if (varies_[s] != 0) {
      close_interval(s, horizon_, {});
    } else {
      o.open_place_time.add(level.places, horizon_ - from_);
      o.full_time = o[Headcount::Census].histogram().time_at_least(level.places);
    }
  }
  audit(present);
  return std::move(observations_);
}

void StateRecorder::write_midnights(Ticks now) {
  for (; next_midnight_ <= now; next_midnight_ += stride_ * sim::one_day) {
    for (std::size_t level = 0; level < level_count_; ++level) {
      DailyCounts& daily = observations_.daily[level];
      const StateObservations& o = observations_.states[level];
      daily.census.push_back(o[Headcount::Census].value());
      daily.list.push_back(o[Headcount::List].value());
      daily.held.push_back(o[Headcount::Held].value());
    }
  }
}

void StateRecorder::close_interval(std::size_t level, Ticks now, const sim::Places& places) {
  OpenPlaces& open = open_[level];
  StateObservations& o = observations_.states[level];
  const Ticks time = clipped(open.since, now);
  o.open_place_time.add(open.open, time);
  if (open.is_full) o.full_time += time;
  // Places that close as they empty are open until then.
  open = {
      .since = now, .open = std::max(places.open, places.in_use()), .is_full = !places.has_free()};
}

void StateRecorder::audit(const std::vector<std::int32_t>& present) const {
  std::int64_t accounted = outside_;
  for (std::size_t s = 0; s < observations_.states.size(); ++s) {
    const StateObservations& o = observations_.states[s];
    const std::string& name = model_->states[s].name;
    accounted += present[s];
    if (o.entered != o.left + o.inside) {
      sim::expects(false, "conservation: entered = left + inside fails for '" + name + "'");
    }
    if (model_->states[s].kind == StateKind::Outcome) continue;
    if (o[Headcount::Census].integral() != o.clipped_stay_time) {
      sim::expects(false,
                   "conservation: area under census = sum of stays fails for '" + name + "'");
    }
  }
  sim::expects(accounted == static_cast<std::int64_t>(observations_.people),
               "conservation: everybody who came is inside, waiting, or in an outcome");
}

}  // namespace stepdown::models
