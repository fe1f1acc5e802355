#include "analysis/experiments/place_more.hpp"

#include "analysis/experiments/start_typically.hpp"
#include "models/compile/compile.hpp"
#include "models/reading/read_values.hpp"
#include "models/staffed_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <set>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::Places;
using models::Scenario;
using models::State;

/// A change of the places that a scenario has, to be made on each date.
using Growth = std::function<void(Scenario&)>;

std::string unit_of(const Places& places) {
  switch (places.kind) {
    case Places::Kind::Beds:
      return "bed";
    case Places::Kind::Slots:
      return "slot";
    case Places::Kind::Groups:
      return fmt::format("group of {}", places.each.value);
    case Places::Kind::Caseload:
      return fmt::format("clinician of {}", places.each.value);
    case Places::Kind::Unlimited:
    case Places::Kind::Staff:
    case Places::Kind::Pool:
      break;
  }
  return "";
}

bool is_counted(const Places& places) {
  return !unit_of(places).empty();
}

void add_one(Places& places) {
  ++places.count.value;
  for (Places::Change& change : places.changes)
    ++change.count.value;
}

void add_one_of_role(Scenario& scenario, std::size_t role) {
  if (!scenario.staff[role].at_hand) return;
  *scenario.staff[role].at_hand += 1;
  models::end_sharing_staff(scenario);
  models::count_staffed_places(scenario, models::largest_count);
}

Scenario grown(Scenario scenario, const Growth& growth) {
  growth(scenario);
  for (models::ScenarioPeriod& period : scenario.later_periods)
    growth(period.scenario);
  return scenario;
}

/// Roles at hand that limit a level, by index.
std::set<std::size_t> limiting_roles(const Scenario& scenario) {
  std::set<std::size_t> roles;
  const auto add = [&](const Places& places) {
    for (const auto& name : places.staff) {
      const std::size_t role = models::position_of(scenario.staff, name.value);
      if (role < scenario.staff.size() && scenario.staff[role].at_hand) roles.insert(role);
    }
  };
  const models::SharedList<State>& states = scenario.states;
  for (const State& state : states) {
    add(state.places);
    for (const models::Track& track : state.tracks)
      add(track.places);
  }
  return roles;
}

/// Grows a scenario in each way.
class Grower {
 public:
  explicit Grower(const Scenario& scenario)
      : scenario_{scenario}, places_before_{places_in_all(model_without_groups(scenario))} {}

  void add_level(std::size_t index) {
    const State& level = states()[index];
    if (!level.tracks.empty()) return add_tracks(index);
    if (level.places.kind == Places::Kind::Unlimited) result_.unlimited.push_back(level.name.value);
    if (!is_counted(level.places)) return;
    add(LimitKind::Level, level.name.value, unit_of(level.places), [index](Scenario& scenario) {
      add_one(scenario.states[index].places);
    });
  }

  void add_pool(std::size_t index) {
    const models::Pool& pool = scenario_.pools[index];
    if (models::is_of_staff(pool) || !is_counted(pool.places)) return;
    add(LimitKind::Pool, pool.name.value, unit_of(pool.places), [index](Scenario& scenario) {
      add_one(scenario.pools[index].places);
    });
  }

  void add_role(std::size_t index) {
    add(LimitKind::Staff,
        scenario_.staff[index].name.value,
        "full-time equivalent",
        [index](Scenario& scenario) { add_one_of_role(scenario, index); });
  }

  [[nodiscard]] PlacesMore take() { return std::move(result_); }

 private:
  [[nodiscard]] const models::SharedList<State>& states() const { return scenario_.states; }

  void add_tracks(std::size_t index) {
    const State& level = states()[index];
    for (std::size_t t = 0; t < level.tracks.size(); ++t) {
      const models::Track& track = level.tracks[t];
      const std::string name = level.name.value + "." + track.name.value;
      if (track.places.kind == Places::Kind::Unlimited) result_.unlimited.push_back(name);
      if (!is_counted(track.places)) continue;
      add(LimitKind::Track, name, unit_of(track.places), [index, t](Scenario& scenario) {
        add_one(scenario.states[index].tracks[t].places);
      });
    }
  }

  void add(LimitKind kind, std::string name, std::string unit, const Growth& growth) {
    models::Model model = model_without_groups(grown(scenario_, growth));
    const int places = places_in_all(model) - places_before_;
    result_.each.push_back({kind, std::move(name), std::move(unit), places, std::move(model)});
  }

  const Scenario& scenario_;
  int places_before_;
  PlacesMore result_;
};

}  // namespace

std::string to_text(LimitKind kind) {
  switch (kind) {
    case LimitKind::Level:
      return "level";
    case LimitKind::Track:
      return "track";
    case LimitKind::Pool:
      return "pool";
    case LimitKind::Staff:
      return "staff";
  }
  return "";
}

int places_in_all(const models::Model& model) {
  int places = 0;
  std::set<std::uint16_t> pools;
  for (std::size_t l = 0; l < model.level_count; ++l) {
    const models::StateModel& level = model.states[l];
    if (level.is_limited && (!level.pool || pools.insert(*level.pool).second))
      places += level.places;
  }
  return places;
}

models::Model model_without_groups(Scenario scenario) {
  scenario.report_by.clear();
  for (models::ScenarioPeriod& period : scenario.later_periods)
    period.scenario.report_by.clear();
  return model_with_groups(scenario);
}

models::Model model_with_groups(const Scenario& scenario) {
  models::Model model = models::compile(scenario).model;
  static_cast<void>(start_typically(scenario, model));  // was told when it was loaded
  return model;
}

PlacesMore places_more(const Scenario& scenario) {
  Grower grower(scenario);
  for (std::size_t s = 0; s < scenario.states.size(); ++s)
    if (std::as_const(scenario).states[s].kind == models::StateKind::Level) grower.add_level(s);
  for (std::size_t p = 0; p < scenario.pools.size(); ++p)
    grower.add_pool(p);
  for (const std::size_t role : limiting_roles(scenario))
    grower.add_role(role);
  return grower.take();
}

}  // namespace stepdown::analysis
