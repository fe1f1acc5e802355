#include "models/care/care_system.hpp"

/// What services are told of stays once these are over. It changes nothing of them.
namespace stepdown::models {

/// The present stay. Its attendance is drawn when it ends, for the move that begins then: one that
/// history does not know yet is drawn as it will be.
ServiceRecorder::Visit CareSystem::service_visit(const Person& person) const {
  ServiceRecorder::Visit visit{person.state, 0, person.since, History::shares};
  if (tracks_.has(person.state))
    visit.crowd =
        tracks_.track_of(person.state, person.seats.here()) - tracks_.first_of(person.state);
  const BehaviorEntry& behavior = tables_.behaviors[person.behavior];
  if (behavior.attendance == no_table) return visit;
  if (person.is_remembered) {
    visit.attended = person.history.attended;
  } else {
    Person later = person;
    ++later.visit;
    visit.attended = attended_share(later, behavior);
  }
  return visit;
}

/// A place beside the way, with an attendance of its own.
void CareSystem::note_services_beside(const Person& person,
                                      StateId level,
                                      Ticks since,
                                      Ticks until) {
  ServiceRecorder::Visit visit{level, 0, since, History::shares};
  const BehaviorEntry& behavior = tables_.behaviors[behavior_of(level, person)];
  if (behavior.attendance != no_table)
    visit.attended = attended_share(person, behavior, services_.stream(level));
  services_.ended(visit, until);
}

}  // namespace stepdown::models
