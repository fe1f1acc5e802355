#include "models/care/care_system.hpp"

#include <algorithm>
#include <cstdint>

/// Reviews, drug tests and renewals of authorized days. What ends treatment then is a race; how
/// many there were is known when it has ended, so that none is an event. Treatment that ends in the
/// moment of one by another exit ends without it.
namespace stepdown::models {
namespace {

/// Trials done after so long a time, one at the end of it not counted.
std::int64_t done_before(Ticks time, double every) {
  return time <= Ticks::zero() ? 0 : (time - sim::one_tick) / sim::to_ticks(every);
}

/// How often more days were asked for before so long a time was over.
std::int64_t asked_before(Ticks time, const AuthorizedDays& authorized) {
  const Ticks later = time - sim::to_ticks(authorized.first);
  return later <= Ticks::zero() ? 0 : 1 + done_before(later, authorized.more);
}

}  // namespace

/// The level as it was when the stay began.
const StateModel& CareSystem::state_of_stay(const Person& person) const {
  const std::size_t period = model_.later_periods.empty() || person.since < Ticks::zero()
                                 ? 0
                                 : model_.period_on(sim::to_days(person.since));
  return model_.states_in(period)[index_of(person.state)];
}

/// Treatment has ended at `until`, or goes on then, at the horizon: counts the trials that were in
/// the window.
void CareSystem::note_trials(Slot slot, const Person& person, Ticks until) {
  const StateModel& level = state_of_stay(person);
  if (until < window_from_) return;
  if (level.test_every) note_drug_tests(slot, person, until);
  if (!level.authorized.empty()) note_renewals(person, until);
  if (!level.review_every) return;
  const bool ends_by_it = until < horizon_ && level.exits[person.exit.index].trial == Trial::Review;
  const std::int64_t done = done_before(until - person.since, *level.review_every) -
                            done_before(window_from_ - person.since, *level.review_every);
  state_recorder_.count_many(
      person, Counter::Reviews, person.state, done + static_cast<std::int64_t>(ends_by_it));
}

void CareSystem::note_renewals(const Person& person, Ticks until) {
  const StateModel& level = state_of_stay(person);
  const AuthorizedDays& authorized = level.authorized[index_of(person.who)];
  const auto refused = static_cast<std::int64_t>(
      until < horizon_ && level.exits[person.exit.index].trial == Trial::Renewal);
  const std::int64_t granted = asked_before(until - person.since, authorized) -
                               asked_before(window_from_ - person.since, authorized);
  state_recorder_.count_many(person, Counter::Renewals, person.state, granted + refused);
  state_recorder_.count_many(person, Counter::RenewalsRefused, person.state, refused);
}

/// A test that did not end treatment was positive with the chance of that among such tests.
void CareSystem::note_drug_tests(Slot slot, const Person& person, Ticks until) {
  const StateModel& level = state_of_stay(person);
  const std::int64_t last = done_before(until - person.since, *level.test_every);
  const std::int64_t before = done_before(window_from_ - person.since, *level.test_every);
  const bool ends_by_it =
      until < horizon_ && level.exits[person.exit.index].trial == Trial::DrugTest;
  auto positive = static_cast<std::int64_t>(ends_by_it);
  const std::int64_t done = last - before + positive;
  const Ticks every = sim::to_ticks(*level.test_every);
  const bool is_medicated = medications_.matter_in(person.state);
  for (std::int64_t number = before; number < last; ++number) {
    const Ticks moment = person.since + (number + 1) * every;
    const Behavior& behavior =
        model_.behaviors[is_medicated
                             ? medications_.behavior_at(slot, person.state, person.behavior, moment)
                             : person.behavior];
    const double chance = (behavior.positive - behavior.found) / (1 - behavior.found);
    const sim::Block words = draws_.of_visit(
        person, person.stay_visit, Draw::DrugTest, static_cast<std::uint32_t>(number / 4));
    const auto word = static_cast<std::size_t>(number % 4);
    positive += static_cast<std::int64_t>(sim::open_unit(words[word]) < chance);
  }
  state_recorder_.count_many(person, Counter::DrugTests, person.state, done);
  state_recorder_.count_many(person, Counter::PositiveTests, person.state, positive);
}

}  // namespace stepdown::models
