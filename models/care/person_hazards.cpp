#include "models/care/person_recorder.hpp"

#include <algorithm>

/// The hazards of death that people face.
namespace stepdown::models {

/// Adds to `expected` what is faced in the part of a stay or wait: where medications matter, part
/// by part, each with the hazards of what the person is on then.
void PersonRecorder::add_faced(const DeathHazards& hazards,
                               const Medications::Racing& racing,
                               const Faced& faced,
                               double& expected) const {
  if (!medications_->matter_in(racing.state)) {
    expected = hazards.add_faced(expected, racing.behavior, faced);
    return;
  }
  const auto add = [&](std::uint32_t behavior, Ticks from, Ticks until) {
    const double end = sim::to_days(until - racing.since);
    Faced part = faced;
    part.from = std::max(faced.from, sim::to_days(from - racing.since));
    part.treated_until = std::min(faced.treated_until, end);
    part.until = std::min(faced.until, end);
    part.exit_until = std::min(faced.exit_until, end);
    expected = hazards.add_faced(expected, behavior, part);
  };
  // A course that is over does not tell any more what somebody was on before the start.
  const Ticks from = std::max(from_, racing.since);
  medications_->for_each_part(racing, from, racing.since + sim::to_ticks(faced.until), add);
}

/// The part of the stay that lies in the window, with the hazard of death that it had.
void PersonRecorder::face_hazards(Slot slot, const Person& person, Ticks now) {
  if (now < from_) return;
  const bool is_treated = person.phase == Phase::Staying;
  const Ticks treated_until = is_treated ? now : person.ready_at;
  const auto days = [&person](Ticks moment) { return sim::to_days(moment - person.since); };
  add_faced(
      hazards_,
      {.slot = slot, .state = person.state, .behavior = person.behavior, .since = person.since},
      {.from = days(std::max(from_, person.since)),
       .treated_until = days(treated_until),
       .until = days(now),
       .exit = person.exit.index,
       .exit_until = days(is_treated ? now : person.exit_came_at())},
      cell(followed_[slot]).deaths_expected);
}

/// The part of the wait outside for `person.target` that lies in the window.
void PersonRecorder::face_risks(Slot slot, const Person& person, Ticks now) {
  if (model_->state(person.target).waiting_exits.empty() || now < from_) return;
  if (!risks_.any(person.behavior)) return;
  const Ticks since = followed_[slot].waits_since;
  const double until = sim::to_days(now - since);
  add_faced(risks_,
            {.slot = slot,
             .state = person.target,
             .behavior = person.behavior,
             .since = since,
             .is_waiting = true},
            {.from = sim::to_days(std::max(from_ - since, Ticks::zero())),
             .treated_until = until,
             .until = until,
             .exit = {}},
            cell(followed_[slot]).deaths_expected);
}

}  // namespace stepdown::models
