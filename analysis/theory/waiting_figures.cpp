#include "analysis/metrics/measurement.hpp"
#include "analysis/theory/erlang.hpp"
#include "analysis/theory/exact_pathway.hpp"
#include "analysis/theory/exponential.hpp"
#include "analysis/theory/figure_list.hpp"
#include "analysis/theory/priority.hpp"
#include "analysis/theory/staffing.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <variant>

namespace stepdown::analysis {

using models::ClassId;
using models::index_of;
using models::Model;
using models::StateId;

namespace {

/// A limited level with its demand, as a waiting system of its own.
struct LoneLevel {
  StateId id{};
  const models::StateModel* state = nullptr;
  const StateDemand* demand = nullptr;
  WaitingSystem system;
  bool has_mixed_patience = false;  ///< not one exponential time for all: its mean is used
  bool is_exponential = false;      ///< treatment, the same for everybody
};

/// One over the mean patience, averaged over those who ask; 0 when all wait as long as it takes.
void read_patience(const Model& model, LoneLevel& level) {
  double asking = 0;
  double rate_sum = 0;
  std::optional<double> common;
  bool is_first = true;
  for (std::size_t w = 0; w < models::waiting_class_count; ++w) {
    if (!(level.demand->waiting_class_rates[w] > 0)) continue;
    for (const ClassId who : used_classes(model)) {
      const double people =
          level.demand->waiting_class_rates[w] * level.demand->by_class[index_of(who)];
      if (!(people > 0)) continue;
      const auto& row = model.request_rows[model.row_number(level.id, who, 0)];
      double theta = 0;
      if (row.patience[w]) {
        const sim::Distribution& time = model.distributions[index_of(*row.patience[w])];
        theta = 1 / (sim::mean(time) * row.patience_factor);
        if (!exponential_rate(time)) level.has_mixed_patience = true;
      }
      if (!is_first && common != theta) level.has_mixed_patience = true;
      common = theta;
      is_first = false;
      asking += people;
      rate_sum += people * theta;
    }
  }
  level.system.theta = asking > 0 ? rate_sum / asking : 0;
}

std::vector<LoneLevel> lone_levels(const Model& model, const TrafficFigures& traffic) {
  std::vector<LoneLevel> levels;
  for (std::size_t s = 0; s < model.level_count; ++s) {
    const StateDemand& demand = traffic.states[s];
    if (!demand.places || !(demand.rate > 0) || *demand.places < 1) continue;
    LoneLevel level;
    level.id = static_cast<StateId>(s);
    level.state = &model.states[s];
    level.demand = &demand;
    level.system = {.lambda = demand.rate,
                    .mu = 1 / demand.mean_stay,
                    .c = *demand.places,
                    .theta = 0,
                    .list_limit = level.state->list_limit};
    level.is_exponential = exponential_stay(model, level.id).has_value();
    read_patience(model, level);
    levels.push_back(level);
  }
  return levels;
}

bool is_steady(const Model& model) {
  return std::all_of(model.sources.begin(), model.sources.end(), is_steady_poisson) &&
         std::all_of(model.states.begin(), model.states.end(), [](const auto& s) {
           return s.changes.empty() && s.tests.empty();
         });
}

/// Everybody comes from outside, at times of a Poisson process.
bool is_isolated(const Model& model, const LoneLevel& level) {
  constexpr auto is_new = static_cast<std::size_t>(models::WaitingClass::New);
  const bool all_new = std::abs(level.demand->waiting_class_rates[is_new] - level.demand->rate) <=
                       1e-12 * level.demand->rate;
  const auto holds = [](const models::StateModel& s) {
    return s.hold.kind != models::Hold::Kind::None;
  };
  return all_new && is_steady(model) && !level.has_mixed_patience && model.level_count == 1 &&
         !holds(*level.state);
}

/// Every limited level is M/M/c and nobody holds, gives up or is turned away: by Jackson's theorem
/// each behaves as if alone, returns included.
bool is_jackson(const Model& model, const std::vector<LoneLevel>& levels) {
  const bool all_plain = std::all_of(levels.begin(), levels.end(), [](const LoneLevel& level) {
    return level.is_exponential && level.system.theta == 0 && !level.has_mixed_patience &&
           !level.system.list_limit;
  });
  const bool nobody_holds =
      std::all_of(model.states.begin(), model.states.end(), [](const auto& s) {
        return s.hold.kind == models::Hold::Kind::None;
      });
  return all_plain && nobody_holds && is_steady(model);
}

const char* name_of(const WaitingSystem& system) {
  if (system.list_limit && *system.list_limit == 0) return "Erlang B";
  if (system.theta > 0) return "Erlang A";
  return system.list_limit ? "M/M/c/K" : "Erlang C";
}

void add_no_steady_state(const LoneLevel& level, FigureList& list) {
  const std::string why =
      fmt::format("waiting list without patience and load per place {:.2f}: grows without end",
                  level.demand->load_per_place.value_or(0));
  for (const char* metric : {"wait", "list"})
    list.add(metric, "mean", std::nullopt, why);
  list.add("p_delay", "share", 1, why);
}

void add_figures(const LoneLevel& level, bool is_loss_exact, FigureList& list) {
  const auto figures = solve(level.system);
  if (!figures) return add_no_steady_state(level, list);
  const double per_year = level.system.lambda * days_per_year;
  list.add("census", "mean", figures->census);
  list.add("full", "share", figures->full);
  list.add("utilization", "mean", figures->census / level.system.c);
  list.add("p_delay", "share", figures->p_wait);
  list.add("turned_away", "share", figures->turned_away);
  list.add("turned_away", "per_year", figures->turned_away * per_year);
  if (is_loss_exact) return;  // nobody waits
  list.add("list", "mean", figures->list);
  list.add("gave_up", "share", figures->gave_up);
  list.add("gave_up", "per_year", figures->gave_up * per_year);
  list.add("wait", "mean", figures->wait_admitted);
  list.add("wait", "p90", wait_quantile(level.system, 0.9));
}

/// One place, no patience: the mean wait of any shape of treatment time (Pollaczek and Khinchine).
void add_mean_wait_any_shape(const LoneLevel& level, FigureList& list) {
  const auto wait = mean_wait_any_shape(level.system, level.demand->stay_cv());
  if (!wait) return add_no_steady_state(level, list);
  list.add("wait", "mean", wait);
  list.add("list", "mean", *wait * level.system.lambda);
  list.add("census", "mean", level.demand->offered_load);
}

/// Order in which people are served, and how many a day ask: by rank.
std::map<unsigned, double> rates_by_rank(const Model& model, const LoneLevel& level) {
  std::map<unsigned, double> rates;
  for (std::size_t w = 0; w < models::waiting_class_count; ++w) {
    for (const ClassId who : used_classes(model)) {
      const double share = level.demand->by_class[index_of(who)] / level.demand->rate;
      const double rate = level.demand->waiting_class_rates[w] * share;
      if (!(rate > 0)) continue;
      const auto& row = model.request_rows[model.row_number(level.id, who, 0)];
      const unsigned rank =
          unsigned{level.state->class_rank[w]} * level.state->priority_ranks + row.priority_rank;
      rates[rank] += rate;
    }
  }
  return rates;
}

void add_priority(const Model& model,
                  const LoneLevel& level,
                  Standing standing,
                  TheoryReport& report) {
  if (level.system.theta > 0 || level.system.list_limit) return;
  std::vector<double> lambda;
  for (const auto& [rank, rate] : rates_by_rank(model, level))
    lambda.push_back(rate);
  if (lambda.size() < 2) return;
  FigureList list(report.figures, standing, "Cobham");
  const auto waits = priority_waits(lambda, level.system.mu, level.system.c);
  for (std::size_t k = 0; k < waits.size(); ++k) {
    list.of(level.state->name, fmt::format("served={}", k + 1));
    list.add("wait", "mean", waits[k], waits[k] ? "" : "grows without end");
  }
}

void add_alone(const Model& model, const LoneLevel& level, bool is_jackson, TheoryReport& report) {
  const bool isolated = is_isolated(model, level);
  const bool is_loss = level.system.list_limit && *level.system.list_limit == 0;
  const bool is_exact = is_jackson || (isolated && (level.is_exponential || is_loss));
  const Standing standing = is_exact ? Standing::Exact : Standing::OnItsOwn;
  if (isolated && !is_exact && level.system.c == 1 && level.system.theta == 0 &&
      !level.system.list_limit) {
    FigureList list(report.figures, Standing::Exact, "Pollaczek-Khinchine");
    add_mean_wait_any_shape(level, list.of(level.state->name));
    return;
  }
  FigureList list(report.figures, standing, name_of(level.system));
  add_figures(level, is_loss, list.of(level.state->name));
  add_priority(model, level, standing, report);
  if (!is_exact && !level.is_exponential && level.system.theta == 0 && !level.system.list_limit) {
    FigureList shaped(report.figures, Standing::OnItsOwn, "Lee-Longton");
    shaped.of(level.state->name)
        .add("wait", "mean", mean_wait_any_shape(level.system, level.demand->stay_cv()));
  }
}

void add_planning(const LoneLevel& level, TheoryReport& report) {
  const double a = level.demand->offered_load;
  if (!std::isfinite(a)) return;
  FigureList curve(report.figures, Standing::Unlimited, "Poisson census");
  curve.of(level.state->name);
  const double p_delay = erlang_b(a, level.system.c);
  curve.add("p_delay", "share", p_delay);
  curve.add("one_in_n", "ratio", p_delay > 0 ? std::optional(1 / p_delay) : std::nullopt);
  for (const int percent : {1, 5, 10, 20})
    curve.add(fmt::format("places_for_{}_percent_delay", percent),
              "count",
              places_for_delay(a, percent / 100.0));
  FigureList staffing(report.figures, Standing::OnItsOwn, "square-root staffing");
  staffing.of(level.state->name)
      .add("places_for_20_percent_wait", "count", square_root_places(a, 0.2));
}

/// Figures of the pathway solved as one Markov chain. Returns why not.
std::string add_exact(const Model& model, std::size_t most_states, TheoryReport& report) {
  const auto answer = solve_pathway_exactly(model, most_states);
  if (const auto* none = std::get_if<NoAnswer>(&answer)) return none->reason;
  FigureList list(report.figures, Standing::Exact, "Markov chain of the pathway");
  const auto& stations = std::get<ExactFigures>(answer).stations;
  for (std::size_t s = 0; s < model.level_count; ++s) {
    const ExactStation& station = stations[s];
    const models::StateModel& state = model.states[s];
    list.of(state.name);
    list.add("census", "mean", station.census);
    list.add("held", "mean", station.held);
    list.add("admissions", "per_year", station.admissions * days_per_year);
    if (!state.is_limited) continue;
    list.add("list", "mean", station.list);
    list.add("full", "share", station.full);
    list.add("utilization", "mean", station.census / state.places);
    list.add("p_delay", "share", station.p_delay());
    list.add("gave_up", "per_year", station.gave_up * days_per_year);
    list.add("turned_away", "per_year", station.turned_away * days_per_year);
    list.add("swaps", "per_year", station.swaps * days_per_year);
    if (!(station.gave_up > 0)) list.add("wait", "mean", station.wait());
  }
  return {};
}

}  // namespace

void add_waiting(const Model& model, std::size_t most_exact_states, TheoryReport& report) {
  if (report.is_unlimited) return;
  std::vector<LoneLevel> levels;
  if (report.traffic) levels = lone_levels(model, *report.traffic);
  const bool jackson = is_jackson(model, levels);
  const bool has_formula =
      !levels.empty() && std::all_of(levels.begin(), levels.end(), [&](const LoneLevel& level) {
        return jackson || (is_isolated(model, level) && level.is_exponential);
      });
  if (!has_formula) {
    const std::string refused = add_exact(model, most_exact_states, report);
    if (!refused.empty()) report.footnotes.push_back("no exact Markov chain: " + refused);
  }
  for (const LoneLevel& level : levels) {
    add_alone(model, level, jackson, report);
    add_planning(level, report);
  }
}

}  // namespace stepdown::analysis
