#include "models/care/admission_gates.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <utility>

namespace stepdown::models {

namespace {

/// The rule of a level or track in each period.
template <class RuleOf>
std::vector<const AdmissionRule*> rules_of(const Model& model,
                                           std::size_t level,
                                           const RuleOf& rule_of) {
  std::vector<const AdmissionRule*> rules;
  for (std::size_t period = 0; period < model.period_count(); ++period)
    rules.push_back(&rule_of(model.states_in(period)[level]));
  return rules;
}

}  // namespace

AdmissionGates::AdmissionGates(const Model& model) : level_count_{model.level_count} {
  for (std::size_t l = 0; l < level_count_; ++l) {
    const StateModel& level = model.states[l];
    const auto rule_of = [](const StateModel& state) -> const AdmissionRule& {
      return state.admission;
    };
    add(rules_of(model, l, rule_of), StateId{static_cast<std::uint16_t>(l)}, level.most_places());
    gates_.back().has_tracks = !level.tracks.empty();
    has_seats_ = has_seats_ || gates_.back().has_tracks;
  }
  for (std::size_t l = 0; l < level_count_; ++l) {
    const std::vector<TrackModel>& tracks = model.states[l].tracks;
    for (std::size_t t = 0; t < tracks.size(); ++t) {
      const auto rule_of = [t](const StateModel& state) -> const AdmissionRule& {
        return state.tracks[t].admission;
      };
      add(rules_of(model, l, rule_of),
          StateId{static_cast<std::uint16_t>(l)},
          tracks[t].most_places());
    }
  }
  closes_.resize(gates_.size());
  reset();
}

void AdmissionGates::add(std::vector<const AdmissionRule*> rules, StateId level, int most_places) {
  Gate& gate = gates_.emplace_back();
  gate.rules = std::move(rules);
  gate.rule = gate.rules.front();
  gate.level = level;
  const AdmissionRule& rule = *gate.rule;
  has_seats_ = has_seats_ || rule.kind == AdmissionRule::Kind::Cohort;
  if (rule.has_closed_groups())
    gate.members.resize(static_cast<std::size_t>(most_places / rule.cohort.group_size));
}

void AdmissionGates::reset() {
  for (std::size_t g = 0; g < gates_.size(); ++g) {
    Gate& gate = gates_[g];
    std::fill(gate.members.begin(), gate.members.end(), 0);
    gate.running = 0;
    gate.is_gathering = false;
    gate.rule = gate.rules.front();
    gate.opens = sim::never;
    begin_start(gate, false);
    closes_[g] = gate.rule->is_gate() ? sim::Ticks::zero() : sim::never;
  }
  for (std::size_t g = level_count_; g < gates_.size(); ++g)
    close_at(g, closes_[g]);
}

bool AdmissionGates::begin_period(std::size_t gate, std::size_t period) {
  const AdmissionRule* const before = std::exchange(gates_[gate].rule, gates_[gate].rules[period]);
  if (*before == rule(gate)) return false;
  close_at(gate, rule(gate).is_gate() ? sim::Ticks::zero() : sim::never);
  await_opening(gate, sim::never);
  return true;
}

void AdmissionGates::begin_start(Gate& gate, bool is_going_on) const {
  gate.is_starting = is_going_on;
  gate.gives_seats = is_going_on || gate.has_tracks;
}

void AdmissionGates::close_at(std::size_t gate, sim::Ticks moment) {
  closes_[gate] = moment;
  if (!is_of_track(gate)) return;
  const StateId level = gates_[gate].level;
  sim::Ticks last{};
  for (std::size_t g = level_count_; g < gates_.size(); ++g)
    if (gates_[g].level == level) last = std::max(last, closes_[g]);
  closes_[index_of(level)] = last;
}

sim::Ticks AdmissionGates::next_opening(std::size_t gate, sim::Ticks moment) const {
  const AdmissionRule& its = rule(gate);
  if (its.kind == AdmissionRule::Kind::Cohort) return its.cohort.next(moment);
  const auto now_or_next = its.hours.next(moment);
  return now_or_next.opens >= moment ? now_or_next.opens : its.hours.next(now_or_next.closes).opens;
}

void AdmissionGates::open(std::size_t gate, sim::Ticks now, int waiting, int seats) {
  const AdmissionRule& its = rule(gate);
  if (its.kind != AdmissionRule::Kind::Cohort) return close_at(gate, its.hours.next(now).closes);
  Gate& here = gates_[gate];
  begin_start(here, true);
  here.start = {.waiting = waiting, .seats = seats};
  const bool begins = waiting >= its.cohort.at_least && seats > 0;
  if (its.has_closed_groups()) {
    here.start.seats = std::min(seats, its.cohort.group_size);
    const auto free = std::find(here.members.begin(), here.members.end(), 0);
    sim::expects(!begins || free != here.members.end(), "free seats are those of an empty group");
    here.starting = static_cast<std::uint16_t>(free - here.members.begin() + 1);
  }
  if (begins) close_at(gate, now + sim::one_tick);
}

std::uint16_t AdmissionGates::join(std::size_t gate) {
  Gate& here = gates_[gate];
  ++here.start.admitted;
  if (here.members.empty()) return 0;
  if (here.start.admitted == here.start.seats) close_at(gate, sim::Ticks::zero());
  ++here.members_of(here.starting);
  return here.starting;
}

int AdmissionGates::take_over(std::size_t gate, std::uint16_t group) {
  Gate& here = gates_[gate];
  if (++here.members_of(group) > 1) return -1;
  ++here.running;
  return here.rule->cohort.group_size - 1;
}

int AdmissionGates::leave(std::size_t gate, std::uint16_t group) {
  Gate& here = gates_[gate];
  int& members = here.members_of(group);
  --members;
  if (here.is_starting && group == here.starting)
    return 0;  // its seats are counted when it is over
  if (members > 0) return 1;
  --here.running;
  return 1 - here.rule->cohort.group_size;
}

int AdmissionGates::end_start(std::size_t gate) {
  Gate& here = gates_[gate];
  begin_start(here, false);
  close_at(gate, sim::Ticks::zero());
  if (here.start.admitted == 0 || here.members.empty() || here.members_of(here.starting) == 0)
    return 0;
  ++here.running;
  return here.rule->cohort.group_size - here.members_of(here.starting);
}

int AdmissionGates::blocked(std::size_t gate) const {
  const Gate& here = gates_[gate];
  int seats = 0;
  if (here.is_gathering) return 0;
  for (std::size_t g = 0; g < here.members.size(); ++g) {
    const bool is_begun = !here.is_starting || g + 1 != here.starting;
    if (here.members[g] > 0 && is_begun) seats += here.rule->cohort.group_size - here.members[g];
  }
  return seats;
}

}  // namespace stepdown::models
