#include "models/care/state_recorder.hpp"

#include <cstddef>

/// What is given in each span of the window, where the model knows money. All of it is in what is
/// observed anyway, so that nothing is written down but at the ends of spans.
namespace stepdown::models {
namespace {

void end_span_of(Observations& all, std::size_t state, bool is_level, Ticks now) {
  const std::int64_t admissions = is_level ? all.moves_to(state) : 0;
  StateObservations& o = all.states[state];
  o.spans.push_back({.people_time = o[Headcount::Census].finish(now).integral(),
                     .open_place_time = {},
                     .admissions = admissions});
}

/// The same when all is counted.
void end_last_span_of(StateObservations& o) {
  o.spans.push_back({.people_time = o[Headcount::Census].integral(),
                     .open_place_time = o.open_place_time,
                     .admissions = o[Counter::Admissions]});
}

}  // namespace

/// Ends a span if one ends `now`; nothing has happened yet in this moment.
void StateRecorder::end_span(Ticks now) {
  if (spans_done_ == span_ends_.size() || span_ends_[spans_done_] != now) return;
  ++spans_done_;
  for (std::size_t s = 0; s < observations_.states.size(); ++s) {
    end_span_of(observations_, s, s < level_count_, now);
    StateObservations& o = observations_.states[s];
    if (s >= level_count_ || !model_->states[s].is_limited) continue;
    sim::TimeSum& open_time = o.spans.back().open_place_time;
    open_time = o.open_place_time;
    if (varies_[s] != 0)
      open_time.add(open_[s].open, clipped(open_[s].since, now));
    else
      open_time.add(model_->states[s].places, now - from_);
  }
  for (Observations& group : observations_.groups)
    for (std::size_t s = 0; s < group.states.size(); ++s)
      end_span_of(group, s, s < level_count_, now);
}

void StateRecorder::end_last_span() {
  for (StateObservations& o : observations_.states)
    end_last_span_of(o);
  for (Observations& group : observations_.groups)
    for (StateObservations& o : group.states)
      end_last_span_of(o);
}

}  // namespace stepdown::models
