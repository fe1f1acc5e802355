#include "tests/properties/place_rules.hpp"

#include "models/staffed_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <set>

namespace stepdown::tests {
namespace {

using models::Happening;
using models::HappeningKind;
using models::index_of;
using models::Places;
using models::Scenario;
using models::State;
using sim::Ticks;
using std::chrono::sys_days;

constexpr std::size_t nowhere = ~std::size_t{0};

/// The places that a level has or shares.
struct Supply {
  const Places* places = nullptr;
  std::vector<std::size_t> levels;  ///< that draw on them
};

/// Somebody in a state, and of what class the request was by which they came; nothing: they were
/// there at the start, or have the place beside their way.
struct Inside {
  models::ClassId who{};
  std::optional<models::WaitingClass> waiting_class;
};

Ticks ticks_of(double days) {
  return Ticks{std::llround(days * static_cast<double>(sim::one_day.count()))};
}

/// Days since 1970 at some ticks after the start of the scenario.
sys_days date_at(const Scenario& scenario, Ticks time) {
  return sys_days{scenario.start.value} + std::chrono::days{time / sim::one_day};
}

bool is_holiday(const Scenario& scenario, const models::WeekPlan& plan, sys_days date) {
  for (const auto* holidays : {&scenario.holidays, &plan.holidays})
    for (const auto& holiday : *holidays)
      if (sys_days{holiday.value} == date) return true;
  return false;
}

/// 24:00 is of the day that ends then.
bool is_within(const Scenario& scenario, const models::WeekPlan& plan, Ticks time) {
  const Ticks from = ticks_of(plan.from);
  const Ticks to = ticks_of(plan.to);
  if (from == sim::one_day) time -= Ticks{1};
  const sys_days date = date_at(scenario, time);
  const auto day = std::chrono::weekday{date}.iso_encoding() - 1;
  if ((unsigned{plan.weekdays} >> day & 1U) == 0 || is_holiday(scenario, plan, date)) return false;
  const Ticks of_day = time % sim::one_day;
  if (from == sim::one_day) return of_day == sim::one_day - Ticks{1};
  return from == to ? of_day == from : of_day >= from && of_day < to;
}

/// Whether a cohort starts then: `every` after `every` from the first on, put off by days while
/// these are holidays.
bool is_start(const Scenario& scenario, const models::Admission& admission, Ticks time) {
  const models::Cohort& cohort = *admission.cohort;
  const sys_days first = sys_days{cohort.from ? cohort.from->value : scenario.start.value};
  const Ticks begin =
      (first - sys_days{scenario.start.value}).count() * sim::one_day + ticks_of(cohort.at_time);
  const Ticks every = ticks_of(cohort.every.value);
  if (is_holiday(scenario, admission.times, date_at(scenario, time))) return false;
  for (Ticks planned = time;; planned -= sim::one_day) {
    if (planned >= begin && (planned - begin) % every == Ticks::zero()) return true;
    const Ticks before = planned - sim::one_day;
    if (before < Ticks::zero() || !is_holiday(scenario, admission.times, date_at(scenario, before)))
      return false;
  }
}

class Rules {
 public:
  Rules(const Scenario& scenario, const models::Model& model) : scenario_{scenario}, model_{model} {
    supply_of_.assign(model.states.size(), nowhere);
    std::map<std::string, std::size_t> pools;
    for (std::size_t l = 0; l < model.level_count; ++l) {
      const Places& places = scenario.states[l].places;
      if (places.kind == Places::Kind::Unlimited) continue;
      if (places.kind == Places::Kind::Pool) {
        const auto [at, is_new] = pools.emplace(places.pool.value, supplies_.size());
        if (is_new) supplies_.push_back({pool_named(places.pool.value), {}});
        supply_of_[l] = at->second;
      } else if (places.shares_hours) {
        const auto [at, is_new] = pools.emplace("hours", supplies_.size());
        if (is_new) supplies_.push_back({&places, {}});
        supply_of_[l] = at->second;
      } else {
        supply_of_[l] = supplies_.size();
        supplies_.push_back({&places, {}});
      }
      supplies_[supply_of_[l]].levels.push_back(l);
    }
    inside_.resize(model.states.size());
    beside_.resize(model.states.size());
  }

  void tell(const Happening& h) {
    if (h.time > now_) close_instant();
    now_ = h.time;
    if (h.kind == HappeningKind::Present) {
      go(h);
      come(h, std::nullopt);
      // As the rules have it: they have been admitted once, before.
      if (index_of(h.state) >= model_.level_count || is_treatment(index_of(h.state)))
        admitted_.insert(h.person);
    } else if (h.kind == HappeningKind::Swap) {
      swapping_.insert(h.person);
    } else if (h.kind == HappeningKind::DischargeHour) {
      check_discharge(h);
    } else if (h.kind == HappeningKind::Admission) {
      admit(h);
    } else if (h.kind == HappeningKind::Bridge || h.kind == HappeningKind::Alongside) {
      note_others(index_of(h.state));
      beside_[index_of(h.state)][h.person] = {h.who, std::nullopt};
      note_if_other(h, {h.who, std::nullopt});
    } else if (h.kind == HappeningKind::BridgeEnd || h.kind == HappeningKind::AlongsideEnd) {
      note_others(index_of(h.state));
      beside_[index_of(h.state)].erase(h.person);
    } else if (is_way_out(h.kind)) {
      go(h);
    }
  }

  [[nodiscard]] RuleFindings finish() {
    close_instant();
    return findings_;
  }

 private:
  /// Of a place, if somebody has one. A request is told when they begin to wait outside.
  [[nodiscard]] static bool is_way_out(HappeningKind kind) {
    using enum HappeningKind;
    return kind == Request || kind == HoldEnd || kind == Outcome || kind == TurnedAway ||
           kind == Diverted;
  }

  [[nodiscard]] const Places* pool_named(const std::string& name) const {
    for (const models::Pool& pool : scenario_.pools)
      if (pool.name.value == name) return &pool.places;
    return nullptr;
  }

  void broken(const Happening& h, std::string_view what) {
    findings_.broken.push_back(fmt::format("{} at {} d: {} of person {}",
                                           model_.states[index_of(h.state)].name,
                                           sim::to_days(h.time),
                                           what,
                                           h.person));
  }

  void go(const Happening& h) {
    const auto at = where_.find(h.person);
    if (at == where_.end()) return;
    note_others(at->second);
    inside_[at->second].erase(h.person);
    where_.erase(at);
  }

  void come(const Happening& h, std::optional<models::WaitingClass> waiting_class) {
    const std::size_t state = index_of(h.state);
    note_others(state);
    where_[h.person] = state;
    last_state_[h.person] = state;
    inside_[state][h.person] = {h.who, waiting_class};
  }

  [[nodiscard]] bool is_treatment(std::size_t state) const {
    return state < model_.level_count && !scenario_.states[state].is_intake;
  }

  /// Levels stand from most to least intensive.
  [[nodiscard]] models::WaitingClass class_of(const Happening& h) const {
    const auto last = last_state_.find(h.person);
    const std::size_t level = index_of(h.state);
    if (last != last_state_.end() && is_treatment(last->second) && is_treatment(level))
      return level < last->second ? models::WaitingClass::Escalation
                                  : models::WaitingClass::StepDown;
    return admitted_.contains(h.person) ? models::WaitingClass::Return : models::WaitingClass::New;
  }

  void admit(const Happening& h) {
    const auto from = where_.find(h.person);
    const std::size_t origin = from == where_.end() ? nowhere : supply_of_[from->second];
    const std::size_t level = index_of(h.state);
    const models::WaitingClass waiting_class = class_of(h);
    go(h);
    come(h, waiting_class);
    if (level >= model_.level_count) return;
    if (is_treatment(level)) admitted_.insert(h.person);
    const std::size_t supply = supply_of_[level];
    note_if_other(h, {h.who, waiting_class});
    if (swapping_.contains(h.person)) {
      swapped_to_.insert(supply);
      return;
    }
    check_time(h, level);
    // Who moves within a pool keeps the place.
    if (supply != nowhere && origin != supply) admitted_to_[supply] = h;
  }

  /// What holds on the date of a moment.
  [[nodiscard]] const Scenario& scenario_at(Ticks time) const {
    const Scenario* now = &scenario_;
    for (const models::ScenarioPeriod& period : scenario_.later_periods)
      if (sys_days{period.date.value} <= date_at(scenario_, time)) now = &period.scenario;
    return *now;
  }

  /// Somebody has come to a level for whom perhaps no place is reserved.
  void note_if_other(const Happening& h, const Inside& inside) {
    const std::size_t supply = supply_of_[index_of(h.state)];
    if (supply != nowhere && !fits_any(supplies_[supply].places->reserves, inside))
      others_come_[supply] = h;
  }

  void check_time(const Happening& h, std::size_t level) {
    const Scenario& now = scenario_at(h.time);
    const State& state = now.states[level];
    if (!state.admission) return;
    if (state.admission->cohort) {
      ++findings_.seen.at_starts;
      if (!is_start(now, *state.admission, h.time)) broken(h, "admission between starts");
    } else {
      ++findings_.seen.at_hours;
      if (!is_within(now, state.admission->times, h.time)) broken(h, "admission out of hours");
    }
  }

  void check_discharge(const Happening& h) {
    ++findings_.seen.discharges;
    const Scenario& now = scenario_at(h.time);
    const State& state = now.states[index_of(h.state)];
    if (!state.discharge || !is_within(now, *state.discharge, h.time))
      broken(h, "discharge out of hours");
  }

  /// Places that are open: those of the last change up to now. Places = count x each.
  [[nodiscard]] int open_places(const Places& places, bool* after_cut) const {
    int count = places.count.value;
    for (const Places::Change& change : places.changes) {
      const Ticks from =
          (sys_days{change.date.value} - sys_days{scenario_.start.value}).count() * sim::one_day;
      if (from > now_) break;
      if (change.count.value < count) *after_cut = true;
      count = change.count.value;
    }
    return count * places.each.value;
  }

  void close_instant() {
    for (const auto& [supply, last] : admitted_to_)
      check_supply(supplies_[supply], last);
    for (const auto& [supply, last] : others_come_)
      check_reserves(supply, last);
    admitted_to_.clear();
    others_come_.clear();
    others_before_.clear();
    swapping_.clear();
    swapped_to_.clear();
  }

  /// All who are at levels that share hours of staff take no more than there are.
  void check_hours(const Supply& supply, const Happening& last) {
    ++findings_.seen.sharing_hours;
    const Scenario& now = scenario_at(now_);
    for (const auto& name : now.states[index_of(last.state)].places.staff) {
      const models::Role& role = *models::find_role(now.staff, name.value);
      double taken = 0;
      for (const std::size_t level : supply.levels)
        taken += models::equivalents_for(
            now.states[level], role, static_cast<std::int64_t>(inside_[level].size()));
      if (taken > *role.at_hand * (1 + 1e-9))
        broken(last, fmt::format("{} of {} {}", taken, *role.at_hand, name.value));
    }
  }

  void check_supply(const Supply& supply, const Happening& last) {
    ++findings_.seen.instants_with_admissions;
    if (supply.places->shares_hours) return check_hours(supply, last);
    bool after_cut = false;
    const int open = open_places(*supply.places, &after_cut);
    std::size_t taken = 0;
    for (const std::size_t level : supply.levels)
      taken += inside_[level].size() + beside_[level].size();
    if (after_cut) ++findings_.seen.admissions_below_a_cut;
    if (supply.levels.size() > 1) ++findings_.seen.pooled;
    if (taken > static_cast<std::size_t>(open))
      broken(last, fmt::format("{} people in {} places after the admission", taken, open));
  }

  /// People in the places of a level whom no reserve fits.
  [[nodiscard]] int others_in(std::size_t supply) const {
    int others = 0;
    for (const std::size_t level : supplies_[supply].levels)
      for (const auto* people : {&inside_[level], &beside_[level]})
        for (const auto& [person, inside] : *people)
          others += static_cast<int>(!fits_any(supplies_[supply].places->reserves, inside));
    return others;
  }

  /// Somebody comes to a state or leaves it in this instant.
  void note_others(std::size_t state) {
    const std::size_t supply = supply_of_[state];
    if (supply == nowhere || supplies_[supply].places->reserves.empty()) return;
    others_before_.try_emplace(supply, others_in(supply));
  }

  /// Those whom no reserve fits have the places that are not reserved, and no more, however they
  /// come; where places were closed, or they were there at the start, no more come than leave.
  void check_reserves(std::size_t supply, const Happening& last) {
    const Places& places = *supplies_[supply].places;
    if (places.reserves.empty()) return;
    ++findings_.seen.beside_reserves;
    const bool by_ring = swapped_to_.contains(supply);
    if (by_ring) ++findings_.seen.swaps_beside_reserves;
    bool after_cut = false;
    int unreserved = open_places(places, &after_cut);
    for (const Places::Reserve& reserve : places.reserves)
      unreserved -= reserve.places.value;
    const int others = others_in(supply);
    if (others > std::max(unreserved, by_ring ? others_before_.at(supply) : 0))
      broken(last, fmt::format("{} others in {} places that are not reserved", others, unreserved));
  }

  [[nodiscard]] bool fits_any(const std::vector<Places::Reserve>& reserves,
                              const Inside& inside) const {
    const auto& values = model_.classes[index_of(inside.who)];
    return std::ranges::any_of(reserves, [&](const Places::Reserve& reserve) {
      for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
        const models::AttributeModel& attribute = model_.attributes[a];
        if (attribute.name == reserve.attribute.value)
          return attribute.values[values[a]] == reserve.value.value;
      }
      return inside.waiting_class && models::name_of(*inside.waiting_class) == reserve.value.value;
    });
  }

  const Scenario& scenario_;
  const models::Model& model_;
  std::vector<Supply> supplies_;
  std::vector<std::size_t> supply_of_;  ///< by state
  std::vector<std::map<std::uint32_t, Inside>> inside_;
  std::vector<std::map<std::uint32_t, Inside>> beside_;  ///< with a place beside their way
  std::map<std::uint32_t, std::size_t> where_;
  std::map<std::uint32_t, std::size_t> last_state_;
  std::set<std::uint32_t> admitted_;              ///< to treatment, once
  std::set<std::uint32_t> swapping_;              ///< in this instant
  std::set<std::size_t> swapped_to_;              ///< supplies, in this instant
  std::map<std::size_t, Happening> admitted_to_;  ///< in this instant: the last, by supply
  std::map<std::size_t, Happening> others_come_;  ///< the same of those whom no reserve fits
  std::map<std::size_t, int> others_before_;      ///< this instant, by supply
  Ticks now_{};
  RuleFindings findings_;
};

}  // namespace

RulesSeen& RulesSeen::operator+=(const RulesSeen& other) {
  instants_with_admissions += other.instants_with_admissions;
  admissions_below_a_cut += other.admissions_below_a_cut;
  pooled += other.pooled;
  sharing_hours += other.sharing_hours;
  beside_reserves += other.beside_reserves;
  swaps_beside_reserves += other.swaps_beside_reserves;
  at_hours += other.at_hours;
  at_starts += other.at_starts;
  discharges += other.discharges;
  return *this;
}

RuleFindings check_place_rules(const Scenario& scenario,
                               const models::Model& model,
                               const std::vector<Happening>& log) {
  Rules rules{scenario, model};
  for (const Happening& h : log)
    rules.tell(h);
  return rules.finish();
}

}  // namespace stepdown::tests
