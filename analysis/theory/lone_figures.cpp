#include "analysis/theory/lone_figures.hpp"

#include "analysis/catalog/measurement.hpp"
#include "analysis/formulas/erlang.hpp"
#include "analysis/formulas/priority.hpp"
#include "analysis/theory/markov_stays.hpp"

#include <fmt/core.h>

#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace stepdown::analysis {

using models::ClassId;
using models::index_of;
using models::Model;

namespace {

const char* name_of(const LoneLevel& level) {
  if (level.needs_shape_of_patience()) return "M/M/c+G";
  const WaitingSystem& system = level.system;
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
  const auto answer = answer_of(level);
  if (!answer) return add_no_steady_state(level, list);
  const WaitingFigures& figures = answer->figures;
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
  add_wait(is_in_order, "p90", answer->wait_p90);
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
        of_value.insert(rank_of(model, level, is_new, who));
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

}  // namespace

std::optional<ImpatientFigures> answer_of(const LoneLevel& level) {
  const WaitingSystem& system = level.system;
  if (level.needs_shape_of_patience())
    return solve(ImpatientSystem{system.lambda, system.mu, system.c, level.patience});
  const auto figures = solve(system);
  if (!figures) return std::nullopt;
  return ImpatientFigures{*figures, wait_quantile(system, 0.9).value_or(0)};
}

Standing in_the_long_run(const Model& model) {
  return model.warm_up > 0 ? Standing::Exact : Standing::LongRun;
}

void add_lone_level(const Model& model,
                    const LoneLevel& level,
                    bool is_jackson,
                    TheoryReport& report) {
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
  FigureList list(report.figures, standing, name_of(level));
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

}  // namespace stepdown::analysis
