#include "tests/properties/place_rules.hpp"

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
      } else {
        supply_of_[l] = supplies_.size();
        supplies_.push_back({&places, {}});
      }
      supplies_[supply_of_[l]].levels.push_back(l);
    }
    inside_.resize(model.states.size());
  }

  void tell(const Happening& h) {
    if (h.time > now_) close_instant();
    now_ = h.time;
    if (h.kind == HappeningKind::Present) {
      go(h);
      come(h);
    } else if (h.kind == HappeningKind::Swap) {
      swapping_.insert(h.person);
    } else if (h.kind == HappeningKind::DischargeHour) {
      check_discharge(h);
    } else if (h.kind == HappeningKind::Admission) {
      admit(h);
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
    inside_[at->second].erase(h.person);
    where_.erase(at);
  }

  void come(const Happening& h) {
    where_[h.person] = index_of(h.state);
    inside_[index_of(h.state)][h.person] = h.who;
  }

  void admit(const Happening& h) {
    const auto from = where_.find(h.person);
    const std::size_t origin = from == where_.end() ? nowhere : supply_of_[from->second];
    go(h);
    come(h);
    const std::size_t level = index_of(h.state);
    if (level >= model_.level_count || swapping_.contains(h.person)) return;
    check_time(h, level);
    const std::size_t supply = supply_of_[level];
    if (supply == nowhere) return;
    // Who moves within a pool keeps the place.
    if (origin != supply) admitted_to_[supply] = h;
  }

  /// What holds on the date of a moment.
  [[nodiscard]] const Scenario& scenario_at(Ticks time) const {
    const Scenario* now = &scenario_;
    for (const models::ScenarioPeriod& period : scenario_.later_periods)
      if (sys_days{period.date.value} <= date_at(scenario_, time)) now = &period.scenario;
    return *now;
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
    admitted_to_.clear();
    swapping_.clear();
  }

  void check_supply(const Supply& supply, const Happening& last) {
    ++findings_.seen.instants_with_admissions;
    bool after_cut = false;
    const int open = open_places(*supply.places, &after_cut);
    std::size_t taken = 0;
    for (const std::size_t level : supply.levels)
      taken += inside_[level].size();
    if (after_cut) ++findings_.seen.admissions_below_a_cut;
    if (supply.levels.size() > 1) ++findings_.seen.pooled;
    if (taken > static_cast<std::size_t>(open))
      broken(last, fmt::format("{} people in {} places after the admission", taken, open));
    check_reserves(supply, open, last);
  }

  /// Those whom no reserve fits have the places that are not reserved, and no more.
  void check_reserves(const Supply& supply, int open, const Happening& last) {
    const auto& reserves = supply.places->reserves;
    const bool is_by_request = std::ranges::any_of(reserves, [](const Places::Reserve& reserve) {
      return reserve.attribute.value == models::waiting_class_key;
    });
    if (is_by_request || reserves.empty() || !swapping_.empty()) return;
    ++findings_.seen.beside_reserves;
    int reserved = 0;
    for (const Places::Reserve& reserve : reserves)
      reserved += reserve.places.value;
    int others = 0;
    for (const std::size_t level : supply.levels)
      for (const auto& [person, who] : inside_[level])
        if (!fits_any(reserves, who)) ++others;
    if (others > std::max(open - reserved, 0) && !fits_any(reserves, last.who))
      broken(last,
             fmt::format("{} others in {} places that are not reserved", others, open - reserved));
  }

  [[nodiscard]] bool fits_any(const std::vector<Places::Reserve>& reserves,
                              models::ClassId who) const {
    const auto& values = model_.classes[index_of(who)];
    return std::ranges::any_of(reserves, [&](const Places::Reserve& reserve) {
      for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
        const models::AttributeModel& attribute = model_.attributes[a];
        if (attribute.name == reserve.attribute.value &&
            attribute.values[values[a]] == reserve.value.value)
          return true;
      }
      return false;
    });
  }

  const Scenario& scenario_;
  const models::Model& model_;
  std::vector<Supply> supplies_;
  std::vector<std::size_t> supply_of_;  ///< by state
  std::vector<std::map<std::uint32_t, models::ClassId>> inside_;
  std::map<std::uint32_t, std::size_t> where_;
  std::set<std::uint32_t> swapping_;              ///< in this instant
  std::map<std::size_t, Happening> admitted_to_;  ///< in this instant: the last, by supply
  Ticks now_{};
  RuleFindings findings_;
};

}  // namespace

RulesSeen& RulesSeen::operator+=(const RulesSeen& other) {
  instants_with_admissions += other.instants_with_admissions;
  admissions_below_a_cut += other.admissions_below_a_cut;
  pooled += other.pooled;
  beside_reserves += other.beside_reserves;
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
