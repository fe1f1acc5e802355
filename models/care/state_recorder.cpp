#include "models/care/state_recorder.hpp"

#include "models/care/blank_observations.hpp"
#include "models/observed_spans.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

namespace stepdown::models {
namespace {

bool reserves_places(const Model& model) {
  return std::any_of(model.states.begin(), model.states.end(), [](const StateModel& state) {
    return std::any_of(state.exits.begin(), state.exits.end(), [](const ExitInfo& exit) {
      return exit.transfer && exit.transfer_reserves_next;
    });
  });
}

/// Whether more people are in a level at the start than it has places.
bool starts_overfull(const Model& model, std::size_t level) {
  const StateId id{static_cast<std::uint16_t>(level)};
  return model.start && std::cmp_greater(model.start->present(id), model.states[level].places);
}

}  // namespace

StateRecorder::StateRecorder(const Model& model)
    : model_{&model},
      from_{sim::to_ticks(model.warm_up)},
      horizon_{sim::to_ticks(model.horizon)},
      level_count_{model.level_count},
      stride_{midnights_apart(horizon_ - from_)},
      varies_(model.states.size(), 0),
      has_gate_(model.level_count, 0),
      first_hour_of_week_{model.calendar.weekday(0) * static_cast<int>(hours_a_day)},
      open_(model.level_count),
      groups_(model.level_count),
      tracks_{model, from_, horizon_},
      groups_a_person_{model.report_by.size()},
      groups_of_class_{groups_of_classes(model)} {
  sim::expects(Ticks::zero() <= from_ && from_ < horizon_, "the window is not empty");
  const bool reserves = reserves_places(model);
  for (std::size_t l = 0; l < level_count_; ++l) {
    const StateModel& state = model.states[l];
    has_gate_[l] = static_cast<std::uint8_t>(state.has_gate());
    varies_[l] = static_cast<std::uint8_t>(
        state.is_limited && (reserves || !state.changes.empty() || state.pool ||
                             state.staff_group || state.turnaround || state.has_gate() ||
                             !state.tracks.empty() || starts_overfull(model, l)));
  }
  for (std::size_t l = 0; l < level_count_; ++l)
    wait_targets_.push_back(sim::to_ticks(model.states[l].wait_target.value_or(0)));
  blank_ = blank_observations(model, from_, horizon_);
  blank_.daily_stride = stride_;
  blank_.daily.resize(level_count_);
  if (follows_the_week(model)) blank_.weekly.resize(level_count_);
  for (const ObservedSpan& span : observed_spans(model))
    span_ends_.push_back(span.to);
}

void StateRecorder::reset(std::uint32_t replication) {
  begin_with(blank_, observations_);
  observations_.replication = replication;
  outside_ = 0;
  std::fill(open_.begin(), open_.end(), OpenPlaces{});
  std::fill(groups_.begin(), groups_.end(), Groups{});
  tracks_.reset();
  spans_done_ = 0;
  next_midnight_ = sim::whole_days_up(from_) * sim::one_day;
  next_hour_ = blank_.weekly.empty() ? sim::never : std::chrono::ceil<std::chrono::hours>(from_);
  next_look_ = std::min(next_midnight_, next_hour_);
}

void StateRecorder::note_wait(StateObservations& o,
                              StateId origin,
                              const Person& person,
                              Ticks wait) const {
  const bool is_internal = model_->is_internal(origin, person.state);
  o[is_internal ? Length::InternalWait : Length::ExternalWait].add_later(sim::to_days(wait));
  o.admitted_within_target +=
      static_cast<std::int64_t>(wait <= wait_targets_[index_of(person.state)]);
  if (has_gate_[index_of(person.state)] == 0) return;
  const Ticks now = person.wait_from + wait;
  const Ticks full = full_until(person.state, person.who, now) - person.full_before;
  o[Length::SeatWait].add_later(sim::to_days(full));
  o[Length::StartWait].add_later(sim::to_days(wait - full));
}

void StateRecorder::note_move_after_refusal(Observations& all,
                                            StateId origin,
                                            const Person& person) const {
  const std::size_t to = index_of(person.state);
  StateObservations& refusing = all.states[index_of(person.refused_by)];
  ++refusing.refused_to[static_cast<std::size_t>(person.refusal)][to];
  all.states[to].internal_after_refusal +=
      static_cast<std::int64_t>(model_->is_internal(origin, person.state));
}

void StateRecorder::there_at_start(const Person& person) {
  each(person, [&](Observations& all) {
    ++all.people;
    ++all.sources[person.source].arrivals_whole_run;
  });
}

void StateRecorder::present_at_start(const Person& person, const sim::Places& places) {
  there_at_start(person);
  places_changed(person.state, Ticks::zero(), places);
  each(person, [&](Observations& all) { ++all.states[index_of(person.state)].entered; });
  changed(person, Headcount::Census, person.state, Ticks::zero(), 1);
}

void StateRecorder::waiting_at_start(const Person& person) {
  there_at_start(person);
  changed(person, Headcount::List, person.target, Ticks::zero(), 1);
}

void StateRecorder::asked_in_vain(const Person& person, Ticks now, int by) {
  if (now < from_) return;
  const bool is_internal = model_->is_internal(person.state, person.target);
  each(person, [&](Observations& all) {
    StateObservations& o = all.states[index_of(person.target)];
    o[Counter::Requests] += by;
    if (is_internal) o[Counter::InternalRequests] += by;
  });
}

void StateRecorder::delayed(const Person& person, Ticks now) {
  count(person, Counter::Delayed, person.target, now);
  if (model_->is_internal(person.state, person.target))
    count(person, Counter::InternalDelayed, person.target, now);
}

void StateRecorder::transferred(const Person& person, Ticks now) {
  each(person, [&](Observations& all) {
    all.states[index_of(person.state)].transfer_time += clipped(person.wait_from, now);
  });
}

void StateRecorder::turnaround(
    const Person& person, StateId level, Ticks now, Ticks time, const sim::Places& places) {
  places_changed(level, now, places);
  each(person, [&](Observations& all) {
    all.states[index_of(level)].turnaround_time +=
        clipped(now, now + std::min(time, horizon_ - now));
  });
}

void StateRecorder::awaited_discharge(const Person& person, Ticks now) {
  each(person, [&](Observations& all) {
    all.states[index_of(person.state)].discharge_time += clipped(person.wait_from, now);
  });
}

void StateRecorder::groups_run(StateId level, Ticks now, int groups) {
  Groups& here = groups_[index_of(level)];
  observations_.states[index_of(level)].group_time.add(here.running, clipped(here.since, now));
  here = {.since = now, .running = groups};
}

void StateRecorder::began_hold(const Person& person, Ticks now) {
  changed(person, Headcount::Held, person.state, now, 1);
  if (now < from_) return;
  each(person, [&](Observations& all) {
    ++all.states[index_of(person.state)].held_for[index_of(person.target)].holds;
  });
}

void StateRecorder::ended_hold(const Person& person, Ticks now) {
  changed(person, Headcount::Held, person.state, now, -1);
  each(person, [&](Observations& all) {
    all.states[index_of(person.state)].held_for[index_of(person.target)].place_time +=
        clipped(person.wait_from, now);
  });
}

void StateRecorder::still_inside(const Person& person) {
  each(person, [&](Observations& all) { note_open(all, person); });
  if (!has_place(person.phase)) ++outside_;
}

/// The open ends of somebody who is still inside at the horizon.
void StateRecorder::note_open(Observations& all, const Person& person) const {
  ++all.people_inside;
  if (has_place(person.phase)) {
    StateObservations& o = all.states[index_of(person.state)];
    ++o.inside;
    ++o.open_stays;
    o.open_stay_time += horizon_ - person.since;
    o.clipped_stay_time += clipped(person.since, horizon_);
    if (person.phase == Phase::InTransfer) o.transfer_time += clipped(person.wait_from, horizon_);
    if (person.phase == Phase::ToDischarge) o.discharge_time += clipped(person.wait_from, horizon_);
    if (is_listed(person.request)) {
      o.held_for[index_of(person.target)].place_time += clipped(person.wait_from, horizon_);
    }
  }
  if (is_listed(person.request)) {
    StateObservations& o = all.states[index_of(person.target)];
    ++o.open_waits;
    o.open_wait_time += horizon_ - person.wait_from;
  }
}

Observations StateRecorder::finish(const std::vector<std::int64_t>& present) {
  // The horizon itself is not observed, so a midnight that falls on it is not written.
  advance(horizon_ - sim::one_tick);
  close(observations_);
  for (std::size_t s = 0; s < level_count_; ++s) {
    StateObservations& o = observations_.states[s];
    const StateModel& level = model_->states[s];
    if (level.group_size > 0) close_groups(s);
    if (!level.is_limited) continue;
    if (varies_[s] != 0) {
      close_interval(s, horizon_, {});
    } else {
      o.open_place_time.add(level.places, horizon_ - from_);
      o.full_time = o[Headcount::Census].histogram().time_at_least(level.places);
    }
  }
  tracks_.finish(observations_.states);
  audit(observations_);
  audit(present);
  for (Observations& group : observations_.groups) {
    close(group);
    audit(group);
  }
  if (!span_ends_.empty()) end_last_span();
  return std::move(observations_);
}

void StateRecorder::close(Observations& all) const {
  for (std::size_t s = 0; s < all.states.size(); ++s) {
    StateObservations& o = all.states[s];
    for (sim::LogHistogram& seen : o.by_length)
      seen.settle();
    if (model_->states[s].kind == StateKind::Outcome) o.inside = o.entered;
    for (const ExitObservations& exit : o.exits) {
      o.stay_treated += exit.stay_sum;
      o.stays_above_a_year += exit.by_limits.back();
    }
    o.clipped_stay_time += o.stay_treated;
    o.stay_treated = o.stay_treated - o.stay_transfer - o.stay_discharge - o.stay_held;
    if (s < level_count_) close_waits(all, s);
    for (sim::TimeWeighted& people : o.by_headcount)
      people.finish(horizon_);
  }
  close_beside(all);
}

/// So far only those are counted who did not get a place at once, and only waits of some time, by
/// where people came from. All others are among the moves to the level; those who came from a level
/// of treatment among the moves away from there, or they were refused elsewhere in between.
void StateRecorder::close_waits(Observations& all, std::size_t level) const {
  StateObservations& o = all.states[level];
  const StateId to{static_cast<std::uint16_t>(level)};
  std::int64_t internal = o.internal_after_refusal;
  for (std::size_t from = 0; from < level_count_; ++from)
    if (model_->is_internal(StateId{static_cast<std::uint16_t>(from)}, to))
      internal += all.states[from].flow_to[level];
  const std::int64_t moves = all.moves_to(level);
  o[Counter::Requests] += moves;
  o[Counter::InternalRequests] += internal;
  const std::uint64_t internal_waits = o[Length::InternalWait].count();
  const std::uint64_t external_waits = o[Length::ExternalWait].count();
  const auto admitted = static_cast<std::uint64_t>(internal);
  const auto admissions = static_cast<std::uint64_t>(moves);
  sim::expects(internal_waits <= admitted && external_waits <= admissions - admitted,
               "who waited, and who was admitted at once, came from outside or from a level");
  const std::uint64_t at_once = admissions - internal_waits - external_waits;
  o[Length::InternalWait].add_zeros(admitted - internal_waits);
  o[Length::ExternalWait].add_zeros(admissions - admitted - external_waits);
  o[Length::Wait].merge(o[Length::ExternalWait]);
  o[Length::Wait].merge(o[Length::InternalWait]);
  if (has_gate_[level] != 0) {
    o[Length::SeatWait].add_zeros(at_once);
    o[Length::StartWait].add_zeros(at_once);
  }
  o[Counter::Admissions] = static_cast<std::int64_t>(o[Length::Wait].count());
  o.admitted_within_target += static_cast<std::int64_t>(at_once);
}

void StateRecorder::look(Ticks now) {
  write_midnights(now);
  write_hours(now);
  next_look_ = std::min(next_midnight_, next_hour_);
}

void StateRecorder::write_midnights(Ticks now) {
  for (; next_midnight_ <= now; next_midnight_ += stride_ * sim::one_day) {
    end_span(next_midnight_);
    for (std::size_t level = 0; level < level_count_; ++level) {
      DailyCounts& daily = observations_.daily[level];
      const StateObservations& o = observations_.states[level];
      daily.census.push_back(o[Headcount::Census].value());
      daily.list.push_back(o[Headcount::List].value());
      daily.held.push_back(o[Headcount::Held].value());
    }
    tracks_.count_at_midnight();
  }
}

void StateRecorder::write_hours(Ticks now) {
  for (; next_hour_ <= now; next_hour_ += std::chrono::hours{1}) {
    const auto hour = static_cast<std::size_t>(
        (first_hour_of_week_ + next_hour_ / std::chrono::hours{1}) % std::int64_t{hours_a_week});
    ++observations_.weekly_looks[hour];
    for (std::size_t level = 0; level < level_count_; ++level) {
      const StateObservations& o = observations_.states[level];
      observations_.weekly[level].census[hour] += o[Headcount::Census].value();
      observations_.weekly[level].list[hour] += o[Headcount::List].value();
    }
  }
}

void StateRecorder::close_interval(std::size_t level, Ticks now, const sim::Places& places) {
  OpenPlaces& open = open_[level];
  StateObservations& o = observations_.states[level];
  const Ticks time = clipped(open.since, now);
  o.open_place_time.add(open.open, time);
  if (open.open > open.most) o.above_time.add(open.open - open.most, time);
  if (open.is_full) o.full_time += time;
  // Places that close as they empty are open until then.
  open = {.since = now,
          .open = std::max(places.open, places.in_use()),
          .most = std::max(open.most, places.open),
          .is_full = !places.has_free(),
          .full_before = open.full_until(now)};
}

/// The groups in which there was anybody: closed ones as they ran, others as few as can hold all.
void StateRecorder::close_groups(std::size_t level) {
  const StateModel& model = model_->states[level];
  if (model.admission.has_closed_groups())
    return groups_run(StateId{static_cast<std::uint16_t>(level)}, horizon_, 0);
  StateObservations& o = observations_.states[level];
  const std::vector<Ticks>& time_at = o[Headcount::Census].histogram().ticks_at();
  for (std::size_t people = 0; people < time_at.size(); ++people) {
    const auto groups = (static_cast<int>(people) + model.group_size - 1) / model.group_size;
    o.group_time.add(groups, time_at[people]);
  }
}

void StateRecorder::audit(const Observations& all) const {
  for (std::size_t s = 0; s < all.states.size(); ++s) {
    const StateObservations& o = all.states[s];
    const std::string& name = model_->states[s].name;
    if (o.entered != o.left + o.inside) {
      sim::expects(false, "conservation: entered = left + inside fails for '" + name + "'");
    }
    if (model_->states[s].kind == StateKind::Outcome) continue;
    if (o[Headcount::Census].integral() != o.clipped_stay_time + all.beside_time(s)) {
      sim::expects(false,
                   "conservation: area under census = sum of stays fails for '" + name + "'");
    }
  }
}

/// Everybody is where the rules of care say.
void StateRecorder::audit(const std::vector<std::int64_t>& present) const {
  std::int64_t accounted = outside_;
  for (std::size_t s = 0; s < present.size(); ++s) {
    accounted += present[s];
    if (observations_.states[s].inside != present[s]) {
      sim::expects(false,
                   "conservation: people inside = people with a place fails for '" +
                       model_->states[s].name + "'");
    }
  }
  sim::expects(accounted == static_cast<std::int64_t>(observations_.people),
               "conservation: everybody who came is inside, waiting, or in an outcome");
}

}  // namespace stepdown::models
