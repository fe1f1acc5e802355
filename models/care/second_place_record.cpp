#include "models/care/person_recorder.hpp"
#include "models/care/state_recorder.hpp"
#include "sim/contract.hpp"

/// What is noted of places that people have beside their way.
namespace stepdown::models {

namespace {

double squared_days(Ticks time) {
  return sim::to_days(time) * sim::to_days(time);
}

}  // namespace

void StateRecorder::began_beside(
    const Person& person, Beside kind, StateId level, Ticks now, const sim::Places& places) {
  places_changed(level, now, places);
  changed(person, Headcount::Census, level, now, 1);
  each(person, [&](Observations& all) {
    BesideCounts& counts = all.beside[index_of(level)][kind];
    counts.people.change(now, 1);
    counts.begun += static_cast<std::int64_t>(now >= from_);
  });
}

void StateRecorder::ended_beside(
    const Person& person, Beside kind, StateId level, BesideSpan span, const sim::Places& places) {
  places_changed(level, span.now, places);
  changed(person, Headcount::Census, level, span.now, -1);
  each(person, [&](Observations& all) {
    BesideCounts& counts = all.beside[index_of(level)][kind];
    counts.people.change(span.now, -1);
    counts.time += clipped(span.since, span.now);
    if (span.now < from_) return;
    ++counts.ended;
    counts.length_sum += span.now - span.since;
    counts.length_square_sum += squared_days(span.now - span.since);
  });
}

void StateRecorder::still_beside(const Person& person, Beside kind, StateId level, Ticks since) {
  each(person, [&](Observations& all) {
    all.beside[index_of(level)][kind].time += clipped(since, horizon_);
  });
}

void StateRecorder::asked_beside(const Person& person, StateId level, Ticks now) {
  if (now < from_) return;
  each(person, [&](Observations& all) { ++all.beside[index_of(level)].asked; });
}

void StateRecorder::waiting_beside(const Person& person, StateId level, Ticks now, int by) {
  each(person, [&](Observations& all) {
    BesideObservations& o = all.beside[index_of(level)];
    o.waiting.change(now, by);
    o.delayed += static_cast<std::int64_t>(by > 0 && now >= from_);
  });
}

void StateRecorder::went_without(const Person& person, StateId level, Ticks now) {
  if (now < from_) return;
  each(person, [&](Observations& all) { ++all.beside[index_of(level)].went_without; });
}

void StateRecorder::waited_beside(const Person& person, StateId level, BesideSpan wait) {
  if (wait.now < from_) return;
  each(person, [&](Observations& all) {
    BesideObservations& o = all.beside[index_of(level)];
    ++o.waits;
    o.wait_sum += wait.now - wait.since;
    o.wait_square_sum += squared_days(wait.now - wait.since);
  });
}

void StateRecorder::close_beside(Observations& all) const {
  for (BesideObservations& o : all.beside) {
    for (BesideCounts& counts : o.by_kind) {
      counts.people.finish(horizon_);
      sim::expects(counts.people.integral() == counts.time,
                   "conservation: area under second places = sum of their times");
    }
    o.waiting.finish(horizon_);
  }
}

void PersonRecorder::found_place(Slot slot, Ticks now) {
  Followed& f = followed_[slot];
  if (f.found_place || f.was_treated) return;
  f.found_place = true;
  if (f.referral_counts) cell(f).time_to_any_place.add(sim::to_days(now - f.origin));
}

}  // namespace stepdown::models
