#include "models/care/admission_gates.hpp"

#include "sim/contract.hpp"

#include <algorithm>

namespace stepdown::models {
namespace {

/// The most closed groups that a level has at any time.
std::size_t most_groups(const StateModel& level) {
  int places = level.places;
  for (const PlacesChange& change : level.changes)
    places = std::max(places, change.places);
  return static_cast<std::size_t>(places / level.admission.cohort.group_size);
}

}  // namespace

AdmissionGates::AdmissionGates(const Model& model)
    : model_{&model}, closes_(model.level_count), levels_(model.level_count) {
  for (std::size_t l = 0; l < levels_.size(); ++l) {
    const AdmissionRule& rule = model.states[l].admission;
    has_cohorts_ = has_cohorts_ || rule.kind == AdmissionRule::Kind::Cohort;
    if (rule.has_closed_groups()) levels_[l].members.resize(most_groups(model.states[l]));
  }
  reset();
}

void AdmissionGates::reset() {
  for (std::size_t l = 0; l < levels_.size(); ++l) {
    const bool is_gate = model_->states[l].admission.is_gate();
    closes_[l] = is_gate ? sim::Ticks::zero() : sim::never;
    Level& level = levels_[l];
    std::fill(level.members.begin(), level.members.end(), 0);
    level.running = 0;
    level.is_starting = false;
  }
}

sim::Ticks AdmissionGates::next_opening(std::size_t level, sim::Ticks moment) const {
  const AdmissionRule& rule = model_->states[level].admission;
  if (rule.kind == AdmissionRule::Kind::Cohort) return rule.cohort.next(moment);
  const auto now_or_next = rule.hours.next(moment);
  return now_or_next.opens >= moment ? now_or_next.opens
                                     : rule.hours.next(now_or_next.closes).opens;
}

void AdmissionGates::open(std::size_t level, sim::Ticks now, int waiting, int seats) {
  const AdmissionRule& rule = model_->states[level].admission;
  if (rule.kind != AdmissionRule::Kind::Cohort) {
    closes_[level] = rule.hours.next(now).closes;
    return;
  }
  Level& here = levels_[level];
  here.is_starting = true;
  here.start = {.waiting = waiting, .seats = seats};
  const bool begins = waiting >= rule.cohort.at_least && seats > 0;
  if (rule.has_closed_groups()) {
    here.start.seats = std::min(seats, rule.cohort.group_size);
    const auto free = std::find(here.members.begin(), here.members.end(), 0);
    sim::expects(!begins || free != here.members.end(), "free seats are those of an empty group");
    here.starting = static_cast<std::uint16_t>(free - here.members.begin() + 1);
  }
  if (begins) closes_[level] = now + sim::one_tick;
}

std::uint16_t AdmissionGates::join(StateId level) {
  Level& here = levels_[index_of(level)];
  ++here.start.admitted;
  if (here.members.empty()) return 0;
  if (here.start.admitted == here.start.seats) closes_[index_of(level)] = sim::Ticks::zero();
  ++here.members_of(here.starting);
  return here.starting;
}

int AdmissionGates::take_over(StateId level, std::uint16_t group) {
  Level& here = levels_[index_of(level)];
  if (++here.members_of(group) > 1) return -1;
  ++here.running;
  return model_->states[index_of(level)].admission.cohort.group_size - 1;
}

int AdmissionGates::leave(StateId level, std::uint16_t group) {
  Level& here = levels_[index_of(level)];
  int& members = here.members_of(group);
  --members;
  if (here.is_starting && group == here.starting)
    return 0;  // its seats are counted when it is over
  if (members > 0) return 1;
  --here.running;
  return 1 - model_->states[index_of(level)].admission.cohort.group_size;
}

int AdmissionGates::end_start(std::size_t level) {
  Level& here = levels_[level];
  here.is_starting = false;
  closes_[level] = sim::Ticks::zero();
  if (here.start.admitted == 0 || here.members.empty() || here.members_of(here.starting) == 0)
    return 0;
  ++here.running;
  return model_->states[level].admission.cohort.group_size - here.members_of(here.starting);
}

int AdmissionGates::blocked(std::size_t level) const {
  const Level& here = levels_[level];
  int seats = 0;
  for (std::size_t g = 0; g < here.members.size(); ++g) {
    const bool is_begun = !here.is_starting || g + 1 != here.starting;
    if (here.members[g] > 0 && is_begun)
      seats += model_->states[level].admission.cohort.group_size - here.members[g];
  }
  return seats;
}

}  // namespace stepdown::models
