#include "models/care/medications.hpp"

#include "models/care/blank_observations.hpp"

#include <cmath>
#include <iterator>

namespace stepdown::models {

Medications::Medications(const Model& model, const BehaviorTables& tables)
    : model_{model},
      tables_{tables},
      count_{model.medications.size()},
      from_{sim::to_ticks(model.warm_up)},
      horizon_{sim::to_ticks(model.horizon)},
      tests_(model.states.size()),
      groups_a_person_{model.report_by.size()},
      group_count_{group_count(model)} {
  if (in_use()) groups_of_class_ = groups_of_classes(model);
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    const std::vector<HistoryTest>& tests = model.states[s].tests;
    for (std::size_t bit = 0; bit < tests.size(); ++bit)
      if (tests[bit].subject == HistorySubject::Medication)
        tests_[s].push_back({static_cast<std::uint32_t>(bit), tests[bit].id});
  }
}

void Medications::reset() {
  courses_.clear();
  MedicationObservations blank;
  blank.time_in.resize(model_.states.size());
  seen_.assign(count_ * (1 + group_count_), blank);
}

void Medications::tell(Observations& all) {
  if (!in_use()) return;
  const auto take = [this](std::size_t people) {
    const auto first = seen_.begin() + static_cast<std::ptrdiff_t>(people * count_);
    const auto end = first + static_cast<std::ptrdiff_t>(count_);
    return std::vector(std::move_iterator(first), std::move_iterator(end));
  };
  all.medications = take(0);
  for (std::size_t group = 0; group < group_count_; ++group)
    all.groups[group].medications = take(1 + group);
}

void Medications::arrives(Slot slot, Person& person, const Draws& draws, Ticks now) {
  if (courses_.size() < (slot + 1) * count_) courses_.resize((slot + 1) * count_);
  constexpr std::uint32_t before_all_visits = 0;
  for (std::size_t m = 0; m < count_; ++m) {
    course(slot, m) = {};
    const MedicationModel& medication = (*now_)[m];
    const sim::Block luck =
        draws.of_visit(person, before_all_visits, Draw::Medication, medication.stream);
    if (sim::open_unit(luck[0]) < medication.at_arrival[index_of(person.who)])
      begin(slot, m, person, before_all_visits, draws, now);
  }
  look(slot, person, now);
}

void Medications::enters(Slot slot, Person& person, const Draws& draws, Ticks now) {
  for (std::size_t m = 0; m < count_; ++m) {
    const MedicationModel& medication = (*now_)[m];
    const auto& here = medication.beginnings[index_of(person.state)];
    if (here.empty() || course(slot, m).is_on(now)) continue;
    const MedicationBeginning& beginning = here[index_of(person.who)];
    const sim::Block luck = draws.of(person, Draw::Medication, medication.stream);
    if (!(sim::open_unit(luck[0]) < beginning.probability)) continue;
    Ticks wait{};
    if (beginning.after)
      wait = sim::to_ticks(
          tables_.times[index_of(*beginning.after)].at(sim::wide_bits(luck[2], luck[3])));
    close(slot, m, person.who, now);
    if (wait < sim::never - now) begin(slot, m, person, person.visit, draws, now + wait);
  }
  look(slot, person, now);
}

void Medications::begin(Slot slot,
                        std::size_t m,
                        const Person& person,
                        std::uint32_t visit,
                        const Draws& draws,
                        Ticks from) {
  const MedicationModel& medication = (*now_)[m];
  const sim::Block luck = draws.of_visit(person, visit, Draw::MedicationEnd, medication.stream);
  const sim::QuantileTable& lasts = tables_.times[index_of(medication.lasts[index_of(person.who)])];
  const Ticks length = sim::to_ticks(lasts.at(sim::wide_bits(luck[0], luck[1])));
  course(slot, m) = {.from = from,
                     .until = length < sim::never - from ? from + length : sim::never};
}

void Medications::look(Slot slot, Person& person, Ticks now) const {
  unsigned on = 0;
  for (std::size_t m = 0; m < count_; ++m)
    on |= static_cast<unsigned>(course(slot, m).is_on(now)) << m;
  person.history.medications = static_cast<std::uint16_t>(on);
}

void Medications::leaves(Slot slot, const Person& person, Ticks now) {
  for (std::size_t m = 0; m < count_; ++m) {
    Course& here = course(slot, m);
    if (here.from > now) {
      here = {};
      continue;
    }
    const Ticks time = in_window(std::max(here.from, person.since), std::min(here.until, now));
    each(m, person.who, [&](MedicationObservations& seen) {
      seen.time_in[index_of(person.state)] += time;
    });
  }
}

void Medications::leaves_for_good(Slot slot, const Person& person, Ticks now) {
  for (std::size_t m = 0; m < count_; ++m)
    close(slot, m, person.who, now);
}

void Medications::still_inside(Slot slot, const Person& person) {
  if (has_place(person.phase)) leaves(slot, person, horizon_);
  leaves_for_good(slot, person, horizon_);
}

void Medications::close(Slot slot, std::size_t medication, ClassId who, Ticks end) {
  const Course over = std::exchange(course(slot, medication), Course{});
  const Ticks from = over.from;
  const Ticks until = over.until;
  if (from > end || from >= horizon_) return;
  const Ticks time = in_window(from, std::min(until, end));
  const bool has_stopped = until <= end && until < horizon_ && until >= from_;
  const double days = has_stopped ? sim::to_days(until - from) : 0;
  each(medication, who, [&](MedicationObservations& seen) {
    seen.time += time;
    seen.stopped += static_cast<std::int64_t>(has_stopped);
    seen.length_sum += days;
    seen.length_square_sum += days * days;
    if (from >= from_) note_begun(over, end, seen);
  });
}

/// A course begun in the window, which is over or seen no more at `end`.
void Medications::note_begun(const Course& course, Ticks end, MedicationObservations& seen) const {
  ++seen.begun;
  for (std::size_t i = 0; i < kept_days.size(); ++i) {
    const Ticks then = course.from + kept_days[i] * sim::one_day;
    if (then > horizon_) continue;
    ++seen.followed[i];
    // Somebody seen at the horizon itself is still there then.
    const bool is_there = then < end || (then == end && end == horizon_);
    seen.kept[i] += static_cast<std::int64_t>(is_there && then < course.until);
  }
}

std::uint32_t Medications::behavior_at(Slot slot,
                                       StateId state,
                                       std::uint32_t behavior,
                                       Ticks moment) const {
  const std::uint32_t first = tables_.first_of_period(state, behavior);
  std::uint32_t offset = behavior - first;
  for (const Test& test : tests_[index_of(state)]) {
    const auto is_on = static_cast<std::uint32_t>(course(slot, test.medication).is_on(moment));
    offset = (offset & ~(1U << test.bit)) | is_on << test.bit;
  }
  return first + offset;
}

Ticks Medications::next_change(Slot slot, StateId state, Ticks moment) const {
  Ticks next = sim::never;
  for (const Test& test : tests_[index_of(state)]) {
    const Course& here = course(slot, test.medication);
    if (here.from > moment) next = std::min(next, here.from);
    if (here.until > moment) next = std::min(next, here.until);
  }
  return next;
}

const RaceEntry& Medications::race(const Racing& racing, std::uint32_t index, Ticks moment) const {
  const std::uint32_t behavior = behavior_at(racing.slot, racing.state, racing.behavior, moment);
  const Range races =
      racing.is_waiting ? tables_.risks[behavior] : tables_.behaviors[behavior].races;
  return tables_.races[races.first + index];
}

Ticks Medications::clock(const Racing& racing,
                         std::uint32_t index,
                         Ticks elapsed,
                         std::uint64_t bits) const {
  double luck = sim::QuantileTable::survival_of(bits);
  for (bool is_first = true;; is_first = false) {
    const RaceEntry& now = race(racing, index, racing.since + elapsed);
    const Ticks change = next_change(racing.slot, racing.state, racing.since + elapsed);
    // As without a change, to the bit, as long as there is none.
    const Ticks time =
        is_first && elapsed == Ticks::zero()
            ? now.clock(bits)
            : time_after(*now.times, now.factor, now.inverse_hazard_ratio, elapsed, luck);
    if (change == sim::never || time <= change - racing.since) return time;
    const auto survival = [&now](Ticks age) {
      return sim::survival(now.times->distribution(), sim::to_days(age) / now.factor);
    };
    const double before = survival(elapsed);
    if (!(before > 0)) return time;
    const double kept =
        std::pow(survival(change - racing.since) / before, 1 / now.inverse_hazard_ratio);
    // What the table of quantiles puts after the change by a rounding comes right after it.
    luck = luck < kept ? luck / kept : 1;
    elapsed = change - racing.since;
  }
}

}  // namespace stepdown::models
