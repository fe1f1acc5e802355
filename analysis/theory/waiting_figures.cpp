#include "analysis/catalog/measurement.hpp"
#include "analysis/formulas/erlang.hpp"
#include "analysis/formulas/priority.hpp"
#include "analysis/formulas/square_root_staffing.hpp"
#include "analysis/theory/exact_pathway.hpp"
#include "analysis/theory/figure_list.hpp"
#include "analysis/theory/markov_stays.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
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
  double common = 0;
  bool is_first = true;
  for (std::size_t w = 0; w < models::waiting_class_count; ++w) {
    if (!(level.demand->waiting_class_rates[w] > 0)) continue;
    for (const ClassId who : used_classes(model)) {
      const double people =
          level.demand->waiting_class_rates[w] * level.demand->by_class[index_of(who)];
      if (!(people > 0)) continue;
      const auto& behavior = model.request_behaviors[model.behavior_number(level.id, who, 0)];
      double theta = 0;
      if (behavior.patience[w]) {
        const sim::Distribution& time = model.distributions[index_of(*behavior.patience[w])];
        theta = 1 / (sim::mean(time) * behavior.patience_factor);
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

/// Why a level has no waits of its own to work out; empty: it has.
std::string why_none(const StateDemand& demand) {
  if (!(demand.rate > 0)) return "nobody asks for a place";
  if (!demand.places) return "places are unlimited: nobody waits";
  if (*demand.places < 1) return "there are no places";
  if (!std::isfinite(demand.offered_load)) return "stays have no finite mean";
  return {};
}

std::vector<LoneLevel> lone_levels(const Model& model, const TrafficFigures& traffic) {
  std::vector<LoneLevel> levels;
  for (std::size_t s = 0; s < model.level_count; ++s) {
    const StateDemand& demand = traffic.states[s];
    if (!why_none(demand).empty()) continue;
    LoneLevel level;
    level.id = static_cast<StateId>(s);
    level.state = &model.states[s];
    level.demand = &demand;
    level.system = {.lambda = demand.rate,
                    .mu = 1 / demand.mean_stay,
                    .c = demand.places.value_or(0),
                    .theta = 0,
                    .list_limit = level.state->list_limit};
    level.is_exponential = exponential_stay(model, level.id).has_value();
    read_patience(model, level);
    levels.push_back(level);
  }
  return levels;
}

bool is_steady(const Model& model) {
  return std::ranges::all_of(model.sources, is_steady_poisson) &&
         std::ranges::all_of(model.states, [](const auto& s) { return s.changes.empty(); }) &&
         !depends_on_history(model);
}

/// Whoever gives up or is turned away leaves the pathway, so that nobody asks because of it.
bool losses_are_final(const Model& model) {
  const auto all_out = [&model](models::Range targets) {
    return std::ranges::all_of(model.targets_in(targets), [&model](const models::Target& target) {
      return model.is_outcome(target.state);
    });
  };
  for (std::size_t s = 0; s < model.level_count; ++s) {
    if (model.states[s].divert_to) return false;
    for (const ClassId who : used_classes(model)) {
      const auto& behavior =
          model.request_behaviors[model.behavior_number(static_cast<StateId>(s), who, 0)];
      if (!all_out(behavior.gave_up_targets) || !all_out(behavior.turned_away_targets))
        return false;
    }
  }
  return true;
}

/// Nobody keeps the list short, and more is asked for than can be served.
bool grows_without_end(const LoneLevel& level) {
  return level.system.waits_for_ever() && level.demand->is_overloaded();
}

/// Everybody comes from outside, at times of a Poisson process, and leaves when treatment ends.
bool is_isolated(const Model& model, const LoneLevel& level) {
  constexpr auto is_new = static_cast<std::size_t>(models::WaitingClass::New);
  const bool all_new = std::abs(level.demand->waiting_class_rates[is_new] - level.demand->rate) <=
                       1e-12 * level.demand->rate;
  return all_new && is_steady(model) && losses_are_final(model) && !level.has_mixed_patience &&
         level.state->hold.kind == models::Hold::Kind::None;
}

/// Alone, with a formula for its losses or its waits.
bool has_formula(const Model& model, const LoneLevel& level) {
  const bool is_loss = level.system.list_limit == 0;
  const bool is_one_place = level.system.c == 1 && level.system.waits_for_ever();
  return is_isolated(model, level) && (level.is_exponential || is_loss || is_one_place);
}

/// Order in which people are served, and how many a day ask: by rank.
std::map<unsigned, double> rates_by_rank(const Model& model, const LoneLevel& level) {
  std::map<unsigned, double> rates;
  for (std::size_t w = 0; w < models::waiting_class_count; ++w) {
    for (const ClassId who : used_classes(model)) {
      const double share = level.demand->by_class[index_of(who)] / level.demand->rate;
      const double rate = level.demand->waiting_class_rates[w] * share;
      if (!(rate > 0)) continue;
      const auto& behavior = model.request_behaviors[model.behavior_number(level.id, who, 0)];
      const unsigned rank = unsigned{level.state->class_rank[w]} * level.state->priority_ranks +
                            behavior.priority_rank;
      rates[rank] += rate;
    }
  }
  return rates;
}

/// Whether it does not matter for where people go next who is served first: all go the same ways,
/// or are served in the order in which they asked.
bool order_leaves_routes_alone(const Model& model, const std::vector<LoneLevel>& levels) {
  return used_classes(model).size() < 2 || std::ranges::all_of(levels, [&](const auto& level) {
           return rates_by_rank(model, level).size() < 2;
         });
}

/// Every limited level is M/M/c and nobody holds, gives up or is turned away: by Jackson's theorem
/// each behaves as if alone, returns included.
bool is_jackson(const Model& model, const std::vector<LoneLevel>& levels) {
  const bool all_plain = std::all_of(levels.begin(), levels.end(), [](const LoneLevel& level) {
    return level.is_exponential && level.system.waits_for_ever() && !level.has_mixed_patience &&
           !grows_without_end(level);
  });
  const bool nobody_holds =
      std::all_of(model.states.begin(), model.states.end(), [](const auto& s) {
        return s.hold.kind == models::Hold::Kind::None;
      });
  return all_plain && nobody_holds && is_steady(model) && order_leaves_routes_alone(model, levels);
}

const char* name_of(const WaitingSystem& system) {
  if (system.list_limit == 0) return "Erlang B";
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

void add_figures(const LoneLevel& level, bool is_in_order, FigureList& list) {
  const auto answer = solve(level.system);
  if (!answer) return add_no_steady_state(level, list);
  const WaitingFigures& figures = *answer;
  const double per_year = level.system.lambda * days_per_year;
  list.add("census", "mean", figures.census);
  list.add("full", "share", figures.full);
  list.add("utilization", "mean", figures.census / level.system.c);
  list.add("p_delay", "share", figures.p_wait);
  list.add("turned_away", "share", figures.turned_away);
  list.add("turned_away", "per_year", figures.turned_away * per_year);
  if (level.system.list_limit == 0) return;  // nobody waits
  list.add("list", "mean", figures.list);
  list.add("gave_up", "share", figures.gave_up);
  list.add("gave_up", "per_year", figures.gave_up * per_year);
  // The list is as long in any order; who gives up, and the spread of waits, depend on the order.
  const auto add_wait = [&list](bool holds, const char* statistic, std::optional<double> value) {
    if (holds) return list.add("wait", statistic, value);
    list.add("wait",
             statistic,
             std::nullopt,
             "some are offered a place before others who asked earlier");
  };
  add_wait(is_in_order || level.system.theta == 0, "mean", figures.wait_admitted);
  add_wait(is_in_order, "p90", wait_quantile(level.system, 0.9));
}

/// One place, no patience: the mean wait of any shape of treatment time (Pollaczek and Khinchine).
void add_mean_wait_any_shape(const LoneLevel& level, FigureList& list) {
  const auto wait = mean_wait_any_shape(level.system, level.demand->stay_cv());
  if (!wait) return add_no_steady_state(level, list);
  list.add("wait", "mean", wait);
  list.add("list", "mean", *wait * level.system.lambda);
  // Who comes finds the place taken as often as it is taken (Poisson arrivals see time averages).
  for (const char* metric : {"p_delay", "full"})
    list.add(metric, "share", level.demand->offered_load);
  list.add("utilization", "mean", level.demand->offered_load);
  list.add("census", "mean", level.demand->offered_load);
}

/// The kinds of people of a report whose place in the order is known: rank by group name.
std::map<std::string, unsigned> ranks_by_group(const Model& model, const LoneLevel& level) {
  std::map<std::string, unsigned> ranks;
  constexpr auto is_new = static_cast<std::size_t>(models::WaitingClass::New);
  for (const std::size_t a : model.report_by) {
    for (std::size_t v = 0; v < model.attributes[a].values.size(); ++v) {
      std::set<unsigned> of_value;
      for (const ClassId who : used_classes(model)) {
        if (model.classes[index_of(who)][a] != v) continue;
        const auto& behavior = model.request_behaviors[model.behavior_number(level.id, who, 0)];
        of_value.insert(unsigned{level.state->class_rank[is_new]} * level.state->priority_ranks +
                        behavior.priority_rank);
      }
      if (of_value.size() == 1)
        ranks[fmt::format("{}={}", model.attributes[a].name, model.attributes[a].values[v])] =
            *of_value.begin();
    }
  }
  return ranks;
}

void add_if_any(const char* metric, const std::optional<double>& wait, FigureList& list) {
  if (wait) return list.add(metric, "mean", wait);
  list.add(metric, "mean", std::nullopt, "grows without end");
}

/// Mean waits by place in the order; of kinds of people too, where the level is all there is.
void add_priority(const Model& model,
                  const LoneLevel& level,
                  Standing standing,
                  TheoryReport& report) {
  if (!level.system.waits_for_ever()) return;
  const std::map<unsigned, double> rates = rates_by_rank(model, level);
  if (rates.size() < 2) return;
  std::vector<double> lambda;
  for (const auto& [rank, rate] : rates)
    lambda.push_back(rate);
  FigureList list(report.figures, standing, "Cobham");
  const auto waits = priority_waits(lambda, level.system.mu, level.system.c);
  for (std::size_t k = 0; k < waits.size(); ++k) {
    list.of(level.state->name, fmt::format("served={}", k + 1));
    add_if_any("wait", waits[k], list);
  }
  if (model.level_count > 1 || !is_isolated(model, level)) return;
  for (const auto& [group, rank] : ranks_by_group(model, level)) {
    const auto at = std::distance(rates.begin(), rates.find(rank));
    add_if_any("time_to_treatment", waits[static_cast<std::size_t>(at)], list.of(all, group));
  }
}

/// What an exact figure of the long run claims: a run without warm-up also shows the empty start.
Standing in_the_long_run(const Model& model) {
  return model.warm_up > 0 ? Standing::Exact : Standing::LongRun;
}

void add_alone(const Model& model, const LoneLevel& level, bool is_jackson, TheoryReport& report) {
  const bool isolated = is_isolated(model, level) && !grows_without_end(level);
  const bool is_loss = level.system.list_limit == 0;
  const bool is_exact = is_jackson || (isolated && (level.is_exponential || is_loss));
  const Standing standing = is_exact ? in_the_long_run(model) : Standing::OnItsOwn;
  const bool has_any_shape = !level.is_exponential && level.system.waits_for_ever();
  if (isolated && has_any_shape && level.system.c == 1) {
    FigureList list(report.figures, in_the_long_run(model), "Pollaczek-Khinchine");
    add_mean_wait_any_shape(level, list.of(level.state->name));
    return;
  }
  FigureList list(report.figures, standing, name_of(level.system));
  // An approximation is for people who are served in the order in which they asked.
  const bool is_in_order = !is_exact || rates_by_rank(model, level).size() < 2;
  add_figures(level, is_in_order, list.of(level.state->name));
  // Jackson is about how many are there: with returns the requests of a class are not Poisson.
  add_priority(model, level, isolated ? standing : Standing::OnItsOwn, report);
  if (!has_any_shape || grows_without_end(level)) return;
  FigureList shaped(report.figures, Standing::OnItsOwn, "Lee-Longton");
  shaped.of(level.state->name)
      .add("wait", "mean", mean_wait_any_shape(level.system, level.demand->stay_cv()));
}

/// Places for a demand, judged from unlimited places.
void add_planning(const std::string& level, const StateDemand& demand, TheoryReport& report) {
  const double a = demand.offered_load;
  if (!(demand.rate > 0) || !std::isfinite(a)) return;
  FigureList curve(report.figures, Standing::Unlimited, "Poisson census");
  curve.of(level);
  if (demand.places) {
    const double p_delay = erlang_b(a, *demand.places);
    curve.add("p_delay", "share", p_delay);
    if (std::isfinite(1 / p_delay))
      curve.add("one_in_n", "ratio", 1 / p_delay);
    else
      curve.add("one_in_n", "ratio", std::nullopt, "nobody is ever delayed");
  }
  for (const int percent : {1, 2, 5, 10, 20, 50})
    curve.add(fmt::format("places_for_{}_percent_delay", percent),
              "count",
              places_for_delay(a, percent / 100.0));
  FigureList staffing(report.figures, Standing::OnItsOwn, "square-root staffing");
  staffing.of(level).add("places_for_20_percent_wait", "count", square_root_places(a, 0.2));
}

/// Figures of the pathway solved as one Markov chain. Returns why not.
std::string add_exact(const Model& model, std::size_t most_states, TheoryReport& report) {
  const auto answer = solve_pathway_exactly(model, most_states);
  if (const auto* none = std::get_if<NoAnswer>(&answer)) return none->reason;
  FigureList list(report.figures, in_the_long_run(model), "Markov chain of the pathway");
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
    if (station.requests > 0) {
      list.add("gave_up", "share", station.gave_up / station.requests);
      list.add("turned_away", "share", station.turned_away / station.requests);
    }
    list.add("gave_up", "per_year", station.gave_up * days_per_year);
    list.add("turned_away", "per_year", station.turned_away * days_per_year);
    list.add("swaps", "per_year", station.swaps * days_per_year);
    if (!(station.gave_up > 0)) list.add("wait", "mean", station.wait());
  }
  return {};
}

}  // namespace

void add_waiting(const Model& model, std::size_t most_exact_states, TheoryReport& report) {
  std::vector<LoneLevel> levels;
  if (report.traffic) {
    levels = lone_levels(model, *report.traffic);
    for (std::size_t s = 0; s < model.level_count; ++s)
      add_planning(model.states[s].name, report.traffic->states[s], report);
  }
  if (report.is_unlimited) {
    report.footnotes.emplace_back("nobody waits: all levels that people come to are unlimited");
    return;
  }
  const bool jackson = is_jackson(model, levels);
  const bool all_have_formulas =
      !levels.empty() && std::all_of(levels.begin(), levels.end(), [&](const LoneLevel& level) {
        return jackson || has_formula(model, level);
      });
  bool is_solved_whole = false;
  if (!all_have_formulas) {
    const std::string refused = add_exact(model, most_exact_states, report);
    is_solved_whole = refused.empty();
    if (!is_solved_whole) report.footnotes.push_back("no exact Markov chain: " + refused);
  }
  if (!is_solved_whole)
    for (const LoneLevel& level : levels)
      add_alone(model, level, jackson, report);
  const bool has_long_run =
      std::any_of(report.figures.begin(), report.figures.end(), [](const TheoryFigure& f) {
        return f.standing == Standing::LongRun;
      });
  if (has_long_run)
    report.footnotes.emplace_back(
        "waits and lists are of the long run; this one starts empty and observes that too");
  if (!report.traffic) return;
  for (std::size_t s = 0; s < model.level_count; ++s) {
    const std::string why = why_none(report.traffic->states[s]);
    if (why.empty()) continue;
    FigureList list(report.figures, Standing::OnItsOwn, "none");
    list.of(model.states[s].name).add("wait", "mean", std::nullopt, why);
  }
}

}  // namespace stepdown::analysis
