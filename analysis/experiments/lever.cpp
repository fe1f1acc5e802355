#include "analysis/experiments/lever.hpp"

#include "analysis/catalog/measurement.hpp"
#include "analysis/experiments/place_more.hpp"
#include "models/compile/problems.hpp"
#include "models/reading/number_text.hpp"
#include "models/text/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr std::string_view one_lever =
    "a lever with bounds (such as 'residential.beds=20..60' or 'iop.groups=6..16:2@50000')";
constexpr double rounding_of_steps = 1e-9;
constexpr int most_values = 100'000;
constexpr double largest_cost = 1e9;  // as amounts of money in a scenario

/// How the number of a unit is written below `places`.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> units{
    {{"beds", "beds"},
     {"slots", "slots"},
     {"groups", "groups.count"},
     {"clinicians", "caseload.clinicians"}}};

/// The places of a level or pool of that name; null: there is none.
const models::Places* places_of(const models::Scenario& scenario, std::string_view name) {
  const models::SharedList<models::State>& states = scenario.states;
  for (const models::State& state : states)
    if (state.kind == models::StateKind::Level && state.name.value == name) return &state.places;
  for (const models::Pool& pool : scenario.pools)
    if (pool.name.value == name) return &pool.places;
  return nullptr;
}

std::vector<std::string> names_in(const models::Scenario& scenario) {
  std::vector<std::string> names;
  const models::SharedList<models::State>& states = scenario.states;
  for (const models::State& state : states)
    if (state.kind == models::StateKind::Level) names.push_back(state.name.value);
  for (const models::Pool& pool : scenario.pools)
    names.push_back(pool.name.value);
  return names;
}

/// The path of the scenario that is meant.
std::variant<std::string, BadLever> path_of(std::string_view name,
                                            const models::Scenario& scenario) {
  const std::size_t dot = name.rfind('.');
  const auto* const unit = std::ranges::find(
      units, dot == std::string_view::npos ? name : name.substr(dot + 1), [](const auto& one) {
        return one.first;
      });
  if (dot != std::string_view::npos && name.find('.') != dot) return std::string(name);
  if (dot == std::string_view::npos || unit == units.end())
    return BadLever{fmt::format(
        "expected a level and its beds, slots, groups or clinicians, or a path of the scenario, "
        "got {}",
        models::in_quotes(name))};
  const std::string_view owner = name.substr(0, dot);
  const models::Places* const places = places_of(scenario, owner);
  if (places == nullptr)
    return BadLever{fmt::format("expected a level or a pool, got {}{}",
                                models::in_quotes(owner),
                                models::name_suggestion(owner, names_in(scenario)))};
  if (!places->changes.empty())
    return BadLever{fmt::format(
        "expected places that do not change on dates, but those of {} do; give the path of the "
        "number that is meant",
        models::in_quotes(owner))};
  const bool is_pool = std::ranges::any_of(
      scenario.pools, [&](const models::Pool& pool) { return pool.name.value == owner; });
  return fmt::format("{}.{}.places.{}", is_pool ? "pools" : "levels", owner, unit->second);
}

/// Cuts off what follows the last `mark`; nothing: there is none.
std::optional<std::string_view> cut_off(std::string_view& text, char mark) {
  const std::size_t at = text.rfind(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(at + 1);
  text = text.substr(0, at);
  return rest;
}

/// LeverReader of a lever, each with what it is.
class LeverReader {
 public:
  double read(std::string_view text, std::string_view what) {
    const auto number = models::parse_number(models::without_spaces(text), what);
    if (number.value) return *number.value;
    if (problem_.empty()) problem_ = number.problem;
    return 0;
  }
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  std::string problem_;
};

std::string problem_with(const Lever& lever) {
  if (!(lever.low >= 0) || !(lever.high >= lever.low))
    return fmt::format(
        "expected bounds from 0 on, the lower one first, got {:g}..{:g}", lever.low, lever.high);
  if (!(lever.step > 0)) return fmt::format("expected a step above 0, got {:g}", lever.step);
  if ((lever.high - lever.low) / lever.step > most_values)
    return fmt::format("expected at most {} steps", most_values);
  if (lever.cost && !(*lever.cost > 0 && *lever.cost <= largest_cost))
    return fmt::format(
        "expected a cost above 0 and at most {:.0f}, got {:g}", largest_cost, *lever.cost);
  return "";
}

double money_a_year(const models::Model& model, const Lever& lever) {
  if (!model.money || lever.levels.empty()) return 0;
  double a_day = 0;
  for (const std::size_t level : lever.levels)
    a_day = std::max(a_day, model.money->states[level].cost_a_place_day);
  return a_day * days_per_year * lever.places;
}

}  // namespace

int Lever::last() const {
  return static_cast<int>(std::floor((high - low) / step + rounding_of_steps));
}

std::variant<Lever, BadLever> parse_lever(std::string_view text, const models::Scenario& scenario) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos)
    return BadLever{fmt::format("expected {}, got {}", one_lever, models::in_quotes(text))};
  Lever lever;
  lever.name = models::without_spaces(text.substr(0, equals));
  std::string_view rest = text.substr(equals + 1);
  const auto cost = cut_off(rest, '@');
  const auto step = cut_off(rest, ':');
  const std::size_t dots = rest.find("..");
  if (dots == std::string_view::npos)
    return BadLever{fmt::format("expected {}, got {}", one_lever, models::in_quotes(text))};
  auto path = path_of(lever.name, scenario);
  if (const auto* bad = std::get_if<BadLever>(&path)) return *bad;
  lever.path = std::get<std::string>(std::move(path));
  LeverReader reader;
  lever.low = reader.read(rest.substr(0, dots), "a number (the least)");
  lever.high = reader.read(rest.substr(dots + 2), "a number (the most)");
  if (step) lever.step = reader.read(*step, "a number (the step)");
  if (cost) lever.cost = reader.read(*cost, "a number (the cost)");
  if (!reader.problem().empty()) return BadLever{reader.problem()};
  if (std::string problem = problem_with(lever); !problem.empty())
    return BadLever{fmt::format("{}: {}", lever.name, problem)};
  return lever;
}

std::vector<std::string> sets_of(const std::vector<Lever>& levers, const LeverNumbers& plan) {
  std::vector<std::string> sets;
  for (std::size_t i = 0; i < levers.size(); ++i)
    sets.push_back(
        fmt::format("{}={}", levers[i].path, models::number_text(levers[i].value(plan[i]))));
  return sets;
}

double cost_of(const std::vector<Lever>& levers, const LeverNumbers& plan) {
  double cost = 0;
  for (std::size_t i = 0; i < levers.size(); ++i)
    cost += levers[i].weight * levers[i].value(plan[i]);
  return cost;
}

std::vector<std::string> weigh(std::vector<Lever>& levers,
                               Objective objective,
                               const ModelOfPlan& model_of) {
  const LeverNumbers lowest(levers.size(), 0);
  const models::Model base = model_of(lowest);
  std::vector<std::string> weightless;
  for (std::size_t i = 0; i < levers.size(); ++i) {
    Lever& lever = levers[i];
    LeverNumbers plan = lowest;
    plan[i] = lever.last();
    const models::Model most = model_of(plan);
    for (std::size_t l = 0; l < base.level_count; ++l)
      if (most.states[l].places != base.states[l].places) lever.levels.push_back(l);
    const double span = lever.value(lever.last()) - lever.low;
    if (span > 0) lever.places = (places_in_all(most) - places_in_all(base)) / span;
    lever.weight = objective == Objective::Places ? lever.places
                                                  : lever.cost.value_or(money_a_year(base, lever));
    if (span > 0 && !(lever.weight > 0)) weightless.push_back(lever.name);
  }
  return weightless;
}

}  // namespace stepdown::analysis
