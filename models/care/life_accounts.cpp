#include "models/care/life_accounts.hpp"

#include "models/care/blank_observations.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::models {

namespace {

constexpr double year = 365;

/// The integral of exp(-decay t) over [from, until], in days.
double discounted_days(double decay, double from, double until) {
  if (decay == 0) return until - from;
  return -std::exp(-decay * from) * std::expm1(-decay * (until - from)) / decay;
}

}  // namespace

LifeAccounts::LifeAccounts(const Model& model)
    : economics_{model.economics ? &*model.economics : nullptr},
      from_{sim::to_ticks(model.warm_up)},
      horizon_{sim::to_ticks(model.horizon)} {
  if (!in_use()) return;
  states_ = &economics_->states;
  span_ = sim::to_ticks(economics_->followed_for);
  cost_decay_ = std::log1p(economics_->discount_costs) / year;
  health_decay_ = std::log1p(economics_->discount_health) / year;
  cell_of_class_ = cells_of_classes(model);
  sums_.resize(cell_count(model));
}

void LifeAccounts::reset() {
  accounts_.clear();
  if (in_use()) states_ = &economics_->states;
  std::ranges::fill(sums_, PersonEconomics{});
}

void LifeAccounts::begin_period(std::size_t period, Ticks now, const SecondPlaces& seconds) {
  if (states_ == &economics_->states_in(period)) return;
  states_ = &economics_->states_in(period);
  for (Slot slot = 0; slot < accounts_.size(); ++slot) {
    Account& account = accounts_[slot];
    if (!account.is_followed) continue;
    add_up(account, now);
    if (account.state != no_state) {
      const StateEconomics& here = (*states_)[account.state];
      account.cost_a_day = here.cost_a_day[account.who];
      account.utility = here.utility[account.who];
    }
    account.cost_beside_a_day = 0;
    if (!seconds.are_used() || !seconds.knows(slot)) continue;
    for (const StateId level : seconds.levels())
      if (seconds.of(slot, level).has)
        account.cost_beside_a_day += now_in(level).cost_a_day[account.who];
  }
}

void LifeAccounts::arrives(Slot slot, const Person& person, Ticks now) {
  if (slot >= accounts_.size()) accounts_.resize(slot + 1);
  Account& account = accounts_[slot];
  account = Account{};
  account.arrived = now;
  account.changed = now;
  account.cell = cell_of_class_[index_of(person.who)];
  account.who = static_cast<std::uint16_t>(index_of(person.who));
  account.is_followed = now >= from_ && now + span_ <= horizon_;
}

void LifeAccounts::is_there_at_start(Slot slot) {
  if (slot >= accounts_.size()) accounts_.resize(slot + 1);
  accounts_[slot] = Account{};
}

/// Adds the time since the last change, as far as it counts.
void LifeAccounts::add_up(Account& account, Ticks now) const {
  const Ticks until = std::min(now, account.arrived + span_);
  if (until <= account.changed) return;
  const double from = sim::to_days(account.changed - account.arrived);
  const double to = sim::to_days(until - account.arrived);
  account.cost +=
      (account.cost_a_day + account.cost_beside_a_day) * discounted_days(cost_decay_, from, to);
  const double years = discounted_days(health_decay_, from, to) / year;
  account.life_years += years;
  account.qalys += account.utility * years;
  account.changed = until;
}

void LifeAccounts::enters(Slot slot, const Person& person, Ticks now) {
  Account& account = accounts_[slot];
  if (!account.is_followed) return;
  add_up(account, now);
  const StateEconomics& here = now_in(person.state);
  account.state = static_cast<std::uint16_t>(index_of(person.state));
  const std::size_t who = index_of(person.who);
  account.cost_a_day = here.cost_a_day[who];
  account.utility = here.utility[who];
  const Ticks time = now - account.arrived;
  if (time < span_)
    account.cost += here.cost_an_admission[who] * std::exp(-cost_decay_ * sim::to_days(time));
}

void LifeAccounts::waits(Slot slot, const Person& person, Ticks now) {
  Account& account = accounts_[slot];
  if (!account.is_followed) return;
  add_up(account, now);
  account.state = no_state;
  account.cost_a_day = economics_->waiting.cost_a_day[index_of(person.who)];
  account.utility = economics_->waiting.utility[index_of(person.who)];
}

void LifeAccounts::change_beside(Slot slot, double cost_a_day, Ticks now) {
  Account& account = accounts_[slot];
  if (!account.is_followed) return;
  add_up(account, now);
  account.cost_beside_a_day += cost_a_day;
}

void LifeAccounts::takes_beside(Slot slot, const Person& person, StateId level, Ticks now) {
  change_beside(slot, now_in(level).cost_a_day[index_of(person.who)], now);
}

void LifeAccounts::leaves_beside(Slot slot, const Person& person, StateId level, Ticks now) {
  change_beside(slot, -now_in(level).cost_a_day[index_of(person.who)], now);
}

void LifeAccounts::leaves_for_good(Slot slot, const Person& person, bool is_dead, Ticks now) {
  Account& account = accounts_[slot];
  if (!account.is_followed) return;
  add_up(account, now);
  const StateEconomics& outcome = now_in(person.state);
  account.cost_a_day = 0;
  account.cost_beside_a_day = 0;
  account.utility = outcome.utility[index_of(person.who)];
  if (!is_dead && !outcome.is_death) add_up(account, account.arrived + span_);
  close(account);
}

void LifeAccounts::still_inside(Slot slot) {
  Account& account = accounts_[slot];
  if (!account.is_followed) return;
  add_up(account, account.arrived + span_);
  close(account);
}

void LifeAccounts::close(Account& account) {
  PersonEconomics& sums = sums_[account.cell];
  ++sums.followed;
  sums.cost.add(account.cost);
  sums.qalys.add(account.qalys);
  sums.life_years.add(account.life_years);
  sums.net_benefit.add(economics_->willingness.front() * account.qalys - account.cost);
  account.is_followed = false;
}

void LifeAccounts::add_to(OutcomeObservations& outcomes) const {
  for (std::size_t cell = 0; cell < sums_.size(); ++cell)
    outcomes.cells[cell].economics = sums_[cell];
}

}  // namespace stepdown::models
